"""What the pages speak of, found in whichever form a report used (`indicators.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from generator.forms import form
from generator.frames.counts import catalogue
from generator.records import Number, Record, Section


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that together make one outcome; `id` has its name in the explanations.

    A request with an outcome that `is_refusal` did not end with the information.
    """

    id: str
    fields: tuple[str, ...]
    is_refusal: bool


@dataclass(frozen=True, slots=True)
class Cases:
    """A kind of remedy: the field of its total and those of its results."""

    id: str
    total: str
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    """Field ids of one form by what they mean; None or empty where the form has none.

    `applicants` holds a column id and a field for each kind of applicant.
    """

    received: str
    outcomes_total: str
    granted: str
    partly: str
    carried_over: str | None
    outcomes: tuple[Group, ...]
    cases: tuple[Cases, ...]
    applicants: tuple[tuple[str, str], ...]
    proactive: tuple[str, ...]
    channels: tuple[str, ...]


def problem_sections(record: Record) -> tuple[Section, ...]:
    """The chapters in which the agency names its problems.

    Reports with an outline of their own have no chapter of that key: there the heading
    decides.
    """
    found = tuple(part for part in record.sections if part.key == "problems")
    if found:
        return found
    words = catalogue().pages["problems"]["headings"]
    return tuple(part for part in record.sections if any(word in part.heading for word in words))


@cache
def indicators(form_id: str) -> Indicators:
    """The indicators of a form; what is counted is defined once, in `counts`."""
    of = form(form_id)
    shown = of.shown
    applicants = of.summands(f"{shown.applicants_row}.*") if shown.applicants_row else ()
    return Indicators(
        received=_one("received", form_id) or "",
        outcomes_total=_one("closed", form_id) or "",
        granted=_one("granted", form_id) or "",
        partly=_one("partly_granted", form_id) or "",
        carried_over=_one("carried_over", form_id),
        outcomes=tuple(
            Group(bar.id, of.summands(bar.of), bar.is_refusal) for bar in shown.outcomes
        ),
        cases=tuple(Cases(one.id, one.total, of.parts(one.total)) for one in shown.remedies),
        applicants=tuple((of.fields[name].column.id, name) for name in applicants),
        proactive=shown.proactive,
        channels=shown.channels,
    )


def _one(count: str, form_id: str) -> str | None:
    """The field of a count that is a single figure of the form; None where it has none."""
    terms = catalogue().count(count).terms(form_id)
    return terms[0][1] if len(terms) == 1 else None


def total_of(record: Record, fields: Iterable[str]) -> Number | None:
    """The sum of those figures; None when one of them is no number (a blank is not zero)."""
    total: Number = 0
    for field in fields:
        value = record.value(field)
        if value is None:
            return None
        total += value
    return total
