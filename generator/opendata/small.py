"""The published tables of one frame, put together when their rows are not those of before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd

from generator.agencies import REGION_COLUMNS, Registry
from generator.case_file.report_view import ReportViews
from generator.checks.finding import Finding
from generator.corrections.apply import AppliedCorrection
from generator.forms import forms
from generator.forms.explanations import explanations
from generator.frames.build import Frames
from generator.frames.cells import exact
from generator.frames.others import agencies_frame, coverage_frame, findings_frame
from generator.frames.packed import joined
from generator.kept import KeptTogether
from generator.opendata.figures import correction_id, figures_of
from generator.opendata.tables import tables
from generator.records import Figure, Record
from generator.sealed import digest_of

_TASKS = "gongkai-tasks 1"
Row = tuple[str | int | None, ...]
_Table = tuple[Callable[[], object], Callable[[], pd.DataFrame]]
"""What gives all that a table's rows are made from, and what gives its frame."""


class SmallTables:
    """Each of the tables, and a hash of all that its rows are made from.

    The file `tasks_at` keeps the tasks of plans.
    """

    def __init__(
        self, report_views: ReportViews, frames: Frames, tasks_at: Path | None = None
    ) -> None:
        self._frames = frames
        self._rows: dict[str, list[Any]] = {
            "tasks": list(_all_tasks(report_views, tasks_at)),
            "corrections": list(_corrections(report_views)),
        }
        self._findings = list(report_views.findings(with_open=True))
        self._of_years: dict[int, list[Finding]] = defaultdict(list)
        for found in self._findings:
            self._of_years[found.year].append(found)
        self._register, self._registry = report_views.register, report_views.registry
        self.names = tuple(self._tables)

    @property
    def _tables(self) -> dict[str, _Table]:
        """What each table is made from, and its frame, in the order of the descriptions."""
        register, registry = self._register, self._registry
        return {
            "reports": self._of_frames("reports"),
            "indicators": (self._of_frames("indicators")[0], self._indicators),
            **{name: self._of_frames(name) for name in ("contacts", "metrics", "other_rows")},
            "tasks": self._of_rows("tasks"),
            "findings": (lambda: self._findings_told, partial(_findings, self._findings)),
            "corrections": self._of_rows("corrections"),
            "register": (lambda: list(register.items()), partial(coverage_frame, register)),
            "agencies": (registry.told, partial(agencies_frame, registry)),
            "regions": (registry.told, partial(_regions, registry)),
            "fields": (str, _fields),
        }

    def frame(self, table: str) -> pd.DataFrame:
        """All rows of a table."""
        return self._tables[table][1]()

    def told(self, table: str) -> str:
        """A hash that is another one when the rows of a table are."""
        return _hash(self._tables[table][0]())

    def of_year(self, table: str, year: int) -> pd.DataFrame:
        """The rows of a year in a table of `OF_YEAR`."""
        if table == "findings":
            return _findings(self._of_years[year])
        if table in self._rows:
            return tables()[table].rows(self._rows_in(table, year))
        return self._frames.of_year(table, year)

    def told_of_year(self, year: int) -> str:
        """As `told`, for the rows of a year that are no part of the reports' own."""
        others = [self._rows_in(table, year) for table in self._rows]
        return _hash((self._findings_told[year], others))

    @cached_property
    def _findings_told(self) -> dict[int, str]:
        return {year: _hash(self._of_years[year]) for year in self._frames.years}

    def _rows_in(self, table: str, year: int) -> list[Any]:
        place = tables()[table].names.index("year")
        return [row for row in self._rows[table] if row[place] == year]

    def _of_rows(self, table: str) -> _Table:
        rows = self._rows[table]
        return (lambda: rows), partial(tables()[table].rows, rows)

    def _of_frames(self, table: str) -> _Table:
        frames = self._frames
        return partial(frames.digest_of_table, table), partial(getattr, frames, table)

    def _indicators(self) -> pd.DataFrame:
        return self._frames.indicators.set_axis(list(tables()["indicators"].names), axis=1)


def _hash(told: object) -> str:
    return digest_of(msgspec.msgpack.encode(told, enc_hook=repr))


def _regions(registry: Registry) -> pd.DataFrame:
    regions = registry.regions.values()
    rows = [[joined(getattr(one, name)) or None for name in REGION_COLUMNS] for one in regions]
    return tables()["regions"].rows(rows)


def _fields() -> pd.DataFrame:
    return tables()["fields"].rows(list(dictionary_rows()))


def _all_tasks(report_views: ReportViews, place: Path | None) -> Iterator[Row]:
    """The rows of all plans; a plan is read when something of its agency changed."""
    kept = KeptTogether(place, _TASKS, dict[str, tuple[Row, ...]])
    for agency, year in report_views.plans:
        name = f"{year} {report_views.keys.of(agency)}"
        known = kept.before.get(name)
        if known is None:
            known = tuple(_tasks(report_views.plans[agency, year]))
        kept.now[name] = known
        yield from known
    kept.close()


def _tasks(plan: Record) -> Iterator[Row]:
    for task in plan.tasks:
        targets = (f"{exact([target.value])[0]}{target.unit}" for target in task.targets)
        yield (
            plan.agency, plan.year, task.number, task.group, task.title,
            ";".join(task.responsible) or None, ";".join(targets) or None, plan.source.sha256,
        )  # fmt: skip


def _findings(found: Sequence[Finding]) -> pd.DataFrame:
    frame = findings_frame(found)
    frame["id"] = pd.Series([one.id for one in found], dtype="str")
    frame["figures"] = pd.Series([" ".join(figures_of(one)) or None for one in found], dtype="str")
    return frame


def _corrections(report_views: ReportViews) -> Iterator[tuple[object, ...]]:
    for agency, year in report_views.reports.corrected:
        for applied in report_views.reports[agency, year].corrections:
            yield _correction(applied)


def _correction(applied: AppliedCorrection) -> tuple[object, ...]:
    made = applied.correction
    place = made.target.place
    return (
        correction_id(made.agency, made.year, place), made.agency, made.year, place,
        applied.standing, applied.before.state, _said(applied.before), applied.after.state,
        _said(applied.after), made.reason, made.evidence, made.who, made.when.isoformat(),
        made.source_sha256,
    )  # fmt: skip


def _said(figure: Figure) -> str | None:
    if figure.value is not None:
        return str(exact([figure.value])[0])
    return figure.raw


def dictionary_rows() -> Iterator[tuple[str, ...]]:
    """Every figure of every form with its label, unit and what it means."""
    known = explanations()
    for one in forms():
        for field in one.fields.values():
            entry = known.get(field.row.id) or known.get(f"column.{field.column.id}")
            words = (entry.zh, entry.en, entry.article) if entry else ("", "", "")
            yield (one.id, field.table, field.id, field.label, field.unit, field.type, *words)
