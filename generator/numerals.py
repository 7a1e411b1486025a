"""Chinese numerals."""

from __future__ import annotations

from unicodedata import numeric


def number_of(numeral: str) -> int:
    """The number of a Chinese numeral below a hundred; ValueError for another sign.

    >>> number_of("三十六")
    36
    """
    found = 0
    for sign in numeral:
        value = int(numeric(sign))
        found = 10 * max(found, 1) if value == 10 else found + value
    return found
