"""The page of an agency: applying there, its contact, others like it, all its findings."""
