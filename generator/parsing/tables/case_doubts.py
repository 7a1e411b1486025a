"""Whether figures of table four may have moved: what its sums and its other columns tell.

The three groups have columns of the same names, so that only a group's own total bears its figures
out, and a column that the form does not have shows where a row lost a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.forms import CASE_GROUPS, FormTable
from generator.parsing.data import pattern
from generator.parsing.normalise import key
from generator.parsing.tables.case_grids import CaseRow, CaseSheet, filled, is_case_word
from generator.parsing.tables.case_headers import Case, case_fields, said
from generator.parsing.tables.cells import is_number
from generator.parsing.tables.column_assignment import total_agrees
from generator.parsing.tables.strange_columns import Names, StrangeColumns
from generator.readers.document import Cell

_LONGEST_NAME = 8  # of a column of other numbers; a caption that names a year is longer


def counts(column: Case) -> bool:
    """Whether figures of the form stand in a column: its words say so, or it has none at all."""
    return column.is_said or not column.cells


def is_of_numbers(column: Case) -> bool:
    """Whether a column of no form holds numbers by its name: the last year, a code."""
    is_numbers = pattern("labels", "heads", "other_columns").search
    return not counts(column) and bool(is_numbers(key(column.cells[-1].text)))


def names_of(columns: Sequence[Case]) -> Names:
    """The names of the columns that the form does not have, None for its own."""
    return [None if counts(case) else key(case.cells[-1].text) for case in columns]


def groups_of(
    cells: Sequence[Cell], columns: Sequence[Case], table: FormTable
) -> Iterator[list[Cell]]:
    """The figures of each group that is printed in full, in the form's order."""
    found: dict[str | None, dict[str, Cell]] = {}
    for column, cell in zip(columns, cells, strict=bool(cells)):
        if column.leaf is not None:
            found.setdefault(column.group, {})[column.leaf] = cell
    for group, printed in found.items():
        names = (group,) if group in CASE_GROUPS else CASE_GROUPS
        full = ([leaf for of, leaf in case_fields(table) if of == name] for name in names)
        whole = next((leaves for leaves in full if set(leaves) == set(printed)), [])
        if whole:
            yield [printed[leaf] for leaf in whole]


def adds_up(cells: list[Cell], columns: Sequence[Case], table: FormTable) -> bool:
    """Whether the total of every group with figures is the sum of its parts."""
    groups = [g for g in groups_of(cells, columns, table) if any(cell.text.strip() for cell in g)]
    return bool(groups) and all(map(total_agrees, groups))


def has_lost(
    row: CaseRow, cells: list[Cell], columns: list[Case], sheet: CaseSheet, strange: StrangeColumns
) -> bool:
    """Whether columns that the form does not have show that figures of a row have moved."""
    filled_in = filled(cells)
    if not filled_in or adds_up(cells, columns, sheet.table):
        return False
    if len(columns) == 1 and sheet.is_beside(row, filled_in[0]):
        return True
    return _is_other_blank(columns, cells) or strange.has_lost(row.values, cells, names_of(columns))


def is_beside_numbers(sheet: CaseSheet, columns: list[Case], cells: list[Cell]) -> bool:
    """Whether figures that no total bears out may be those of a column of other numbers."""
    if not filled(cells) or adds_up(cells, columns, sheet.table):
        return False
    return _is_other_blank(columns, cells) or _is_unplaced(sheet, columns)


def _is_other_blank(columns: Sequence[Case], cells: Sequence[Cell]) -> bool:
    """Whether a column of other numbers is blank: its own may stand in a column of the form."""
    beside = [cell for case, cell in zip(columns, cells, strict=True) if is_of_numbers(case)]
    return not all(cell.text.strip() for cell in beside)


def _is_unplaced(sheet: CaseSheet, columns: Sequence[Case]) -> bool:
    """Whether a header of other numbers stands in no column, where only words tell their order."""
    used = {id(cell) for case in columns for cell in case.cells}
    cells = [cell for head in sheet.heads for cell in head.cells if id(cell) not in used]
    names = [key(cell.text) for cell in cells if not is_case_word(cell, sheet.table)]
    is_numbers = pattern("labels", "heads", "other_columns").search
    return any(len(name) <= _LONGEST_NAME and is_numbers(name) for name in names)


def captions_behind(found: Sequence[CaseSheet]) -> list[CaseSheet]:
    """The sheets that one group's name stands above, where the first sheet has none above it.

    Then a name may belong to the figures above it, and the last one stands behind everything.
    """
    if not found or not (_has_one_of(found[0], None) or _is_caption(found[-1])):
        return []
    return [sheet for sheet in found if any(_has_one_of(sheet, name) for name in CASE_GROUPS)]


def _is_caption(sheet: CaseSheet) -> bool:
    """Whether a sheet is nothing but a line behind all the others."""
    return not sheet.rows and all(row.is_line for row in sheet.heads)


def _has_one_of(sheet: CaseSheet, group: str | None) -> bool:
    """Whether all that is said of a sheet's columns is which of a group's they are, and a group."""
    columns = [case for case in sheet.columns if case.is_said]
    is_alone = bool(columns) and all(c.group == group and c.leaf is not None for c in columns)
    return is_alone and not any(said(row.labels, sheet.table).is_said for row in sheet.rows)


def may_have_moved(cells: list[Cell], columns: Sequence[Case], table: FormTable) -> bool:
    """Whether figures chosen among more cells begin with a blank one and do not add up."""
    is_printed = any(cell.text.strip() for cell in cells)
    return is_printed and not cells[0].text.strip() and not adds_up(cells, columns, table)


def is_moved(cells: list[Cell], columns: Sequence[Case], table: FormTable) -> bool:
    """Whether a row of a group has a total that is not the sum, and a blank cell at an edge.

    A row without a total is only warned of; one of a single figure has no sum.
    """
    has_total = any(is_number(group[-1].text) for group in groups_of(cells, columns, table))
    own = [c.text for case, c in zip(columns, cells, strict=bool(cells)) if counts(case)]
    is_at_edge = not (own and own[0].strip() and own[-1].strip())
    return has_total and is_at_edge and not adds_up(cells, columns, table)
