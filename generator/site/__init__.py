"""data/ -> output/: Pelican with hooks of our own, search index, feeds, atomic publishing."""
