"""Table three: who applied and what became of it, seven columns of figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, partial

from generator.forms import Form, FormTable, forms
from generator.parsing.normalise import bare, key
from generator.parsing.tables.cells import is_number
from generator.parsing.tables.column_assignment import (
    Fit,
    fit,
    is_total_blank,
    only_start,
    other_total,
    total_agrees,
    was_joined,
)
from generator.parsing.tables.columns import column_index
from generator.parsing.tables.form_rows import account_for_labels, place
from generator.parsing.tables.headers import HeaderSheet, numbered_away, sheets
from generator.parsing.tables.heads import Head, PrintedHeader, head_of
from generator.parsing.tables.labelled_rows import LabelledRow, observe
from generator.parsing.tables.labels import KNOWN, RowSpec, row_index, row_specs
from generator.parsing.tables.line_cells import Spacings
from generator.parsing.tables.row_reading import RowReading
from generator.parsing.tables.statutory_row import StatutoryRow, has_values
from generator.parsing.tables.strange_columns import StrangeColumns
from generator.readers.document import Cell

PART = "requests"
_LEAST_SUMS = 3
_Placed = list[tuple[RowSpec, LabelledRow]]


def read_requests(statutory_rows: list[StatutoryRow], form: Form, into: RowReading) -> None:
    """Puts the figures of table three into `into`; rows not printed stay away."""
    table = next(t for t in form.tables if t.id == PART)
    heads: dict[int, Head] = {}
    observed: list[LabelledRow] = []
    for head, rows in _statutory(statutory_rows, table, into):
        found = list(observe(rows, row_index(PART), len(head.columns)))
        heads.update({id(row): head for row in found})
        observed += found
    placed = place(observed, PART, into, confirms=lambda row: _confirms(row, heads[id(row)]))
    spacings = into.spacings(statutory_rows)
    for head in {id(head): head for head in heads.values()}.values():
        own = [(spec, row) for spec, row in placed if heads[id(row)] is head]
        if own and _is_proven(head, own, table, into):
            _read_rows(own, head, table, spacings, _is_packed(statutory_rows, table), into)
    _keep_unknown(heads, table, into)


def _keep_unknown(heads: dict[int, Head], table: FormTable, into: RowReading) -> None:
    """Rows with a label and a cell for each column that no form has: some agencies add one."""
    for row in into.unknown:
        head = heads.get(id(row))
        if head is None or not row.labels:
            continue
        adds_up = partial(_adds_up, head=head)
        chosen = fit(row.values, len(head.columns), is_whole=row.is_whole, adds_up=adds_up)
        if chosen.cells is not None:
            into.keep(table.id, None, row, head.in_form_order(chosen.cells))


def _adds_up(cells: list[Cell], head: Head) -> bool:
    return total_agrees(head.in_form_order(cells))


def _statutory(
    statutory_rows: list[StatutoryRow], table: FormTable, into: RowReading
) -> Iterator[tuple[Head, list[StatutoryRow]]]:
    """The rows below headers that name most columns of the form; other tables are named."""
    found = sheets(statutory_rows, partial(_is_head, table=table))
    heads = [head_of(sheet.heads, column_index(table)) for sheet in found]
    best = max((len(head.positions) for head in heads if head), default=0)
    if not best and (by_sums := _by_sums(statutory_rows, found, table)):
        into.warn("columns_by_form", statutory_rows[0].cells[0].at, table=table.label)
        yield by_sums, statutory_rows
        return
    for sheet, head in zip(found, heads, strict=True):
        if head is not None and len(head.positions) == best:
            into.warn_of_columns(head, table)
            account_for_labels(_beside(sheet, head), row_index(PART), into)
            yield _behind_labels(head, sheet.rows), numbered_away(sheet)
        elif any(has_values(row) for row in sheet.rows):
            code = "rows_of_other_table" if best else "columns_unnamed"
            cells = [c for s in (*sheet.heads, *sheet.rows) for c in s.cells if c.text.strip()]
            text = " | ".join(cell.text for cell in cells[:12])
            into.warn(code, cells[0].at, table=table.label, printed=text)


def _behind_labels(head: Head, rows: list[StatutoryRow]) -> Head:
    """The head without columns of no form that stand before the labels: no figure is below them."""
    index = row_index(PART)
    cells = [cell for row in rows if not row.is_line for cell in row.cells]
    edge = min((c.column for c in cells if index.best(c.text) >= KNOWN), default=0)
    return Head(
        tuple(
            column
            for column in head.columns
            if column.position is not None or column.cells[-1].column >= edge
        )
    )


def _by_sums(
    statutory_rows: list[StatutoryRow], found: list[HeaderSheet], table: FormTable
) -> Head | None:
    """The form's columns for a table that has lost its head, where every row adds up in them.

    It is the one exception to the rule that a column is named by printed words: a grid of seven
    columns, the last of which is the sum of the others in every row; it is always reported.
    """
    has_words = any(cell.text.strip() for sheet in found for s in sheet.heads for cell in s.cells)
    if has_words or any(row.is_line for row in statutory_rows):
        return None
    width = len(table.columns)
    rows = [row.values[-width:] for row in observe(statutory_rows, row_index(PART), width)]
    rows = [row for row in rows if any(is_number(cell.text) for cell in row)]
    parts = [sum(bool(cell.text.strip()) for cell in row[:-1]) for row in rows]
    is_sum = [len(row) == width and total_agrees(row) for row in rows]
    if len(rows) < _LEAST_SUMS or not all(is_sum) or min(parts) < width - 1:
        return None
    return Head(tuple(PrintedHeader((), n) for n in range(width)))


def _beside(sheet: HeaderSheet, head: Head) -> list[Cell]:
    """Words above the rows that are no header of a column."""
    used = {id(cell) for column in head.columns for cell in column.cells}
    cells = [cell for row in sheet.heads for cell in row.cells if cell.text.strip()]
    return [cell for cell in cells if id(cell) not in used]


def _is_head(row: StatutoryRow, is_open: bool, table: FormTable) -> bool:
    """Whether a row belongs to the table's head; `is_open` where the row above it does."""
    if has_values(row):
        return False
    filled = [cell for cell in row.cells if cell.text.strip()]
    if not filled:
        return is_open
    if any(key(cell.text) in _header_words() for cell in filled):
        return True
    labels = [c for c in filled if row_index(PART).best(c.text) >= KNOWN]
    return is_open and all(column_index(table).named(cell.text) for cell in labels)


