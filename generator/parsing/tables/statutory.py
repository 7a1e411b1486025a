"""All statutory tables of a document: which form they are, and every figure of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from generator.forms import Form, form, forms
from generator.parsing.normalise import bare, compact, key
from generator.parsing.tables.article20 import read_article20
from generator.parsing.tables.cases import read_cases
from generator.parsing.tables.find import Scan
from generator.parsing.tables.labelled_rows import matches, observe
from generator.parsing.tables.labels import PARTS, form_marks, part_of, row_index, row_specs
from generator.parsing.tables.line_cells import repeats
from generator.parsing.tables.requests import read_requests
from generator.parsing.tables.row_reading import RowReading, Witness
from generator.parsing.tables.statistics import read_stats
from generator.parsing.tables.statutory_row import StatutoryRow
from generator.records import MISSING, Figure, Note, OtherRow

_READERS = {
    "art20": read_article20,
    "requests": read_requests,
    "cases": read_cases,
    "stats": read_stats,
}
_BRACKETS = re.compile(r"[〔〕\[\]()【】]")
_TELLING = ("requests", "stats", "art20", "cases")


@dataclass(frozen=True, slots=True)
class Tables:
    """The form (None without one), an entry for each of its figures, and the warnings.

    `witnesses` are the printed words that each figure that was read was understood by.
    """

    form: str | None
    figures: dict[str, Figure]
    notes: tuple[Note, ...]
    witnesses: dict[str, Witness] = field(default_factory=dict)
    other_rows: tuple[OtherRow, ...] = ()


def read_tables(found: Scan, stated_form: str | None = None) -> Tables:
    """Reads every statutory table that a scan found.

    `stated_form` is the form that the text says it follows; it decides only where the
    tables themselves do not.
    """
    into = RowReading(has_repeats=repeats(c for row in found.rows for c in row.cells))
    for cell in found.others:
        into.warn("table_beside", cell.at, printed=cell.text)
    form_id = choose_form(found, stated_form, into)
    if form_id is None:
        return Tables(None, {}, tuple(into.notes))
    statutory = form(form_id)
    into.labels = {row.id: row.label for table in statutory.tables for row in table.rows}
    own_parts = {part_of(table.id) for table in statutory.tables}
    for part in PARTS:
        statutory_rows = found.of(part)
        if statutory_rows and part in own_parts:
            _READERS[part](statutory_rows, statutory, into)
        elif statutory_rows:
            into.warn(
                "part_of_other_form",
                statutory_rows[0].cells[0].at,
                printed=statutory_rows[0].cells[0].text,
            )
    _warn_of_missing(statutory, into)
    figures = {field_id: into.figures.get(field_id, MISSING) for field_id in statutory.fields}
    return Tables(form_id, figures, tuple(into.notes), into.witnesses, tuple(into.other_rows))


def choose_form(found: Scan, stated: str | None, into: RowReading) -> str | None:
    """The form by its labels; the text's own word where labels do not tell.

    Of several forms it is the one with most marks, and the oldest of equals: what a newer
    form has taken over marks both.
    """
    if not found.rows:
        return None
    possible = _with_the_part(found)
    if len(possible) == 1:
        return possible[0].id
    marks = _marks_in(found, possible)
    best = max(marks, key=lambda name: len(marks[name]))
    if not marks[best]:
        return _undecided(found, stated if stated in marks else None, into)
    if any(others - marks[best] for others in marks.values()):
        into.warn("forms_mixed", found.rows[0].cells[0].at, form=best)
    return best


def _marks_in(found: Scan, possible: list[Form]) -> dict[str, set[str]]:
    """For each form the labels of a document that mark it."""
    marks: dict[str, set[str]] = {of.id: set() for of in possible}
    for row in found.rows:
        for cell in row.cells:
            for name in form_marks(cell.text):
                if name in marks:
                    marks[name].add(key(cell.text)[:8])
    for of in possible:
        for label in of.mark_rows:
            if _stands_alone(label, found.of("requests")):
                marks[of.id] |= {label, f"{label}, a whole row"}
    return marks


def _with_the_part(found: Scan) -> list[Form]:
    """The forms that have the part of the document that tells most."""
    for part in _TELLING:
        possible = [of for of in forms() if any(part_of(t.id) == part for t in of.tables)]
        if possible and found.of(part):
            return possible
    return list(forms())


def _undecided(found: Scan, stated: str | None, into: RowReading) -> str | None:
    if stated is None:
        into.warn("form_undecided", found.rows[0].cells[0].at)
    return stated


def _stands_alone(row_id: str, statutory_rows: list[StatutoryRow]) -> bool:
    """Whether a row has figures of its own, which marks the one form that prints it."""
    index, specs = row_index("requests"), row_specs("requests")
    if all(len(row.cells) > 1 for row in statutory_rows):
        # A row that stands as one holds the whole of its label: no other needs a look.
        label = next(bare(spec.labels[0]) for spec in specs if spec.id == row_id)
        statutory_rows = [
            s for s in statutory_rows if any(_is_piece_of(label, cell.text) for cell in s.cells)
        ]
    for row in observe(statutory_rows, index, 7):
        if len(row.figures) < 2 or not row.labels:
            continue
        found, _ = matches(row, index)
        if found and found[0].score >= 1.0 and specs[found[0].position].id == row_id:
            return True
    return False


@lru_cache(maxsize=8192)
def _is_piece_of(label: str, text: str) -> bool:
    name = bare(text)
    return bool(name) and (name in label or label in name)


def _warn_of_missing(statutory: Form, into: RowReading) -> None:
    """One warning for each table that is not there, one for the rows that a table lacks."""
    for table in statutory.tables:
        absent = [of for of in table.fields if of.id not in into.figures]
        if len(absent) == len(table.fields):
            into.warn("table_missing", None, table=table.label)
        elif absent:
            rows = dict.fromkeys(of.row.label for of in absent)
            into.warn(
                "rows_missing", None, table=table.label, count=len(rows), first=next(iter(rows))
            )


def stated_form(plain: str) -> str | None:
    """The form that a compact text says it follows, by the number of the document."""
    text = _BRACKETS.sub("", plain)
    for of in reversed(forms()):
        if _BRACKETS.sub("", compact(of.basis)) in text:
            return of.id
    return None
