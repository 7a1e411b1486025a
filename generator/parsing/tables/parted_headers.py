"""Headers whose words the end of a page parted: 结 above and 果维持 on the next page are one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from generator.parsing.tables.statutory_row import StatutoryRow
from generator.readers.document import Cell


def joined_over_pages(
    heads: Sequence[StatutoryRow], below: StatutoryRow, is_name: Callable[[str], bool]
) -> list[StatutoryRow]:
    """Rows of headers with the row at the top of the next page, parted words made whole.

    So it is only where each piece above has one below it and all of them together are names;
    `is_name` knows whole ones. A row of which nothing is left goes away.
    """
    pages = {cell.at.page for row in heads for cell in row.cells}
    page = below.cells[0].at.page
    if below.is_line or page is None or pages != {page - 1} or below.cells[0].row:
        return [*heads, below]
    pieces = [c for c in _lowest(heads) if not is_name(c.text)]
    rests = [c for c in below.cells if c.text.strip() and not is_name(c.text)]
    if len(pieces) != len(rests) or not pieces:
        return [*heads, below]
    whole = {
        id(upper): replace(upper, text=upper.text + lower.text)
        for upper, lower in zip(pieces, rests, strict=True)
    }
    if not all(is_name(cell.text) for cell in whole.values()):
        return [*heads, below]
    left = [c for c in below.cells if c.text.strip() and c not in rests]
    block = heads[0].block if left else below.block
    mended = [
        replace(s, cells=tuple(whole.get(id(c), c) for c in s.cells), block=block) for s in heads
    ]
    return [*mended, replace(below, cells=tuple(left))] if left else mended


def _lowest(heads: Sequence[StatutoryRow]) -> list[Cell]:
    """The cells under which the page ends, left to right."""
    cells = [cell for row in heads for cell in row.cells if cell.text.strip()]
    end = max(cell.row + cell.row_span for cell in cells)
    return sorted((c for c in cells if c.row + c.row_span == end), key=lambda cell: cell.column)
