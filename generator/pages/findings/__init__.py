"""/checks/: every finding with both sides and the difference."""
