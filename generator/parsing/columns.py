"""Columns by their headers; without headers they keep the order of the form."""

from __future__ import annotations

from generator.forms import Column, Table
from generator.parsing.normalise import bare, key
from generator.parsing.strips import Strip
from generator.readers.document import Cell

_SHORTEST = 3


def names_column(text: str, column: Column) -> bool:
    """Whether a header cell may name a column; cut headers may name several."""
    name = key(text)
    if not name:
        return False
    labels = [key(label) for label in (column.label, *column.variants)]
    if name in labels:
        return True
    long_enough = len(name) >= _SHORTEST
    return long_enough and any(
        label.startswith(name) or (len(label) >= _SHORTEST and label in name) for label in labels
    )


def exactly_names(text: str, column: Column) -> bool:
    """Whether a header cell is the column's printed header or a known variant."""
    return any(key(label) in (key(text), bare(text)) for label in (column.label, *column.variants))


def column_order(strips: list[Strip], table: Table) -> list[int] | None:
    """For each column of a grid, left to right, which column of the form it is.

    Only a grid with merged cells tells where a header stands; None means the form's order.
    """
    leaves: list[tuple[int, int]] = []
    for strip in strips:
        if strip.block != strips[0].block:
            return None
        for cell in strip.cells:
            position = _leaf(cell, table)
            if position is not None:
                leaves.append((cell.column, position))
        if len({position for _, position in leaves}) == len(table.columns):
            break
    has_grid = any(cell.column_span > 1 for strip in strips[:4] for cell in strip.cells)
    if not has_grid or len(leaves) != len(table.columns):
        return None
    if len({column for column, _ in leaves}) != len(leaves):
        return None
    order = [position for _, position in sorted(leaves)]
    is_whole = sorted(order) == list(range(len(table.columns)))
    return order if is_whole and order != sorted(order) else None


def _leaf(cell: Cell, table: Table) -> int | None:
    found = [n for n, column in enumerate(table.columns) if exactly_names(cell.text, column)]
    return found[0] if len(found) == 1 else None
