"""Everything that is said of a place and a year, in order."""

from __future__ import annotations

from generator.frames.summaries import PUBLISHED
from generator.pages.observations.corpus import PlaceYear
from generator.pages.observations.differences import Unit, differ
from generator.pages.observations.minimums import at_least
from generator.pages.observations.observation import Observation
from generator.pages.observations.others import (
    aggregate,
    arithmetic,
    changes,
    remedies,
    who,
    why,
)
from generator.pages.observations.requests import asked, outcomes, rows

SECTIONS = (
    "few", "who", "asked", "outcomes", "why", "differ", "changes", "remedies", "arithmetic",
    "aggregate",
)  # fmt: skip


def observe(here: PlaceYear, units: list[Unit]) -> list[Observation]:
    """The observations, section by section; one that says so where the reports are too few."""
    if not here.is_enough:
        return [*_few(here), *who(here), *aggregate(here)]
    return [
        *who(here),
        *asked(here),
        *outcomes(here),
        *why(here),
        *differ(units),
        *changes(here),
        *remedies(here),
        *arithmetic(here),
        *aggregate(here),
    ]


def _few(here: PlaceYear) -> list[Observation]:
    count = len(here.own)
    if not count and here.aggregate.empty and not here.expected.isin(PUBLISHED).any():
        return []
    values = {"minimum": int(at_least("reports"))}
    direction = "" if count else "none"
    link = rows(here, "received", only="")
    return [Observation("few", count, count, link, direction, dict(values))]
