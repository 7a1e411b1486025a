"""What may be replaced, what was published, and the step that puts a new site in its place."""
