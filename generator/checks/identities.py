"""Sums and inequalities between the figures of one report, and with last year's.

The identities are data (`identities.toml`); what a blank means is said in
`generator.checks.expression`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.checks.catalogue import check
from generator.checks.expression import Bounds, Operator, bounds, compare, total
from generator.checks.finding import Kind, Severity, Side
from generator.checks.judgement import HOLDS, Judgement, difference, not_judged
from generator.checks.subject import Subject, Values
from generator.checks.wording import sum_label
from generator.errors import BadFormError
from generator.forms import Form, Formula, compares, first_year, form, forms, formula, matching
from generator.forms.mixed import printed_form
from generator.records import Record
from generator.toml_file import Facts, toml_as


@dataclass(frozen=True, slots=True)
class ArithmeticIdentity:
    """One comparison at one place of one form."""

    check: str
    scope: str
    left: Formula
    op: Operator
    right: Formula
    kind: Kind
    severity: Severity


class _Entry(Facts, frozen=True):
    """One or more identities, as the file's head says."""

    check: str
    scope: str
    left: str
    op: Operator
    right: str
    kind: Kind
    severity: Severity
    each: str = ""
    table: str = ""


class _Entries(Facts, frozen=True):
    identity: tuple[_Entry, ...]


def _places(entry: _Entry, of: Form) -> Iterator[dict[str, str]]:
    """The values of an entry's placeholders, one dict for each place."""
    each, table = entry.each, of.table(entry.table)
    if not each:
        yield {}
    elif each == "column":
        yield from ({"column": column.id} for column in (table.columns if table else ()))
    elif each == "row":
        yield from ({"row": row.id} for row in (table.rows if table else ()))
    elif each == "total":
        for one in of.sums:
            if one.table == entry.table:
                group, name = one.total.rpartition(".")[0], one.total.partition(".")[2]
                yield {"total": one.total, "group": group, "name": name}
    else:
        rows = dict.fromkeys(row.id for table in of.tables for row in table.rows)
        for name in matching(each, rows):
            yield {"row": name, "last": name.rpartition(".")[2]}


def _expand(entry: _Entry, of: Form) -> Iterator[ArithmeticIdentity]:
    """The identities of an entry on a form that has all its figures."""
    for names in _places(entry, of):
        left, right = (formula(side.format_map(names), of) for side in (entry.left, entry.right))
        if left.terms and right.terms:
            yield ArithmeticIdentity(
                check=entry.check,
                scope=entry.scope.format_map(names),
                left=left,
                op=entry.op,
                right=right,
                kind=entry.kind,
                severity=entry.severity,
            )


@cache
def _entries() -> tuple[_Entry, ...]:
    """The entries of `identities.toml`; BadFormError when one fits no form at all."""
    entries = toml_as("generator.checks", "identities.toml", _Entries).identity
    for entry in entries:
        if not any(next(_expand(entry, of), None) for of in forms()):
            raise BadFormError("forms.wrong_formula", formula=f"{entry.left} {entry.right}")
    return entries


@cache
def identities(of: Form, check_id: str) -> tuple[ArithmeticIdentity, ...]:
    """The identities of one check on one form."""
    return tuple(
        identity
        for entry in _entries()
        if entry.check == check_id
        for identity in _expand(entry, of)
    )


@cache
def scopes() -> frozenset[str]:
    """Every place of an identity on any form."""
    return frozenset(
        identity.scope for entry in _entries() for of in forms() for identity in _expand(entry, of)
    )


@cache
def signed_fields(form_id: str) -> frozenset[str]:
    """The fields of a form that may be negative."""
    fields = form(form_id).fields.values()
    return frozenset(field.id for field in fields if field.type == "signed_count")


def _side(record: Record, side: Formula, known: Bounds) -> Side:
    year = (record.year or 0) - 1
    other = tuple(f"{record.agency}/{year}#{name}" for name in side.previous_fields)
    every = tuple(term.field for term in side.terms)
    label = sum_label(record.form, every)
    return Side(label=label, value=known.value, fields=side.fields, other=other)


def judge(
    identity: ArithmeticIdentity, record: Record, values: Values, previous: Values
) -> Judgement:
    """One identity on one report; `previous` is empty where last year is not needed."""
    assert record.form is not None
    if identity.op == "==":
        whole = total(identity.left, values, previous)
        if whole is not None and whole == total(identity.right, values, previous):
            return HOLDS
    signed = signed_fields(record.form)
    left = bounds(identity.left, values, previous, signed)
    right = bounds(identity.right, values, previous, signed)
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
    identity: ArithmeticIdentity, record: Record, sides: tuple[Side, Side], unknown: tuple[str, ...]
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
    of = printed_form(subject.record)
    for identity in identities(of, check_id) if of is not None else ():
        judged = judge(identity, subject.record, subject.values, {})
        yield HOLDS if of is not None and _is_completed(judged, identity, subject, of) else judged


def _is_completed(
    judged: Judgement, identity: ArithmeticIdentity, subject: Subject, of: Form
) -> bool:
    """Whether rows that no form has complete the parts of a column to its total.

    An agency may add a row; whether it is a part of the total only the sum can tell.
    """
    columns = of.columns("requests")
    unknown = [row for row in subject.record.other_rows if row.row is None]
    is_sum = identity.right.fields in (of.parts(name) for name in identity.left.fields)
    if judged.result != "fails" or not is_sum or not unknown or identity.scope not in columns:
        return False
    place = columns.index(identity.scope)
    cells = [row.cells[place] for row in unknown if len(row.cells) == len(columns)]
    added = sum(int(cell) for cell in cells if cell.isascii() and cell.isdecimal())
    whole = total(identity.left, subject.values, {})
    parts = total(identity.right, subject.values, {})
    return whole is not None and parts is not None and whole == parts + added


def against_previous(subject: Subject, check_id: str) -> Iterator[Judgement]:
    """Judges the identities of one check that need last year's report, where figures compare.

    The first year of a form has nothing to be compared with, so nothing is said.
    """
    record = subject.record
    if record.form is None:
        return
    found = identities(form(record.form), check_id)
    if subject.previous is None:
        starts = [first_year(record.form, name) for one in found for name in one.left.fields]
        if subject.history and subject.year > min(starts, default=subject.year):
            yield not_judged("checks.reason.no_report_last_year")
        return
    before = subject.previous.record
    if before.form is None or before.scope != record.scope:
        return
    for one in found:
        if compares(record.form, before.form, one.right.previous_fields):
            yield judge(one, record, subject.values, subject.previous.values)


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
