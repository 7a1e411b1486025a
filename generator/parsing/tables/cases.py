"""Table four: reviews and lawsuits, three groups of figures, printed in many shapes.

One row of all; a row for each group, or a column; a small table for each under a caption.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest

from generator.forms import Form, FormTable
from generator.parsing.normalise import compact
from generator.parsing.tables.case_doubts import (
    adds_up,
    captions_behind,
    counts,
    groups_of,
    has_lost,
    is_beside_numbers,
    is_moved,
    is_of_numbers,
    may_have_moved,
    names_of,
)
from generator.parsing.tables.case_grids import (
    CaseRow,
    CaseSheet,
    filled,
    is_case_word,
    is_word,
    sheets,
)
from generator.parsing.tables.case_headers import Case, field_of, said
from generator.parsing.tables.cells import header_unit, is_number
from generator.parsing.tables.column_assignment import (
    Fit,
    fit,
    is_total_blank,
    was_joined,
)
from generator.parsing.tables.columns import LITIGATION, is_corner
from generator.parsing.tables.labelled_rows import joined
from generator.parsing.tables.labels import is_fragment, is_known_word
from generator.parsing.tables.line_cells import RowExtent, Spacings, is_room
from generator.parsing.tables.row_reading import RowReading, Witness
from generator.parsing.tables.statutory_row import StatutoryRow
from generator.parsing.tables.strange_columns import Names, StrangeColumns
from generator.readers.document import Cell
from generator.records import Place

PART = "cases"
_ALONE = Case(None, None, ())  # the one column of a table whose headers say nothing
_MOST_VALUES = 1000  # so many copies of one row are no table any more


def read_cases(statutory_rows: list[StatutoryRow], form: Form, into: RowReading) -> None:
    """Puts the figures of table four into `into`."""
    table = next(t for t in form.tables if t.id == PART)
    found = sheets(statutory_rows, table)
    unsaid = [cell for sheet in found for cell in sheet.unsaid]
    _account_for_words(statutory_rows, {id(cell) for cell in unsaid}, table, into)
    for cell in unsaid:
        into.warn("column_unknown", cell.at, table=table.label, printed=cell.text)
    spacings = into.spacings(statutory_rows)
    last = Cell("", 0, 0, at=statutory_rows[-1].end) if statutory_rows[-1].end else None
    ends = [sheet.heads[0].cells[0] if sheet.heads else None for sheet in found[1:]]
    doubtful = captions_behind(found)
    for sheet, follows in zip(found, [*ends, last], strict=True):
        if any(sheet is other for other in doubtful):
            _leave(sheet, into)
            continue
        open_group: Case | None = None
        strange = StrangeColumns(_beside_form(row, sheet) for row in sheet.rows if row.labels)
        for row, below in zip_longest(sheet.rows, sheet.rows[1:]):
            case = said(row.labels, table)
            if case.is_said:
                open_group = _opened(open_group, case)
                behind = (below.labels or below.values)[0] if below else follows
                lines = RowExtent(row.labels[-1], behind, spacings, is_last=below is None)
                _read_labelled(row, _merged(open_group, case), sheet, lines, strange, into)
        _read_bare(sheet, _between(sheet, follows, spacings), into)
    if not any(of.id in into.figures for of in table.fields) and not any(s.rows for s in found):
        into.warn("table_without_figures", statutory_rows[0].cells[0].at, table=table.label)


def _leave(sheet: CaseSheet, into: RowReading) -> None:
    """Names the figures of a sheet that is not read because of its caption."""
    for row in sheet.rows:
        if filled(row.values):
            printed = _printed([*row.labels, *row.values])
            into.warn("captions_behind", row.values[0].at, table=sheet.table.label, printed=printed)


def _opened(above: Case | None, case: Case) -> Case | None:
    """The group that a row's own words open, or that a cell over several rows keeps open."""
    return Case(case.group, None, case.cells) if case.group else above


# ---- figures --------------------------------------------------------------------------


