"""Tables without drawn lines: columns told by figures that stand above each other.

A row is a line with several figures under the figures of other rows. What stands left
of the figures is its label; a label of several lines goes to the nearest row. A table
found this way carries a warning, because positions are all that is known of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generator.readers.pdf.text_lines import PrintedLine, Segment

_FIGURE = re.compile(
    r"[+\-−－]?[\d０-９][\d０-９,.，．]*(?:件|元|万元|条|个)?|[-—－–/／\\]{1,5}|无"
)
_MIN_FIGURES = 3
_MIN_ROWS = 3
_MANY_FIGURES = 6  # no sentence has so many: one such line is a table by itself
_MAX_HEADER_LINES = 6
_LONG_SEGMENT = 30


@dataclass(slots=True)
class LooseTable:
    """Rows of cells as text, with the lines they were made of (indexes of the page)."""

    rows: list[list[str]]
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand: left edges of labels, left and right edges of figures."""

    labels: tuple[float, ...]
    bands: tuple[tuple[float, float], ...]

    @property
    def count(self) -> int:
        return len(self.labels) + len(self.bands)

    def of(self, segment: Segment) -> int:
        """The column of a segment: a band that it overlaps or is nearest to, or a label."""
        if segment.centre < self.bands[0][0]:
            before = [i for i, start in enumerate(self.labels) if start <= segment.x0 + 2]
            return before[-1] if before else 0
        distances = [abs((low + high) / 2 - segment.centre) for low, high in self.bands]
        return len(self.labels) + distances.index(min(distances))


def find_loose_tables(lines: list[PrintedLine]) -> list[LooseTable]:
    """The tables among some lines, in order; they never share a line."""
    tables: list[LooseTable] = []
    lines = [_split(line) for line in lines]
    for run in _runs(lines):
        if len(run) >= _MIN_ROWS or any(len(_figures(lines[i])) >= _MANY_FIGURES for i in run):
            table = _table(lines, run, tables[-1].last_line + 1 if tables else 0)
            if table is not None:
                tables.append(table)
    return tables


def _split(line: PrintedLine) -> PrintedLine:
    """Figures of narrow columns, which stand no further apart than words, as segments."""
    segments: list[Segment] = []
    for segment in line.segments:
        pieces = segment.text.split(" ")
        if len(pieces) == 1 or not all(_FIGURE.fullmatch(piece) for piece in pieces):
            segments.append(segment)
            continue
        width = (segment.x1 - segment.x0) / len(segment.text)
        start = segment.x0
        for piece in pieces:
            segments.append(Segment(piece, start, start + width * len(piece)))
            start += width * (len(piece) + 1)
    return replace(line, segments=tuple(segments))


def _figures(line: PrintedLine) -> list[Segment]:
    return [segment for segment in line.segments if _FIGURE.fullmatch(segment.text.strip())]


def _runs(lines: list[PrintedLine]) -> list[list[int]]:
    """Lines of figures with nothing between them but labels to the left of the figures."""
    runs: list[list[int]] = []
    left = 0.0
    for index, line in enumerate(lines):
        figures = _figures(line)
        if len(figures) < _MIN_FIGURES:
            continue
        start = figures[0].x0
        between = lines[runs[-1][-1] + 1 : index] if runs else []
        if runs and all(other.segments[-1].x1 <= max(left, start) for other in between):
            runs[-1].append(index)
            left = min(left, start)
        else:
            runs.append([index])
            left = start
    return runs


