"""PDF files with a text layer -> neutral document."""
