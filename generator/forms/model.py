"""A statutory form as objects: tables, rows, columns, figures, and what adds up to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Annotated, Literal

import msgspec

KINDS = ("art20", "requests", "cases", "stats")
"""The kinds of table that can be read; a table's id is a kind, or a kind, a dash and more."""

CASE_GROUPS = ("review", "direct", "after_review")
"""The groups of columns of table four: a column's id ends with its group and its own name."""

FieldType = Literal["count", "signed_count", "decimal"]


class _Data(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something of a form's file; an unknown key is an error."""


class FormColumn(_Data, frozen=True):
    """A column of figures: `header` is the printed path from the top header down."""

    id: str
    header: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    variants: tuple[str, ...] = ()
    unit: str | None = None
    type: FieldType | None = None

    @property
    def label(self) -> str:
        """The lowest printed header of the column."""
        return self.header[-1]


class FormRow(_Data, frozen=True):
    """A printed row; `groups` are the merged cells to its left, outermost first.

    A row with `is_heading` carries no figure (the group rows of the table of 2014).
    """

    id: str
    label: str
    groups: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    unit: str | None = None
    type: FieldType | None = None
    is_heading: bool = False


class SumRule(_Data, frozen=True):
    """A total and the ids of its parts as a pattern; a row belongs to the first rule it fits.

    Without a pattern the parts are the rows that are printed under the label of the total.
    """

    total: str
    of: str = ""


class Comparison(_Data, frozen=True):
    """The figures of a form (patterns of ids) that mean the same as on an earlier one."""

    form: str
    figures: tuple[str, ...] = ("*",)


class Bar(_Data, frozen=True):
    """A bar of the chart of outcomes: what adds up to it, and its entry in the explanations.

    `is_refusal` marks what did not end with the information.
    """

    id: str
    of: str
    is_refusal: bool = False


class Remedy(_Data, frozen=True):
    """A kind of review or lawsuit: the figure of its total; its parts are the results."""

    id: str
    total: str


class FigureDisplay(_Data, frozen=True):
    """What pages show of a form, in order: bars of charts, and kinds of remedy."""

    outcomes: tuple[Bar, ...]
    remedies: tuple[Remedy, ...]
    applicants_row: str | None = None
    proactive: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


class Explanation(_Data, frozen=True):
    """One term: a short name and a sentence in both languages, and its article if it has one.

    `bar_zh` and `bar_en` stand before the bars of a chart where the name is too long for that.
    """

    id: str
    label_zh: str
    label_en: str
    zh: str
    en: str
    article: str
    bar_zh: str = ""
    bar_en: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A place for a figure on a form: its row, column, unit and type."""

    id: str
    form: str
    table: str
    row: FormRow
    column: FormColumn
    unit: str
    type: FieldType

    @property
    def label(self) -> str:
        """Row and column as one phrase, as on the form."""
        parts = [*self.row.groups, self.row.label, *self.column.header]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure that is the sum of others of its table: of rows in a column, or along a row."""

    total: str
    parts: tuple[str, ...]
    table: str
    is_along_row: bool


@dataclass(frozen=True, slots=True, eq=False)
class FormTable:
    """One printed table with its fields in reading order; each is equal to itself alone."""

    id: str
    section: str
    label: str
    rows: tuple[FormRow, ...]
    columns: tuple[FormColumn, ...]
    fields: tuple[Field, ...]
    by_row: dict[str, tuple[Field, ...]] = field(repr=False)

    def row_fields(self, row: FormRow) -> tuple[Field, ...]:
        """The fields of one row, in column order."""
        return self.by_row.get(row.id, ())


class About(_Data, frozen=True, kw_only=True):
    """The keys of a form's file but for its tables; the texts have English twins.

    `letter` stands for the form in the explorer's data. `marks` are pieces of labels, and
    `mark_rows` rows, that no other form has. `is_nationwide` says that every agency reports on
    it, and `sections` which chapters its reports have. `compares` names the earlier forms that
    some figures compare with.
    """

    title: str
    basis: str
    basis_en: str
    name: str
    name_en: str
    letter: str
    first_year: int
    shown: FigureDisplay
    extends: str | None = None
    is_nationwide: bool = False
    sections: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    mark_rows: tuple[str, ...] = ()
    compares: tuple[Comparison, ...] = ()
    explanations: dict[str, Explanation] = {}


class Form(About, frozen=True, kw_only=True, eq=False, dict=True):
    """One statutory form, in force from its first year until the next one begins."""

    id: str
    file: str
    tables: tuple[FormTable, ...]
    fields: dict[str, Field]
    sums: tuple[Sum, ...]
    last_year: int | None = None

    @property
    def years(self) -> tuple[int, int | None]:
        """The first and the last year it is in force."""
        return self.first_year, self.last_year

    def table(self, table_id: str) -> FormTable | None:
        """The table of that id, None where the form has none."""
        return next((table for table in self.tables if table.id == table_id), None)

    def columns(self, table_id: str) -> tuple[str, ...]:
        """The ids of a table's columns; empty where the form has no such table."""
        table = self.table(table_id)
        return tuple(column.id for column in table.columns) if table else ()

    def parts(self, total: str) -> tuple[str, ...]:
        """The figures that add up to a total; down a column where it sums both ways."""
        found = [one for one in self.sums if one.total == total]
        return min(found, key=lambda one: one.is_along_row).parts if found else ()

    def summands(self, pattern: str) -> tuple[str, ...]:
        """The figures whose ids fit, each thing counted once; empty when none fits.

        A total gives way to its parts, and parts of parts are left out: `outcomes.*.total` are
        the rows of outcomes without their total, `outcomes.denied.*.total` the reasons alone.
        """
        if pattern not in self._summands:
            self._summands[pattern] = self._top(matching(pattern, self.fields))
        return self._summands[pattern]

    @cached_property
    def _summands(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _top(self, found: tuple[str, ...]) -> tuple[str, ...]:
        inside = set(found)
        below = {
            part for one in self.sums if one.total in inside for part in one.parts if part in inside
        }
        roots = [name for name in found if name not in below]
        kept: list[str] = []
        for root in roots:
            opened = [
                part
                for one in self.sums
                if one.total == root
                for part in one.parts
                if part in inside
            ]
            kept += opened or [root]
        return tuple(dict.fromkeys(kept))


def matching(pattern: str, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids that fit a pattern, in their order; `*` stands for any letters, dots included."""
    if "*" not in pattern:
        return (pattern,) if pattern in ids else ()
    return tuple(name for name in ids if fnmatchcase(name, pattern))


def field_id(row: str, column: str) -> str:
    """The id of the figure where a row and a column meet; either part may be empty."""
    return ".".join(part for part in (row, column) if part)
