"""The data model: one record for each annual report or work plan.

A reported figure is never changed, filled in or turned into zero: `Figure.raw` is
what was printed, `Figure.state` says what kind of thing that was, and `Figure.at`
says where. Counts are plain numbers in the unit that the form gives; money is in the
unit of the form's field, whatever unit was printed (see `generator.forms`).
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

SCHEMA_VERSION = 2
"""The newest schema. A record without other rows and text is of schema 1, for older programs."""

PLAIN_SCHEMA = 1

Kind = Literal["annual_report", "work_plan", "unrecognised"]
Scope = Literal["own", "aggregate"]
MaskedKind = Literal["mobile", "identity", "bank_card", "home_address"]
State = Literal["number", "blank", "dash", "none", "text", "missing"]

Number = int | float
"""What a figure, a metric or a target counts: a fraction only where one was printed."""

SECTION_KEYS = ("overview", "proactive", "requests", "review", "problems", "other")


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Where something stands in the source: page and line from 1, cell from 0."""

    page: int | None = None
    line: int | None = None
    cell: int | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One cell of a statutory table; `value` is None unless `state` is "number"."""

    value: Number | None = None
    state: State = "missing"
    raw: str | None = None
    at: Place | None = None


MISSING = Figure()


class OtherRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A printed row of a statutory table that the record's form does not have (schema 2).

    `label` and `cells` are what was printed; `row` is the id of the row on the form that has
    it. `cells` stand in the order of that table's columns, and `at` is the place of the first.
    """

    table: str
    row: str | None = None
    label: str
    cells: tuple[str, ...]
    at: Place | None = None


class Metric(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A figure stated in the running text, with the words it was read from.

    `is_cumulative` marks totals over several years, which no table row equals;
    `is_partial` marks a figure of a part only: after 其中, of one body, of some months.
    `quote` is None in records stored without text.
    """

    id: str
    value: Number
    unit: str
    approximate: bool = False
    is_cumulative: bool = False
    is_partial: bool = False
    quote: str | None = None
    at: Place | None = None


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A chapter of the report; `key` is one of SECTION_KEYS or "part-N"."""

    key: str
    heading: str
    text: str | None = None
    at: Place | None = None


class Target(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A number that a task of a work plan sets itself."""

    quote: str | None = None
    value: Number
    unit: str


class Task(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One task of a work plan with the units that answer for it."""

    number: int
    group: str
    title: str
    text: str | None = None
    responsible: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    at: Place | None = None


class Contacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Contact details as the report itself gives them; phones as 0955-7037171."""

    office: str | None = None
    address: str | None = None
    postcode: str | None = None
    phones: tuple[str, ...] = ()
    faxes: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    website: str | None = None
    hours: str | None = None


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """The statistical period, ISO dates, both inclusive."""

    start: str
    end: str


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The document a record was read from; `file` is a name, never a path."""

    file: str
    sha256: str
    media_type: str
    url: str | None = None
    published: str | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Which of several sources decided a fact ("title", "period", "contacts" ...)."""

    source: str
    raw: str | None = None
    at: Place | None = None


class Masked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Personal data that was covered: its kind and where it stood, never the value."""

    kind: MaskedKind
    where: str
    at: Place | None = None


class Note(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A warning: a code of `generator/messages/*.toml`, its parameters, its place."""

    code: str
    params: dict[str, str] = msgspec.field(default_factory=dict)
    at: Place | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One source document as data; field by field in the design contract.

    `figures` holds an entry for every field of the form (`generator.forms`),
    absent ones with state "missing"; `other_rows` are printed beside them and never spread
    over them. `agency`, `region`, `year` are None only in
    a record that could not be placed; such a record is never stored.
    """

    schema: int = PLAIN_SCHEMA
    kind: Kind
    agency: str | None = None
    agency_name: str | None = None
    region: str | None = None
    year: int | None = None
    form: str | None = None
    scope: Scope = "own"
    title: str | None = None
    period: Period | None = None
    source: Source
    contacts: Contacts = Contacts()
    figures: dict[str, Figure] = msgspec.field(default_factory=dict)
    other_rows: tuple[OtherRow, ...] = ()
    metrics: tuple[Metric, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    other_text: str | None = None
    evidence: dict[str, Evidence] = msgspec.field(default_factory=dict)
    masked: tuple[Masked, ...] = ()
    warnings: tuple[Note, ...] = ()

    def figure(self, field_id: str) -> Figure:
        """The figure with that id; a missing one when the form has no such field."""
        return self.figures.get(field_id, MISSING)

    def value(self, field_id: str) -> Number | None:
        """The number printed there, or None when no number was."""
        return self.figure(field_id).value


def replace(record: Record, **changes: Any) -> Record:
    """A copy of the record with some members changed."""
    return msgspec.structs.replace(record, **changes)


def schema_of(record: Record) -> int:
    """The oldest schema that holds all that the record says."""
    return SCHEMA_VERSION if record.other_rows or record.other_text else PLAIN_SCHEMA


def without_text(record: Record) -> Record:
    """The record without the report's running text: figures, names and headings stay."""
    return replace(
        record,
        schema=SCHEMA_VERSION if record.other_rows else PLAIN_SCHEMA,
        metrics=tuple(msgspec.structs.replace(m, quote=None) for m in record.metrics),
        sections=tuple(msgspec.structs.replace(s, text=None) for s in record.sections),
        other_text=None,
        tasks=tuple(
            msgspec.structs.replace(
                task,
                text=None,
                targets=tuple(msgspec.structs.replace(t, quote=None) for t in task.targets),
            )
            for task in record.tasks
        ),
    )
