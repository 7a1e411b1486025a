"""Full-text search without a server: what is searched, how it is cut, how it is stored."""
