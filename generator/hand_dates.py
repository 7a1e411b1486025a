"""Dates in data/: written one way only, so that they sort and read alike."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def is_iso_date(text: str) -> bool:
    """Whether the text is a day of the calendar, written 2024-01-31."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def today_in_china() -> date:
    """The day on which something is noted in data/, wherever the machine stands."""
    return datetime.now(tz=CHINA).date()
