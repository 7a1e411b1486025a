"""A long table printed in two halves side by side, each under the same headers."""

from __future__ import annotations

from msgspec.structs import replace

from generator.parsing.normalise import key
from generator.parsing.tables.cells import is_number
from generator.parsing.tables.columns import is_header
from generator.readers.document import Cell, Table

_LEAST_HEADERS = 3


def halves(table: Table) -> list[Table]:
    """The left and the right half of such a table; any other table as it is."""
    middle, rest = divmod(table.column_count, 2)
    is_cut = any(c.column < middle < c.column + c.column_span for c in table.cells)
    if rest or is_cut:
        return [table]
    left = [cell for cell in table.cells if cell.column < middle]
    right = [
        replace(cell, column=cell.column - middle) for cell in table.cells if cell.column >= middle
    ]
    heads = _heads(left)
    if len(heads) < _LEAST_HEADERS or heads != _heads(right):
        return [table]
    printed = {cell.row for cell in right if cell.text.strip()}
    right = [cell for cell in right if cell.row in printed]
    return [replace(table, cells=tuple(left)), replace(table, cells=tuple(right))]


def _heads(cells: list[Cell]) -> set[tuple[int, int, str]]:
    """Row, column and words of the headers of a form above the first figure."""
    first = min((cell.row for cell in cells if is_number(cell.text)), default=0)
    above = [cell for cell in cells if cell.row < first and cell.text.strip()]
    return {(c.row, c.column, key(c.text)) for c in above if is_header(c.text)}
