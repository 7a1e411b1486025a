"""Every cell of a statutory table is accounted for: what does not belong there is named.

Each table of each form is hurt in every layout. A figure is then exact, missing, or named
in a warning (its line, or its row where the row stands twice); and whatever was put in is
warned of. Numbers in the tables are all different, so no place can be mistaken for another.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from generator.forms import form
from generator.parsing.report import parse_document
from generator.readers.document import Document, Paragraph
from generator.records import Place, Record
from tests.parsing import mutations
from tests.parsing.golden import SOURCE, parse, registry
from tests.parsing.layouts import TEXT_LAYOUTS, Piece, all_tables, grid, numbered, report

YEARS = {"2014": 2016, "2019": 2020, "2021": 2022}
LAYOUTS = (*TEXT_LAYOUTS, "grid")
# Layouts that fill rows up with empty cells: a cell lost there looks like an empty one.
PADDED = ("tabs", "tabs_shifted", "markdown", "pipes_trailing", "drawn", "drawn_plain")
SILENT = {"parsing.agency_not_registered", "parsing.outline_missing"}
CELLS_LOST = (mutations.cell_lost, mutations.two_cells_lost)
HURTS = (*mutations.MUST_WARN, *mutations.MAY_MEND)
Tables = list[tuple[str, list[list[Piece]]]]


def read(form_id: str, layout: str, tables: Tables) -> Record:
    year = YEARS[form_id]
    if layout != "grid":
        show = TEXT_LAYOUTS[layout]
        return parse(report([(heading, show(rows)) for heading, rows in tables], year))
    blocks = [
        Paragraph(f"虚构市虚构局{year}年政府信息公开工作年度报告", Place(line=1), "title"),
        Paragraph(f"统计期限自{year}年1月1日起至{year}年12月31日止。", Place(line=2)),
    ]
    line = 10
    for heading, rows in tables:
        blocks += [Paragraph(heading, Place(line=line)), grid(rows, line + 1)]
        line += len(rows) + 5
    return parse_document(Document(tuple(blocks), "text/html"), SOURCE, registry())


def unexplained(record: Record, form_id: str, printed: dict[str, str]) -> list[str]:
    """Figures that are neither as printed nor missing, and that no warning is about."""
    lines = {note.at.line for note in record.warnings if note.at}
    twice = {n.params["row"] for n in record.warnings if n.code == "parsing.two_readings"}
    found = []
    for field in form(form_id).fields.values():  # type: ignore[arg-type]
        figure = record.figure(field.id)
        if figure.raw == printed[field.id] or figure.state == "missing":
            continue
        if field.row.label not in twice and (figure.at is None or figure.at.line not in lines):
            found.append(f"{field.id}: {figure.raw} for {printed[field.id]}")
    return found


def hurt(form_id: str, layout: str, mutation, seed: int) -> None:
    chance = Random(f"{form_id} {layout} {mutation.__name__} {seed}")
    printed = numbered(form_id, 101)
    tables: Tables = [(h, [list(r) for r in rows]) for h, rows in all_tables(form_id, printed)]
    rows = chance.choice(tables)[1]
    at = chance.choice([n for n, row in enumerate(rows) if mutations.values_of(row)])
    before = [list(row) for row in rows]
    mutation(rows, at, chance)
    if rows == before:
        return
    record = read(form_id, layout, tables)
    assert record.kind == "annual_report"
    if mutation in CELLS_LOST and layout in PADDED and not mutations.values_of(rows[at]):
        return
    assert unexplained(record, form_id, printed) == []
    gone = [f for f in record.figures.values() if f.state == "missing"]
    codes = {note.code for note in record.warnings} - SILENT
    assert codes or not gone
    assert codes or mutation not in mutations.MUST_WARN


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
def test_what_does_not_belong_is_named(form_id, layout):
    for mutation in HURTS:
        for seed in range(1):
            hurt(form_id, layout, mutation, seed)


@pytest.mark.slow
@pytest.mark.parametrize("mutation", HURTS, ids=lambda mutation: mutation.__name__)
def test_what_does_not_belong_is_named_wherever_it_stands(mutation):
    for form_id in YEARS:
        for layout in LAYOUTS:
            for seed in range(1, 8):
                hurt(form_id, layout, mutation, seed)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
def test_every_layout_is_read_exactly_and_in_silence(form_id, layout):
    printed = numbered(form_id, 101)
    record = read(form_id, layout, all_tables(form_id, printed))
    assert record.form == form_id
    assert {field: figure.raw for field, figure in record.figures.items()} == printed
    assert all(figure.state == "number" and figure.at for figure in record.figures.values())
    assert {note.code for note in record.warnings} <= SILENT


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
def test_a_second_table_that_differs_is_named_and_never_mixed_in(form_id, layout):
    printed = numbered(form_id, 101)
    other = {field: f"77{value}" for field, value in printed.items()}
    tables = all_tables(form_id, printed)
    for at, (heading, rows) in enumerate(all_tables(form_id, other)):
        record = read(form_id, layout, [*tables[: at + 1], (heading, rows), *tables[at + 1 :]])
        wrong = [f for f in printed if record.figure(f).raw not in (printed[f], None)]
        assert wrong == []
        assert any(
            n.code in ("parsing.two_readings", "parsing.too_many_values") for n in record.warnings
        )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
def test_the_same_table_twice_is_one_table(form_id, layout):
    printed = numbered(form_id, 101)
    tables = all_tables(form_id, printed)
    record = read(form_id, layout, [table for table in tables for _ in range(2)])
    assert {field: figure.raw for field, figure in record.figures.items()} == printed
    assert not [n for n in record.warnings if n.code == "parsing.two_readings"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("is_first", [False, True])
def test_each_row_in_which_a_copy_of_table_three_differs_is_named(form_id, layout, is_first):
    """One figure in each row of the copy is another one, in all rows or in a single one."""
    printed = numbered(form_id, 101)
    tables = all_tables(form_id, printed)
    at = next(n for n, (heading, _) in enumerate(tables) if "申请" in heading and n > 0)
    heading, rows = tables[at]
    numbered_rows = [n for n, row in enumerate(rows) if any(p.text in VALUES for p in row)]
    for chosen in [numbered_rows, *([n] for n in numbered_rows[::5])]:
        copy = [_with_one_changed(row) if n in chosen else row for n, row in enumerate(rows)]
        copies = (
            [(heading, copy), (heading, rows)] if is_first else [(heading, rows), (heading, copy)]
        )
        record = read(form_id, layout, [*tables[:at], *copies, *tables[at + 1 :]])
        told = [n.params.get("printed", "") for n in record.warnings]
        told = [text for text in told if text]
        for n in chosen:
            own = [p.text for p in (rows if is_first else copy)[n] if p.text.isdigit()]
            assert any(" | ".join(own) in text for text in told), (n, own)


VALUES = {str(n) for n in range(101, 400)}


def _with_one_changed(row: list[Piece]) -> list[Piece]:
    last = max(n for n, piece in enumerate(row) if piece.text in VALUES)
    return [replace(p, text=f"77{p.text}") if n == last - 1 else p for n, p in enumerate(row)]
