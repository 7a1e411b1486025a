"""Rows of agencies, one after the other, become frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd

from generator.frames.counts import catalogue
from generator.frames.measures import counted
from generator.frames.packed import PackedRows
from generator.frames.reasons import reasons
from generator.frames.rows import ReportRow
from generator.frames.schema import Growing, tables
from generator.frames.spool import Matrix, YearFigures


def _packed(name: str) -> cached_property[pd.DataFrame]:
    def frame(frames: Frames) -> pd.DataFrame:
        return frames._beside.frame(name)

    return cached_property(frame)


class Frames:
    """The frames of the reports that were added, in the order in which they were added.

    All are added before the first frame is asked for. The frame of reports is numbered
    from 0; `spool` is the folder for figures that do not fit in memory (the system's own
    unless named).
    """

    def __init__(self, spool: Path | None = None) -> None:
        self._spool = spool
        self._count = 0
        self._growing = Growing("reports")
        self._beside = PackedRows()
        self._figures: dict[int, YearFigures] = {}
        self._cells = blake2b(digest_size=16)
        self._digests: dict[int, blake2b] = {}
        self._row_digests: list[str] = []

    def add(self, rows: Iterable[ReportRow]) -> None:
        """Adds the rows of one agency's reports."""
        for row in rows:
            name, region, *others = row.named
            cells = (row.agency, name, region, row.year, row.scope, row.form, *others)
            self._growing.add([cells])
            if row.year not in self._figures:
                self._figures[row.year] = YearFigures(self._spool)
                self._digests[row.year] = blake2b(digest_size=16)
            self._figures[row.year].add(self._count, row)
            self._beside.add(row)
            self._cells.update(msgspec.msgpack.encode(cells))
            self._row_digests.append(row.digest)
            self._digests[row.year].update(row.digest.encode())
            self._count += 1

    @cached_property
    def reports(self) -> pd.DataFrame:
        """A row for each report."""
        return self._growing.frame()

    contacts = _packed("contacts")
    """The contact details of each report, in the order of the reports."""

    metrics = _packed("metrics")
    """The figures that the running text states."""

    other_rows = _packed("other_rows")
    """Printed rows that the reports' forms do not have, cell by cell."""

    numbers = _packed("numbers")
    """Telephone and document numbers."""

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """The counts of each report, in the order of the reports."""
        return tables()["indicators"].frame(self._counted[0])

    @cached_property
    def reasons(self) -> pd.DataFrame:
        """How often each reason (`reasons.reasons`) was given, in the order of the reports.

        The columns are those of `indicators`, with the reasons in place of the counts.
        """
        return pd.DataFrame(self._counted[1])

    @cached_property
    def _counted(self) -> list[dict[str, Any]]:
        """The columns of both."""
        return list(counted(self.reports, self._all_figures(), catalogue().counts, reasons()))

    @cached_property
    def years_of(self) -> dict[str, tuple[int, ...]]:
        """The years of each agency's reports, in order."""
        years = self._by_agency()["year"].agg(list)
        return {str(name): tuple(sorted(found)) for name, found in years.items()}

    @cached_property
    def places_of(self) -> dict[str, Any]:
        """The places of each agency's reports in the frames of reports and indicators."""
        return {str(name): places for name, places in self._by_agency().indices.items()}

    @property
    def years(self) -> list[int]:
        """The years with a report, oldest first."""
        return sorted(self._figures)

    def digest(self, year: int) -> str:
        """A hash of the rows of a year's reports, in their order."""
        return self._digests[year].hexdigest()

    def row_digest(self, place: int) -> str:
        """A hash of all rows of a report; `place` is its place in the frame of reports."""
        return self._row_digests[place]

    def digest_of_table(self, table: str) -> str:
        """A hash of the rows of a frame: no other one has it, those of `of_year` share one."""
        if table == "indicators":
            return " ".join(self.digest(year) for year in self.years)
        return self._cells.hexdigest() if table == "reports" else self._beside.digest()

    def of_year(self, table: str, year: int) -> pd.DataFrame:
        """The rows of a year in `reports`, `contacts`, `metrics`, `other_rows` or `numbers`."""
        if table == "reports":
            return self.reports[(self.reports["year"] == year).to_numpy()]
        return self._beside.frame(table, year)

    def _by_agency(self) -> Any:
        return self.reports.groupby("agency", observed=True)

    def _all_figures(self) -> Iterator[Matrix]:
        return (found for year in self.years for found in self.matrices(year))

    def matrices(self, year: int) -> Iterator[Matrix]:
        """The values and states of a year's figures by form, a thousand reports at a time."""
        return self._figures[year].matrices()

    def parts(self, year: int) -> Iterator[pd.DataFrame]:
        """The figures of a year, a thousand reports at a time; nothing for another year."""
        if year in self._figures:
            yield from self._figures[year].parts(self.reports)

    def figures(self, year: int) -> pd.DataFrame:
        """The figures of a year; empty when no report of it has a statutory table."""
        return tables()["figures"].joined(list(self.parts(year)))
