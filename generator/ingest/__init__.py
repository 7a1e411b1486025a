"""Files -> data/: read, parse, cover, store. Safe to stop and to start again."""
