"""The frames of the published tables other than `figures`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from generator.agencies import REGION_COLUMNS
from generator.case_file.report_view import ReportViews
from generator.corrections.apply import AppliedCorrection
from generator.forms import compares, form, forms, newest_form
from generator.forms.explanations import explanations
from generator.frames.build import Frames, joined
from generator.frames.cells import exact, printable
from generator.frames.others import agencies_frame, coverage_frame, findings_frame
from generator.frames.rows import STATES
from generator.kept import KeptTogether
from generator.opendata.figures import correction_id, figures_of
from generator.opendata.tables import named, tables
from generator.records import Figure, Record

NOT_COMPARABLE = "not_comparable"


_TASKS = "gongkai-tasks 1"
Row = tuple[str | int | None, ...]


def small_tables(
    report_views: ReportViews, frames: Frames, tasks_at: Path | None = None
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each table of one frame with it; the file `tasks_at` keeps the tasks of plans."""
    yield "reports", frames.reports
    indicators = frames.indicators
    yield "indicators", indicators.set_axis(list(tables()["indicators"].names), axis=1)
    yield "contacts", frames.contacts
    yield "metrics", frames.metrics
    yield "other_rows", frames.other_rows
    yield "tasks", tables()["tasks"].rows(list(_all_tasks(report_views, tasks_at)))
    yield "findings", _findings(report_views)
    yield "corrections", tables()["corrections"].rows(list(_corrections(report_views)))
    yield "register", coverage_frame(report_views.register)
    yield "agencies", agencies_frame(report_views.registry)
    regions = report_views.registry.regions.values()
    rows = [[joined(getattr(one, name)) or None for name in REGION_COLUMNS] for one in regions]
    yield "regions", tables()["regions"].rows(rows)
    yield "fields", tables()["fields"].rows(list(dictionary_rows()))


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


def _findings(report_views: ReportViews) -> pd.DataFrame:
    found = list(report_views.findings(with_open=True))
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


def wide_tables(frames: Frames, year: int) -> dict[str, pd.DataFrame]:
    """By form, the reports of a year as printable cells: a number, or the word for its state."""
    found: dict[str, list[pd.DataFrame]] = {}
    for form_id, places, values, states in frames.matrices(year):
        cells = exact(values.ravel()).reshape(values.shape)
        is_text = states != STATES.index("number")
        cells[is_text] = pd.Index(STATES).to_numpy()[states[is_text]]
        names = [named(one.id, one.unit) for one in form(form_id).fields.values()]
        figures = pd.DataFrame(cells, index=places, columns=names)
        about = printable(frames.reports.loc[places])
        found.setdefault(form_id, []).append(pd.concat([about, figures], axis=1))
    return {name: pd.concat(parts, ignore_index=True) for name, parts in sorted(found.items())}


def comparable_table(wide: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    """A year's reports with the figures of the newest form that theirs compare with.

    None where no other form of the year compares with it in any figure: the wide table of
    the newest form says it all.
    """
    newest = newest_form()
    if not any(_alike(form_id) for form_id in wide if form_id != newest):
        return None
    parts = []
    for form_id, frame in wide.items():
        alike = _alike(form_id)
        if alike:
            about = frame.iloc[:, : len(frame.columns) - len(form(form_id).fields)]
            columns = {one.id: named(one.id, one.unit) for one in form(newest).fields.values()}
            figures = frame.reindex(columns=[columns[name] for name in columns if name in alike])
            figures = figures.reindex(columns=list(columns.values()), fill_value=NOT_COMPARABLE)
            parts.append(pd.concat([about, figures], axis=1))
    return pd.concat(parts, ignore_index=True)


def _alike(form_id: str) -> set[str]:
    """The figures of a form that mean the same on the newest one, in the same unit."""
    newest, own = form(newest_form()), form(form_id)
    return {
        name
        for name, field in newest.fields.items()
        if name in own.fields
        and own.fields[name].unit == field.unit
        and (form_id == newest.id or compares(form_id, newest.id, [name]))
    }
