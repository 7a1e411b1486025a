"""Covers personal data before anything is stored or published.

Identity numbers, mobile numbers in every spelling, bank cards, and home addresses beside
a person's name; office lines, credit codes, index and filing numbers, amounts and dates
survive. A mobile number that an agency gives as its contact is covered like any other:
`masked` says so, and `data/privacy_exceptions.csv` is where an official's may be let
through, by name and with a reason.
"""

from generator.privacy.cover import cover, cover_struct, cover_text, find
from generator.privacy.exceptions import NONE, Exceptions, load_exceptions

__all__ = ["NONE", "Exceptions", "cover", "cover_struct", "cover_text", "find", "load_exceptions"]
