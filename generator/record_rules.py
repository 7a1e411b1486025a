"""What a record may hold beyond the types of its members: asked of all that is read or stored.

A number must be one that the form's field can hold: a count is whole and not negative, a
change (`signed_count`) is whole, a sum (`decimal`) is a number. A negative count is kept
only as the reading stores it: as it was printed, with the warning that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from math import isfinite

from generator.forms import Field, form, form_ids
from generator.hidden import HIDDEN, shown
from generator.records import PLAIN_SCHEMA, SCHEMA_VERSION, Figure, Record

# Beyond it JavaScript, JSON readers and spreadsheets round: no longer what was printed.
LARGEST = 2**53 - 1
# Reports are owed since 2008; a hundred years on, a year is a slip of the pen.
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
NEGATIVE = "parsing.negative_count"

_SHA256 = re.compile(r"[0-9a-f]{64}")
_WEB_ADDRESS = re.compile(r"https?://[^\s/].*", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+-]*):", re.IGNORECASE)


class RecordError(ValueError):
    """A record that cannot be: a code of `generator/messages`, the member, what stands there."""

    def __init__(self, code: str, field: str, value: object = "") -> None:
        self.code = code
        self.field = field
        self.value = shown(value)
        super().__init__(f"{code} {field}={self.value}")


def require_number(of: Field, value: object) -> None:
    """RecordError when that field cannot hold the number; a negative count is asked for later."""
    if not (type(value) is int or (type(value) is float and of.type == "decimal")):
        code = "data.not_a_number" if of.type == "decimal" else "data.not_whole"
        raise RecordError(code, of.id, value)
    if abs(value) > LARGEST or not isfinite(value):
        raise RecordError("data.too_large", of.id)


def require_schema(schema: object) -> None:
    """RecordError for a record that a newer program wrote."""
    if type(schema) is not int or not 1 <= schema <= SCHEMA_VERSION:
        raise RecordError("data.schema", "schema", schema)


def require_record(record: Record) -> None:
    """RecordError for the first member that cannot be; figures as `require_figures` has it."""
    require_schema(record.schema)
    if (record.other_rows or record.other_text) and record.schema == PLAIN_SCHEMA:
        raise RecordError("data.schema", "schema", record.schema)
    if record.year is not None and not EARLIEST_YEAR <= record.year <= LATEST_YEAR:
        raise RecordError("data.year", "year", record.year)
    _require_source(record)
    for name, day in _dates(record):
        if not is_date(day):
            raise RecordError("data.date", name, day)
    for metric in record.metrics:
        if abs(metric.value) > LARGEST:
            raise RecordError("data.too_large", f"metrics.{shown(metric.id)}")
    if record.form is not None and record.form not in form_ids():
        raise RecordError("data.form", "form", record.form)
    if record.form is None and record.figures:
        raise RecordError("data.figures_without_form", "figures")


def _require_source(record: Record) -> None:
    source = record.source
    if not source.file or "/" in source.file or source.file in (".", ".."):
        raise RecordError("data.file_name", "source.file", source.file)
    if _SHA256.fullmatch(source.sha256) is None:
        raise RecordError("data.checksum", "source.sha256", source.sha256)
    if source.url is not None and not is_web_address(source.url):
        raise RecordError("data.address", "source.url", source.url)
    website = record.contacts.website
    scheme = _SCHEME.match(website) if website else None
    if scheme is not None and scheme[1].lower() not in ("http", "https"):
        raise RecordError("data.address", "contacts.website", website)


def is_web_address(text: str) -> bool:
    """Whether it is an address of the web, and not of a file or a script."""
    return _WEB_ADDRESS.fullmatch(text) is not None


def _dates(record: Record) -> Iterator[tuple[str, str]]:
    if record.source.published is not None:
        yield "source.published", record.source.published
    if record.period is not None:
        yield "period.start", record.period.start
        yield "period.end", record.period.end


@cache
def is_date(text: str) -> bool:
    """Whether it is a day of the calendar, written 2024-01-31; a time may follow it."""
    try:
        return text[10:11] in ("", " ", "T") and bool(date.fromisoformat(text[:10]))
    except ValueError:
        return False


def require_figures(record: Record) -> None:
    """RecordError for a figure that the record's form does not have or cannot hold."""
    fields: Mapping[str, Field] = form(record.form).fields if record.form else {}
    for name, figure in record.figures.items():
        of = fields.get(name)
        if of is None:
            raise RecordError("data.unknown_row", f"figures.{name}")
        if (figure.state == "number") != (figure.value is not None):
            raise RecordError("data.state", name, figure.state)
        if figure.value is not None:
            require_number(of, figure.value)
    require_negatives(record, record.figures)


def require_negatives(record: Record, figures: Mapping[str, Figure]) -> None:
    """Every negative count was printed so, and a warning says it."""
    if record.form is None:
        return
    signed = _signed(record.form)
    for name, figure in figures.items():
        if figure.value is not None and figure.value < 0 and name not in signed:
            said = {note.params.get("raw") for note in record.warnings if note.code == NEGATIVE}
            if figure.raw not in said:
                raise RecordError("data.negative", name, figure.value)


@cache
def _signed(form_id: str) -> frozenset[str]:
    fields = form(form_id).fields
    return frozenset(field.id for field in fields.values() if field.type == "signed_count")


def require_visible(value: object, name: str = "") -> None:
    """RecordError for a text anywhere in plain data with a control or direction character."""
    if isinstance(value, str):
        if HIDDEN.search(value):
            raise RecordError("data.hidden", name or "?", value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            require_visible(key, name)
            require_visible(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            require_visible(inner, name)
