"""Table three: who applied and what became of it, seven columns of figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

from generator.forms import Form, Table, forms
from generator.parsing.cells import is_value
from generator.parsing.columns import column_order, printed_order
from generator.parsing.fit import (
    Fit,
    fit,
    is_total_blank,
    only_start,
    other_total,
    total_agrees,
    was_joined,
)
from generator.parsing.fit import bare as bare_cells
from generator.parsing.labels import RowSpec, row_index, row_specs
from generator.parsing.normalise import bare, key
from generator.parsing.observe import Observed, observe
from generator.parsing.rows import Reading, place
from generator.parsing.strips import Strip
from generator.readers.document import Cell

PART = "requests"


def read_requests(strips: list[Strip], form: Form, into: Reading) -> None:
    """Puts the figures of table three into `into`; rows not printed stay away."""
    table = next(t for t in form.tables if t.id == PART)
    order = column_order(strips, table) or _printed_order(strips, table, into)
    ids = {row.id: row for row in table.rows}
    width = len(table.columns)
    rows = [strip for strip in strips if not _is_header(strip)]
    observed = list(observe(rows, row_index(PART), width))
    placed = place(observed, PART, into)
    starts = _usual_starts(placed, width)
    paces = into.paces(strips)
    edge = _edge(placed)
    packed = 0 if _is_packed(strips, table) else None
    order = _proven(order, placed, table, into)
    for spec, row in placed:
        if spec.id not in ids:
            _other_form(spec, row, into)
            continue
        start = starts.get((len(row.labels), len(row.values)), packed)
        chosen = fit(
            row.values,
            width,
            is_whole=row.is_whole,
            adds_up=total_agrees,
            usual_start=start,
            between=row.between(paces),
        )
        is_short = row.is_whole and _last_column(row) < edge
        if packed is not None or is_short or not row.is_whole:
            chosen = _with_total(chosen, is_short)
        if row.is_broken and not (chosen.cells and total_agrees(bare_cells(chosen.cells))):
            chosen = Fit(None, "row_broken")
        _put(table, spec, row, chosen, order, into)


def _with_total(chosen: Fit, is_short: bool) -> Fit:
    """A choice among cells of which nobody knows where their row ends, if its total stands in it.

    Without a total nobody can tell a blank cell from the filling behind the row, nor one cell
    from a cell that was merged over all columns. A row that ends before all others has lost a
    cell: if its first one is empty and its total is not the sum, all may have moved.
    """
    cells = chosen.cells
    if cells is None or not any(cell.text.strip() for cell in cells):
        return chosen
    has_moved = is_short and not cells[0].text.strip() and not total_agrees(bare_cells(cells))
    return Fit(None, "columns_uncertain") if has_moved or is_total_blank(cells) else chosen


def _edge(placed: list[tuple[RowSpec, Observed]]) -> int:
    """The column where most whole rows end."""
    ends = Counter(_last_column(row) for _, row in placed if row.is_whole)
    usual, times = ends.most_common(1)[0] if ends else (0, 0)
    return usual if 2 * times > ends.total() else 0


def _last_column(row: Observed) -> int:
    last = (row.values or row.labels)[-1]
    return last.column + last.column_span - 1


def _proven(
    order: list[int] | None,
    placed: list[tuple[RowSpec, Observed]],
    table: Table,
    into: Reading,
) -> list[int] | None:
    """An order of columns other than the form's, unless the totals speak for the form's.

    Headers whose tags are damaged seem to stand in another order; sums tell only where the
    total stands, so that another order is always reported.
    """
    if order is None:
        return None
    rows = [row.values for _, row in placed if len(row.values) == len(order)]
    straight = sum(total_agrees(cells) for cells in rows)
    moved = sum(total_agrees(_in_form_order(cells, order)) for cells in rows)
    at = rows[0][0].at if rows else None
    if straight > moved:
        into.warn("headers_unclear", at, table=table.label)
        return None
    into.warn("columns_reordered", at, table=table.label)
    return order


def _in_form_order(cells: list[Cell], order: list[int]) -> list[Cell]:
    return [cells[order.index(position)] for position in range(len(order))]


def _printed_order(strips: list[Strip], table: Table, into: Reading) -> list[int] | None:
    """The order that rows of headers print; without a clear one the form's, and a warning."""
    heads = []
    for strip in strips:
        if any(is_value(cell.text) and cell.text.strip() for cell in strip.cells):
            break
        heads.append(strip)
    order = printed_order(heads, table)
    if order is None:
        into.warn("headers_unclear", heads[0].cells[0].at, table=table.label)
    return order if order != sorted(order or []) else None


def _is_packed(strips: list[Strip], table: Table) -> bool:
    """Whether cells stand as far left as they can, with what a row lacks behind them.

    So converters leave a table that know nothing of merged cells: a row of headers begins
    with the first column of figures or with the first of its group, where the form has labels.
    """
    members = [column for column in table.columns if len(column.header) > 2]
    firsts = {key(table.columns[0].label), key(members[0].label)} if members else set()
    heads = [strip.cells[0] for strip in strips if len(strip.cells) > len(table.columns)]
    return any(cell.column == 0 and key(cell.text) in firsts for cell in heads)


@cache
def _header_words() -> frozenset[str]:
    """Keys that stand in the head of the table and name no row."""
    columns = [column for statutory in forms() for t in statutory.tables for column in t.columns]
    rows = {key(label) for spec in row_specs(PART) for label in spec.labels}
    bare_rows = {bare(label) for spec in row_specs(PART) for label in spec.labels}
    return frozenset(key(part) for column in columns for part in column.header) - rows - bare_rows


def _is_header(strip: Strip) -> bool:
    """Whether a row of several cells belongs to the table's head."""
    filled = [cell for cell in strip.cells if cell.text.strip()]
    if len(strip.cells) < 2 or any(is_value(cell.text) for cell in filled):
        return False
    return any(key(cell.text) in _header_words() for cell in filled)


def _other_form(spec: RowSpec, row: Observed, into: Reading) -> None:
    if row.figures:
        into.warn("row_of_other_form", row.first.at, row=into.label(spec), printed=row.printed())


def _usual_starts(placed: list[tuple[RowSpec, Observed]], width: int) -> dict[tuple[int, int], int]:
    """Where figures begin in rows of each shape, when all rows that can tell agree."""
    seen: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for _, row in placed:
        start = only_start(row.values, width)
        if start is not None:
            seen[len(row.labels), len(row.values)][start] += 1
    return {shape: next(iter(starts)) for shape, starts in seen.items() if len(starts) == 1}


def _put(
    table: Table,
    spec: RowSpec,
    row: Observed,
    chosen: Fit,
    order: list[int] | None,
    into: Reading,
) -> None:
    if chosen.problem:
        into.warn(chosen.problem, row.first.at, row=into.label(spec), printed=row.printed())
    if chosen.cells is None:
        return
    cells: list[Cell] = chosen.cells
    if is_total_blank(cells):
        into.warn("total_blank", row.first.at, row=into.label(spec), printed=row.printed())
    if order is None and (other_total(cells) or was_joined(cells)):
        into.warn("columns_shifted", row.first.at, row=into.label(spec), printed=row.printed())
    fields = table.by_row[spec.id]
    for position, cell in enumerate(cells):
        into.put(fields[order[position] if order else position], cell)