def _confirms(row: LabelledRow, head: Head) -> bool:
    """Whether the total of a row without a label is the sum of at least two parts."""
    cells = row.values[-len(head.columns) :]
    if len(cells) < len(head.columns) or len(head.positions) < len(head.columns):
        return False
    ordered = head.in_form_order(cells)
    return sum(bool(cell.text.strip()) for cell in ordered[:-1]) > 1 and total_agrees(ordered)


def _read_rows(
    placed: _Placed,
    head: Head,
    table: FormTable,
    spacings: Spacings,
    is_packed: bool,
    into: RowReading,
) -> None:
    width = len(head.columns)
    ids = {row.id for row in table.rows}
    starts = _usual_starts(placed, width)
    edge = _edge(placed)
    is_whole_head = sorted(head.positions) == list(range(len(table.columns)))
    strange = StrangeColumns((row.values, head.strange) for _, row in placed)

    def adds_up(cells: list[Cell]) -> bool:
        return is_whole_head and total_agrees(head.in_form_order(cells))

    for spec, row in placed:
        start = starts.get((len(row.labels), len(row.values)), 0 if is_packed else None)
        start = _under(head, row) if start is None else start
        chosen = fit(
            row.values,
            width,
            is_whole=row.is_whole,
            adds_up=adds_up,
            usual_start=start,
            between=row.between(spacings),
        )
        is_short = row.is_whole and _last_column(row) < edge
        if is_packed or is_short or not row.is_whole:
            chosen = _with_total(chosen, is_short, head)
        if row.is_broken and not (chosen.cells and adds_up(chosen.cells)):
            chosen = Fit(None, "row_broken")
        chosen = _beside_strange(chosen, row, head, strange)
        if spec.id in ids:
            _put(table, spec, row, chosen, head, into)
        elif row.figures:
            cells = head.in_form_order(chosen.cells) if chosen.cells else row.values
            into.keep(table.id, spec, row, cells)


def _with_total(chosen: Fit, is_short: bool, head: Head) -> Fit:
    """A choice among cells of which nobody knows where their row ends, if its total stands in it.

    Without a total nobody can tell a blank cell from the filling behind the row, nor one cell
    from a cell that was merged over all columns. A row that ends before all others has lost a
    cell: if its first one is empty and its total is not the sum, all may have moved.
    """
    if chosen.cells is None or not any(cell.text.strip() for cell in chosen.cells):
        return chosen
    cells = head.in_form_order(chosen.cells)
    has_moved = is_short and not cells[0].text.strip() and not total_agrees(cells)
    return Fit(None, "columns_uncertain") if has_moved or is_total_blank(cells) else chosen


