"""Word files, and by way of LibreOffice older ones -> neutral document."""
