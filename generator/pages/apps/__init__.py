"""Finder, explorer, comparison, search, downloads and the static JSON interface."""
