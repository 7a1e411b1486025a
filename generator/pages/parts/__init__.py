"""What pages of several kinds are made of: words, Markdown, charts, links onward."""
