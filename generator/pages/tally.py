"""Sums over many reports: only like with like, and how many reports they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.agencies import Registry
from generator.checks.register import Status
from generator.pages.facts import Facts, Number

MEASURES = ("received", "closed", "granted", "carried_over", "review", "litigation")
PUBLISHED = frozenset({"published", "late"})
EXPECTED = frozenset({"published", "late", "missing", "not_collected"})

Key = tuple[str, int]


@dataclass
class Total:
    """A sum with the number of reports that printed the figure, out of all reports."""

    value: Number = 0
    known: int = 0


@dataclass
class Tally:
    """Sums of the reports of one scope: own reports, or aggregates; never both."""

    reports: int = 0
    totals: dict[str, Total] = field(default_factory=lambda: defaultdict(Total))
    failed: int = 0

    def add(self, fact: Facts) -> None:
        """Counts a report in."""
        self.reports += 1
        self.failed += fact.failed > 0
        for measure in MEASURES:
            value = getattr(fact, measure)
            if value is not None:
                total = self.totals[measure]
                total.value += value
                total.known += 1


@dataclass
class Coverage:
    """How many of the agencies that should have reported did, and who is missing."""

    expected: int = 0
    published: int = 0
    missing: list[str] = field(default_factory=list)
    not_collected: list[str] = field(default_factory=list)

    def add(self, agency: str, status: Status) -> None:
        """Counts an agency in; those that had not to report do not count."""
        if status not in EXPECTED:
            return
        self.expected += 1
        if status in PUBLISHED:
            self.published += 1
        elif status == "missing":
            self.missing.append(agency)
        else:
            self.not_collected.append(agency)


Place = tuple[str, int]
"""A region's code (its whole subtree) and a year; "" is the whole country."""


@dataclass
class Tallies:
    """Sums and coverage for every region and year."""

    own: dict[Place, Tally] = field(default_factory=lambda: defaultdict(Tally))
    aggregate: dict[Place, Tally] = field(default_factory=lambda: defaultdict(Tally))
    coverage: dict[Place, Coverage] = field(default_factory=lambda: defaultdict(Coverage))
    years: set[int] = field(default_factory=set)


def tallies_of(
    facts: Iterable[Facts], register: Mapping[Key, Status], registry: Registry
) -> Tallies:
    """One walk over all reports and one over the register.

    An aggregate report counts only for its own region: a province's aggregate already
    holds its cities'.
    """
    found = Tallies()
    paths: dict[str, tuple[str, ...]] = {}
    for fact in facts:
        found.years.add(fact.year)
        agency = registry.agencies.get(fact.agency)
        region = agency.region if agency is not None else ""
        if fact.scope == "aggregate":
            found.aggregate[region, fact.year].add(fact)
            continue
        for code in _codes(region, registry, paths):
            found.own[code, fact.year].add(fact)
    for (name, year), status in register.items():
        agency = registry.agencies.get(name)
        if agency is None:
            continue
        for code in _codes(agency.region, registry, paths):
            found.coverage[code, year].add(name, status)
    return found


def _codes(region: str, registry: Registry, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if region not in known:
        known[region] = ("", *(step.code for step in registry.path(region)))
    return known[region]
