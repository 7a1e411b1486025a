"""What a picture for sharing says of an agency, a region or a year: a `Card` in a page's head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.forms import form_in_force
from generator.frames.summaries import PlaceSummary
from generator.pages.parts.facts import Facts
from generator.pages.parts.words import figure, say
from generator.records import Number

NUMBERS = ("received", "granted", "carried_over")
BARS = "received"
_MOST = 6
Card = dict[str, Any]


def agency_card(facts: Sequence[Facts], strip: str = "") -> Card:
    """The newest year of an agency with its strip of years.

    Without a strip it has the years before the newest in the same form.
    """
    if not facts:
        return {}
    newest = facts[-1]
    values = {name: _words(getattr(newest, name)) for name in NUMBERS}
    if strip:
        return _card(newest.year, values, []) | {"strip": strip, "about": say("card.strip")}
    alike = [fact for fact in facts if fact.form == newest.form]
    return _card(newest.year, values, [(fact.year, fact.received) for fact in alike])


def summary_card(summaries: Mapping[int, PlaceSummary]) -> Card:
    """The newest of a place's sums by year, and the years before it in the same form.

    A sum in which numbers are missing has no bar.
    """
    if not summaries:
        return {}
    newest = max(summaries)
    alike = [year for year in summaries if form_in_force(year) == form_in_force(newest)]
    values = {name: sum_words(summaries[newest], name) for name in NUMBERS}
    return _card(newest, values, [(year, _whole(summaries[year])) for year in sorted(alike)])


def _card(year: int, values: dict[str, str], bars: list[tuple[int, Number | None]]) -> Card:
    return {
        "year": say("card.year", year=year),
        "numbers": [[say(f"years.{name}"), value] for name, value in values.items()],
        "about": say("card.bars", what=say(f"years.{BARS}")),
        "bars": [[str(year), value, _words(value)] for year, value in bars[-_MOST:]],
    }


def _words(value: Number | None) -> str:
    return say("years.unknown") if value is None else figure(value)


def sum_words(summary: PlaceSummary, name: str) -> str:
    """A sum, with how many of the reports it rests on where not all print the figure."""
    total = summary.totals.get(name)
    if total is None:
        return say("years.unknown")
    value = figure(total.value)
    if total.known == summary.reports:
        return value
    return say("sums.partial", value=value, known=total.known, reports=summary.reports)


def _whole(summary: PlaceSummary) -> Number | None:
    total = summary.totals.get(BARS)
    return total.value if total is not None and total.known == summary.reports else None
