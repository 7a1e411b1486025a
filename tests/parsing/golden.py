"""Compares a record with what a person read from the document.

A golden file names each row of the statutory tables with its cells as printed, left to
right; rows it does not name are not in the document.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from generator.agencies import Registry, load_registry
from generator.forms import Field, form
from generator.parsing.report import parse_document
from generator.parsing.tables.cells import read_cell
from generator.readers.text.file import read_text
from generator.records import Figure, Record, Source

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "golden" / "samples"
DOCUMENTS = ROOT / "tests" / "golden" / "documents"
REPORTS = ROOT.parent / "shared" / "reports"
SOURCE = Source(file="report.txt", sha256="0" * 64, media_type="text/plain")
STATES = {"无": "none", "": "blank", "/": "dash", "——": "dash", "-": "dash"}


@cache
def registry() -> Registry:
    return load_registry(ROOT / "data")


def parse(text: str, known: Registry | None = None) -> Record:
    document = read_text(text, "text/plain")
    return parse_document(document, SOURCE, registry() if known is None else known)


def figure_of(text: str, field: Field, *, header_unit: str | None = None) -> Figure:
    """The figure of a printed cell of `field`."""
    return read_cell(text, field.type, field.unit, header_unit)[0]


def load(path: Path) -> dict[str, Any]:
    golden: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return golden


def expected_cells(golden: dict[str, Any]) -> dict[str, str]:
    """Every printed cell of the statutory tables by the id of its figure."""
    cells: dict[str, str] = {}
    if golden["form"] is None:
        return cells
    rows = dict(golden["rows"])
    for table in form(golden["form"]).tables:
        for row in table.rows:
            printed = rows.pop(row.id or table.id, None)
            if printed is not None:
                fields = table.row_fields(row)
                assert len(fields) == len(printed), row.id
                cells.update(zip((field.id for field in fields), printed, strict=True))
    assert not rows, f"rows that are on no form: {rows}"
    return cells


def assert_figures(record: Record, golden: dict[str, Any]) -> None:
    cells = expected_cells(golden)
    if golden["form"]:
        assert set(record.figures) == set(form(golden["form"]).fields)
    for field_id, figure in record.figures.items():
        if field_id not in cells:
            assert figure.state == "missing", (field_id, figure)
            assert figure.value is None
            continue
        raw = cells[field_id]
        assert figure.raw == raw, field_id
        assert figure.state == STATES.get(raw, "number"), (field_id, figure)
        if figure.state == "number" and field_id not in golden["values"]:
            assert figure.value == int(raw), field_id
        assert figure.at is not None, field_id
    for field_id, value in golden["values"].items():
        assert record.value(field_id) == value, field_id
    for field_id, (line, cell) in golden["places"].items():
        at = record.figure(field_id).at
        assert at is not None
        assert (at.line, at.cell) == (line, cell), field_id
