"""The official holiday calendar as data for the guide's calculator, from chinesecalendar.

`static/apps/workdays.js`: first and last day of the table, the weekdays that are off, and
the weekend days that are worked. Beyond the last day nothing is known and nothing guessed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from generator.pages.kinds import Kind, Made, Material
from generator.pages.parts.script_data import write_script

FIRST_YEAR = 2019  # the regulation with today's time limits is in force since 2019-05-15


def workday_table() -> dict[str, Any]:
    """{"first", "last", "off", "on"}: ISO dates; `off` and `on` are exceptions to Mon-Fri."""
    from chinese_calendar import is_workday
    from chinese_calendar.constants import holidays

    day, last = date(FIRST_YEAR, 1, 1), date(max(holidays).year, 12, 31)
    table: dict[str, Any] = {"first": day.isoformat(), "last": last.isoformat()}
    off: list[str] = []
    on: list[str] = []
    while day <= last:
        is_weekday = day.weekday() < 5
        if is_workday(day) != is_weekday:
            (off if is_weekday else on).append(day.isoformat())
        day += timedelta(days=1)
    return {**table, "off": off, "on": on}


def _write(material: Material) -> Made:
    write_script(material.extras, "workdays", workday_table())
    return ()


PAGE_KINDS = (Kind("workdays", pages=_write),)
