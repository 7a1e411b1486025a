"""Whose report it is, of which year, published when."""
