"""The statutory tables: found, their headers and labels read, their figures put on the form."""
