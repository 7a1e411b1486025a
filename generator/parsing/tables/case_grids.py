"""The printed pieces of table four: headers, the rows below them, and what stands under which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from generator.forms import CASE_GROUPS, FormTable
from generator.parsing.data import pattern
from generator.parsing.normalise import key
from generator.parsing.tables.case_headers import (
    Case,
    columns_of,
    field_of,
    is_whole_name,
    leaf_of,
    placed,
    said,
    told,
)
from generator.parsing.tables.cells import is_number, is_value
from generator.parsing.tables.columns import group_of
from generator.parsing.tables.parted_headers import joined_over_pages
from generator.parsing.tables.statutory_row import StatutoryRow, has_values
from generator.readers.document import Cell


@dataclass(slots=True)
class CaseRow:
    """Cells behind words that name a group or one of its figures, or behind none.

    `grid_row` is the row of a grid that they are; None where each has a line of its own.
    """

    labels: list[Cell] = field(default_factory=list)
    values: list[Cell] = field(default_factory=list)
    grid_row: StatutoryRow | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the source gave the row as one."""
        return self.grid_row is not None


@dataclass(slots=True)
class CaseSheet:
    """Headers, and the rows below them."""

    table: FormTable
    heads: list[StatutoryRow] = field(default_factory=list)
    rows: list[CaseRow] = field(default_factory=list)
    _places: list[Case] | None = None

    def add_head(self, grid_row: StatutoryRow) -> None:
        """Takes a further row of headers in."""
        if self.heads and grid_row.block != self.heads[-1].block:
            self.heads = joined_over_pages(self.heads, grid_row, partial(is_whole_name, self.table))
        else:
            self.heads.append(grid_row)
        self._places = None

    @property
    def places(self) -> list[Case]:
        """The columns by their places in a grid; empty where headers stand in none."""
        if self._places is None:
            self._places = placed(self.heads, self.table)
        return self._places

    @property
    def unsaid(self) -> list[Cell]:
        """The headers of columns of figures that name no column of the form: the last year, a code.

        Headers to the left stand over labels, unless a row has a number below them.
        """
        if not any(case.is_said for case in self.places):
            return []
        first = self.first or 0
        numbered = {c.column for row in self.rows for c in row.values if c.text.strip()}
        heads = [case.cells[-1] for case in self.places if not case.is_said]
        return [cell for cell in heads if cell.column > first or cell.column in numbered]

    @property
    def columns(self) -> list[Case]:
        """The printed columns, left to right; empty where the headers do not tell their order."""
        return columns_of(self.heads, self.table, self.places)

    @property
    def width(self) -> int:
        """How many columns the grid of the lowest headers has."""
        return end_of([row for row in self.heads if row.block == self.heads[-1].block])

    @property
    def first(self) -> int | None:
        """The column of the grid where figures begin; None where headers do not tell it."""
        said_at = [case.cells[-1].column for case in self.places if case.is_said]
        if said_at:
            return min(said_at)
        cells = [] if not self.heads or self.heads[-1].is_line else self.heads[-1].cells
        is_figure = pattern("labels", "heads", "figure").match
        return next((c.column for c in cells if c.column and is_figure(key(c.text))), None)

    @property
    def is_begun(self) -> bool:
        """Whether figures stand here, or blank cells where every header has one."""
        if any(row.labels or filled(row.values) for row in self.rows):
            return True
        places = self.places
        is_named = places and all(field_of(case, self.table) for case in places)
        return bool(is_named) and any(
            row.is_whole and len(row.values) >= len(places) for row in self.rows
        )

    def under_heads(self, row: CaseRow) -> list[Cell] | None:
        """The cells of a row under each of `places`.

        None where the row is not as wide as its headers, words stand under them, or a number
        stands under none or under two: then cells have moved, and places tell nothing.
        """
        if row.grid_row is None or not self.places or end_of([row.grid_row]) != self.width:
            return None
        under = {
            place: cell
            for cell in row.grid_row.cells
            for place in range(cell.column, cell.column + cell.column_span)
        }
        found = [(case, under.pop(case.cells[-1].column, None)) for case in self.places]
        cells = [cell for _, cell in found if cell is not None]
        numbers = [id(cell) for cell in (*cells, *under.values()) if is_number(cell.text)]
        if any(is_word(cell) for case, cell in found if cell is not None and case.is_said):
            return None
        is_moved = len(set(numbers)) < len(numbers) or any(
            is_number(cell.text) for cell in under.values()
        )
        return cells if len(cells) == len(found) and not is_moved else None

    def is_beside(self, row: CaseRow, cell: Cell) -> bool:
        """Whether a figure stands beside the one column that headers give to figures."""
        first = self.first
        if first is None or self.places or row.grid_row is None:
            return False
        is_as_wide = end_of([row.grid_row]) == self.width
        return is_as_wide and not cell.column <= first < cell.column + cell.column_span


def end_of(statutory_rows: Sequence[StatutoryRow]) -> int:
    """The column behind the last one of some rows of a grid."""
    return max(cell.column + cell.column_span for row in statutory_rows for cell in row.cells)