def _read_labelled(
    row: CaseRow,
    case: Case,
    sheet: CaseSheet,
    lines: RowExtent,
    strange: StrangeColumns,
    into: RowReading,
) -> None:
    """A row that its words place: of the figures of a group, or of one."""
    table = sheet.table
    columns, chosen = _fit_labelled(row, sheet, lines)
    cells = chosen.cells or []
    if has_lost(row, cells, columns, sheet, strange) or is_moved(cells, columns, sheet.table):
        chosen = Fit(None, "columns_uncertain")
    printed = _printed([*row.labels, *row.values])
    _warn_of(chosen, columns, row.labels[0].at, printed, table, into)
    if chosen.cells:
        said_by = [(c, cell) for c, cell in zip(columns, chosen.cells, strict=True) if counts(c)]
        merged = [_merged(column, case) for column, _ in said_by]
        _put(merged, [cell for _, cell in said_by], table, into, case.cells)


def _fit_labelled(row: CaseRow, sheet: CaseSheet, lines: RowExtent) -> tuple[list[Case], Fit]:
    """The columns of a row behind its words, and its cells in them."""
    under = sheet.under_heads(row)
    if under is not None:
        return sheet.places, Fit(under)
    columns = _figures_of(sheet.columns) or [_ALONE]
    between = RowExtent(spacings=()) if row.is_whole else lines
    is_sum = partial(adds_up, columns=columns, table=sheet.table)
    width = len(columns)
    return columns, fit(row.values, width, is_whole=row.is_whole, adds_up=is_sum, between=between)


def _beside_form(row: CaseRow, sheet: CaseSheet) -> tuple[list[Cell], Names]:
    """What stands behind the words of a row, and the names of columns that the form has not."""
    under = sheet.under_heads(row)
    if under is not None:
        return under, names_of(sheet.places)
    return row.values, names_of(_figures_of(sheet.columns) or [_ALONE])


def _figures_of(columns: list[Case]) -> list[Case]:
    """The columns from the first one on that words of the form stand over: labels stand left."""
    return columns[next((n for n, c in enumerate(columns) if c.is_said), 0) :]


def _merged(first: Case | None, second: Case) -> Case:
    """What two sets of words say together; what they contradict each other in is not said."""
    if first is None or first is second:
        return second
    cells = (*first.cells, *second.cells)
    names = {case.group for case in (first, second)} - {None}
    names = names - {LITIGATION} or names
    leaves = {case.leaf for case in (first, second)} - {None}
    group = names.pop() if len(names) == 1 else None
    return Case(group, leaves.pop() if len(leaves) == 1 else None, cells)


def _read_bare(sheet: CaseSheet, between: RowExtent, into: RowReading) -> None:
    """The one row below headers that name every column."""
    table, columns = sheet.table, sheet.columns
    is_full = any(row.is_whole and len(row.values) == len(columns) for row in sheet.rows)
    if not is_full and not any(map(is_of_numbers, columns)):
        columns = _figures_of(columns)
    width = len(columns)
    values, is_whole = _values(sheet, columns)
    if is_whole:
        between = RowExtent(spacings=())
    if not values and (is_whole or not width or not is_room(between, width)):
        return
    at = values[0].at if values else sheet.heads[0].cells[0].at
    printed = _printed(values)
    if not columns:
        if filled(values):
            into.warn("columns_unnamed", at, table=table.label, printed=printed)
        return
    is_sum = partial(adds_up, columns=columns, table=table)
    chosen = fit(values, width, is_whole=is_whole, adds_up=is_sum, between=between)
    if chosen.cells and len(values) != width and may_have_moved(chosen.cells, columns, table):
        chosen = Fit(None, "columns_uncertain")
    if chosen.cells and is_beside_numbers(sheet, columns, chosen.cells):
        chosen = Fit(None, "columns_uncertain")
    _warn_of(chosen, columns, at, printed, table, into)
    if chosen.cells:
        _put(columns, chosen.cells, table, into)


