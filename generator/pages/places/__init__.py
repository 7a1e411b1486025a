"""Regions and years: sums of like with like, coverage, the reports of each."""
