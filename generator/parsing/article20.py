"""Table two: what article 20 tells agencies to disclose, several small tables in one."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.forms import Form, Table
from generator.parsing.cells import is_value, unit_in_header
from generator.parsing.columns import names_column
from generator.parsing.data import words
from generator.parsing.fit import Fit, fit, is_total_blank, same_figures
from generator.parsing.labels import EXACT, RowSpec, header_index, row_index
from generator.parsing.line_cells import Pace
from generator.parsing.normalise import key
from generator.parsing.observe import Observed, observe
from generator.parsing.rows import Reading, place
from generator.parsing.strips import Strip, article_table
from generator.readers.document import Cell

PART = "art20"
_WIDEST = 6
_LEAST_HEADER = 0.8
_CORNER = words("labels", "corner")[0]


@dataclass(slots=True)
class _Segment:
    """Rows under one line of headers."""

    headers: list[Cell] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)


def read_article20(strips: list[Strip], form: Form, into: Reading) -> None:
    """Puts the figures of table two into `into`."""
    headers: dict[int, list[Cell]] = {}
    observed: list[Observed] = []
    for segment in _segments(strips):
        rows = list(observe(segment.strips, row_index(PART), _WIDEST))
        headers.update({id(row): segment.headers for row in rows})
        observed += rows
    paces = into.paces(strips)
    tables = {row.id: table for table in form.tables for row in table.rows}
    for spec, row in place(observed, PART, into):
        table = tables.get(spec.id)
        if table is not None:
            _put(table, spec, row, headers[id(row)], paces, into)
        elif row.figures:
            into.warn(
                "row_of_other_form", row.first.at, row=into.label(spec), printed=row.printed()
            )


def _segments(strips: list[Strip]) -> list[_Segment]:
    found = [_Segment()]
    for strip in strips:
        headers = _header_cells(strip)
        if headers is None:
            found[-1].strips.append(strip)
        elif found[-1].strips or _is_marker(strip):
            found.append(_Segment(headers=headers))
        else:
            found[-1].headers += headers
    return found


def _is_marker(strip: Strip) -> bool:
    return any(article_table(cell.text) for cell in strip.cells)


def _header_cells(strip: Strip) -> list[Cell] | None:
    """The column headers in a row of headers; None for a row of figures or labels."""
    texts = [cell for cell in strip.cells if cell.text.strip()]
    if not texts:
        return None
    if any(row_index(PART).best(cell.text) == EXACT for cell in texts):
        return None
    is_header = [
        article_table(cell.text) is not None
        or key(cell.text) == _CORNER
        or header_index(PART).best(cell.text) >= _LEAST_HEADER
        for cell in texts
    ]
    if not any(is_header) or any(is_value(cell.text) for cell in texts):
        return None
    return [c for c in texts if not article_table(c.text) and key(c.text) != _CORNER]


def _put(
    table: Table,
    spec: RowSpec,
    row: Observed,
    headers: list[Cell],
    paces: tuple[Pace, ...],
    into: Reading,
) -> None:
    fields = table.by_row[spec.id]
    values = _without_repetition(row.values, len(fields))
    chosen = fit(
        values,
        len(fields),
        is_whole=row.is_whole,
        adds_up=lambda _: not row.is_last,
        between=row.between(paces),
    )
    if row.is_broken:
        chosen = Fit(None, "row_broken")
    cells = chosen.cells
    if cells is None and chosen.problem == "columns_uncertain":
        cells = values[: len(fields)] if not _reaches_past(values, len(fields)) else None
    if cells is None or chosen.problem == "no_cells":
        into.warn(chosen.problem or "", row.first.at, row=into.label(spec), printed=row.printed())
    if cells is None:
        return
    if len(fields) > 1 and is_total_blank(cells):
        into.warn("total_blank", row.first.at, row=into.label(spec), printed=row.printed())
    order = _order(headers, table)
    if order is None:
        into.warn("columns_uncertain", row.first.at, row=into.label(spec), printed=row.printed())
        return
    stated = next((u for u in map(unit_in_header, (c.text for c in headers)) if u), None)
    for position, cell in enumerate(cells):
        of = fields[order[position]]
        into.put(of, cell, stated if of.type == "decimal" else None)


def _reaches_past(values: list[Cell], width: int) -> bool:
    return any(cell.text.strip() for cell in values[width:])


def _without_repetition(values: list[Cell], width: int) -> list[Cell]:
    """One cell for a merged cell that a converter printed in each of its places."""
    filled = [cell for cell in values if cell.text.strip()]
    if width == 1 and len(filled) > 1 and all(same_figures([c], filled[:1]) for c in filled):
        return filled[:1]
    return values


def _order(headers: list[Cell], table: Table) -> list[int] | None:
    """The column of the form that each printed column is; None when headers contradict."""
    columns = table.columns
    straight = list(range(len(columns)))
    names = _distinct(headers)
    if len(names) != len(columns):
        return straight if len(names) < len(columns) or len(columns) == 1 else _known(names, table)
    if all(names_column(n.text, c) for n, c in zip(names, columns, strict=True)):
        return straight
    return _known(names, table)


def _known(names: list[Cell], table: Table) -> list[int] | None:
    """The order that the headers give when each of them names just one column."""
    order = []
    for name in names:
        found = [n for n, column in enumerate(table.columns) if names_column(name.text, column)]
        if len(found) == 1:
            order.append(found[0])
    straight = list(range(len(table.columns)))
    if sorted(order) == straight:
        return order
    return straight if order == sorted(order) else None


def _distinct(headers: list[Cell]) -> list[Cell]:
    """Headers without those that a converter repeated over a merged cell."""
    if headers and all(key(cell.text) == key(headers[0].text) for cell in headers):
        return headers[:1]
    return headers
