"""What the headers of a printed table say of its columns; nothing else tells what a column is.

A table of a form may be printed in pieces: by pages, copied, or beside tables of other kinds.
Each piece that begins with headers is a sheet, and its headers count for its rows alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from msgspec.structs import replace

from generator.parsing.data import pattern
from generator.parsing.normalise import key
from generator.parsing.tables.cells import header_unit, is_value
from generator.parsing.tables.columns import ColumnIndex, decided, is_corner, is_header
from generator.parsing.tables.statutory_row import StatutoryRow
from generator.readers.document import Cell

_MOST_PIECES = 4
_MOST_STRANGE = 30
_LEAST_COLUMNS = 2  # a row of one cell may be a line of text


@dataclass(slots=True)
class HeaderSheet:
    """Rows of headers and the rows below them, in reading order."""

    heads: list[StatutoryRow] = field(default_factory=list)
    rows: list[StatutoryRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PrintedHeader:
    """A printed column: its header cells, outermost first, and the form's column it is.

    `position` is None for a column that the form does not have.
    """

    cells: tuple[Cell, ...]
    position: int | None

    @property
    def text(self) -> str:
        """The lowest header."""
        return self.cells[-1].text


@dataclass(frozen=True)
class Head:
    """The printed columns of figures, left to right."""

    columns: tuple[PrintedHeader, ...]

    @cached_property
    def positions(self) -> list[int]:
        """The form's columns that are printed, left to right."""
        return [c.position for c in self.columns if c.position is not None]

    @cached_property
    def is_straight(self) -> bool:
        """Whether the form's columns, as far as they are printed, stand in the form's order."""
        return self.positions == sorted(self.positions)

    def in_form_order(self, cells: Sequence[Cell]) -> list[Cell]:
        """The cells of the form's columns, in the form's order."""
        return [cells[n] for n in self._order]

    @cached_property
    def _order(self) -> list[int]:
        """The places of the form's columns among the printed ones, in the form's order."""
        known = [(c.position, n) for n, c in enumerate(self.columns) if c.position is not None]
        return [n for _, n in sorted(known)]

    @cached_property
    def strange(self) -> list[str | None]:
        """The key of each printed header that names no column of the form; None for the others."""
        return [key(c.text) if c.position is None else None for c in self.columns]

    @cached_property
    def units(self) -> list[tuple[str | None, str | None]]:
        """What each header says that counts, and sums of money, are counted in."""
        return [
            (header_unit(c.cells, is_money=False), header_unit(c.cells, is_money=True))
            for c in self.columns
        ]


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


# ---- places ---------------------------------------------------------------------------


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
            more = range(2, _MOST_PIECES + 1)
            count = next((n for n in more if is_name(_joined(cells[at : at + n]))), 1)
        found.append((_joined(cells[at : at + count]), tuple(cells[at : at + count])))
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


def _joined(cells: Sequence[Cell]) -> str:
    return "".join(cell.text for cell in cells)


def _once(found: list[tuple[str, tuple[Cell, ...]]]) -> list[tuple[str, tuple[Cell, ...]]]:
    """Headers without their repetition at the top of the next page."""
    half = len(found) // 2
    if half < 2 or key(found[0][0]) != key(found[half][0]):
        return found
    names = [key(text) for text, _ in found]
    return found[:half] if names[:half] == names[half:] else found


# ---- heads ----------------------------------------------------------------------------


def head_of(heads: Sequence[StatutoryRow], columns: ColumnIndex) -> Head | None:
    """The printed columns of a table with one level of names below its groups.

    None where no header names a column of the form, or where their places contradict.
    """

    def is_name(text: str) -> bool:
        return key(text) in columns.groups or bool(columns.named(text)) or is_corner(text)

    heads = _merged_down(heads)
    told = tokens(heads, is_name)
    names = [(cells, columns.named(text)) for text, cells in told]
    by_place = _by_place(paths(heads, lambda text: key(text) in columns.groups), names, columns)
    found = by_place or _by_order(told, columns)
    positions = found.positions if found else []
    return found if positions and len(set(positions)) == len(positions) else None


