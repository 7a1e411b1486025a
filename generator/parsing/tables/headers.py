"""The headers of a printed table: where they begin anew, and what stands above each column.

A table of a form may be printed in pieces: by pages, copied, or beside tables of other kinds.
Each piece that begins with headers is a sheet, and its headers count for its rows alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from msgspec.structs import replace

from generator.parsing.data import pattern
from generator.parsing.normalise import key
from generator.parsing.tables.columns import is_header
from generator.parsing.tables.statutory_row import StatutoryRow
from generator.readers.document import Cell

MOST_PIECES = 4
"""Over how many cells a header is broken at most."""
_MOST_STRANGE = 30


@dataclass(slots=True)
class HeaderSheet:
    """Rows of headers and the rows below them, in reading order."""

    heads: list[StatutoryRow] = field(default_factory=list)
    rows: list[StatutoryRow] = field(default_factory=list)


def sheets(
    statutory_rows: Iterable[StatutoryRow],
    is_head: Callable[[StatutoryRow, bool], bool],
    opens: Callable[[StatutoryRow], bool] = lambda _: False,
) -> list[HeaderSheet]:
    """The rows cut where headers begin anew.

    `is_head` tells headers, given whether headers stand right above; `opens` tells a row
    that begins a table of its own.
    """
    found = [HeaderSheet()]
    for row in statutory_rows:
        is_open = not found[-1].rows
        if not is_head(row, is_open):
            found[-1].rows.append(row)
        elif is_open and not opens(row):
            found[-1].heads.append(row)
        else:
            found.append(HeaderSheet(heads=[row]))
    return found


def paths(heads: Sequence[StatutoryRow], is_group: Callable[[str], bool]) -> list[tuple[Cell, ...]]:
    """The header cells above each column of a grid, left to right; empty where it is no grid.

    Where a text has lost all merged cells, a header over several columns reaches to the next one.
    """
    if not _is_grid(heads):
        return []
    is_flat = all(cell.column_span == 1 for row in heads for cell in row.cells)
    reach: list[tuple[Cell, int, int]] = []
    for level, row in enumerate(heads):
        filled = [cell for cell in row.cells if cell.text.strip()]
        for n, cell in enumerate(filled):
            end = cell.column + cell.column_span
            if is_flat and is_group(cell.text):
                following = filled[n + 1].column if n + 1 < len(filled) else 999
                end = max(end, following)
            reach.append((cell, end, level))
    found = []
    for level in range(len(heads)):
        higher = [(cell, end) for cell, end, at in reach if at < level]
        below = [cell.column for cell, _, at in reach if at > level]
        for cell, end in ((cell, end) for cell, end, at in reach if at == level):
            if not any(cell.column <= column < end for column in below):
                above = [c for c, last in higher if c.column <= cell.column < last]
                found.append((*above, cell))
    return sorted(found, key=lambda path: path[-1].column)


def _is_grid(heads: Sequence[StatutoryRow]) -> bool:
    """Whether headers stand in one grid, perhaps over a page's end: then both parts are as wide."""
    if not heads or any(s.is_line for s in heads) or max(len(s.cells) for s in heads) < len(heads):
        return len(heads) == 1 and not heads[0].is_line
    widths: dict[int, int] = {}
    for row in heads:
        end = max(cell.column + cell.column_span for cell in row.cells)
        widths[row.block] = max(widths.get(row.block, 0), end)
    return len(set(widths.values())) == 1


def tokens(
    heads: Sequence[StatutoryRow], is_name: Callable[[str], bool]
) -> list[tuple[str, tuple[Cell, ...]]]:
    """The headers in reading order; a header that was broken over cells is one again."""
    cells = [cell for row in heads for cell in row.cells if cell.text.strip()]
    found = []
    at = 0
    while at < len(cells):
        count = 1
        if not is_name(cells[at].text):
            more = range(2, MOST_PIECES + 1)
            count = next((n for n in more if is_name(joined_text(cells[at : at + n]))), 1)
        found.append((joined_text(cells[at : at + count]), tuple(cells[at : at + count])))
        at += count
    return _once(_mended(found, is_name))


def _mended(
    found: list[tuple[str, tuple[Cell, ...]]], is_name: Callable[[str], bool]
) -> list[tuple[str, tuple[Cell, ...]]]:
    """Headers whose words a page's end parted: 自然 above and 人 on the next page are one."""
    strange = [n for n, (text, _) in enumerate(found) if not is_name(text)][:_MOST_STRANGE]
    if not strange:
        return found
    rest = dict[int, int]()
    for above, below in combinations(strange, 2):
        is_free = above not in rest and below not in (*rest, *rest.values())
        if is_free and is_name(found[above][0] + found[below][0]):
            rest[above] = below
    # What is left may be the end of a word that was known by its beginning: 社会公益 and 组织.
    for below in strange:
        if below not in (*rest, *rest.values()):
            begun = [n for n in range(below) if n not in (*rest, *rest.values())]
            ends = [n for n in begun if is_header(found[n][0] + found[below][0])]
            if len(ends) == 1:
                rest[ends[0]] = below
    return [
        (text + found[rest[n]][0], (*cells, *found[rest[n]][1])) if n in rest else (text, cells)
        for n, (text, cells) in enumerate(found)
        if n not in rest.values()
    ]


def joined_text(cells: Sequence[Cell]) -> str:
    """The words of cells that one header was broken over."""
    return "".join(cell.text for cell in cells)


def _once(found: list[tuple[str, tuple[Cell, ...]]]) -> list[tuple[str, tuple[Cell, ...]]]:
    """Headers without their repetition at the top of the next page."""
    half = len(found) // 2
    if half < 2 or key(found[0][0]) != key(found[half][0]):
        return found
    names = [key(text) for text, _ in found]
    return found[:half] if names[:half] == names[half:] else found


def numbers_rows(text: str) -> bool:
    """Whether a header stands over the numbers of the rows."""
    return bool(pattern("labels", "heads", "numbers").match(key(text)))


def numbered_away(sheet: HeaderSheet) -> list[StatutoryRow]:
    """The rows without the column of numbers that stands before the labels."""
    numbered = {
        row.block
        for row in sheet.heads
        for cell in row.cells[:1]
        if not row.is_line and numbers_rows(cell.text)
    }
    return [
        _without_first(row) if row.block in numbered and len(row.cells) > 1 else row
        for row in sheet.rows
    ]


def _without_first(row: StatutoryRow) -> StatutoryRow:
    """The row without the cell in the first column of its grid."""
    return replace(row, cells=tuple(c for c in row.cells if c.column))
