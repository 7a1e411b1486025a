"""Numbers as signs: Chinese numerals, and numbers in sentences."""

from __future__ import annotations

from numbers import Integral, Real
from unicodedata import numeric

_PLACES = 6  # beyond them a float has noise: 0.1 + 0.2


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


def with_commas(value: float | Real) -> str:
    """A number in a sentence: as it is, with its thousands apart.

    >>> with_commas(1234567), with_commas(0.1 + 0.2), with_commas(1234.56)
    ('1,234,567', '0.3', '1,234.56')
    """
    if isinstance(value, Integral):  # as a float a long one would have other digits
        return f"{value:,}"
    text = f"{value:,.{_PLACES}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