def sheets(statutory_rows: list[StatutoryRow], table: FormTable) -> list[CaseSheet]:
    """The rows cut where headers begin anew, each row with its words and its cells."""
    found = [CaseSheet(table)]
    for n, row in enumerate(statutory_rows):
        sheet = found[-1]
        words = [c for c in row.cells if is_word(c)]
        is_label = words and not has_values(row) and _names_row(statutory_rows, n, words, sheet)
        if words and not has_values(row) and not is_label:
            if not sheet.is_begun:
                sheet.rows.clear()
            elif any(is_case_word(cell, table) for cell in words):
                found.append(CaseSheet(table))
            else:
                continue
            found[-1].add_head(row)
        elif words or has_values(row) or sheet.heads:
            _add(row, words, sheet)
    given = [sheet for sheet in found if sheet.heads or sheet.rows]
    return [s for n, s in enumerate(given) if not (given[n + 1 :] and _is_piece(s, given[n + 1]))]


def _is_piece(sheet: CaseSheet, below: CaseSheet) -> bool:
    """Whether a sheet without any figure is the top of the one below it, whose headers it has."""
    if any(row.labels or filled(row.values) for row in sheet.rows):
        return False
    names = {(case.group, case.leaf) for case in sheet.places}
    return bool(names) and names == {(case.group, case.leaf) for case in below.places}


def _names_row(
    statutory_rows: list[StatutoryRow], at: int, words: list[Cell], sheet: CaseSheet
) -> bool:
    """Whether words without figures name a row: its cells are blank, or follow line by line."""
    row, table = statutory_rows[at], sheet.table
    heads = [cell for s in sheet.heads for cell in s.cells]
    has_leaf = any(leaf_of(cell.text, table) is not None for cell in heads)
    case = said(words, table)
    if len(row.cells) > 1:
        first = sheet.first
        if first is not None and end_of([row]) == sheet.width:
            return first > 0 and case.is_said and _stands_before(row, words, sheet, first)
        blanks = len(row.cells) - len(words)
        if case.leaf is not None and not has_leaf:
            is_end = row.cells[-1] is not words[-1]
            return blanks == 1 and is_end and (case.group in CASE_GROUPS or _is_open(sheet))
        below = [c for s in statutory_rows[at + 1 : at + 2] for c in s.cells]
        is_left = has_leaf and words[-1].column < blanks
        is_left = is_left and all(leaf_of(cell.text, table) is None for cell in below)
        return is_left and blanks > 1 and case.group in CASE_GROUPS and case.leaf is None
    follows = next((s for s in statutory_rows[at + 1 : at + 2]), None)
    if follows is None or len(follows.cells) > 1 or is_word(follows.cells[0]):
        return False
    if case.leaf is not None:
        return not has_leaf and any(group_of(cell.text) for cell in heads)
    ahead = next((c for s in statutory_rows[at + 1 :] for c in s.cells if c.text.strip()), None)
    is_filling = ahead is not None and is_case_word(ahead, table)
    return case.group is not None and has_leaf and not is_filling


def _stands_before(row: StatutoryRow, words: list[Cell], sheet: CaseSheet, first: int) -> bool:
    """Whether words stand where labels do, and cells without any under all that is named."""
    named = {case.cells[-1].column for case in sheet.places if case.is_said} or {first}
    under = {n for cell in words for n in range(cell.column, cell.column + cell.column_span)}
    has_cell = any(cell.column >= first for cell in row.cells)
    return words[0].column < first and has_cell and not named & under


def _is_open(sheet: CaseSheet) -> bool:
    """Whether a row above names the group, so that a word of its figures names the next one."""
    return any(said(row.labels, sheet.table).group for row in sheet.rows)


def _add(row: StatutoryRow, words: list[Cell], sheet: CaseSheet) -> None:
    """A row of the sheet: its labels stand before its figures, a remark may stand behind them."""
    if len(row.cells) > 1:
        filled_at = [n for n, c in enumerate(row.cells) if c.text.strip() and is_value(c.text)]
        end = filled_at[0] if filled_at else len(row.cells)
        if not filled_at and (first := sheet.first):
            end = next((n for n, c in enumerate(row.cells) if c.column >= first), end)
        last = max((n for n, c in enumerate(row.cells[:end]) if is_word(c)), default=-1)
        labels = [cell for cell in row.cells[: last + 1] if is_word(cell)]
        sheet.rows.append(CaseRow(labels, list(row.cells[last + 1 :]), row))
    elif words:
        sheet.rows.append(CaseRow(words))
    elif sheet.rows and not sheet.rows[-1].is_whole:
        sheet.rows[-1].values.append(row.cells[0])
    else:
        sheet.rows.append(CaseRow(values=[row.cells[0]]))


def is_word(cell: Cell) -> bool:
    """Whether a cell holds words."""
    return bool(cell.text.strip()) and not is_value(cell.text)


def is_case_word(cell: Cell, table: FormTable) -> bool:
    """Whether a cell names a group, one of its figures, or both."""
    return told(cell.text, table) != (None, None)


def filled(cells: list[Cell]) -> list[Cell]:
    """The cells that are not blank."""
    return [cell for cell in cells if cell.text.strip()]
