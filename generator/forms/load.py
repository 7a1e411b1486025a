"""The statutory forms of all folders, each checked as it is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import asdict, replace

from generator.errors import BadFormError
from generator.forms import checked
from generator.forms.model import (
    About,
    Explanation,
    Field,
    FieldType,
    Form,
    FormColumn,
    FormRow,
    FormTable,
    Sum,
    SumRule,
    field_id,
    matching,
)
from generator.forms.source import Data, FormFile, folders, read_files, whole
from generator.toml_file import toml_file


class _TableData(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file: `sums` of rows, `column_sums`, and rows that stand `alone`."""

    id: str
    section: str
    label: str
    unit: str
    type: FieldType = "count"
    columns: list[Data]
    rows: list[Data]
    sums: tuple[SumRule, ...] = ()
    column_sums: tuple[SumRule, ...] = ()
    alone: tuple[str, ...] = ()


@cache
def forms() -> tuple[Form, ...]:
    """All forms, oldest first; BadFormError when one of them cannot be true."""
    return load(folders())


@cache
def _by_id() -> dict[str, Form]:
    return {one.id: one for one in forms()}


def form_ids() -> tuple[str, ...]:
    """The ids of all forms, oldest first."""
    return tuple(_by_id())


def form(form_id: str) -> Form:
    """The form with that id; BadFormError when there is no file for it."""
    found = _by_id().get(form_id)
    if found is None:
        raise BadFormError("forms.unknown", id=form_id, known="、".join(_by_id()))
    return found


def load(places: tuple[Path, ...]) -> tuple[Form, ...]:
    """The forms of those folders, oldest first."""
    files = read_files(places)
    common = common_explanations()
    found = [_form(file, whole(file, files), common) for file in files.values()]
    found.sort(key=lambda one: (one.years[0], one.id))
    checked.together(found, files)
    ends = [later.years[0] - 1 for later in found[1:]]
    return tuple(replace(one, last_year=end) for one, end in zip(found, [*ends, None], strict=True))


@cache
def common_explanations() -> dict[str, Explanation]:
    """`explanations.toml`: the rows and columns of forms that have been in force."""
    data = toml_file("generator.forms", "explanations.toml")
    return {key: Explanation(id=key, **entry) for key, entry in data.items()}


def _form(file: FormFile, data: Data, common: Mapping[str, Explanation]) -> Form:
    read = [_table(file, table) for table in data["tables"]]
    fields: dict[str, Field] = {}
    for one in (one for table, _ in read for one in table.fields):
        if one.id in fields:
            file.fail("double_id", one.row.id or one.column.id, 2, id=one.id)
        fields[one.id] = one
    found = Form(
        **asdict(_about(file, data)),
        id=file.id,
        file=str(file.path),
        tables=tuple(table for table, _ in read),
        fields=fields,
        sums=tuple(one for _, sums in read for one in sums),
    )
    checked.alone(found, file, common)
    return found


def _about(file: FormFile, data: Data) -> About:
    """A form compares with the one it extends in every figure, unless it says otherwise."""
    kept = {key: value for key, value in data.items() if key not in ("tables", "drop_tables")}
    if "extends" in kept:
        kept.setdefault("compares", [{"form": kept["extends"]}])
    words = kept.get("explanations", {})
    return file.convert(kept | {"explanations": {k: {"id": k} | words[k] for k in words}}, About)


def _parts(file: FormFile, entries: list[Data], kind: type[Any]) -> tuple[Any, ...]:
    """The rows or columns of a table, each with an id and a printed name of its own."""
    found: dict[str, Any] = {}
    printed = set()
    for entry in entries:
        name = str(entry.get("id", ""))
        if len(entries) > 1 and "" in (name, entry.get("label")):
            file.fail("nameless", name or entry.get("label", ""))
        if name in found:
            file.fail("double_id", name, 2, id=name)
        found[name] = one = file.convert(entry, kind, name)
        label = one.header if isinstance(one, FormColumn) else (*one.groups, one.label)
        if label in printed:
            file.fail("double_label", name, id=name, label=label[-1])
        printed.add(label)
    return tuple(found.values())


def _table(file: FormFile, data: Data) -> tuple[FormTable, tuple[Sum, ...]]:
    """A table and its sums figure by figure, those of rows first."""
    entry = file.convert(data, _TableData, data["id"])
    columns: tuple[FormColumn, ...] = _parts(file, entry.columns, FormColumn)
    rows: tuple[FormRow, ...] = _parts(file, entry.rows, FormRow)
    fields = tuple(
        Field(
            id=field_id(row.id, column.id),
            form=file.id,
            table=entry.id,
            row=row,
            column=column,
            unit=row.unit or column.unit or entry.unit,
            type=row.type or column.type or entry.type,
        )
        for row in rows
        if not row.is_heading
        for column in columns
    )
    by_row = {row.id: tuple(one for one in fields if one.row is row) for row in rows}
    table = FormTable(entry.id, entry.section, entry.label, rows, columns, fields, by_row)
    return table, tuple(_sums(file, entry, table))


def _sums(file: FormFile, entry: _TableData, table: FormTable) -> Iterator[Sum]:
    rows = [row for row in table.rows if not row.is_heading]
    ids, columns = [row.id for row in rows], [column.id for column in table.columns]
    under = {row.id: row.groups[-1] if row.groups else "" for row in rows}
    labels = {row.id: row.label for row in rows}
    down = {
        total: [name for name in parts if of or under[name] == labels.get(total)]
        for total, of, parts in _split(entry.sums, ids)
    }
    along = {total: parts for total, _, parts in _split(entry.column_sums, columns)}
    checked.table(file, ids, down, entry.alone)
    checked.table(file, columns, along, ())
    for total, parts in down.items():
        for column in columns:
            names = tuple(field_id(part, column) for part in parts)
            yield Sum(field_id(total, column), names, entry.id, is_along_row=False)
    for total, parts in along.items():
        for row in ids:
            names = tuple(field_id(row, part) for part in parts)
            yield Sum(field_id(row, total), names, entry.id, is_along_row=True)


def _split(rules: tuple[SumRule, ...], ids: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Each total with its pattern and what fits it and no pattern before it."""
    left = list(ids)
    for rule in rules:
        parts = [name for name in matching(rule.of or "*", left) if name != rule.total]
        if rule.of:
            left = [name for name in left if name not in parts]
        yield rule.total, rule.of, parts
