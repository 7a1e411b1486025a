"""A long table printed in two halves side by side, each under the same headers."""

from __future__ import annotations

from itertools import takewhile

from msgspec.structs import replace

from generator.parsing.normalise import key
from generator.parsing.tables.cells import is_number
from generator.parsing.tables.columns import group_of, is_header
from generator.readers.document import Table

_LEAST_HEADERS = 3


def halves(table: Table) -> list[Table]:
    """The left and the right half of such a table; any other table as it is.

    Table four is never one: its groups stand side by side under the same five headers.
    """
    middle, rest = divmod(table.column_count, 2)
    above = [] if rest else list(takewhile(lambda cell: not is_number(cell.text), table.cells))
    headers = [cell for cell in above if is_header(cell.text)]
    left = {(c.row, c.column, key(c.text)) for c in headers if c.column < middle}
    right = {(c.row, c.column - middle, key(c.text)) for c in headers if c.column >= middle}
    if len(left) < _LEAST_HEADERS or left != right or any(group_of(c.text) for c in above):
        return [table]
    if any(c.column < middle < c.column + c.column_span for c in table.cells):
        return [table]
    printed = {cell.row for cell in table.cells if cell.column >= middle and cell.text.strip()}
    return [
        replace(table, cells=tuple(cell for cell in table.cells if cell.column < middle)),
        replace(
            table,
            cells=tuple(
                replace(cell, column=cell.column - middle)
                for cell in table.cells
                if cell.column >= middle and cell.row in printed
            ),
        ),
    ]
