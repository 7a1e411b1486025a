"""Observed rows -> rows of the form, every row and every label accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.forms import Field
from generator.parsing.align import Alignment, align
from generator.parsing.cells import has_gap, is_number, looks_like_date, read_cell
from generator.parsing.fit import same_figures
from generator.parsing.labels import (
    LabelIndex,
    Match,
    RowSpec,
    is_caption,
    is_fragment,
    is_known_extra,
    is_known_word,
    row_index,
    row_specs,
)
from generator.parsing.observe import Observed, matches
from generator.readers.document import Cell
from generator.records import Figure, Note, Place

_LONGEST_RAW = 120


@dataclass(slots=True)
class Reading:
    """What was read of the statutory tables: figures by id, and what is to be warned of."""

    figures: dict[str, Figure] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def warn(self, code: str, at: Place | None, **params: object) -> None:
        """Adds a warning of this area."""
        texts = {name: str(value)[:_LONGEST_RAW] for name, value in params.items()}
        self.notes.append(Note(code=f"parsing.{code}", params=texts, at=at))

    def put(self, of: Field, cell: Cell, header_unit: str | None = None) -> None:
        """Reads one cell as the figure of a field; strange ones are kept and warned of."""
        figure = read_cell(cell.text, of, header_unit=header_unit)
        at = None if cell.at == Place() else cell.at
        self.figures[of.id] = Figure(value=figure.value, state=figure.state, raw=figure.raw, at=at)
        code = _strangeness(cell.text, figure, of)
        if code:
            self.warn(code, at, field=of.label, raw=figure.raw or "")


def _strangeness(text: str, figure: Figure, of: Field) -> str | None:
    """The code of a warning that a cell deserves by itself."""
    if figure.state == "text":
        is_sum = of.type == "decimal" and is_number(text)
        return "unit_not_stated" if is_sum else "cell_not_a_number"
    if figure.state != "number" or figure.value is None:
        return None
    if of.type != "signed_count" and figure.value < 0:
        return "negative_count"
    if has_gap(text):
        return "number_with_spaces"
    return "number_like_date" if looks_like_date(text) else None


def place(
    observed: list[Observed], part: str, into: Reading, allowed: frozenset[str] | None = None
) -> list[tuple[RowSpec, Observed]]:
    """The observed rows with the row of the form that each one is, in reading order.

    `allowed` keeps to the rows of one form. What cannot be placed becomes a warning.
    """
    index, specs = row_index(part), row_specs(part)
    found = [_allowed(matches(row, index), specs, allowed) for row in observed]
    candidates = [match for match, _ in found]
    headings = frozenset(
        n for n, s in enumerate(specs) if s.is_heading or (allowed and s.id not in allowed)
    )
    anonymous = [c if row.labels else () for c, row in zip(candidates, observed, strict=True)]
    unknown = {n for n, row in enumerate(observed) if row.labels and not candidates[n]}
    kept = [n for n in range(len(observed)) if n not in unknown]
    alignment = align([anonymous[n] for n in kept], len(specs), headings)
    placed: list[tuple[RowSpec, Observed]] = []
    taken: dict[int, Observed] = {}
    for at, n in enumerate(kept):
        position = alignment.positions[at]
        if position is None or (at in alignment.out_of_order and not observed[n].figures):
            continue
        if at in alignment.ambiguous:
            into.warn("label_ambiguous", observed[n].first.at, row=observed[n].printed())
            continue
        taken[position] = observed[n]
        placed.append((specs[position], observed[n]))
        _warn_of_placing(into, alignment, at, observed[n], specs[position], candidates[n])
    for n, row in enumerate(observed):
        at = kept.index(n) if n not in unknown else -1
        if n in unknown or alignment.positions[at] is None:
            _account_for(row, candidates[n], taken, specs, index, into)
        else:
            _account_for_labels(row.labels[: -found[n][1]], index, into)
    return placed


def _allowed(
    found: tuple[tuple[Match, ...], int], specs: tuple[RowSpec, ...], allowed: frozenset[str] | None
) -> tuple[tuple[Match, ...], int]:
    if allowed is None:
        return found
    return tuple(m for m in found[0] if specs[m.position].id in allowed), found[1]


def _warn_of_placing(
    into: Reading,
    alignment: Alignment,
    at: int,
    row: Observed,
    spec: RowSpec,
    candidates: tuple[Match, ...],
) -> None:
    if not row.values or spec.is_heading:
        return
    where, label = row.first.at, spec.labels[0]
    if at in alignment.by_order:
        into.warn("row_by_order", where, row=label, printed=row.printed())
    elif at in alignment.out_of_order:
        into.warn("row_out_of_order", where, row=label)
    elif candidates and candidates[0].is_guess:
        into.warn("label_guessed", where, row=label, printed=row.labels[-1].text)


def _account_for(
    row: Observed,
    candidates: tuple[Match, ...],
    taken: dict[int, Observed],
    specs: tuple[RowSpec, ...],
    index: LabelIndex,
    into: Reading,
) -> None:
    """A row that found no place: a repetition, a local row, or something to warn of."""
    same = [taken[m.position] for m in candidates if m.position in taken]
    if not row.figures:
        _account_for_labels(row.labels, index, into)
    elif any(same_figures(row.figures, other.figures) for other in same):
        return
    elif same:
        label = specs[candidates[0].position].labels[0]
        into.warn("two_readings", row.first.at, row=label, printed=row.printed())
    elif any(is_known_extra(cell.text) for cell in row.labels):
        into.warn("extra_row", row.first.at, printed=row.printed())
    else:
        into.warn("row_unknown", row.first.at, printed=row.printed())


def _account_for_labels(labels: list[Cell], index: LabelIndex, into: Reading) -> None:
    for cell in labels:
        if is_known_word(cell.text) or is_fragment(cell.text) or index.match(cell.text):
            continue
        if is_known_extra(cell.text) or is_caption(cell.text):
            continue
        into.warn("text_unknown", cell.at, printed=cell.text)
