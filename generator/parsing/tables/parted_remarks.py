"""Remarks behind a figure that the end of a page parted: 21(其中修订 above and 10件) below."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.parsing.normalise import compact
from generator.readers.document import Cell


def closes_remarks(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether all that a row at the top of a page prints closes brackets that the last row opened.

    The label of a group of rows may begin anew beside it.
    """
    page = above[-1].at.page
    if page is None or not below or below[-1].at.page != page + 1:
        return False
    pairs = [(upper, lower) for upper, lower in _pairs(above, below) if lower.text.strip()]
    others = [c for c in below[: len(below) - len(above)] if c.text.strip() and c.row_span == 1]
    return bool(pairs) and not others and all(_is_rest(*pair) for pair in pairs)


def whole_remarks(above: Sequence[Cell], below: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells above, each with what is left of it below."""
    rests = {id(upper): lower.text.strip() for upper, lower in _pairs(above, below)}
    return tuple(
        replace(cell, text=cell.text.strip() + rest) if (rest := rests.get(id(cell))) else cell
        for cell in above
    )


def groups_beside(below: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells that stand beside further rows, too."""
    return tuple(cell for cell in below if cell.row_span > 1)


def _pairs(above: Sequence[Cell], below: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """Each cell below with the one above it, from the right: merged ones may lack on the left."""
    both = zip(reversed(above), reversed(below), strict=False)
    return [(upper, lower) for upper, lower in both if lower.row_span == 1]


def _is_rest(upper: Cell, lower: Cell) -> bool:
    first, rest = compact(upper.text), compact(lower.text)
    head, bracket, behind = rest.partition(")")
    is_open = first[:1].isdigit() and first.count("(") == first.count(")") + 1
    return is_open and bool(bracket) and not behind and "(" not in head
