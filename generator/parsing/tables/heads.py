"""Which column of the form each printed column is; nothing but its headers tells that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from generator.parsing.normalise import key
from generator.parsing.tables.cells import header_unit
from generator.parsing.tables.columns import ColumnIndex, decided, is_corner
from generator.parsing.tables.headers import MOST_PIECES, joined_text, numbers_rows, paths, tokens
from generator.parsing.tables.statutory_row import StatutoryRow
from generator.readers.document import Cell

_LEAST_COLUMNS = 2  # a row of one cell may be a line of text


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
    joined = (joined_text(place[-count:]) for count in range(1, MOST_PIECES))
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
    joined = [(*p[:-1], replace(p[-1], text=joined_text(p))) for p in ordered]
    found_head = _head(joined, columns)
    is_level = None in tops or found_head.is_straight or not inner
    return found_head if is_level else None
