"""Rows of cells -> labels with the values that stand behind them.

Where rows are whole, a row is a label and its values. Where every cell stands alone, the
label is what stands before a run of values. A value is never dropped here: empty cells
before and behind a row's figures are kept, for only the table's width can tell what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from generator.parsing.normalise import key
from generator.parsing.tables.cells import is_value
from generator.parsing.tables.labels import (
    EXACT,
    KNOWN,
    LabelIndex,
    Match,
    is_fragment,
    is_known_word,
    is_unit,
)
from generator.parsing.tables.line_cells import RowExtent, Spacings, line_of
from generator.parsing.tables.statutory_row import StatutoryRow, has_values
from generator.readers.document import Cell

_MOST_PIECES = 4


@dataclass(slots=True)
class LabelledRow:
    """Labels in reading order (the last one names the row) and the cells behind them.

    `is_whole` says that the source gave a row as one: then a cell that is not there was
    never printed. `follows` is the cell that the next row begins with, or other text where
    the row `is_last`. A row `is_broken` whose cells a page broke: each holds both pieces; or
    whose figures stand on lines apart in a table that gives each row a line.
    """

    labels: list[Cell] = field(default_factory=list)
    values: list[Cell] = field(default_factory=list)
    is_whole: bool = False
    follows: Cell | None = None
    is_last: bool = False
    is_broken: bool = False

    @property
    def first(self) -> Cell:
        """The cell that the row begins with."""
        return (self.labels or self.values)[0]

    def between(self, spacings: Spacings) -> RowExtent:
        """Where the row stands, if each of its cells has a line of its own."""
        if self.is_whole or not self.labels:
            return RowExtent(spacings=() if self.is_whole else spacings)
        return RowExtent(self.labels[-1], self.follows, spacings, self.is_last)

    @property
    def figures(self) -> list[Cell]:
        """The values that are not empty."""
        return [cell for cell in self.values if cell.text.strip()]

    @property
    def has_figures(self) -> bool:
        """Whether any value is not empty."""
        for cell in self.values:  # noqa: SIM110 - asked often: a generator costs as much
            if cell.text.strip():
                return True
        return False

    def printed(self) -> str:
        """The row as one line, for a warning."""
        return " | ".join(cell.text for cell in (*self.labels, *self.values))[:160]


def split(cells: tuple[Cell, ...], index: LabelIndex) -> tuple[list[Cell], list[Cell]]:
    """The cells up to the last label, and those behind it."""
    last, has_row, has_value = -1, False, False
    for position, cell in enumerate(cells):
        if not cell.text.strip():
            continue
        if is_value(cell.text):
            has_value = True
            continue
        score = index.best(cell.text)
        is_new = score >= KNOWN or is_known_word(cell.text)
        if is_new or (not has_row and not has_value):
            last = position
        has_row = has_row or score >= KNOWN
    labels = [cell for cell in cells[: last + 1] if cell.text.strip()]
    if last < 0:
        return [], list(cells)
    return labels, list(cells[last + 1 :])


def is_in_rows(statutory_rows: list[StatutoryRow]) -> bool:
    """Whether most figures stand in a row with their label, so that a lone one may be of no row."""
    lone = [row for row in statutory_rows if len(row.cells) == 1 and has_values(row)]
    rows = [row for row in statutory_rows if len(row.cells) > 1] if lone else []
    return len(rows) > len(lone) and sum(map(has_values, rows)) > len(lone)


def observe(
    statutory_rows: list[StatutoryRow], index: LabelIndex, width: int, *, is_in_rows: bool = False
) -> Iterator[LabelledRow]:
    """The rows of a table of `width` columns of figures, in reading order.

    `is_in_rows` says that the part gives each row a line: what stands on one alone is of none.
    """
    pending = LabelledRow()
    for row in statutory_rows:
        labels, values = split(row.cells, index)
        is_single = len(row.cells) == 1
        if _is_rest(pending, labels, values, index):
            rest = values[-len(pending.values) :]
            pending.is_broken = any(
                upper.text.strip() and lower.text.strip()
                for upper, lower in zip(pending.values, rest, strict=True)
            )
            pending.values = joined(pending.values, rest)
        elif labels:
            if pending.values or _is_row_of_its_own(pending, labels[0], index, width, is_single):
                pending.follows = labels[0]
                yield from _given(pending)
                pending = LabelledRow()
            pending.labels += labels
            pending.is_whole = not is_single
            pending.values += values
        elif _continues(pending, values, width, is_single):
            pending.is_broken |= is_single and is_in_rows and bool(values[0].text.strip())
            pending.values += values
        elif is_single and not values[0].text.strip():
            continue
        else:
            yield from _given(pending)
            pending = LabelledRow(values=values, is_whole=not is_single)
    pending.follows, pending.is_last = _end_of(statutory_rows), True
    yield from _given(pending)


def _is_rest(
    pending: LabelledRow, labels: list[Cell], values: list[Cell], index: LabelIndex
) -> bool:
    """Whether a row at the top of a page is the rest of the one that the page before ends with.

    It has no label, or only a piece of one, and fewer figures than the row has cells.
    """
    if not (pending.is_whole and pending.has_figures and len(values) >= len(pending.values)):
        return False
    above, below = pending.values[-1].at.page, values[-1].at.page
    if above is None or below != above + 1:
        return False
    before, rest = values[: -len(pending.values)], values[-len(pending.values) :]
    filled = sum(bool(cell.text.strip()) for cell in rest)
    has_room = not any(cell.text.strip() for cell in before) and 0 < filled < len(rest)
    is_piece = all(is_fragment(c.text) and index.best(c.text) < KNOWN for c in labels)
    return has_room and is_piece


def joined(above: list[Cell], below: list[Cell]) -> list[Cell]:
    """Cells that a page broke, each with both of its pieces: 299 and 8 are 2998."""
    return [
        replace(upper, text=f"{upper.text.strip()}{lower.text.strip()}")
        for upper, lower in zip(above, below, strict=True)
    ]


def _end_of(statutory_rows: list[StatutoryRow]) -> Cell | None:
    """Where the text goes on behind the last row of a table whose cells are lines."""
    end = statutory_rows[-1].end if statutory_rows else None
    return Cell("", 0, 0, at=end) if end is not None else None


def _is_row_of_its_own(
    pending: LabelledRow, follows: Cell, index: LabelIndex, width: int, is_single: bool
) -> bool:
    """Whether labels without values are a whole row, not the beginning of a longer label.

    Of cells on lines of their own they are where as many empty lines follow as a row has cells.
    """
    if not pending.labels or (is_single and not _has_room(pending.labels[-1], follows, width)):
        return False
    return index.best(pending.labels[-1].text) == EXACT


def _has_room(label: Cell, follows: Cell, width: int) -> bool:
    above, below = line_of(label), line_of(follows)
    return above is not None and below is not None and below - above > width


def _continues(pending: LabelledRow, values: list[Cell], width: int, is_single: bool) -> bool:
    """Whether values without a label belong to the row that is open.

    Where every cell stands alone, all values up to the next label do: a figure too many must
    be seen, and empty cells before the figures must not push the last ones out.
    """
    if pending.is_whole and pending.has_figures:
        return False
    if not pending.labels and not pending.values:
        return False
    return is_single or len(pending.values) + len(values) <= width


def _given(pending: LabelledRow) -> Iterator[LabelledRow]:
    if pending.labels or pending.has_figures:
        yield pending


def matches(row: LabelledRow, index: LabelIndex) -> tuple[tuple[Match, ...], int]:
    """What the row's label may mean, and how many of the last cells make that label.

    The unit behind a label is no part of its words.
    """
    best: tuple[Match, ...] = ()
    pieces = 1
    unit = int(len(row.labels) > 1 and is_unit(row.labels[-1].text))
    end = len(row.labels) - unit
    for count in range(1, min(_MOST_PIECES, end) + 1):
        joined = "".join(cell.text for cell in row.labels[end - count : end])
        found = index.match(joined)
        if found and (not best or found[0].score > best[0].score):
            best, pieces = found, count + unit
        if best and best[0].score >= 1.0:
            break
    if best and best[0].score < KNOWN and len(key(row.labels[end - 1].text)) < 2:
        return (), 1
    return best, pieces
