"""Reads `form-*.toml` into frozen objects."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from generator.records import FormId

FORM_IDS: tuple[FormId, ...] = get_args(FormId)
FieldType = Literal["count", "signed_count", "decimal"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: `header` is the printed path from the top header down."""

    id: str
    header: tuple[str, ...]
    variants: tuple[str, ...] = ()
    unit: str | None = None
    type: FieldType | None = None

    @property
    def label(self) -> str:
        """The lowest printed header of the column."""
        return self.header[-1]


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row; `groups` are the merged cells to its left, outermost first.

    A row with `is_heading` carries no figure (the group rows of the 2014 form).
    """

    id: str
    label: str
    groups: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    unit: str | None = None
    type: FieldType | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One figure of a form."""

    id: str
    form: FormId
    table: str
    row: Row
    column: Column
    unit: str
    type: FieldType

    @property
    def label(self) -> str:
        """Row and column as one phrase, as on the form."""
        parts = [*self.row.groups, self.row.label, *self.column.header]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table with its fields in reading order."""

    id: str
    section: str
    label: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    fields: tuple[Field, ...]
    by_row: dict[str, tuple[Field, ...]] = field(compare=False, repr=False)

    def row_fields(self, row: Row) -> tuple[Field, ...]:
        """The fields of one row, in column order."""
        return self.by_row.get(row.id, ())


@dataclass(frozen=True, slots=True)
class Form:
    """One statutory form."""

    id: FormId
    title: str
    basis: str
    years: tuple[int, int | None]
    tables: tuple[Table, ...]
    fields: dict[str, Field]


def field_id(row: str, column: str) -> str:
    """The id of the figure where a row and a column meet; either part may be empty."""
    return ".".join(part for part in (row, column) if part)


def _table(data: dict[str, Any], form_id: FormId) -> Table:
    columns = tuple(
        Column(
            id=entry["id"],
            header=tuple(entry["header"]),
            variants=tuple(entry.get("variants", ())),
            unit=entry.get("unit"),
            type=entry.get("type"),
        )
        for entry in data["columns"]
    )
    rows = tuple(
        Row(
            id=entry["id"],
            label=entry["label"],
            groups=tuple(entry.get("groups", ())),
            variants=tuple(entry.get("variants", ())),
            unit=entry.get("unit"),
            type=entry.get("type"),
            is_heading=entry.get("is_heading", False),
        )
        for entry in data["rows"]
    )
    fields = tuple(
        Field(
            id=field_id(row.id, column.id),
            form=form_id,
            table=data["id"],
            row=row,
            column=column,
            unit=row.unit or column.unit or data["unit"],
            type=row.type or column.type or data.get("type", "count"),
        )
        for row in rows
        if not row.is_heading
        for column in columns
    )
    by_row = {row.id: tuple(entry for entry in fields if entry.row is row) for row in rows}
    return Table(data["id"], data["section"], data["label"], rows, columns, fields, by_row)


@cache
def form(form_id: FormId) -> Form:
    """One form; ValueError when a field id stands twice in its file."""
    file = resources.files(__package__) / f"form-{form_id}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    tables = tuple(_table(table, form_id) for table in data["tables"])
    fields = {field.id: field for table in tables for field in table.fields}
    if len(fields) != sum(len(table.fields) for table in tables):
        raise ValueError(f"form {form_id}: a field id stands twice")
    years = (data["first_year"], data.get("last_year"))
    return Form(form_id, data["title"], data["basis"], years, tables, fields)


def forms() -> tuple[Form, ...]:
    """All forms, oldest first."""
    return tuple(form(form_id) for form_id in FORM_IDS)
