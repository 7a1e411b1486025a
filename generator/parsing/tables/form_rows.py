"""Observed rows -> rows of the form, every row and every label accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

import msgspec

from generator.forms import Field, FormTable
from generator.parsing.tables.alignment import Alignment, align
from generator.parsing.tables.cells import read_cell
from generator.parsing.tables.column_assignment import same_figures
from generator.parsing.tables.heads import Head
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
from generator.parsing.tables.line_cells import Spacings, spacings_of
from generator.parsing.tables.statutory_row import StatutoryRow
from generator.readers.document import Cell
from generator.records import Figure, Note, OtherRow, Place

_LONGEST_RAW = 120
# No statutory table has a hundredth row; copies of it are few.
_MOST_ROWS = 1000
_NOWHERE = Place()


class Witness(msgspec.Struct, frozen=True, gc=False):
    """The printed words that a figure was understood by: of its row, and of its column.

    `row` is empty where no label was printed and the row's total told which one it is.
    """

    row: tuple[Cell, ...]
    column: tuple[Cell, ...]


@dataclass(slots=True)
class RowReading:
    """What was read of the statutory tables: figures by id, and what is to be warned of.

    `labels` holds the printed label of each row of the form that is read; where lines that
    repeat others were removed, `has_repeats` is not set and empty lines mean nothing. Every
    figure that was put has a witness.
    """

    figures: dict[str, Figure] = field(default_factory=dict)
    witnesses: dict[str, Witness] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    other_rows: list[OtherRow] = field(default_factory=list)
    unknown: list[LabelledRow] = field(default_factory=list)
    has_repeats: bool = True

    def spacings(self, statutory_rows: Sequence[StatutoryRow]) -> Spacings:
        """How the cells of a table may be spaced, where each has a line of its own."""
        if not self.has_repeats or any(len(row.cells) > 1 for row in statutory_rows):
            return ()
        return spacings_of(cell for row in statutory_rows for cell in row.cells)

    def label(self, spec: RowSpec) -> str:
        """The label of a row as the form at hand prints it."""
        return self.labels.get(spec.id, spec.labels[0])

    def keep(self, table: str, spec: RowSpec | None, row: LabelledRow, cells: list[Cell]) -> None:
        """Keeps a row of another form, or of none that is known, as it is printed."""
        if spec is not None:
            self.warn("row_of_other_form", row.first.at, row=spec.labels[0], printed=row.printed())
        kept = OtherRow(
            table=table,
            row=spec.id if spec is not None else None,
            label="".join(row.labels[-1].text.split()) if row.labels else "",
            cells=tuple(normalize("NFKC", cell.text).strip() for cell in cells),
            at=cells[0].at,
        )
        self.other_rows.append(kept)

    def warn(self, code: str, at: Place | None, **params: object) -> None:
        """Adds a warning of this area."""
        texts = {name: str(value)[:_LONGEST_RAW] for name, value in params.items()}
        self.notes.append(Note(code=f"parsing.{code}", params=texts, at=at))

    def warn_of_row(self, code: str, row: LabelledRow, spec: RowSpec) -> None:
        """Adds a warning about a printed row that is, or may be, that row of the form."""
        self.warn(code, row.first.at, row=self.label(spec), printed=row.printed())

    def put(
        self,
        of: Field,
        cell: Cell,
        header_unit: str | None = None,
        witness: Witness | None = None,
    ) -> None:
        """Reads one cell as the figure of a field; strange ones are kept and warned of.

        `header_unit` is what the column's header says all of its figures are counted in.
        """
        figure, code = read_cell(cell.text, of.type, of.unit, header_unit)
        at = None if cell.at == _NOWHERE else cell.at
        self.figures[of.id] = Figure(value=figure.value, state=figure.state, raw=figure.raw, at=at)
        if witness is not None:
            self.witnesses[of.id] = witness
        if code:
            self.warn(code, at, field=of.label, raw=figure.raw or "")
        elif header_unit and figure.value and of.type != "decimal":
            self.warn("cell_scaled", at, field=of.label, raw=figure.raw or "", unit=header_unit)

    def put_row(
        self, fields: Sequence[Field], head: Head, cells: Sequence[Cell], labels: Sequence[Cell]
    ) -> None:
        """Puts the cells of a row under the headers that they stand under."""
        row = tuple(labels)
        for printed, cell, units in zip(head.columns, cells, head.units, strict=True):
            if printed.position is not None:
                of = fields[printed.position]
                self.put(of, cell, units[of.type == "decimal"], Witness(row, printed.cells))

    def warn_of_columns(self, head: Head, table: FormTable) -> None:
        """Names printed columns that no form has, and columns of the form that are not there."""
        at = head.columns[0].cells[-1].at
        for printed in head.columns:
            if printed.position is None:
                cell = printed.cells[-1]
                self.warn("column_unknown", cell.at, table=table.label, printed=cell.text)
        absent = [c.label for n, c in enumerate(table.columns) if n not in head.positions]
        if absent:
            self.warn("column_missing", at, table=table.label, columns="、".join(absent))


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
