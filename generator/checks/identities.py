"""Sums and inequalities between the figures of one report, and with last year's.

The identities are data (`identities.toml`); what a blank means is said in
`generator.checks.expression`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from generator.checks.catalogue import check
from generator.checks.expression import Bounds, Expression, Operator, compare, parse
from generator.checks.finding import Kind, Severity, Side
from generator.checks.judgement import HOLDS, Judgement, difference, not_judged
from generator.checks.subject import Report, Subject, Values
from generator.checks.wording import sum_label
from generator.forms import form
from generator.records import Record


@dataclass(frozen=True, slots=True)
class Identity:
    """One comparison at one place of one form."""

    check: str
    scope: str
    left: Expression
    op: Operator
    right: Expression
    kind: Kind
    severity: Severity

    @property
    def needs_previous(self) -> bool:
        """Whether it compares with the report of the year before."""
        return bool(self.left.previous_fields or self.right.previous_fields)


def _places(entry: dict[str, Any], form_id: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The scopes of an entry with what its placeholders stand for."""
    if "each" not in entry:
        yield entry["scope"], {}
        return
    table = next(table for table in form(form_id).tables if table.id == "requests")
    parts = table.rows if entry["each"] == "row" else table.columns
    for part in parts:
        yield part.id, {entry["each"]: part.id}


def _fill(template: str, names: dict[str, str]) -> Expression:
    return parse(template.format_map(names))


def _expand(entry: dict[str, Any], form_id: str) -> Iterator[Identity]:
    for scope, names in _places(entry, form_id):
        yield Identity(
            check=entry["check"],
            scope=scope,
            left=_fill(entry["left"], names),
            op=entry["op"],
            right=_fill(entry["right"], names),
            kind=entry["kind"],
            severity=entry["severity"],
        )


@cache
def identities(form_id: str, check_id: str) -> tuple[Identity, ...]:
    """The identities of one check on one form; ValueError when one names an unknown figure."""
    data = tomllib.loads((resources.files(__package__) / "identities.toml").read_text("utf-8"))
    found = tuple(
        identity
        for entry in data["identity"]
        if entry["check"] == check_id and form_id in entry["forms"]
        for identity in _expand(entry, form_id)
    )
    known = form(form_id).fields
    for identity in found:
        for term in (*identity.left.terms, *identity.right.terms):
            if term.field not in known:
                raise ValueError(f"{check_id}: form {form_id} has no figure {term.field}")
    return found


@cache
def signed_fields(form_id: str) -> frozenset[str]:
    """The fields of a form that may be negative."""
    fields = form(form_id).fields.values()
    return frozenset(field.id for field in fields if field.type == "signed_count")


def _side(record: Record, expression: Expression, bounds: Bounds) -> Side:
    year = (record.year or 0) - 1
    other = tuple(f"{record.agency}/{year}#{name}" for name in expression.previous_fields)
    every = tuple(term.field for term in expression.terms)
    label = sum_label(record.form, every)
    return Side(label=label, value=bounds.value, fields=expression.fields, other=other)


def judge(identity: Identity, record: Record, values: Values, previous: Values) -> Judgement:
    """One identity on one report; `previous` is empty where last year is not needed."""
    assert record.form is not None
    if identity.op == "==":
        total = identity.left.total(values, previous)
        if total is not None and total == identity.right.total(values, previous):
            return HOLDS
    signed = signed_fields(record.form)
    left = identity.left.bounds(values, previous, signed)
    right = identity.right.bounds(values, previous, signed)
    truth = compare(left, identity.op, right)
    if truth == "yes":
        return HOLDS
    sides = _side(record, identity.left, left), _side(record, identity.right, right)
    unknown = (*left.unknown, *right.unknown)
    if truth == "unknown":
        return _open(identity, record, sides, unknown)
    params: dict[str, str] = {"op": identity.op}
    if unknown:
        params |= {"least_left": str(left.low), "least_right": str(right.low)}
    return Judgement(
        "fails",
        identity.scope,
        *sides,
        difference(sides[0].value, sides[1].value),
        params=params,
        severity=identity.severity,
        kind=identity.kind,
    )


def _open(
    identity: Identity, record: Record, sides: tuple[Side, Side], unknown: tuple[str, ...]
) -> Judgement:
    states = sorted({record.figure(name).state for name in unknown} - {"number"})
    return not_judged(
        "checks.reason.not_a_number",
        identity.scope,
        *sides,
        fields=", ".join(unknown),
        states=", ".join(states) or "missing",
    )


def _within(subject: Subject, check_id: str) -> Iterator[Judgement]:
    """Judges the identities of one check that need this report alone."""
    record = subject.record
    if record.form is not None:
        for identity in identities(record.form, check_id):
            yield judge(identity, record, subject.values, {})


def against_previous(subject: Subject, check_id: str) -> Iterator[Judgement]:
    """Judges the identities of one check that need last year's report on the same form."""
    record = subject.record
    if record.form is None or not identities(record.form, check_id):
        return
    previous = subject.previous
    if not is_comparable(subject, previous):
        return
    if previous is None:
        yield not_judged("checks.reason.no_report_last_year")
        return
    for identity in identities(record.form, check_id):
        yield judge(identity, record, subject.values, previous.values)


def is_comparable(subject: Subject, previous: Report | None) -> bool:
    """Whether last year's report, if it is here, has the same form and scope.

    The first year of a form has nothing to be compared with, so nothing is said.
    """
    record = subject.record
    if previous is None:
        assert record.form is not None
        return subject.year > form(record.form).years[0] and bool(subject.history)
    return previous.record.form == record.form and previous.record.scope == record.scope


@check("FLOW", kind="form", severity="error", fields=("requests.*.{column}", "outcomes.total.*"))
def flow(subject: Subject) -> Iterator[Judgement]:
    """Received + carried in = outcomes + carried over, each column."""
    yield from _within(subject, "FLOW")


@check("ROW", kind="implied", severity="error", fields=("{row}.*",))
def row(subject: Subject) -> Iterator[Judgement]:
    """Total = natural persons + the five kinds of organisation, each row."""
    yield from _within(subject, "ROW")


@check("COLUMN", kind="implied", severity="error", fields=("outcomes.*.{column}",))
def column(subject: Subject) -> Iterator[Judgement]:
    """The total of outcomes = the sum of the outcome rows, each column."""
    yield from _within(subject, "COLUMN")


@check("CASES", kind="implied", severity="error", fields=("review.*", "litigation.*"))
def cases(subject: Subject) -> Iterator[Judgement]:
    """Reviews and both kinds of litigation: total = the four results."""
    yield from _within(subject, "CASES")


@check("STATS", kind="implied", severity="error", fields=("stats.*",))
def stats(subject: Subject) -> Iterator[Judgement]:
    """The sums and parts of the statistics table of 2014."""
    yield from _within(subject, "STATS")


@check(
    "STOCK_WITHIN",
    kind="reasonableness",
    severity="notice",
    fields=("proactive.regulations.*", "proactive.normative_docs.*"),
)
def stock_within(subject: Subject) -> Iterator[Judgement]:
    """What is in force (or disclosed in all) is not below what was made this year."""
    yield from _within(subject, "STOCK_WITHIN")
