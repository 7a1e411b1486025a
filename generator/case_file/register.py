"""Who should have reported: a status for every agency and year known to the registry.

That a report is not here does not show that there is none: without word from a person the
status is "not_collected". `data/register.csv` (agency, year, status, date, note) holds what
a maintainer found out by looking: missing, not_required or dissolved.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.agencies import Agency, Registry
from generator.checks import law
from generator.checks.completeness import LATE_CHECK
from generator.checks.finding import CheckOutcome
from generator.hand_csv import Row, rows_of
from generator.hand_dates import is_iso_date

Key = tuple[str, int]
Status = Literal["published", "late", "missing", "not_required", "dissolved", "not_collected"]
Register = dict[Key, Status]
COLUMNS = ("agency", "year", "status", "date", "note")
STATED: tuple[Status, ...] = ("missing", "not_required", "dissolved")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """The status that a person looked up, the ISO date of that, and a note."""

    agency: str
    year: int
    status: Status
    date: str
    note: str


def load_register(data: Path, registry: Registry, reports: set[Key]) -> dict[Key, RegisterRow]:
    """The rows of register.csv; BadDataError with file and line for the first wrong one."""
    found: dict[Key, RegisterRow] = {}
    for cells in rows_of(data / "register.csv", COLUMNS):
        row = _row(cells)
        key = (row.agency, row.year)
        if row.agency not in registry.agencies:
            raise cells.bad("data.unknown_agency", agency=row.agency)
        if key in reports:
            raise cells.bad("register.has_report", agency=row.agency, year=row.year)
        if key in found:
            raise cells.bad("register.twice", agency=row.agency, year=row.year)
        found[key] = row
    return found


def _row(cells: Row) -> RegisterRow:
    year = cells["year"]
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise cells.bad("checks.bad_year", year=year)
    status = next((one for one in STATED if one == cells["status"]), None)
    if status is None:
        raise cells.bad("register.status", status=cells["status"], known=", ".join(STATED))
    if not is_iso_date(cells["date"]):
        raise cells.bad("checks.bad_date", date=cells["date"])
    return RegisterRow(cells["agency"], int(year), status, cells["date"], cells["note"])


def complete_register(
    registry: Registry, rows: dict[Key, RegisterRow], outcomes: dict[Key, CheckOutcome]
) -> Register:
    """The status of every agency for every year that the data folder spans."""
    years = [year for _, year in (*outcomes, *rows)]
    if not years:
        return {}
    first, last = max(min(years), law.first_report_year()), max(years)
    register: Register = {}
    for agency in registry.agencies.values():
        for year in range(first, last + 1):
            key = (agency.id, year)
            register[key] = _status(agency, year, rows.get(key), outcomes.get(key))
    return register


def _status(
    agency: Agency, year: int, row: RegisterRow | None, outcome: CheckOutcome | None
) -> Status:
    if outcome is not None:
        is_late = any(found.check == LATE_CHECK for found in outcome.failed)
        return "late" if is_late else "published"
    if row is not None:
        return row.status
    if _year(agency.valid_to) is not None and year >= (_year(agency.valid_to) or 0):
        return "dissolved"  # it was gone when the report fell due
    founded = _year(agency.valid_from)
    if (founded is not None and year < founded) or not law.is_required_kind(agency):
        return "not_required"
    return "not_collected"


def _year(text: str | None) -> int | None:
    """The year that an ISO date or a bare year starts with."""
    head = (text or "")[:4]
    return int(head) if head.isdecimal() and len(head) == 4 else None
