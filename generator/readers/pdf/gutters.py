"""Text that a page prints in columns: which lines belong together, and in which order.

A gutter is a strip without ink beside the common left edge of many lines. It counts where prose
stands on both of its sides somewhere in the document; from there on it divides every run of
lines that leave it free. A table, a picture or a line that crosses it ends the columns above and
begins others below. What stands left of a gutter is read before what stands right of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.readers.pdf.drawn import Char
from generator.readers.pdf.text_lines import WIDE_GAP, PrintedLine, lines_of

# Left and right edge, top and bottom of a table or a picture, in points.
Solid = tuple[float, float, float, float]
# Where something stands in the order of reading; compares with the heights of other things.
Order = tuple[float, ...]

_LEAST_RUN = 3  # lines on either side
_LEAST_LINES = 6  # the same in all runs of a document
_LEAST_CHARS = 60
_LEAST_WIDTH = 7.0  # sizes of the type
_FULL = 0.85  # of the column's width
_LEAST_FULL = 0.4  # of the column's lines
_LEAST_EVEN = 0.8  # of the wider column, where one of them holds lists and headings
_LEAST_GUTTER = 5.0  # points
_SAME_EDGE = 1.5  # points
_MOST_EDGES = 12
_INDENT = 40.0  # points
_LEVEL = 6.0  # points
_WIDE_STEP = 1.3  # of the usual distance between lines


@dataclass(frozen=True, slots=True)
class PageRuns:
    """The runs of text of a page from top to bottom, and what else stands on it."""

    runs: Sequence[Run]
    solids: Sequence[Solid]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn one behind the other, left to right without a wide gap, in points.

    A run never joins two columns, as a line of the page may where their lines do not match.
    """

    x0: float
    x1: float
    top: float
    bottom: float
    count: int

    @property
    def size(self) -> float:
        """The height of the type."""
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a page that a gutter at `x` divides, from `top` to `bottom`; positions in points.

    `inner` are the bands within its left and its right column.
    """

    x: float
    top: float
    bottom: float
    inner: tuple[tuple[Band, ...], tuple[Band, ...]] = ((), ())


def may_have_columns(lines: Sequence[PrintedLine]) -> bool:
    """Whether not all lines of a page stand one below the other, each in one piece."""
    beside = sum(len(line.segments) > 1 for line in lines)
    beside += sum(below.top < above.bottom - 1 for above, below in pairwise(lines))
    return beside >= _LEAST_RUN


def page_runs(chars: Sequence[Char], solids: Sequence[Solid]) -> PageRuns:
    """The runs of a page."""
    return PageRuns(sorted(_joined(list(_runs_of(chars))), key=lambda run: run.centre), solids)


def gutters(pages: Sequence[PageRuns]) -> tuple[float, ...]:
    """Where the columns of a document begin, but for the first; empty where it has none."""
    found: list[float] = []
    for x in _common_edges(pages):
        if _divides_prose(x, pages):
            found.append(x)
            pages = [PageRuns(_beside(page.runs, x, is_right=True), page.solids) for page in pages]
    return tuple(found)


def find_bands(page: PageRuns, edges: Sequence[float]) -> tuple[Band, ...]:
    """The parts of a page that stand in columns, from top to bottom."""
    found = [(x, list(_bands_at(x, page))) for x in edges]
    x, bands = max(found, key=lambda of: _height(of[1]), default=(0.0, []))
    others = [edge for edge in edges if edge != x]
    return tuple(_with_inner(band, page, others) if others else band for band in bands)


def order(bands: Sequence[Band], x: float, y: float) -> Order:
    """Where the column of a point stands in the order of reading; empty outside all bands."""
    for band in bands:
        if band.top <= y <= band.bottom:
            side = int(x >= band.x - _SAME_EDGE)
            return (band.top, side, *order(band.inner[side], x, y))
    return ()


def by_columns(chars: list[Char], bands: Sequence[Band]) -> dict[Order, list[PrintedLine]]:
    """The lines of a page for each of its columns; under () those outside of columns."""
    parts: dict[Order, list[Char]] = defaultdict(list)
    for char in chars:
        parts[order(bands, char.x, char.y)].append(char)
    return {place: lines_of(part) for place, part in parts.items()}


def _runs_of(chars: Sequence[Char]) -> Iterator[Run]:
    run: Run | None = None
    for char in chars:
        if char.text.isspace():
            continue
        x0, x1, top, bottom = char.x0, char.x1, char.top, char.bottom
        if run and -1 <= x0 - run.x1 <= WIDE_GAP * run.size and top < run.centre < bottom:
            top, bottom = min(top, run.top), max(bottom, run.bottom)
            run = Run(run.x0, x1, top, bottom, run.count + 1)
            continue
        if run:
            yield run
        run = Run(x0, x1, top, bottom, 1)
    if run:
        yield run


def _joined(runs: list[Run]) -> list[Run]:
    """The runs, those of one line put together that stand side by side without a wide gap."""
    last: dict[int, Run] = {}
    done: list[Run] = []
    for run in sorted(runs, key=lambda run: run.x0):
        level = round(run.centre / _LEVEL)
        near = (n for n in (level, level - 1, level + 1) if n in last)
        at = next((n for n in near if _continues(last[n], run)), None)
        if at is None:
            if level in last:
                done.append(last[level])
            last[level] = run
        else:
            before = last[at]
            top, bottom = min(before.top, run.top), max(before.bottom, run.bottom)
            end = max(before.x1, run.x1)
            last[at] = Run(before.x0, end, top, bottom, before.count + run.count)
    return [*done, *last.values()]


def _continues(before: Run, run: Run) -> bool:
    is_level = before.top < run.centre < before.bottom or run.top < before.centre < run.bottom
    return is_level and run.x0 - before.x1 <= WIDE_GAP * min(before.size, run.size)


def _height(bands: Sequence[Band]) -> float:
    return sum(band.bottom - band.top for band in bands)


def _with_inner(band: Band, page: PageRuns, edges: Sequence[float]) -> Band:
    """The band with those inside its columns."""
    within = [run for run in page.runs if band.top <= run.centre <= band.bottom]
    left, right = (
        PageRuns(_beside(within, band.x, is_right=is_right), page.solids)
        for is_right in (False, True)
    )
    inner = (
        find_bands(left, [x for x in edges if x < band.x]),
        find_bands(right, [x for x in edges if x > band.x]),
    )
    return Band(band.x, band.top, band.bottom, inner)


def _beside(runs: Sequence[Run], x: float, *, is_right: bool) -> list[Run]:
    """The runs on one side of a gutter."""
    return [run for run in runs if (run.x0 >= x - _SAME_EDGE) == is_right]


def _common_edges(pages: Sequence[PageRuns]) -> list[float]:
    """Left edges that several runs share, from left to right."""
    starts = sorted(run.x0 for page in pages for run in page.runs)
    groups: list[list[float]] = []
    for start in starts:
        if groups and start - groups[-1][0] <= _SAME_EDGE:
            groups[-1].append(start)
        else:
            groups.append([start])
    common = [group for group in groups[1:] if len(group) >= _LEAST_RUN]
    common.sort(key=len, reverse=True)
    return sorted(group[0] for group in common[:_MOST_EDGES])


def _divides_prose(x: float, pages: Sequence[PageRuns]) -> bool:
    """Whether running text stands on both sides of a gutter left of `x`."""
    left: list[Run] = []
    right: list[Run] = []
    for page in pages:
        for runs, _ in _free_of(x, page):
            before = _beside(runs, x, is_right=False)
            behind = [run for run in _beside(runs, x, is_right=True) if run.x0 < x + _INDENT]
            if min(len(before), len(behind)) >= _LEAST_RUN:
                left += before
                right += behind
    at_edge = sum(run.x0 <= x + _SAME_EDGE for run in right)
    if min(len(left), len(right)) < _LEAST_LINES or at_edge < _LEAST_FULL * len(right):
        return False
    widths = (_width(left), _width(right))
    is_even = min(widths) >= _LEAST_EVEN * max(widths)
    sides = ((left, widths[0]), (right, widths[1]))
    if not all(_is_text(runs, width) for runs, width in sides):
        return False
    shares = [_full(runs, width) / len(runs) for runs, width in sides]
    return min(shares) >= _LEAST_FULL or (is_even and max(shares) >= _LEAST_FULL)


def _is_text(runs: Sequence[Run], width: float) -> bool:
    """Whether runs beside a gutter are as wide and as many as those of a column of text."""
    size = sorted(run.size for run in runs)[len(runs) // 2]
    is_long = sum(run.count for run in runs) >= _LEAST_CHARS and _full(runs, width) >= _LEAST_RUN
    return is_long and width >= _LEAST_WIDTH * size


def _width(runs: Sequence[Run]) -> float:
    return max(run.x1 for run in runs) - min(run.x0 for run in runs)


def _full(runs: Sequence[Run], width: float) -> int:
    """How many runs go from edge to edge of their column."""
    return sum(run.x1 - run.x0 >= _FULL * width for run in runs)


def _free_of(x: float, page: PageRuns) -> Iterator[tuple[list[Run], bool]]:
    """Runs that leave a gutter free, as long as nothing crosses it; and whether something does."""
    walls = sorted(top for x0, x1, top, _ in page.solids if x0 < x - 1 and x1 > x + 1)
    free: list[Run] = []
    last = float("-inf")
    for run in page.runs:
        is_crossed = run.x0 < x - _SAME_EDGE and run.x1 > x - _LEAST_GUTTER
        if is_crossed or any(last < wall <= run.centre for wall in walls):
            yield free, True
            free = []
        if not is_crossed:
            free.append(run)
        last = run.centre
    yield free, any(wall > last for wall in walls)


def _bands_at(x: float, page: PageRuns) -> Iterator[Band]:
    """The bands that a gutter left of `x` makes, each with text on both sides."""
    for free, is_closed in _free_of(x, page):
        left, right = (_beside(free, x, is_right=is_right) for is_right in (False, True))
        if left and right and is_closed:
            left = _without_headings(left, max(run.bottom for run in right))
        if left and right:
            runs = [*left, *right]
            yield Band(x, min(run.top for run in runs), max(run.bottom for run in runs))


def _without_headings(left: list[Run], end: float) -> list[Run]:
    """The runs of the left column without headings of what follows below both.

    Where something crosses the gutter below, the columns end at about one height, `end`: a run
    below that is no part of the column if it is set apart, or short and no paragraph's last line.
    """
    heights = [run.centre for run in left]
    steps = sorted(below - above for above, below in pairwise(heights))
    usual = steps[len(steps) // 2] if steps else 0.0
    start, stop = min(run.x0 for run in left), max(run.x1 for run in left)
    is_full = [run.x1 > start + _FULL * (stop - start) for run in left]
    for n, run in enumerate(left):
        is_apart = n > 0 and run.centre - heights[n - 1] > _WIDE_STEP * usual
        is_rest = n > 0 and is_full[n - 1] and run.x0 <= start + _SAME_EDGE
        if run.centre > end and (is_apart or not (is_full[n] or is_rest)):
            return left[:n]
    return left
