"""Plain text and Markdown -> neutral document."""
