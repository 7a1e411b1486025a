"""/data/ and /api/: what can be taken away."""
