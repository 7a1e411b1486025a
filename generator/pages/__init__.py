"""Records -> Markdown pages, charts, downloads; the Markdown dialect."""
