"""Made-up corpora: records with figures that add up, and documents that print them.

Everything here is invented and says so in its own text. Regions are real names and
codes (GB/T 2260, from the package cpca); agencies, figures, telephone numbers and
sentences are made by a seeded generator. The same seed gives the same bytes; nothing
depends on the clock, the locale or the order of a set.
"""

from made_up.data import CorpusOptions, made_up_records, write_data

__all__ = ["CorpusOptions", "made_up_records", "write_data"]
