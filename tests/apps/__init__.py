"""Tests of the finder, the explorer, the comparison and the downloads."""
