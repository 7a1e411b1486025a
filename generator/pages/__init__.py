"""Records -> Markdown pages, charts, downloads."""
