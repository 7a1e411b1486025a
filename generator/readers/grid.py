"""Rows of spanning cells -> cells with grid positions, as a browser would place them."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from generator.errors import UnreadableDocumentError

T = TypeVar("T")

# No statutory table has a fiftieth column; wild spans must not make a grid explode.
MAX_COLUMNS = 400


class Spanning(NamedTuple, Generic[T]):
    """One source cell and the spans it asks for; `row_span` 0 reaches the last row."""

    item: T
    row_span: int = 1
    column_span: int = 1


class Placed(NamedTuple, Generic[T]):
    """One cell at its grid position; `ordinal` counts the cells of its source row from 0."""

    item: T
    row: int
    column: int
    row_span: int
    column_span: int
    ordinal: int


def place(rows: list[list[Spanning[T]]], max_cells: int) -> list[Placed[T]]:
    """Every cell once, in source order, at the first free column of its row.

    Raises UnreadableDocumentError when there are more than `max_cells` cells.
    """
    if sum(map(len, rows)) > max_cells:
        raise UnreadableDocumentError("readers.too_many_cells", limit=max_cells)
    placed: list[Placed[T]] = []
    free_from: list[int] = []  # for each column, the first row that no span from above covers
    for index, row in enumerate(rows):
        column = 0
        for ordinal, cell in enumerate(row):
            while column < len(free_from) and free_from[column] > index:
                column += 1
            if column >= MAX_COLUMNS:
                raise UnreadableDocumentError("readers.too_many_cells", limit=max_cells)
            width = max(1, min(cell.column_span, MAX_COLUMNS - column))
            left = len(rows) - index
            height = left if cell.row_span == 0 else max(1, min(cell.row_span, left))
            free_from.extend([0] * (column + width - len(free_from)))
            # A wide cell may run into a span from above: it is cut there, never laid over it.
            width = _free_width(free_from, column, width, index)
            free_from[column : column + width] = [index + height] * width
            placed.append(Placed(cell.item, index, column, height, width, ordinal))
            column += width
    return placed


def _free_width(free_from: list[int], column: int, width: int, row: int) -> int:
    for offset in range(1, width):
        if free_from[column + offset] > row:
            return offset
    return width
