"""Corrections of what we read, never of what was printed."""
