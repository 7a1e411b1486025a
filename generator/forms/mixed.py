"""A form with rows of other forms, as a report prints them that mixes forms.

The rows stay rows of the other form: they have its ids, stand where it prints them, and
are parts of the same totals. Nothing is spread over rows of the report's own form; those
of the same group that the report does not print are no parts of its totals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from unicodedata import normalize

from msgspec import structs

from generator.forms.load import form, forms
from generator.forms.model import Field, Form, FormTable, Sum
from generator.records import Figure, OtherRow, Place, Record, State

_DASHES = frozenset("-—–―/\\")


def printed_form(record: Record) -> Form | None:
    """The form of a report with the rows of other forms that it also prints; None without one."""
    if record.form is None:
        return None
    rows = tuple(row.row for row in record.other_rows if row.row is not None)
    if not rows:
        return form(record.form)
    groups = tuple(f"{row.rpartition('.')[0]}." for row in rows)
    absent = tuple(
        row.id
        for table in form(record.form).tables
        for row in table.rows
        if row.id.startswith(groups) and _is_absent(record, table.row_fields(row))
    )
    return _with_rows(record.form, rows, absent)


def _is_absent(record: Record, fields: Iterable[Field]) -> bool:
    return all(record.figure(field.id).state == "missing" for field in fields)


def printed_figures(record: Record) -> dict[str, Figure]:
    """The figures of the report's form, and those of the rows that the form does not have."""
    of = printed_form(record)
    if of is None or not record.other_rows:
        return record.figures
    found = dict(record.figures)
    for row in record.other_rows:
        names = [name for name, field in of.fields.items() if field.row.id == row.row]
        if len(names) == len(row.cells):
            found |= zip(names, _figures(row), strict=True)
    return found


def _figures(row: OtherRow) -> Iterable[Figure]:
    """The cells as figures; `at` names the first of them."""
    at = row.at or Place()
    for step, raw in enumerate(row.cells):
        cell = None if at.cell is None else at.cell + step
        state, value = _read(raw)
        place = Place(page=at.page, line=at.line, cell=cell) if row.at else None
        yield Figure(value=value, state=state, raw=raw, at=place)


def _read(raw: str) -> tuple[State, int | None]:
    text = normalize("NFKC", raw).replace(",", "").strip()
    if text.isascii() and text.isdecimal():
        return "number", int(text)
    if not text:
        return "blank", None
    if set(text) <= _DASHES:
        return "dash", None
    return ("none" if text == "无" else "text"), None


@cache
def _with_rows(form_id: str, rows: tuple[str, ...], absent: tuple[str, ...]) -> Form:
    own = form(form_id)
    gone = {field.id for field in own.fields.values() if field.row.id in absent}
    kept = (replace(one, parts=tuple(p for p in one.parts if p not in gone)) for one in own.sums)
    fields = {name: field for name, field in own.fields.items() if name not in gone}
    found = structs.replace(own, fields=fields, sums=tuple(one for one in kept if one.parts))
    for row in dict.fromkeys(rows):
        other = next((one for one in forms() if _table_of(one, row)), None)
        if other is not None and not _table_of(found, row):
            found = _with_row(found, other, row)
    return found


def _table_of(of: Form, row: str) -> FormTable | None:
    return next((table for table in of.tables if row in table.by_row), None)


def _with_row(own: Form, other: Form, row_id: str) -> Form:
    """The form with a row of another one, if it has such a table with the same columns."""
    source = _table_of(other, row_id)
    target = own.table(source.id) if source else None
    if source is None or target is None or own.columns(target.id) != other.columns(source.id):
        return own
    before = [row.id for row in source.rows[: [r.id for r in source.rows].index(row_id)]]
    ids = [row.id for row in target.rows]
    place = 1 + max((ids.index(name) for name in before if name in ids), default=-1)
    new = next(row for row in source.rows if row.id == row_id)
    fields = {field.id: field for field in source.by_row[row_id]}
    rows = (*target.rows[:place], new, *target.rows[place:])
    by_row = target.by_row | {row_id: tuple(fields.values())}
    table = replace(
        target, rows=rows, by_row=by_row, fields=tuple(f for r in rows for f in by_row[r.id])
    )
    return structs.replace(
        own,
        tables=tuple(table if one is target else one for one in own.tables),
        fields=own.fields | fields,
        sums=_sums(own, other, fields),
    )


def _sums(own: Form, other: Form, new: dict[str, Field]) -> tuple[Sum, ...]:
    """The form's sums with the new parts that the same totals have on the other form."""
    theirs = {(one.total, one.is_along_row): one for one in other.sums}
    found = []
    for one in own.sums:
        same = theirs.get((one.total, one.is_along_row))
        parts = tuple(part for part in (same.parts if same else ()) if part in new)
        found.append(replace(one, parts=(*one.parts, *parts)))
    return (*found, *(one for one in other.sums if one.total in new))