def _table(lines: list[PrintedLine], run: list[int], first_free: int) -> LooseTable | None:
    size = lines[run[0]].size
    bands = _bands([s for index in run for s in _figures(lines[index])], len(run))
    if len(bands) < _MIN_FIGURES:
        return None
    left = bands[0][0]
    first = _first_header(lines, run[0], first_free)
    last = _last_line(lines, run, left)
    inner = range(run[0], last + 1)
    labels = [s for i in inner for s in lines[i].segments if s.centre < left]
    columns = _Columns(tuple(_label_starts(labels, size)), tuple(bands))
    body = _body(lines, run, inner, columns)
    if any("\n" in text or " " in text for row in body for text in row[len(columns.labels) :]):
        return None  # two figures in one place: the positions tell nothing
    headers = [_header(lines[index], columns) for index in range(first, run[0])]
    return LooseTable(headers + body, first, last)


def _body(
    lines: list[PrintedLine], run: list[int], inner: range, columns: _Columns
) -> list[list[str]]:
    """The rows of figures, each with the label lines that stand nearest."""
    is_top_aligned = all(lines[i].segments[0].centre < columns.bands[0][0] for i in run)
    cells: dict[int, list[dict[int, list[str]]]] = {
        index: [{} for _ in range(columns.count)] for index in run
    }
    for index in inner:
        row = _row_of(lines, run, index, is_top_aligned)
        for segment in lines[index].segments:
            cells[row][columns.of(segment)].setdefault(index, []).append(segment.text)
    return [
        ["\n".join(" ".join(cell[key]) for key in sorted(cell)) for cell in cells[index]]
        for index in run
    ]


def _row_of(lines: list[PrintedLine], run: list[int], index: int, is_top_aligned: bool) -> int:
    """The figure line that a line belongs to: the last one above it, or the nearest."""
    if is_top_aligned and len(run) * 2 < run[-1] - run[0]:
        return max(row for row in run if row <= index)
    return min(run, key=lambda row: abs(lines[row].centre - lines[index].centre))


def _bands(figures: list[Segment], row_count: int) -> list[tuple[float, float]]:
    """Left and right edges of the columns: figures of one column overlap, others do not."""
    bands: list[tuple[float, float, int]] = []
    for segment in sorted(figures, key=lambda segment: segment.x0):
        if bands and segment.x0 < bands[-1][1] - 0.5:
            low, high, count = bands[-1]
            bands[-1] = (low, max(high, segment.x1), count + 1)
        else:
            bands.append((segment.x0, segment.x1, 1))
    needed = min(row_count, max(_MIN_ROWS, 0.3 * row_count))
    return [(low, high) for low, high, count in bands if count >= needed]


def _label_starts(segments: list[Segment], size: float) -> list[float]:
    """Left edges of the label columns; at least one."""
    starts: list[list[float]] = []
    for x in sorted(segment.x0 for segment in segments):
        if starts and x - starts[-1][-1] <= size:
            starts[-1].append(x)
        else:
            starts.append([x])
    kept = [group[0] for group in starts if len(group) >= _MIN_ROWS]
    return kept or [starts[0][0] if starts else 0.0]


def _first_header(lines: list[PrintedLine], first_row: int, first_free: int) -> int:
    """The first of the short lines above the first row that name the columns."""
    first = first_row
    for index in range(first_row - 1, max(first_free, first_row - _MAX_HEADER_LINES) - 1, -1):
        line = lines[index]
        is_near = lines[index + 1].top - line.bottom < 2.0 * line.size
        if not is_near or any(len(segment.text) > _LONG_SEGMENT for segment in line.segments):
            break
        if len(line.segments) > 1:
            first = index
    return first


def _last_line(lines: list[PrintedLine], run: list[int], left: float) -> int:
    """The last line of the label of the last row."""
    last = run[-1]
    while last + 1 < len(lines):
        line = lines[last + 1]
        is_label = len(line.segments) == 1 and line.segments[0].x1 < left
        if not is_label or line.top - lines[last].bottom > 0.5 * line.size:
            break
        last += 1
    return last


def _header(line: PrintedLine, columns: _Columns) -> list[str]:
    cells = [""] * columns.count
    for segment in line.segments:
        column = columns.of(segment)
        cells[column] = f"{cells[column]} {segment.text}".strip()
    return cells
