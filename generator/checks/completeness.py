"""Checks whether a report is complete and was published in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks import law
from generator.checks.catalogue import check
from generator.checks.finding import Side
from generator.checks.judgement import HOLDS, Judgement, not_judged
from generator.checks.subject import Subject
from generator.forms import first_nationwide_year, form
from generator.messages import message

_PROSE = ("overview", "problems")  # sections that consist of words, not of a table

LATE_CHECK = "LATE"


@check("SECTIONS", kind="form", severity="notice", fields=("sections",))
def sections_present(subject: Subject) -> Iterator[Judgement]:
    """All sections that the form lays down are there, and those of words are not empty."""
    if subject.record.form is None:
        return
    found = {section.key: section for section in subject.record.sections}
    for key in form(subject.record.form).sections:
        section = found.get(key)
        if section is None:
            yield _lacking(key, "missing")
        elif key in _PROSE and section.text is not None and not section.text.strip():
            yield _lacking(key, "empty")
        else:
            yield HOLDS


def _lacking(key: str, how: str) -> Judgement:
    left = Side(label=message(f"checks.side.section.{key}", {}))
    right = Side(label=message(f"checks.side.is_{how}", {}))
    return Judgement("fails", key, left, right)


@check("TABLES", kind="form", severity="warning", fields=("*",))
def tables_present(subject: Subject) -> Iterator[Judgement]:
    """Every table of the form is in the document.

    While provinces had forms of their own, a report without a table lacks nothing.
    """
    form_id = subject.record.form
    if form_id is None:
        if subject.year >= first_nationwide_year():
            yield _no_table("", message("checks.side.all_tables", {}))
        return
    for table in form(form_id).tables:
        states = {subject.record.figure(field.id).state for field in table.fields}
        yield _no_table(table.id, table.label) if states == {"missing"} else HOLDS


def _no_table(scope: str, label: str) -> Judgement:
    right = Side(label=message("checks.side.is_missing", {}))
    return Judgement("fails", scope, Side(label=label), right)


@check(LATE_CHECK, kind="reasonableness", severity="notice", fields=("source.published",))
def published_in_time(subject: Subject) -> Iterator[Judgement]:
    """Published by the day that the law gives; only where the date is known."""
    if subject.agency is None or not law.is_required_kind(subject.agency):
        return
    due = law.deadline(subject.agency, subject.year, subject.record.scope)
    if due is None:
        return
    published = _date(subject.record.source.published)
    if published is None:
        yield not_judged("checks.reason.no_publication_date")
        return
    if published <= due.day:
        yield HOLDS
        return
    left = Side(label=message("checks.side.published", {"date": str(published)}))
    right = Side(label=message("checks.side.due", {"date": str(due.day), "basis": due.basis}))
    days = (published - due.day).days
    yield Judgement("fails", "", left, right, days, params={"days": str(days)})


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


@check("CORRECTION", kind="reasonableness", severity="warning", fields=("*",))
def corrections_fit(subject: Subject) -> Iterator[Judgement]:
    """The source is still the one that a correction of our reading was about."""
    for applied in subject.report.corrections:
        if applied.standing != "source_changed":
            yield HOLDS
            continue
        wanted = applied.correction
        left = Side(label=message("checks.side.source_now", {}))
        right = Side(label=message("checks.side.source_then", {"when": str(wanted.when)}))
        yield Judgement("fails", wanted.target.place, left, right, params={"who": wanted.who})
