"""Does this year continue last year: what was carried over, the stock, the lists of items.

After a merger, what the new agency carried in is compared with the sum of what its
predecessors (and it itself, if it was there) carried over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.agencies import Agency
from generator.checks.catalogue import check
from generator.checks.finding import Side
from generator.checks.identities import against_previous
from generator.checks.judgement import HOLDS, Judgement, alike, fails, not_judged
from generator.checks.subject import Report, Reports, Subject
from generator.checks.wording import figure_label
from generator.forms import compares, first_year, form
from generator.messages import message

_CARRIED, _CARRIED_IN = "requests.carried_over.total", "requests.carried_in.total"


class _UnknownSourceError(Exception):
    """The source of open requests is unknown; `args[0]` is the reason's message code."""


@check("STOCK", kind="reasonableness", severity="notice", fields=("proactive.*.in_force",))
def stock(subject: Subject) -> Iterator[Judgement]:
    """In force = in force last year + made - repealed."""
    yield from against_previous(subject, "STOCK")


@check("ITEMS", kind="reasonableness", severity="notice", fields=("proactive.*.items_prev_year",))
def items(subject: Subject) -> Iterator[Judgement]:
    """Items of last year = last year's own items + its change (where a form has both)."""
    yield from against_previous(subject, "ITEMS")


@check("CARRY", kind="implied", severity="warning", fields=("requests.carried_in.{column}",))
def carry(subject: Subject) -> Iterator[Judgement]:
    """Carried in = carried over by last year's report, each column."""
    record = subject.record
    if record.form is None or not {_CARRIED, _CARRIED_IN} <= form(record.form).fields.keys():
        return
    try:
        sources = _sources(subject)
    except _UnknownSourceError as unknown:
        yield not_judged(str(unknown))
        return
    if sources and all(_hands_on(source, record.form) for source in sources):
        columns = _columns(record.form)
        if any(_columns(source.record.form) != columns for source in sources):
            columns = [_CARRIED.rpartition(".")[2]]  # whose requests a new column took is unknown
        for column in columns:
            yield _carry_column(subject, sources, column)


def _columns(form_id: str | None) -> Sequence[str]:
    of = form(form_id or "")
    return of.columns(of.fields[_CARRIED].table)


def _hands_on(source: Report, form_id: str) -> bool:
    """Whether the report of the year before has a comparable figure for requests carried over."""
    before = source.record.form
    return before is not None and compares(form_id, before, (_CARRIED,))


def _carry_column(subject: Subject, sources: list[Report], column: str) -> Judgement:
    field = f"requests.carried_in.{column}"
    source_field = f"requests.carried_over.{column}"
    value = subject.values.get(field)
    parts = [source.values.get(source_field) for source in sources]
    known = [part for part in parts if part is not None]
    total = sum(known) if len(known) == len(parts) else None
    if value is not None and total is not None and alike(value, total):
        return HOLDS
    left = Side(label=figure_label(subject.record.form, field), value=value, fields=(field,))
    right = _before(sources, source_field, total)
    if value is None or (total is None and value >= sum(known)):
        return not_judged("checks.reason.not_a_number", column, left, right, **_states(value))
    return fails(left, right, column)


def _states(value: int | float | None) -> dict[str, str]:
    code = "this_year" if value is None else "last_year"
    return {"states": message(f"checks.words.{code}", {})}


def _before(sources: list[Report], field: str, total: int | float | None) -> Side:
    names = "、".join(f"{s.record.agency_name or s.record.agency} {s.record.year}" for s in sources)
    label = message(
        "checks.side.of_report",
        {"figure": figure_label(sources[0].record.form, field), "report": names},
    )
    other = tuple(f"{s.record.agency}/{s.record.year}#{field}" for s in sources)
    return Side(label=label, value=total, other=other)


def _sources(subject: Subject) -> list[Report]:
    """The reports of the year before whose open requests this agency took over.

    Empty when there can be none to compare with; _UnknownSourceError when one is not here.
    """
    found = []
    own = subject.previous
    for name, reports in subject.predecessors.items():
        entry = subject.registry.agencies.get(name)
        if entry is not None and _hands_over(entry, reports, subject):
            found.append(_handed_over(entry, reports, subject))
    if own is not None:
        if own.record.scope != subject.record.scope:
            return []
        return [own, *found]
    if found and _began(subject.agency, subject.year):
        return found
    assert subject.record.form is not None
    began = first_year(subject.record.form, _CARRIED)
    if subject.year > began and not _began(subject.agency, subject.year):
        raise _UnknownSourceError("checks.reason.no_report_last_year")
    return []


def _began(agency: Agency | None, year: int) -> bool:
    """Whether the agency was founded in that year or the one before."""
    founded = (agency.valid_from or "")[:4] if agency else ""
    return founded.isdecimal() and int(founded) in (year, year - 1)


def _hands_over(entry: Agency, reports: Reports, subject: Subject) -> bool:
    """Whether the predecessor's last report is the one of the year before.

    It is dissolved in the year of that report or soon after, and reports no more.
    """
    if subject.year in reports:
        return False
    ended = (entry.valid_to or "")[:4]
    if ended.isdecimal():
        last = int(ended)
        return last in (subject.year - 1, subject.year) and subject.year - 1 >= _last(reports, last)
    return subject.year - 1 in reports and _began(subject.agency, subject.year)


def _last(reports: Reports, ended: int) -> int:
    """The year of the predecessor's last report; the year before its end when none is here."""
    return max(reports, default=ended - 1)


def _handed_over(entry: Agency, reports: Reports, subject: Subject) -> Report:
    if len(entry.successors) > 1:
        raise _UnknownSourceError("checks.reason.predecessor_split")
    report = reports.get(subject.year - 1)
    if report is None:
        raise _UnknownSourceError("checks.reason.predecessor_not_here")
    return report