def _merged_down(heads: Sequence[StatutoryRow]) -> Sequence[StatutoryRow]:
    """Headers without the copies that a converter puts above them for a cell merged downwards."""
    if any(row.is_line or len(row.cells) < _LEAST_COLUMNS for row in heads):
        return heads
    places = {
        (row.block, c.row, c.column, c.column_span, key(c.text)) for row in heads for c in row.cells
    }

    def is_copy(row: StatutoryRow, c: Cell) -> bool:
        below = (row.block, c.row + c.row_span, c.column, c.column_span, key(c.text))
        return bool(c.text.strip()) and below in places

    left = [replace(row, cells=tuple(c for c in row.cells if not is_copy(row, c))) for row in heads]
    return [row for row in left if row.cells]


def _by_place(
    places: list[tuple[Cell, ...]],
    names: list[tuple[tuple[Cell, ...], tuple[int, ...]]],
    columns: ColumnIndex,
) -> Head | None:
    """The columns of a grid whose every name of a column stands lowest in its place."""
    lowest = {id(path[-1]) for path in places}
    if any(found and id(cells[-1]) not in lowest for cells, found in names):
        return None
    if any(_is_below_labels(path) for path in places):
        return None
    behind = places[1:] if places and numbers_rows(places[0][-1].text) else places
    return _head([path for path in behind if not _is_label_head(path)], columns)


def _is_below_labels(path: tuple[Cell, ...]) -> bool:
    """Whether a column's name stands below the head of the labels: a row's end was lost there."""
    return any(is_corner(cell.text) for cell in path[:-1]) and not is_corner(path[-1].text)


def _is_label_head(path: tuple[Cell, ...]) -> bool:
    return all(is_corner(cell.text) for cell in path[-2:])


def _head(places: Sequence[tuple[Cell, ...]], columns: ColumnIndex) -> Head:
    texts = [_name(place, columns) for place in places]
    if texts and all(key(text) == key(texts[0]) for text in texts):
        places, texts = places[:1], texts[:1]
    positions = decided([columns.named(text) for text in texts], columns.count)
    return Head(tuple(map(PrintedHeader, places, positions)))


def _name(place: tuple[Cell, ...], columns: ColumnIndex) -> str:
    """The lowest header; with what stands above it where a page's end parted its word."""
    joined = (_joined(place[-count:]) for count in range(1, _MOST_PIECES))
    return next((text for text in joined if columns.named(text)), place[-1].text)


def _by_order(told: list[tuple[str, tuple[Cell, ...]]], columns: ColumnIndex) -> Head | None:
    """The columns in the order that their names are read in, level by level.

    The members of a group stand where the group's own name stands among its neighbours. A
    column of another kind before the labels would mix its cells with those of the row above.
    """
    first = next((text for text, _ in told), "")
    if not (is_corner(first) or key(first) in columns.groups or columns.named(first)):
        return None
    groups, inner = columns.groups, columns.inner
    tops: list[tuple[Cell, ...] | None] = []
    members: list[tuple[Cell, ...]] = []
    for text, cells in told:
        found = columns.named(text)
        if is_corner(text) or (key(text) in groups and key(text) not in inner):
            continue
        if key(text) in inner:
            tops.append(None)
        elif inner and not found:
            return None
        elif inner and not columns.outer.issuperset(found):
            members.append(cells)
        else:
            tops.append(cells)
    if members and None not in tops:
        tops = [cells for text, cells in told if columns.named(text)]
        members = []
    ordered = [p for top in tops for p in (members if top is None else [top])]
    joined = [(*p[:-1], replace(p[-1], text=_joined(p))) for p in ordered]
    found_head = _head(joined, columns)
    is_level = None in tops or found_head.is_straight or not inner
    return found_head if is_level else None


def has_values(row: StatutoryRow) -> bool:
    """Whether a row holds a figure, or what stands for one."""
    for cell in row.cells:  # noqa: SIM110 - asked of every row: a generator costs as much
        if cell.text.strip() and is_value(cell.text):
            return True
    return False


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
