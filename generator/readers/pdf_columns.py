"""Tables without drawn lines: columns told by figures that stand above each other.

A row is a line with several figures under the figures of other rows. What stands left
of the figures is its label; a label of several lines goes to the nearest row. A table
found this way carries a warning, because positions are all that is known of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from generator.readers.pdf_text import Line, Segment

_FIGURE = re.compile(
    r"[+\-−－]?[\d０-９][\d０-９,.，．]*(?:件|元|万元|条|个)?|[-—－–/／\\]{1,5}|无"
)
_MIN_FIGURES = 3
_MIN_ROWS = 3
_MAX_LINES_BETWEEN = 4
_MAX_HEADER_LINES = 6
_LONG_SEGMENT = 30


@dataclass(slots=True)
class LooseTable:
    """Rows of cells as text, with the lines they were made of (indexes of the page)."""

    rows: list[list[str]]
    first_line: int
    last_line: int


def find_loose_tables(lines: list[Line]) -> list[LooseTable]:
    """The tables among some lines, in order; they never share a line."""
    figured = [index for index, line in enumerate(lines) if len(_figures(line)) >= _MIN_FIGURES]
    tables: list[LooseTable] = []
    for run in _runs(figured):
        if len(run) >= _MIN_ROWS:
            table = _table(lines, run, tables[-1].last_line + 1 if tables else 0)
            if table is not None:
                tables.append(table)
    return tables


def _figures(line: Line) -> list[Segment]:
    return [segment for segment in line.segments if _FIGURE.fullmatch(segment.text.strip())]


def _runs(indexes: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in indexes:
        if runs and index - runs[-1][-1] <= _MAX_LINES_BETWEEN + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _table(lines: list[Line], run: list[int], first_free: int) -> LooseTable | None:
    size = lines[run[0]].size
    bands = _bands([s.centre for index in run for s in _figures(lines[index])], size, len(run))
    if len(bands) < _MIN_FIGURES:
        return None
    left = bands[0] - _half_gap(bands)
    first = _first_header(lines, run[0], first_free)
    last = _last_line(lines, run, left)
    inner = range(run[0], last + 1)
    starts = _label_starts([s for i in inner for s in lines[i].segments if s.centre < left], size)
    rows: dict[int, list[list[tuple[float, str]]]] = {
        index: [[] for _ in range(len(starts) + len(bands))] for index in run
    }
    for index in inner:
        row = min(run, key=lambda other: abs(lines[other].centre - lines[index].centre))
        for segment in lines[index].segments:
            column = _column(segment, left, starts, bands)
            rows[row][column].append((lines[index].centre, segment.text))
    headers = [_header(lines[index], left, starts, bands) for index in range(first, run[0])]
    body = [["\n".join(text for _, text in sorted(cell)) for cell in rows[i]] for i in run]
    return LooseTable(headers + body, first, last)


def _bands(centres: list[float], size: float, row_count: int) -> list[float]:
    """Middles of the columns of figures: where enough rows have one."""
    groups: list[list[float]] = []
    for centre in sorted(centres):
        if groups and centre - groups[-1][-1] <= size:
            groups[-1].append(centre)
        else:
            groups.append([centre])
    needed = max(_MIN_ROWS, 0.3 * row_count)
    return [sum(group) / len(group) for group in groups if len(group) >= needed]


def _half_gap(bands: list[float]) -> float:
    return min(after - before for before, after in pairwise(bands)) / 2


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


def _column(segment: Segment, left: float, starts: list[float], bands: list[float]) -> int:
    if segment.centre < left:
        before = [index for index, start in enumerate(starts) if start <= segment.x0 + 2]
        return before[-1] if before else 0
    distances = [abs(band - segment.centre) for band in bands]
    return len(starts) + distances.index(min(distances))


def _first_header(lines: list[Line], first_row: int, first_free: int) -> int:
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


def _last_line(lines: list[Line], run: list[int], left: float) -> int:
    """The last line of the label of the last row."""
    last = run[-1]
    while last + 1 < len(lines):
        line = lines[last + 1]
        is_label = len(line.segments) == 1 and line.segments[0].x1 < left
        if not is_label or line.top - lines[last].bottom > 0.5 * line.size:
            break
        last += 1
    return last


def _header(line: Line, left: float, starts: list[float], bands: list[float]) -> list[str]:
    cells = [""] * (len(starts) + len(bands))
    for segment in line.segments:
        column = _column(segment, left, starts, bands)
        cells[column] = f"{cells[column]}\n{segment.text}".strip()
    return cells
