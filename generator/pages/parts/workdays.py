"""The official holiday calendar as data for the guide's calculator, from chinesecalendar.

`static/apps/workdays.js`: first and last day of the table, the weekdays that are off, and
the weekend days that are worked. Beyond the last day nothing is known and nothing guessed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.pages.kinds import Kind, Made, Material
from generator.pages.parts.script_data import write_script

FIRST_YEAR = 2019  # the regulation with today's time limits is in force since 2019-05-15


def workday_table() -> dict[str, Any]:
    """{"first", "last", "off", "on"}: ISO dates; `off` and `on` are exceptions to Mon-Fri."""
    from chinese_calendar.constants import holidays, workdays

    first, last = date(FIRST_YEAR, 1, 1), date(max(holidays).year, 12, 31)
    off = (day for day in holidays if day >= first and day.weekday() < 5)
    on = (day for day in workdays if day >= first and day.weekday() >= 5)
    table: dict[str, Any] = {"first": first.isoformat(), "last": last.isoformat()}
    return {
        **table,
        "off": [day.isoformat() for day in sorted(off)],
        "on": [day.isoformat() for day in sorted(on)],
    }


def _write(material: Material) -> Made:
    write_script(material.extras, "workdays", workday_table())
    return ()


PAGE_KINDS = (Kind("workdays", pages=_write),)
