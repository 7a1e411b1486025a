"""data/ -> output/: a build around Pelican, and the Pelican plugin."""
