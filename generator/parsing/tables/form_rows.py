"""Observed rows -> rows of the form, every row and every label accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.parsing.tables.alignment import Alignment, align
from generator.parsing.tables.column_assignment import same_figures
from generator.parsing.tables.labelled_rows import LabelledRow, matches
from generator.parsing.tables.labels import (
    EXACT,
    JOINED,
    LabelIndex,
    Match,
    RowSpec,
    has_stray_number,
    is_caption,
    is_fragment,
    is_known_extra,
    is_known_word,
    row_index,
    row_specs,
    says_more,
)
from generator.parsing.tables.row_reading import RowReading
from generator.readers.document import Cell

# No statutory table has a hundredth row; copies of it are few.
_MOST_ROWS = 1000


Confirm = Callable[[LabelledRow], bool]


def place(
    observed: list[LabelledRow],
    part: str,
    into: RowReading,
    confirms: Confirm = lambda _: False,
) -> list[tuple[RowSpec, LabelledRow]]:
    """The observed rows with the row of the form that each one is, in reading order.

    `confirms` tells whether the sum of a row that has lost its label lets the order of the rows
    name it. What cannot be placed becomes a warning.
    A table that stands twice is read once; what its copies say differently becomes one too.
    """
    index, specs = row_index(part), row_specs(part)
    if len(observed) > _MOST_ROWS:
        into.warn("too_many_rows", observed[_MOST_ROWS].first.at, printed=len(observed))
        observed = observed[:_MOST_ROWS]
    found = [matches(row, index) for row in observed]
    headings = frozenset(n for n, spec in enumerate(specs) if spec.is_heading)
    placed: list[tuple[RowSpec, LabelledRow]] = []
    taken: dict[int, LabelledRow] = {}
    for start, end in _copies(observed, found):
        rows = _Copy(observed[start:end], found[start:end], specs, index, headings, confirms)
        placed += _place_copy(rows, taken, into)
    return placed


def _copies(
    observed: list[LabelledRow], found: list[tuple[tuple[Match, ...], int]]
) -> Iterator[tuple[int, int]]:
    """The runs of rows that are one table each: the row that opened the first opens the next."""
    opening: int | None = None
    start = 0
    for n, (row, (candidates, _)) in enumerate(zip(observed, found, strict=True)):
        sure = [m.position for m in candidates if m.score >= EXACT]
        if len(sure) != 1 or not row.has_figures:
            continue
        if opening is None:
            opening = sure[0]
        elif sure[0] == opening:
            yield start, n
            start = n
    if start < len(observed):
        yield start, len(observed)


@dataclass(frozen=True, slots=True)
class _Copy:
    """The rows of one printed table, and the form's rows that they are to be placed on."""

    observed: list[LabelledRow]
    found: list[tuple[tuple[Match, ...], int]]
    specs: tuple[RowSpec, ...]
    index: LabelIndex
    headings: frozenset[int]
    confirms: Confirm


def _place_copy(
    copy: _Copy, taken: dict[int, LabelledRow], into: RowReading
) -> list[tuple[RowSpec, LabelledRow]]:
    """Places the rows of one table; rows that an earlier one has filled are compared with it."""
    observed, specs = copy.observed, copy.specs
    candidates = [match for match, _ in copy.found]
    unknown = {n for n, row in enumerate(observed) if row.labels and not candidates[n]}
    kept = [n for n in range(len(observed)) if n not in unknown]
    anonymous = [candidates[n] if observed[n].labels else () for n in kept]
    alignment = align(anonymous, len(specs), copy.headings)
    again = [
        (observed[n], taken[position])
        for position, n in zip(alignment.positions, kept, strict=True)
        if position in taken
    ]
    is_other = any(
        row.has_figures and not same_figures(row.figures, first.figures) for row, first in again
    )
    placed: list[tuple[RowSpec, LabelledRow]] = []
    unplaced = set(unknown)
    for at, n in enumerate(kept):
        position = alignment.positions[at]
        row = observed[n]
        is_moved = at in alignment.out_of_order and not row.has_figures
        is_nameless = at in alignment.by_order and not copy.confirms(row)
        if position is None or is_moved or is_nameless:
            unplaced.add(n)
        elif at in alignment.ambiguous:
            into.warn("label_ambiguous", row.first.at, row=row.printed())
        elif position in taken:
            _compare(row, taken[position], specs[position], into)
        elif is_other:
            into.warn_of_row("row_of_other_table", row, specs[position])
        else:
            taken[position] = row
            placed.append((specs[position], row))
            _warn_of_numbers(row, specs[position], into)
            _warn_of_placing(into, alignment, at, row, specs[position], copy.found[n])
    _account_for_all(copy, unplaced, taken, into)
    return placed


