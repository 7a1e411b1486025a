"""What is unlikely on its face: a misfilled column, a table of blanks, the wrong form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.catalogue import check
from generator.checks.facts import facts
from generator.checks.finding import Side
from generator.checks.judgement import HOLDS, Judgement, fails, not_judged
from generator.checks.subject import Subject
from generator.checks.wording import figures_side
from generator.forms import FormTable, form
from generator.messages import message
from generator.records import Number

_EMPTY_STATES = frozenset({"blank", "dash", "none"})


@check(
    "MISFILL",
    kind="reasonableness",
    severity="notice",
    fields=("proactive.*.decisions", "proactive.*.items_prev_year", "proactive.*.items_change"),
)
def misfilled_decisions(subject: Subject) -> Iterator[Judgement]:
    """The number of decisions is not just last year's items plus or minus the change.

    A government's aggregate sums many departments, so that one such row may be chance;
    there two are needed.
    """
    if subject.record.form is None:
        return
    judged = [
        _decisions(subject, subject.record.form, row)
        for row in facts().misfill.rows
        if f"{row}.items_prev_year" in form(subject.record.form).fields
    ]
    doubtful = sum(found.result == "fails" for found in judged)
    is_chance = doubtful == 1 and subject.record.scope == "aggregate"
    for found in judged:
        yield HOLDS if is_chance and found.result == "fails" else found


def _decisions(subject: Subject, form_id: str, row: str) -> Judgement:
    names = (f"{row}.items_prev_year", f"{row}.items_change", f"{row}.decisions")
    before, change, decisions = (subject.values.get(name) for name in names)
    scope = row.rpartition(".")[2]
    left = figures_side(form_id, names[2:], decisions)
    if before is None or change is None or decisions is None:
        right = figures_side(form_id, names[:2], None)
        states = {subject.record.figure(name).state for name in names} - {"number"}
        return not_judged(
            "checks.reason.not_a_number", scope, left, right, states=", ".join(sorted(states))
        )
    least = facts().misfill.least_decisions
    if decisions < least or decisions not in (before + change, before - change):
        return HOLDS
    right = figures_side(form_id, names[:2], decisions)
    sign = "+" if decisions == before + change else "-"
    shown = f"({change})" if change < 0 else f"{change}"
    params = {"before": f"{before}", "sign": sign, "change": shown}
    # Here the question is that both sides agree: a difference of 0 would say nothing.
    return Judgement("fails", scope, left, right, params=params)


@check("REGULATIONS", kind="reasonableness", severity="notice", fields=("proactive.regulations.*",))
def regulations_by_a_maker(subject: Subject) -> Iterator[Judgement]:
    """Regulations stand only in the report of a body that can make them."""
    rules, agency = facts().regulations, subject.agency
    for field in rules.fields:
        figure = subject.record.figures.get(field)
        if figure is None:
            continue
        scope = field.rpartition(".")[2]
        left = figures_side(subject.record.form, (field,), figure.value)
        if figure.value is None:
            yield not_judged("checks.reason.not_a_number", scope, left, states=figure.state)
        elif figure.value == 0 or (agency and agency.kind in rules.makers.get(agency.level, ())):
            yield HOLDS
        elif agency is None or agency.kind in rules.open_kinds:
            yield not_judged("checks.reason.body_unclear", scope, left)
        else:
            yield fails(left, Side(label=message("checks.side.no_maker", {}), value=0), scope)


@check("BLANKS", kind="reasonableness", severity="notice", fields=("*",))
def table_of_blanks(subject: Subject) -> Iterator[Judgement]:
    """A table holds at least one number."""
    if subject.record.form is None:
        return
    for table in form(subject.record.form).tables:
        judged = _blanks(subject, table)
        if judged is not None:
            yield judged


def _blanks(subject: Subject, table: FormTable) -> Judgement | None:
    """None for a table that is not in the document at all; TABLES says so."""
    if any(field.id in subject.values for field in table.fields):
        return HOLDS
    states = {subject.record.figure(field.id).state for field in table.fields} - {"missing"}
    if not states or len(table.fields) < 3:
        return None
    if not states <= _EMPTY_STATES:
        return not_judged("checks.reason.words", table.id)
    left = Side(label=message("checks.side.numbers_in", {"table": table.label}), value=0)
    right = Side(label=message("checks.side.cells_in", {}), value=len(table.fields))
    params = {"states": ", ".join(sorted(states))}
    return Judgement("fails", table.id, left, right, params=params)


@check("FORM_YEAR", kind="reasonableness", severity="notice", fields=("form", "year"))
def form_of_the_year(subject: Subject) -> Iterator[Judgement]:
    """The report uses the form in force for its year."""
    if subject.record.form is None:
        return
    used = form(subject.record.form)
    first, last = used.years
    if first <= subject.year <= (last or subject.year):
        yield HOLDS
        return
    label = message("checks.side.form", {"form": used.title, "basis": used.basis})
    years = f"{first}–{last or ''}"
    left = Side(label=message("checks.side.year", {}), value=subject.year)
    yield Judgement("fails", "", left, Side(label=label), params={"years": years, "form": used.id})


@check("PERIOD", kind="reasonableness", severity="notice", fields=("period", "title", "year"))
def period_and_title(subject: Subject) -> Iterator[Judgement]:
    """Title and period name the same year, and the period is that whole year."""
    record = subject.record
    named = re.findall(facts().dates.title_year, record.title or "")
    title_years = {int(year) for year in named}
    if record.period is None:
        if title_years:
            yield not_judged("checks.reason.no_period")
        return
    try:
        start, end = date.fromisoformat(record.period.start), date.fromisoformat(record.period.end)
    except ValueError:
        yield not_judged("checks.reason.no_period")
        return
    yield _title_year(title_years, start, end)
    yield _whole_year(start, end)


def _title_year(title_years: set[int], start: date, end: date) -> Judgement:
    if not title_years:
        return not_judged("checks.reason.no_title_year", "title")
    if title_years & {start.year, end.year}:
        return HOLDS
    left = _year_side("checks.side.title_year", max(title_years))
    return fails(left, _year_side("checks.side.period_year", end.year), "title")


def _year_side(code: str, year: Number) -> Side:
    return Side(label=message(code, {}), value=year)


def _whole_year(start: date, end: date) -> Judgement:
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return HOLDS
    days = (end - start).days + 1
    left = Side(label=message("checks.side.period", {"start": str(start), "end": str(end)}))
    right = Side(label=message("checks.side.calendar_year", {}))
    return Judgement("fails", "span", left, right, params={"days": str(days)})
