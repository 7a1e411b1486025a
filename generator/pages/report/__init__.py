"""The page of a report: a citizen's questions, then the whole record with its sources."""
