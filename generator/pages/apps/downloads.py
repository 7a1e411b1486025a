"""`/data/`: every figure as CSV, long and wide, a zip with its description, and the page.

reports-<year>-form-<form>.csv   wide: a row for each report, a column for each figure
figures-<year>.csv.gz            long: a row for each figure, with state, raw text and place
indicators.csv contacts.csv metrics.csv findings.csv agencies.csv regions.csv fields.csv
other-rows.csv                   printed rows that the report's form does not have, a row a cell
gongkai-data.zip                 all of them with README.md and datapackage.json

Where a cell of a wide table is no number it says so with a word (`blank`, `missing` …);
the package's description lists these words as missing values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from generator.agencies import REGION_COLUMNS
from generator.checks.dossier import Dossiers
from generator.forms import form, forms
from generator.forms.explanations import explanations
from generator.frames.build import Frames, joined
from generator.frames.cells import exact, printable
from generator.frames.counts import COUNT_STATES
from generator.frames.csv_file import CsvFile
from generator.frames.measures import matrices, told
from generator.frames.others import agencies_frame, findings_frame
from generator.frames.rows import STATES
from generator.pages.apps.downloads_page import data_page
from generator.pages.apps.package import write_package
from generator.pages.kinds import Kind, Material
from generator.pages.page import Page

_REPORT = ["agency", "agency_name", "region", "year", "scope", "form", "title"]
_DICTIONARY = ("form", "table", "field", "label", "unit", "type", "zh", "en", "article")

Named = tuple[str, pd.DataFrame]


def _pages(material: Material) -> Iterator[Page]:
    """The page of all tables and of the zip with their description, which are written here."""
    folder = material.extras / "data"
    tables: dict[str, CsvFile] = {}
    for name, frame in _frames(material.dossiers, material.frames):
        if name not in tables:
            tables[name] = CsvFile(folder / name)
        tables[name].add(frame)
    for table in tables.values():
        table.close()
    found = [tables[name] for name in sorted(tables)]
    archive = write_package(found, folder, material.settings)
    yield data_page(found, archive, material.settings)


def _frames(dossiers: Dossiers, frames: Frames) -> Iterator[Named]:
    """The frames with the names of their files, large ones in parts."""
    for year in frames.years:
        for part in frames.parts(year):
            yield f"figures-{year}.csv.gz", printable(part)
            yield from _wide(year, part, frames.reports)
    if len(frames.reports):
        words = dict(zip(COUNT_STATES, COUNT_STATES, strict=True))
        counts = told(frames.indicators, words)
        yield "indicators.csv", pd.concat([printable(frames.reports[_REPORT]), counts], axis=1)
        yield "contacts.csv", printable(frames.contacts)
        yield "metrics.csv", printable(frames.metrics)
        if len(frames.other_rows):
            yield "other-rows.csv", printable(frames.other_rows)
        yield "findings.csv", printable(findings_frame(dossiers.findings(with_open=True)))
    registry = dossiers.registry
    yield "agencies.csv", printable(agencies_frame(registry))
    rows = ([joined(getattr(region, name)) for name in REGION_COLUMNS]
            for region in registry.regions.values())  # fmt: skip
    yield "regions.csv", printable(pd.DataFrame(rows, columns=list(REGION_COLUMNS), dtype="str"))
    yield "fields.csv", pd.DataFrame(dictionary_rows(), columns=list(_DICTIONARY))


def _wide(year: int, part: pd.DataFrame, reports: pd.DataFrame) -> Iterable[Named]:
    """A row for each report and a column for each figure: the number, or the word for its state."""
    for form_id, places, values, states in matrices(part):
        cells = exact(values.ravel()).reshape(values.shape)
        is_text = states != STATES.index("number")
        cells[is_text] = pd.Index(STATES).to_numpy()[states[is_text]]
        figures = pd.DataFrame(cells, index=places, columns=list(form(form_id).fields))
        about = printable(reports.loc[places])
        yield f"reports-{year}-form-{form_id}.csv", pd.concat([about, figures], axis=1)


def dictionary_rows() -> Iterator[tuple[str, ...]]:
    """Every figure of every form with its label, unit and what it means."""
    known = explanations()
    for one in forms():
        for field in one.fields.values():
            entry = known.get(field.row.id) or known.get(f"column.{field.column.id}")
            words = (entry.zh, entry.en, entry.article) if entry else ("", "", "")
            yield (one.id, field.table, field.id, field.label, field.unit, field.type, *words)


PAGE_KINDS = (Kind("data", "data", ("data/",), "data", pages=_pages),)