def _beside_strange(chosen: Fit, row: LabelledRow, head: Head, strange: StrangeColumns) -> Fit:
    """A choice in a table with columns that the form does not have, where the total bears it out.

    Without the total a row that lost a figure is not read, and one that may have is warned of.
    """
    if chosen.cells is None or not row.has_figures:
        return chosen
    cells = head.in_form_order(chosen.cells)
    if total_agrees(cells):
        return chosen
    if strange.has_lost(row.values, chosen.cells, head.strange):
        return Fit(None, "columns_uncertain")
    is_odd = len(head.positions) < len(head.columns) and any(is_number(c.text) for c in cells)
    return Fit(chosen.cells, chosen.problem or "total_beside_column") if is_odd else chosen


def _edge(placed: _Placed) -> int:
    """The column where most whole rows end."""
    ends = Counter(_last_column(row) for _, row in placed if row.is_whole)
    usual, times = ends.most_common(1)[0] if ends else (0, 0)
    return usual if 2 * times > ends.total() else 0


def _last_column(row: LabelledRow) -> int:
    last = (row.values or row.labels)[-1]
    return last.column + last.column_span - 1


def _is_proven(head: Head, placed: _Placed, table: FormTable, into: RowReading) -> bool:
    """Whether the totals do not speak against an order of columns other than the form's.

    Headers whose tags are damaged seem to stand in another order; another order is always
    reported, and where the totals speak for the form's nothing of the table is read.
    """
    if head.is_straight:
        return True
    rows = [row.values for _, row in placed if len(row.values) == len(head.columns)]
    straight = sum(total_agrees(cells) for cells in rows)
    moved = sum(total_agrees(head.in_form_order(cells)) for cells in rows)
    at = head.columns[0].cells[-1].at
    is_proven = straight <= moved
    into.warn("columns_reordered" if is_proven else "columns_contradict", at, table=table.label)
    return is_proven


def _is_packed(statutory_rows: list[StatutoryRow], table: FormTable) -> bool:
    """Whether cells stand as far left as they can, with what a row lacks behind them.

    So converters leave a table that know nothing of merged cells: a row of headers begins
    with the first column of figures or with the first of its group, where the form has labels.
    """
    members = [column for column in table.columns if len(column.header) > 2]
    firsts = {key(table.columns[0].label), key(members[0].label)} if members else set()
    heads = [row.cells[0] for row in statutory_rows if len(row.cells) > len(table.columns)]
    return any(cell.column == 0 and key(cell.text) in firsts for cell in heads)


@cache
def _header_words() -> frozenset[str]:
    """Keys that stand in the head of the table and name no row."""
    columns = [column for statutory in forms() for t in statutory.tables for column in t.columns]
    rows = {key(label) for spec in row_specs(PART) for label in spec.labels}
    bare_rows = {bare(label) for spec in row_specs(PART) for label in spec.labels}
    return frozenset(key(part) for column in columns for part in column.header) - rows - bare_rows


def _under(head: Head, row: LabelledRow) -> int | None:
    """Where the figures of a row begin that ends where its headers end, in the same grid."""
    places = [column.cells[-1].column for column in head.columns if column.cells]
    is_grid = len(places) == len(head.columns) and places == sorted(set(places)) and row.is_whole
    if not is_grid or not places or not row.values:
        return None
    edge = head.columns[-1].cells[-1]
    if edge.column + edge.column_span - 1 != _last_column(row):
        return None
    return next((n for n, cell in enumerate(row.values) if cell.column == places[0]), None)


def _usual_starts(placed: _Placed, width: int) -> dict[tuple[int, int], int]:
    """Where figures begin in rows of each shape, when all rows that can tell agree."""
    seen: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for _, row in placed:
        start = only_start(row.values, width)
        if start is not None:
            seen[len(row.labels), len(row.values)][start] += 1
    return {shape: next(iter(starts)) for shape, starts in seen.items() if len(starts) == 1}


def _put(
    table: FormTable, spec: RowSpec, row: LabelledRow, chosen: Fit, head: Head, into: RowReading
) -> None:
    if chosen.problem:
        into.warn_of_row(chosen.problem, row, spec)
    if chosen.cells is None:
        return
    ordered = head.in_form_order(chosen.cells)
    if is_total_blank(ordered):
        into.warn_of_row("total_blank", row, spec)
    if not total_agrees(ordered) and _may_have_moved(chosen.cells, ordered, head, table):
        into.warn_of_row("columns_shifted", row, spec)
    into.put_row(table.by_row[spec.id], head, chosen.cells, row.labels)


def _may_have_moved(printed: list[Cell], ordered: list[Cell], head: Head, table: FormTable) -> bool:
    """Whether a row whose total is no sum may have lost a cell.

    In the form's order another cell is the sum; in another order the row ends in a blank.
    """
    if head.is_straight:
        is_whole = len(ordered) == len(table.columns)
        return is_whole and (other_total(ordered) or was_joined(ordered))
    own = [
        c for c, column in zip(printed, head.columns, strict=True) if column.position is not None
    ]
    return not own[-1].text.strip()
