"""Tables cut in two by a page or by an editor."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from made_up.documents.paper import Box, PaperGrid

Rest = Literal["repeated", "empty", "gone"]
RESTS: tuple[Rest, ...] = ("repeated", "empty", "gone")


def cut(grid: PaperGrid, row: int, rest: Rest) -> tuple[PaperGrid, PaperGrid]:
    """The grid above and below a row.

    A merged cell across the cut keeps its text above; below, its text is repeated, or
    the cell is empty, or it is gone and the row starts further to the left.
    """
    above, below = [], []
    for box in grid.boxes:
        end = box.row + box.rows
        if box.row < row:
            above.append(replace(box, rows=min(end, row) - box.row))
        if end > row:
            below += _below(box, row, rest)
    if rest == "gone":
        below = _shifted(below)
    return PaperGrid(grid.id, tuple(above)), PaperGrid(grid.id, tuple(below))


def _below(box: Box, row: int, rest: Rest) -> list[Box]:
    if box.row >= row:
        return [replace(box, row=box.row - row)]
    if rest == "gone":
        return []
    text = box.text if rest == "repeated" else ""
    return [replace(box, row=0, rows=box.row + box.rows - row, text=text)]


def _shifted(boxes: list[Box]) -> list[Box]:
    """Moves each row left until it begins in the first column."""
    moved = []
    taken: dict[int, int] = {}
    for box in sorted(boxes, key=lambda b: (b.row, b.column)):
        column = taken.get(box.row, 0)
        for covered in range(box.row, box.row + box.rows):
            taken[covered] = column + box.columns
        moved.append(replace(box, column=column))
    return moved


def group_row(grid: PaperGrid, position: int) -> int:
    """A row of table 三 at which a cut goes through a merged group cell."""
    groups = [box for box in grid.boxes if box.rows > 2 and box.column == 1 and not box.field]
    group = groups[position % len(groups)]
    return group.row + group.rows // 2
