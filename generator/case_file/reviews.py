"""A maintainer's answers to findings: `data/reviews.csv`.

Columns: finding (its id), answer, name, date (ISO), reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from generator.agencies import Registry
from generator.case_file.finding_scopes import known_scopes
from generator.checks.catalogue import all_checks
from generator.hand_csv import Row, rows_of
from generator.hand_dates import is_iso_date

Answer = Literal["accepted_as_printed", "our_reading_wrong", "explained_by_agency"]
COLUMNS = ("finding", "answer", "name", "date", "reason")


@dataclass(frozen=True, slots=True)
class Review:
    """One answer: to which finding, what, by whom, when (ISO date) and why."""

    finding: str
    answer: Answer
    name: str
    date: str
    reason: str

    @property
    def is_settled(self) -> bool:
        """Whether the answer settles the finding: the print stands, or the agency explained it."""
        return self.answer != "our_reading_wrong"


def load_reviews(
    data: Path, registry: Registry, reports: set[tuple[str, int]]
) -> dict[str, Review]:
    """The answers by finding id; BadDataError with file and line for the first wrong row.

    `reports` holds agency and year of every report there is.
    """
    found: dict[str, Review] = {}
    for row in rows_of(data / "reviews.csv", COLUMNS):
        review = _review(row)
        _require_target(row, registry, reports)
        if review.finding in found:
            raise row.bad("reviews.twice", finding=review.finding)
        found[review.finding] = review
    return found


def _review(row: Row) -> Review:
    for name in COLUMNS:
        if not row[name]:
            raise row.bad("reviews.empty", column=name)
    answer = row["answer"]
    if answer not in get_args(Answer):
        raise row.bad("reviews.answer", answer=answer, known=", ".join(get_args(Answer)))
    if not is_iso_date(row["date"]):
        raise row.bad("checks.bad_date", date=row["date"])
    return Review(row["finding"], answer, row["name"], row["date"], row["reason"])  # type: ignore[arg-type]  # get_args has checked it


def _require_target(row: Row, registry: Registry, reports: set[tuple[str, int]]) -> None:
    """A finding id is agency/year/check[/scope]; each part must exist."""
    finding = row["finding"]
    agency, year, check_id, *scope = [*finding.split("/"), "", "", ""]
    if agency not in registry.agencies:
        raise row.bad("data.unknown_agency", agency=agency)
    if not (year.isascii() and year.isdigit()) or (agency, int(year)) not in reports:
        raise row.bad("checks.no_report", agency=agency, year=year)
    if check_id not in all_checks():
        raise row.bad("reviews.check", check=check_id, finding=finding)
    if "/".join(scope).rstrip("/") not in known_scopes():
        raise row.bad("reviews.scope", finding=finding)
