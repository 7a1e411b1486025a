"""Remarks behind a figure that the end of a page parted: 21(其中修订 above and 10件) below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from generator.parsing.normalise import compact
from generator.parsing.tables.cells import is_value
from generator.parsing.tables.labels import is_fragment
from generator.readers.document import Cell

_CLOSING = re.compile(r"[^()]*\)")
_WHOLE = re.compile(r"\([^()]+\)")


def closes_remarks(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row at the top of a page prints the rest of remarks of the last row, and no figure.

    The rest of the row's own label may stand beside them, and the label of a group of rows.
    """
    page = above[-1].at.page
    if page is None or not below or below[-1].at.page != page + 1:
        return False
    pairs = [(upper, lower) for upper, lower in _pairs(above, below) if lower.text.strip()]
    others = [
        c for c in below[: len(below) - len(above)] if c.text.strip() and not _is_beside(c, below)
    ]
    remarks = [pair for pair in pairs if _is_rest(*pair)]
    labels = [pair for pair in pairs if pair not in remarks]
    return bool(remarks) and not others and all(_is_label(*pair) for pair in labels)


def whole_remarks(above: Sequence[Cell], below: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells above, each with what is left of it below."""
    rests = {id(upper): lower.text.strip() for upper, lower in _pairs(above, below)}
    return tuple(
        replace(cell, text=cell.text.strip() + rest) if (rest := rests.get(id(cell))) else cell
        for cell in above
    )


def groups_beside(below: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells that stand beside further rows, too."""
    return tuple(cell for cell in below if _is_beside(cell, below))


def _is_beside(cell: Cell, row: Sequence[Cell]) -> bool:
    """Whether a cell reaches below the row: further down than the row's last figure does."""
    return cell.row_span > row[-1].row_span


def _pairs(above: Sequence[Cell], below: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """Each cell below with the one above it, from the right: merged ones may lack on the left."""
    both = zip(reversed(above), reversed(below), strict=False)
    return [(upper, lower) for upper, lower in both if not _is_beside(lower, below)]


def _is_rest(upper: Cell, lower: Cell) -> bool:
    """Whether a cell closes the bracket behind a figure, or holds all of it."""
    first, rest = compact(upper.text), compact(lower.text)
    is_open = first.count("(") - first.count(")")
    return first[:1].isdigit() and bool((_WHOLE, _CLOSING)[is_open == 1].fullmatch(rest))


def _is_label(upper: Cell, lower: Cell) -> bool:
    return not is_value(upper.text) and is_fragment(lower.text) and not is_value(lower.text)