def _warn_of(
    chosen: Fit,
    columns: Sequence[Case],
    at: Place | None,
    printed: str,
    table: FormTable,
    into: RowReading,
) -> None:
    """Says what is odd about a row: how its cells were chosen, and what its totals tell."""
    groups = list(groups_of(chosen.cells or [], columns, table))
    problems = [chosen.problem] if chosen.problem else []
    problems += ["total_blank"] * any(map(is_total_blank, groups))
    problems += ["columns_shifted"] * any(map(was_joined, groups))
    for problem in problems:
        into.warn(problem, at, row=table.label, printed=printed)


def _put(
    columns: Sequence[Case],
    cells: Sequence[Cell],
    table: FormTable,
    into: RowReading,
    labels: tuple[Cell, ...] = (),
) -> None:
    """Puts the cells whose group and place are both printed; the others are named.

    Where figures stand twice, a second reading fills nothing in unless it is the same.
    """
    at, printed = cells[0].at, _printed(cells)
    placed = [(field_of(c, table), c, cell) for c, cell in zip(columns, cells, strict=True)]
    if any(of is None and c.is_said and is_number(cell.text) for of, c, cell in placed):
        into.warn("columns_without_group", at, table=table.label, printed=printed)
    known = [(of, c, cell) for of, c, cell in placed if of is not None]
    earlier = [(into.figures.get(of.id), cell) for of, _, cell in known]
    if any(f and cell.text.strip() and (f.raw or "") != cell.text.strip() for f, cell in earlier):
        into.warn("two_readings", at, row=table.label, printed=printed)
        return
    for of, case, cell in known:
        if of.id not in into.figures:
            into.put(
                of,
                cell,
                header_unit(case.cells, is_money=of.type == "decimal"),
                Witness(labels, case.cells),
            )


def _between(sheet: CaseSheet, follows: Cell | None, spacings: Spacings) -> RowExtent:
    """Where the figures stand when each has a line of its own: behind the last header."""
    heads = [cell for row in sheet.heads for cell in row.cells if is_known_word(cell.text)]
    return RowExtent(heads[-1] if heads else None, follows, spacings, is_last=True)


def _printed(values: Sequence[Cell]) -> str:
    return " | ".join(cell.text for cell in values)


def _values(sheet: CaseSheet, columns: Sequence[Case]) -> tuple[list[Cell], bool]:
    """The cells of the rows that no words place, in reading order; and whether rows are whole."""
    found: list[Cell] = []
    is_whole, width = False, len(columns)
    for row in sheet.rows:
        if said(row.labels, sheet.table).is_said or len(found) > _MOST_VALUES:
            continue
        if not row.is_whole:
            found += row.values
        elif filled(row.values) or (len(row.values) >= width > 0 and not filled(found)):
            found = [*(found if filled(row.values) else filled(found)), *row.values]
            is_whole = True
    return _once(found, columns, sheet.table), is_whole


def _once(values: list[Cell], columns: Sequence[Case], table: FormTable) -> list[Cell]:
    """The row without its repetition, when the figures stand twice below the same headers."""
    half = len(columns)
    if not half or len(values) != 2 * half:
        return values
    same = [c.text.strip() for c in values[:half]] == [c.text.strip() for c in values[half:]]
    if same:
        return values[:half]
    return _continued(values[:half], values[half:], columns, table) or values


def _continued(
    above: list[Cell], below: list[Cell], columns: Sequence[Case], table: FormTable
) -> list[Cell] | None:
    """One row that a page broke inside its cells: 1 above 2 is 12, where the totals say so."""
    if not all(cell.text.strip() for cell in above) or all(cell.text.strip() for cell in below):
        return None
    whole = joined(above, below)
    has_number = any(is_number(cell.text) for cell in below)
    return whole if not has_number or adds_up(whole, columns, table) else None


def _account_for_words(
    statutory_rows: list[StatutoryRow], named: set[int], table: FormTable, into: RowReading
) -> None:
    """Names words that no form has, but for the cells that are `named` already."""
    for row in statutory_rows:
        for cell in row.cells:
            if id(cell) in named or not is_word(cell) or is_case_word(cell, table):
                continue
            if is_corner(cell.text):
                continue
            is_known = is_known_word(cell.text) or is_fragment(cell.text)
            if not is_known and len(compact(cell.text)) > 2:
                into.warn("text_unknown", cell.at, printed=cell.text)
