"""Why information was refused: reasons by field of work, region and year."""
