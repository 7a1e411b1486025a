"""The page of a work plan, and what the report says of its tasks."""