def _account_for_all(
    copy: _Copy, unplaced: set[int], taken: dict[int, LabelledRow], into: RowReading
) -> None:
    """Says of each printed row, and of each label beside a placed one, what became of it."""
    for n, row in enumerate(copy.observed):
        candidates, label_count = copy.found[n]
        if n in unplaced:
            _account_for(row, candidates, taken, copy.specs, copy.index, into)
        else:
            sure = candidates[:1] and candidates[0].score >= JOINED
            labels = row.labels[:-label_count] if sure else row.labels
            account_for_labels(labels, copy.index, into)


def _warn_of_numbers(row: LabelledRow, spec: RowSpec, into: RowReading) -> None:
    """A number in a label that the form does not print there: a figure of this or another row."""
    if row.has_figures and any(has_stray_number(cell.text, spec) for cell in row.labels):
        into.warn_of_row("number_in_label", row, spec)


def _compare(row: LabelledRow, other: LabelledRow, spec: RowSpec, into: RowReading) -> None:
    if row.has_figures and not same_figures(row.figures, other.figures):
        into.warn_of_row("two_readings", row, spec)


def _warn_of_placing(
    into: RowReading,
    alignment: Alignment,
    at: int,
    row: LabelledRow,
    spec: RowSpec,
    found: tuple[tuple[Match, ...], int],
) -> None:
    if not row.values or spec.is_heading:
        return
    candidates, pieces = found
    text = "".join(cell.text for cell in row.labels[-pieces:])
    where, label = row.first.at, into.label(spec)
    if at in alignment.by_order:
        into.warn_of_row("row_by_order", row, spec)
    elif at in alignment.out_of_order:
        into.warn("row_out_of_order", where, row=label)
    elif candidates and _is_guessed(text, candidates[0], spec):
        into.warn("label_guessed", where, row=label, printed=text)


def _is_guessed(text: str, match: Match, spec: RowSpec) -> bool:
    return match.is_guess or (match.score < JOINED and says_more(text, spec))


def _account_for(
    row: LabelledRow,
    candidates: tuple[Match, ...],
    taken: dict[int, LabelledRow],
    specs: tuple[RowSpec, ...],
    index: LabelIndex,
    into: RowReading,
) -> None:
    """A row that found no place: a repetition, a local row, or something to warn of."""
    same = [taken[m.position] for m in candidates if m.position in taken]
    if not row.has_figures:
        account_for_labels(row.labels, index, into)
    elif any(same_figures(row.figures, other.figures) for other in same):
        return
    elif same:
        into.warn_of_row("two_readings", row, specs[candidates[0].position])
    elif any(is_known_extra(cell.text) for cell in row.labels):
        into.warn("extra_row", row.first.at, printed=row.printed())
    else:
        into.warn("row_unknown", row.first.at, printed=row.printed())
        into.unknown.append(row)


def account_for_labels(labels: list[Cell], index: LabelIndex, into: RowReading) -> None:
    """Names words of a table that stand neither on a form nor in its captions."""
    for cell in labels:
        if is_known_word(cell.text) or is_fragment(cell.text) or index.match(cell.text):
            continue
        if is_known_extra(cell.text) or is_caption(cell.text):
            continue
        into.warn("text_unknown", cell.at, printed=cell.text)
