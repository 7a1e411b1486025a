"""Tables as extractors of web text leave them: blanks, filling and lost spans, all invented."""

from __future__ import annotations

from random import Random

import pytest

from generator.forms import form
from generator.records import Figure
from tests.parsing.golden import parse
from tests.parsing.layouts import Piece, all_tables, numbered, report


def blanked(form_id: str, keep: set[str]) -> dict[str, str]:
    """A number for each figure, blank cells in tables three and four but for `keep`.

    Totals are the sums of what is printed before them.
    """
    printed = numbered(form_id, 101)
    for field in form(form_id).fields.values():
        if field.table in ("requests", "cases") and not field.id.endswith(tuple(keep)):
            printed[field.id] = ""
    for field in form(form_id).fields.values():
        if field.table == "requests" and field.id.endswith(".total"):
            row = [f.id for f in form(form_id).fields.values() if f.row is field.row]
            printed[field.id] = str(sum(int(printed[i] or 0) for i in row[:-1]))
    return printed


def pushed_left(rows: list[list[Piece]]) -> str:
    width = max(sum(piece.columns for piece in row) for row in rows)
    lines = []
    for row in rows:
        lines.append("| " + "".join(f"{p.text} | " for p in row) + "|" * (width - len(row)))
    return "\n".join(lines)


def closed(rows: list[list[Piece]]) -> str:
    width = max(sum(piece.columns for piece in row) for row in rows)
    lines = []
    for row in rows:
        lines += [f"{piece.text} |".strip() for piece in row]
        lines += ["|" * (width - len(row))]
    return "\n".join(line for line in lines if line)


def parted(rows: list[list[Piece]]) -> str:
    return "\n".join(f"{p.text}\n" if p.text else "" for row in rows for p in row)


def double_spaced(rows: list[list[Piece]]) -> str:
    return "\n".join(f"{piece.text}\n" for row in rows for piece in row)


def a_line_each(rows: list[list[Piece]]) -> str:
    return "\n".join(piece.text for row in rows for piece in row)


LAYOUTS = (pushed_left, closed, parted, double_spaced, a_line_each)


def read(form_id: str, layout, printed: dict[str, str]) -> dict[str, Figure]:
    body = report([(h, layout(rows)) for h, rows in all_tables(form_id, printed)])
    record = parse(body)
    assert record.kind == "annual_report"
    return record.figures


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_blank_cells_are_blank_and_figures_keep_their_columns(form_id, layout):
    printed = blanked(form_id, {".natural_person", ".other_org"})
    figures = read(form_id, layout, printed)
    wrong = {
        field.id: (figures[field.id].raw, printed[field.id])
        for field in form(form_id).fields.values()
        if field.table == "requests" and figures[field.id].raw != printed[field.id]
    }
    assert wrong == {}


def test_lost_lines_are_never_taken_for_blank_cells():
    """Every line that repeats another is gone: no figure may be anything but its own or missing."""
    printed = numbered("2021", 101)
    for field in form("2021").fields.values():
        if field.table == "requests":
            printed[field.id] = "0"
    body = report([(h, double_spaced(rows)) for h, rows in all_tables("2021", printed)])
    seen: set[str] = set()
    kept = [line for line in body.split("\n") if not line or not (line in seen or seen.add(line))]
    figures = parse("\n".join(kept)).figures
    assert all(f.raw == printed[i] for i, f in figures.items() if f.state != "missing")


def test_one_figure_pushed_left_may_have_been_merged_over_all_columns():
    printed = blanked("2021", set())
    for field in form("2021").fields.values():
        if field.table == "requests":
            printed[field.id] = "0" if field.id.endswith(".natural_person") else ""
    body = report([(h, pushed_left(rows)) for h, rows in all_tables("2021", printed)])
    record = parse(body)
    states = {f.state for i, f in record.figures.items() if i.startswith("outcomes.")}
    assert states == {"missing"}
    assert "parsing.columns_uncertain" in {note.code for note in record.warnings}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_cells_that_are_gone_never_move_others(layout):
    """One or two lines of a table lost at random: what is read is printed there, or said."""
    printed = numbered("2021", 101)
    whole = report([(h, layout(rows)) for h, rows in all_tables("2021", printed)])
    lines = whole.split("\n")
    places = [n for n, line in enumerate(lines) if any(c.isdigit() for c in line)]
    for seed in range(40):
        chance = Random(seed)
        gone = set(chance.sample(places, 1 + seed % 2))
        text = "\n".join(line for n, line in enumerate(lines) if n not in gone)
        record = parse(text)
        moved = [
            i
            for i, figure in record.figures.items()
            if figure.state == "number" and figure.raw != printed[i]
        ]
        rows = {note.params.get("row") or note.params.get("table") for note in record.warnings}
        assert not moved or rows, (seed, moved)
