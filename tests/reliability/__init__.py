"""What becomes of the work when something goes wrong around it."""
