"""The explorer and the comparison: counts by agency and year, for the browser."""
