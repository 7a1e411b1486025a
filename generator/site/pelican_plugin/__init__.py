"""Content files -> pages: the Pelican plugin, and the runs of Pelican that use it."""
