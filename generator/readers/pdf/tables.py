"""Tables of a PDF page that are drawn with lines: cells, spans, the characters in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)
from pdfplumber.utils.geometry import filter_edges

from generator.readers.document import PICTURE
from generator.readers.pdf.drawn import Box, Char, DrawnPage, Edge, Orientation
from generator.readers.pdf.pictures import is_part_of_cell, outlines_of, pictures_of
from generator.readers.pdf.ruling_lines import JOIN, drawn_lines, straight
from generator.readers.pdf.text_lines import cell_text

Rect = tuple[float, float, float, float]  # left, top, right, bottom in points
_TOLERANCE = 2.5
_MIN_COMMON_ENDS = 3
_LEAST_PICTURE = 3.0  # points
_CROSSING = 3.0  # points between the end of a line and the line it meets
_SHORTEST = 3.0  # points


@dataclass(slots=True)
class GridCell:
    """A cell of a drawn grid: position and spans, then what stands in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    chars: list[Char] = field(default_factory=list)
    has_picture: bool = False

    @property
    def text(self) -> str:
        """The text, one line for each printed line; a lone picture as a sign."""
        if self.has_picture and not self.chars:
            return PICTURE
        return cell_text(self.chars)


class RuledGrid:
    """One drawn table: edges, cells, and which cell owns each slot of the grid."""

    def __init__(self, boxes: list[Rect]) -> None:
        self.xs = _merged([x for box in boxes for x in (box[0], box[2])])
        self.ys = _merged([y for box in boxes for y in (box[1], box[3])])
        self.cells: list[GridCell] = []
        self._owner: dict[tuple[int, int], GridCell] = {}
        for box in sorted(boxes, key=lambda b: (b[1], b[0])):
            self._add(box)

    @property
    def top(self) -> float:
        """The upper edge in points."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """The lower edge in points."""
        return self.ys[-1]

    @property
    def column_count(self) -> int:
        """Columns of the grid."""
        return len(self.xs) - 1

    def _add(self, box: Rect) -> None:
        column, row = _nearest(self.xs, box[0]), _nearest(self.ys, box[1])
        columns = _nearest(self.xs, box[2]) - column
        rows = _nearest(self.ys, box[3]) - row
        if columns < 1 or rows < 1:
            return
        cell = GridCell(row, column, rows, columns)
        slots = [(r, c) for r in range(row, row + rows) for c in range(column, column + columns)]
        if any(slot in self._owner for slot in slots):
            return  # a box drawn twice, or a frame around cells
        self.cells.append(cell)
        self._owner.update(dict.fromkeys(slots, cell))

    def take(self, chars: list[Char]) -> list[Char]:
        """Puts each character into its cell; gives back those that stand outside the grid."""
        outside: list[Char] = []
        open_slots: dict[tuple[int, int], list[Char]] = {}
        for char in chars:
            slot = self._slot(char)
            if slot is None:
                outside.append(char)
            elif slot in self._owner:
                self._owner[slot].chars.append(char)
            else:
                open_slots.setdefault(slot, []).append(char)
        self._close_open_cells(open_slots)
        return outside

    def mark_pictures(self, page: DrawnPage) -> None:
        """Notes which cells hold a picture, or letters that became outlines."""
        for picture in pictures_of(page):
            cell = self._owner.get(self._slot(picture) or (-1, -1))
            if cell is not None and min(picture.width, picture.height) >= _LEAST_PICTURE:
                cell.has_picture = True
        for shape in outlines_of(page):
            cell = self._owner.get(self._slot(shape) or (-1, -1))
            if cell is not None and is_part_of_cell(shape, *self._size(cell)):
                cell.has_picture = True

    def _size(self, cell: GridCell) -> tuple[float, float]:
        """Width and height of a cell in points."""
        left, right = self.xs[cell.column], self.xs[cell.column + cell.column_span]
        return right - left, self.ys[cell.row + cell.row_span] - self.ys[cell.row]

    def _slot(self, drawn: Box) -> tuple[int, int] | None:
        x, y = drawn.x, drawn.y
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1

    def _close_open_cells(self, open_slots: dict[tuple[int, int], list[Char]]) -> None:
        """Text where the page break left a cell without its lower or upper line."""
        while open_slots:
            row, column = min(open_slots)
            first, last = row, row
            while first > 0 and (first - 1, column) not in self._owner:
                first -= 1
            while last + 2 < len(self.ys) and (last + 1, column) not in self._owner:
                last += 1
            cell = GridCell(first, column, last - first + 1, 1)
            for index in range(first, last + 1):
                self._owner[index, column] = cell
                cell.chars.extend(open_slots.pop((index, column), []))
            self.cells.append(cell)

    def rows(self) -> list[list[GridCell]]:
        """The cells that begin in each row, left to right."""
        rows: list[list[GridCell]] = [[] for _ in range(len(self.ys) - 1)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        for row in rows:
            row.sort(key=lambda cell: cell.column)
        return rows


def find_grids(page: DrawnPage) -> list[RuledGrid]:
    """The drawn tables of a page with at least two columns, from top to bottom."""
    upright, level = (drawn_lines(page.edges, way) for way in ("v", "h"))
    lines = _merged_lines(upright, level)
    closing = _closing_lines(lines)
    if closing:
        upright, level = (drawn_lines([*upright, *level, *closing], way) for way in ("v", "h"))
        lines = _merged_lines(upright, level)
    wide = [grid for grid in map(RuledGrid, _boxes(lines)) if grid.column_count > 1]
    return sorted(wide, key=lambda grid: grid.top)


def _merged_lines(upright: list[Edge], level: list[Edge]) -> list[Edge]:
    """Pieces that nearly touch as one line; none where lines of one way alone make no table."""
    if len(upright) < 2 or len(level) < 2:
        return []
    merged = merge_edges(
        [*upright, *level],
        snap_x_tolerance=0,
        snap_y_tolerance=0,
        join_x_tolerance=JOIN,
        join_y_tolerance=JOIN,
    )
    return list(filter_edges(merged, min_length=_SHORTEST))


def _boxes(lines: list[Edge]) -> list[list[Rect]]:
    """The cells of each table that pdfplumber finds between lines."""
    crossings = edges_to_intersections(lines, _CROSSING, _CROSSING)
    return [list(cells) for cells in cells_to_tables(intersections_to_cells(crossings))]


def _closing_lines(edges: list[Edge]) -> list[Edge]:
    """The missing sides of open tables: where several lines end together at no crossing line."""
    closing = []
    ways: tuple[tuple[Orientation, Orientation], ...] = (("h", "v"), ("v", "h"))
    for along, across in ways:
        lines = [edge for edge in edges if edge["orientation"] == along]
        others = [edge for edge in edges if edge["orientation"] == across]
        low, high, level = ("x0", "x1", "top") if along == "h" else ("top", "bottom", "x0")
        for end in (low, high):
            for group in _connected(_grouped(lines, end), others, level):
                if len(group) >= _MIN_COMMON_ENDS:
                    levels = sorted(line[level] for line in group)
                    sides = (straight(across, group[0][end], *pair) for pair in pairwise(levels))
                    closing += [side for side in sides if not _is_drawn(side, others)]
    return closing


def _grouped(lines: list[Edge], end: str) -> list[list[Edge]]:
    groups: list[list[Edge]] = []
    for line in sorted(lines, key=lambda line: float(line[end])):
        if groups and line[end] - groups[-1][-1][end] <= _TOLERANCE:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _connected(groups: list[list[Edge]], others: list[Edge], level: str) -> Iterator[list[Edge]]:
    """The lines of each group table by table: crossing lines reach from one to the next.

    Two tables of one width on a page are parted by text that no line goes through.
    """
    low, high = ("top", "bottom") if level == "top" else ("x0", "x1")
    for group in groups:
        run: list[Edge] = []
        for line in sorted(group, key=lambda line: float(line[level])):
            is_reached = run and any(
                other[low] <= run[-1][level] + _TOLERANCE
                and other[high] >= line[level] - _TOLERANCE
                for other in others
            )
            if run and not is_reached:
                yield run
                run = []
            run.append(line)
        yield run


def _is_drawn(line: Edge, others: list[Edge]) -> bool:
    """Whether lines of the page already stand along a good part of `line`."""
    is_vertical = line["orientation"] == "v"
    level, start, stop = ("x0", "top", "bottom") if is_vertical else ("top", "x0", "x1")
    covered = 0.0
    for other in others:
        if abs(other[level] - line[level]) <= 2 * _TOLERANCE:
            covered += max(0.0, min(other[stop], line[stop]) - max(other[start], line[start]))
    return covered > 0.3 * float(line[stop] - line[start])


def _merged(positions: list[float]) -> list[float]:
    """Sorted positions, those within the tolerance as one."""
    merged: list[float] = []
    for position in sorted(positions):
        if not merged or position - merged[-1] > _TOLERANCE:
            merged.append(position)
    return merged


def _nearest(positions: list[float], value: float) -> int:
    index = max(bisect_right(positions, value) - 1, 0)
    if index + 1 < len(positions) and positions[index + 1] - value < value - positions[index]:
        return index + 1
    return index
