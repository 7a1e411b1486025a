"""Made-up documents: reports as agencies publish them, in every format and layout."""
