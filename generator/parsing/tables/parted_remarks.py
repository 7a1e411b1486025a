"""Remarks behind a figure that the end of a page parted: 21(其中修订 above and 10件) below."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

from msgspec.structs import replace

from generator.parsing.normalise import compact
from generator.parsing.tables.find import StatutoryRow
from generator.readers.document import Cell


def whole_remarks(rows: list[StatutoryRow]) -> list[StatutoryRow]:
    """The rows; one at the top of a page that only closes brackets goes to the one above it."""
    parted = [
        n
        for n, (above, below) in enumerate(pairwise(rows), 1)
        if above.block < below.block and _closes(above, below)
    ]
    for n in reversed(parted):
        rows = [*rows[: n - 1], _joined(rows[n - 1], rows[n]), *rows[n + 1 :]]
    return rows


def _closes(above: StatutoryRow, below: StatutoryRow) -> bool:
    """Whether all that stands below closes brackets that cells of the row above opened."""
    pages = above.cells[-1].at.page, below.cells[-1].at.page
    if None in pages or pages[1] != (pages[0] or 0) + 1 or len(below.cells) > len(above.cells):
        return False
    pairs = [(u, c) for u, c in _pairs(above, below) if c.text.strip()]
    return bool(pairs) and all(_is_remark(upper, lower) for upper, lower in pairs)


def _pairs(above: StatutoryRow, below: StatutoryRow) -> list[tuple[Cell, Cell]]:
    """Each cell below with the one above it, from the right: a merged cell may lack on the left."""
    return list(zip(reversed(above.cells), reversed(below.cells), strict=False))


def _is_remark(upper: Cell, lower: Cell) -> bool:
    first, rest = compact(upper.text), compact(lower.text)
    head, _, tail = rest.partition(")")
    return first[:1].isdigit() and first.count("(") > first.count(")") and not tail and head != rest


def _joined(above: StatutoryRow, below: StatutoryRow) -> StatutoryRow:
    rests = {id(upper): lower.text.strip() for upper, lower in _pairs(above, below)}
    cells = tuple(
        replace(cell, text=cell.text.strip() + rest) if (rest := rests.get(id(cell))) else cell
        for cell in above.cells
    )
    return dataclasses.replace(above, cells=cells)
