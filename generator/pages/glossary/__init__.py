"""The glossary, and its terms explained where a page first uses them."""
