"""What the pages speak of, found in whichever form a report used (`indicators.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from generator.forms import form
from generator.records import FormId, Record, Section

Number = int | float

MINIMUM_BASE = 5
"""The fewest outcomes of which a share is given: below it a single case moves too much."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that together make one outcome; `id` has its name in the explanations."""

    id: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """A kind of remedy: the field of its total and those of its results."""

    id: str
    total: str
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    """Field ids of one form by what they mean; None or empty where the form has none."""

    received: str
    closed: str
    outcomes_total: str
    granted: str
    partly: str
    carried_in: str | None
    carried_over: str | None
    refused: tuple[str, ...]
    outcomes: tuple[Group, ...]
    cases: tuple[Cases, ...]
    applicants: tuple[str, ...]
    applicants_row: str | None
    proactive: tuple[str, ...]
    channels: tuple[str, ...]


@cache
def _file() -> dict[str, Any]:
    file = resources.files(__package__) / "indicators.toml"
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return data


def problem_sections(record: Record) -> tuple[Section, ...]:
    """The chapters in which the agency names its problems.

    Reports with an outline of their own have no chapter of that key: there the heading
    decides.
    """
    found = tuple(part for part in record.sections if part.key == "problems")
    if found:
        return found
    words = _file()["problems"]["headings"]
    return tuple(part for part in record.sections if any(word in part.heading for word in words))


@cache
def indicators(form_id: FormId) -> Indicators:
    """The indicators of a form."""
    data = _file()
    entry = data[form_id]
    entry = data[entry["same_as"]] if "same_as" in entry else entry
    return Indicators(
        received=entry["received"],
        closed=entry["closed"],
        outcomes_total=entry["outcomes_total"],
        granted=entry["granted"],
        partly=entry["partly"],
        carried_in=entry.get("carried_in"),
        carried_over=entry.get("carried_over"),
        refused=tuple(entry["refused"]),
        outcomes=tuple(_group(group, form_id) for group in entry["outcomes"]),
        cases=tuple(Cases(c["id"], c["total"], tuple(c["results"])) for c in entry["cases"]),
        applicants=tuple(entry["applicants"]),
        applicants_row=entry.get("applicants_row"),
        proactive=tuple(entry["proactive"]),
        channels=tuple(entry["channels"]),
    )


def _group(entry: dict[str, Any], form_id: FormId) -> Group:
    if "fields" in entry:
        return Group(entry["id"], tuple(entry["fields"]))
    fields = form(form_id).fields
    prefix = entry["prefix"]
    return Group(
        entry["id"],
        tuple(key for key in fields if key.startswith(prefix) and key.endswith(".total")),
    )


def total_of(record: Record, fields: Iterable[str]) -> Number | None:
    """The sum of those figures; None when one of them is no number (a blank is not zero)."""
    total: Number = 0
    for field in fields:
        value = record.value(field)
        if value is None:
            return None
        total += value
    return total


def share(part: Number | None, whole: Number | None) -> float | None:
    """A part of a whole, 0 to 1; None when either is unknown or the whole is zero."""
    if part is None or not whole:
        return None
    return part / whole
