"""All figures of one agency as one CSV file: the columns of `figures` that are not the same in
every row of a report. `agencies.csv` and `reports.csv` have those.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from io import StringIO

from generator.case_file.report_view import ReportView
from generator.forms import form
from generator.opendata.figures import correction_id, figures_of
from generator.records import MISSING, Figure
from generator.spreadsheet import guarded

COLUMNS = (
    "agency", "year", "form", "scope", "field", "label", "value", "unit", "state", "raw", "page",
    "line", "cell", "correction", "findings",
)  # fmt: skip


def agency_csv(reports: Iterable[ReportView]) -> str:
    """The file's text: a row for each figure, the reports in the order given."""
    rows = "".join(line for view in reports for line in _lines(view))
    return f"\ufeff{','.join(COLUMNS)}\r\n{rows}"


def _lines(view: ReportView) -> Iterator[str]:
    record = view.record
    if record.form is None:
        return
    agency, year = record.agency or "", record.year or 0
    about = f"{agency},{year},{record.form},{record.scope}"
    corrected = {one.correction.figure for one in view.corrections if one.standing == "applied"}
    findings: dict[str, list[str]] = defaultdict(list)
    for finding in view.outcome.kept(with_open=True):
        for name in figures_of(finding):
            findings[name].append(finding.id)
    for name, words, unit in _fields(record.form):
        figure = record.figures.get(name, MISSING)
        correction = correction_id(agency, year, name) if name in corrected else ""
        told = _cell(" ".join(findings[name])) if name in findings else ""
        yield f"{about},{words},{_printed(figure, unit)},{_place(figure)},{correction},{told}\r\n"


@cache
def _fields(form_id: str) -> tuple[tuple[str, str, str], ...]:
    """The id of each figure, its cells `field` and `label`, and its unit."""
    return tuple(
        (name, f"{name},{_cell(field.label)}", _cell(field.unit))
        for name, field in form(form_id).fields.items()
    )


def _printed(figure: Figure, unit: str) -> str:
    value = "" if figure.value is None else _number(figure.value)
    raw = figure.raw or ""
    return f"{value},{unit},{figure.state},{raw if raw == value else _cell(raw)}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _place(figure: Figure) -> str:
    place = figure.at
    if place is None:
        return ",,"
    return ",".join("" if one is None else str(one) for one in (place.page, place.line, place.cell))


def _cell(text: str) -> str:
    """A text as a cell: guarded, and quoted where it must be."""
    if text.isalnum():
        return text
    stream = StringIO()
    csv.writer(stream).writerow([guarded(text), ""])  # alone, an empty cell would be quoted
    return stream.getvalue().removesuffix(",\r\n")
