"""Web pages, and web archives around them -> neutral document."""
