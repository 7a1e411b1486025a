"""Rows whose cells stand one a line: an empty line is a blank cell, where the lines fit.

Three spacings are in use: a line for each cell, two lines for each, and two for a cell with
words but one for an empty cell. The distances in the whole table tell which it may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from generator.readers.document import Cell
from generator.records import Place

# So many empty lines behind a table's last label are cells; fewer part it from what follows.
_LEAST_EMPTY = 7
# One distance in so many may be less than the table's own: a line that a page broke.
_STRAY = 20
Check = Callable[[list[Cell]], bool]


@dataclass(frozen=True, slots=True)
class LineSpacing:
    """Lines from one filled cell to the next, and how many more each blank cell takes."""

    step: int
    blank: int

    def blanks(self, above: int, below: int) -> int | None:
        """The blank cells between two filled ones; None where lines are over or lack."""
        count, rest = divmod(below - above - self.step, self.blank)
        return count if count >= 0 and not rest else None

    def room(self, above: int, below: int) -> int:
        """The blank cells that have room between two filled ones, whatever else stands there."""
        return max(0, (below - above - self.step) // self.blank)


Spacings = tuple[LineSpacing, ...]
SPACINGS: Spacings = (LineSpacing(1, 1), LineSpacing(2, 2), LineSpacing(2, 1))


@dataclass(frozen=True, slots=True)
class RowExtent:
    """The cells that a row of lines stands between, and the spacings that its table allows.

    Where the row is the table's last, `is_last`, other text follows at a distance of its own.
    """

    label: Cell | None = None
    follows: Cell | None = None
    spacings: Spacings = SPACINGS
    is_last: bool = False


def spacings_of(cells: Iterable[Cell]) -> Spacings:
    """The spacings that the filled cells of a table, in reading order, may have."""
    filled = [cell for cell in cells if cell.text.strip()]
    lines = [line for cell in filled if (line := line_of(cell)) is not None]
    steps = sorted(below - above for above, below in pairwise(lines) if below > above)
    usual = steps[len(steps) // _STRAY] if steps else 0
    return tuple(spacing for spacing in SPACINGS if usual == spacing.step)


def repeats(cells: Iterable[Cell]) -> bool:
    """Whether any text stands twice.

    Where none does, a converter removed the lines that repeat others, and an empty line may be
    what it left of a figure.
    """
    seen: set[str] = set()
    for cell in cells:
        if cell.text in seen:
            return True
        if cell.text.strip():
            seen.add(cell.text)
    return False


def line_of(cell: Cell | None) -> int | None:
    """The line of the source that a cell stands on."""
    return cell.at.line if cell is not None and cell.at is not None else None


def cells_by_lines(
    values: list[Cell], width: int, between: RowExtent, adds_up: Check
) -> list[Cell] | None:
    """The `width` cells of a row, blank ones among them, or None.

    No spacing may fit, or several that read differently; lines from the row's label to the
    next one must hold just `width` cells. A row with figures must add up besides: an empty
    line may be all that is left of a figure.
    """
    found = [
        cells
        for spacing in between.spacings
        if (cells := _by_spacing(values, width, between, spacing, adds_up)) is not None
    ]
    readings = {tuple(cell.text for cell in cells) for cells in found}
    return found[0] if len(readings) == 1 else None


def is_room(between: RowExtent, width: int) -> bool:
    """Whether at least `width` empty cells stand between a label and what follows."""
    if between.label is None:
        return False
    counts = [_tail(between.label, between, spacing) for spacing in between.spacings]
    return any(count is not None and count >= width for count in counts)


def _by_spacing(
    values: list[Cell], width: int, between: RowExtent, spacing: LineSpacing, adds_up: Check
) -> list[Cell] | None:
    marks = values if between.label is None else [between.label, *values]
    if not marks or any(line_of(cell) is None for cell in marks):
        return None
    inner = [spacing.blanks(*_lines(pair)) for pair in pairwise(marks)]
    tail = _tail(marks[-1], between, spacing)
    gaps = [gap for gap in inner if gap is not None]
    if len(gaps) != len(inner) or _is_even(gaps):
        return None
    cells = _filled(marks, gaps, between.label)
    lacking = width - len(cells)
    if lacking < 0:
        return None
    if between.label is None or tail is None or (lacking == 0 < tail):
        return cells if values and not lacking and adds_up(cells) else None
    whole = [*cells, *_blanks(marks[-1], lacking)]
    is_room = tail >= lacking if between.is_last else tail == lacking
    is_told = adds_up(whole) if values else width >= _LEAST_EMPTY or not between.is_last
    return whole if is_room and is_told else None


def _lines(pair: tuple[Cell | None, Cell | None]) -> tuple[int, int]:
    above, below = (line_of(cell) for cell in pair)
    return above or 0, below or 0


def _tail(last: Cell, between: RowExtent, spacing: LineSpacing) -> int | None:
    """The blank cells behind the last filled one: up to the next row, or as many as fit."""
    if line_of(between.follows) is None:
        return None
    lines = _lines((last, between.follows))
    return spacing.room(*lines) if between.is_last else spacing.blanks(*lines)


def _is_even(gaps: list[int]) -> bool:
    """Whether one cell seems blank between any two: then empty lines are a habit, not cells."""
    return len(gaps) > 1 and set(gaps) == {1}


def _filled(marks: list[Cell], gaps: list[int], label: Cell | None) -> list[Cell]:
    """The cells from the first figure on, or from the label, with the blank ones between."""
    cells = [] if marks[0] is label else [marks[0]]
    for (above, below), gap in zip(pairwise(marks), gaps, strict=True):
        cells += [*_blanks(above, gap), below]
    return cells


def _blanks(above: Cell, count: int) -> list[Cell]:
    page, line = above.at.page, above.at.line or 0
    return [Cell("", 0, 0, at=Place(page=page, line=line + n)) for n in range(1, count + 1)]
