"""The named exceptions: contact details of officials that the law wants published.

`data/privacy_exceptions.csv`: kind, value, agency, name, office, reason, added_by,
added_on. Only the number given there survives, and only in records of that agency.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from generator.hand_csv import Row, rows_of
from generator.hand_dates import is_iso_date

COLUMNS = ("kind", "value", "agency", "name", "office", "reason", "added_by", "added_on")
KINDS = ("mobile", "identity", "bank_card", "home_address")


@dataclass(frozen=True)
class Exceptions:
    """What must not be covered: (kind, value without marks) by agency id."""

    by_agency: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)

    def allows(self, agency: str | None, kind: str, value: str) -> bool:
        """Whether that value may stand in a record of that agency."""
        known = self.by_agency.get(agency or "")
        return known is not None and (kind, bare(value)) in known


NONE = Exceptions()


def bare(value: str) -> str:
    """A number without the marks and breaks between its digits."""
    return re.sub(r"[\s\-—()（）.·|｜]", "", value).removeprefix("+86")


def load_exceptions(data: Path) -> Exceptions:
    """The exceptions of a data folder; BadDataError with file and line for a bad row."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows_of(data / "privacy_exceptions.csv", COLUMNS):
        _check(row)
        found.setdefault(row["agency"], set()).add((row["kind"], bare(row["value"])))
    return Exceptions({agency: frozenset(values) for agency, values in found.items()})


def _check(row: Row) -> None:
    """Every column filled, a known kind, a date: an exception without a reason is none."""
    empty = [name for name in COLUMNS if not row[name]]
    if empty:
        raise row.bad("privacy.exception_incomplete", columns=", ".join(empty))
    if row["kind"] not in KINDS:
        raise row.bad("privacy.exception_kind", kind=row["kind"])
    if not is_iso_date(row["added_on"]):
        raise row.bad("privacy.exception_date", date=row["added_on"])
