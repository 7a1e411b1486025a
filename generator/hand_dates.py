"""Dates that people write in data/: one way only, so that they sort and read alike."""

from __future__ import annotations

import re
from datetime import date


def is_iso_date(text: str) -> bool:
    """Whether the text is a day of the calendar, written 2024-01-31."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
