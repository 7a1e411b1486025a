"""Whole records, as `gongkai parse` prints them: read back just as they were written."""

from __future__ import annotations

import re

import msgspec

from generator.agencies import Registry
from generator.forms import Field, form
from generator.ingest.outcome import Problem
from generator.ingest.rows import problem
from generator.records import MISSING, SCHEMA_VERSION, Figure, Record

_MEMBERS = frozenset(field.name for field in msgspec.structs.fields(Record))
_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_whole(text: str) -> bool:
    """Whether a line of JSON is a record, and no row of figures."""
    try:
        data = msgspec.json.decode(text)
    except msgspec.MsgspecError:
        return False
    return isinstance(data, dict) and "schema" in data and "kind" in data


def whole_record(text: str, line: int, registry: Registry) -> Record | Problem:
    """The record on a line, or what is wrong with it."""
    try:
        unknown = msgspec.json.decode(text, type=dict[str, msgspec.Raw]).keys() - _MEMBERS
        record = msgspec.json.decode(text, type=Record)
    except msgspec.MsgspecError as error:
        return problem("sheet.bad_json", line, reason=error)
    wrong = min(unknown, default=None) or _wrong_member(record, registry)
    if wrong is not None:
        name, _, value = wrong.partition("=")
        return problem("sheet.bad_member", line, name=name, value=value[:40])
    if record.form is None:
        return record
    figures = dict.fromkeys(form(record.form).fields, MISSING) | record.figures
    return msgspec.structs.replace(record, figures=figures)


def _wrong_member(record: Record, registry: Registry) -> str | None:
    """The first member that cannot be, as name=value."""
    if record.schema != SCHEMA_VERSION:
        return f"schema={record.schema}"
    if record.agency is not None and record.agency not in registry.agencies:
        return f"agency={record.agency}"
    if _SHA256.fullmatch(record.source.sha256) is None:
        return f"source.sha256={record.source.sha256}"
    fields = form(record.form).fields if record.form else {}
    for name, figure in record.figures.items():
        if name not in fields or not _is_possible(figure, fields[name]):
            return f"figures.{name}={figure.value}"
    return None


def _is_possible(figure: Figure, field: Field) -> bool:
    """A number where there is one, whole where things are counted, and nothing elsewhere."""
    if (figure.state == "number") != (figure.value is not None):
        return False
    return figure.value is None or field.type == "decimal" or isinstance(figure.value, int)
