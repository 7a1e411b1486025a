"""Row labels that a page break put into one cell are given back to their rows.

In a grid a cell over several rows may hold the labels of all of them, one under the other:
as one label it would name a single row and take another row's figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.parsing.tables.labels import KNOWN, PARTS, row_index
from generator.readers.document import Cell, Table

_MOST_LINES = 24
_LINES_OF_A_LABEL = 4


def parted(table: Table) -> Table:
    """The table with each such cell as one cell a row; itself when there is none."""
    if not any(cell.row_span > 1 for cell in table.cells):
        return table
    cells: list[Cell] = []
    for cell in table.cells:
        labels = _labels(cell)
        if labels is None:
            cells.append(cell)
            continue
        cells += [
            replace(cell, text=label, row=cell.row + offset, row_span=1)
            for offset, label in enumerate(labels)
        ]
    return table if len(cells) == len(table.cells) else replace(table, cells=tuple(cells))


def _labels(cell: Cell) -> list[str] | None:
    """One label for each row of the cell; None when no way to part the lines is the best."""
    lines = [line for line in cell.text.split("\n") if line.strip()]
    if cell.row_span < 2 or not cell.row_span <= len(lines) <= _MOST_LINES:
        return None
    for part in PARTS:
        ways = sorted(_ways(lines, cell.row_span, part), reverse=True)
        if ways and (len(ways) == 1 or ways[0][0] > ways[1][0]):
            return ways[0][1]
    return None


def _ways(lines: list[str], count: int, part: str) -> Iterator[tuple[float, list[str]]]:
    """The ways to part the lines into `count` labels of that part, and how well they fit."""
    if count == 0:
        if not lines:
            yield 0.0, []
        return
    for taken in range(1, min(_LINES_OF_A_LABEL, len(lines) - count + 1) + 1):
        label = "".join(lines[:taken])
        score = row_index(part).best(label)
        if score >= KNOWN:
            for further, rest in _ways(lines[taken:], count - 1, part):
                yield score + further, [label, *rest]
