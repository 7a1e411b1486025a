"""What pages say of many reports: measures of each, spreads of peers, sums and coverage of places.

Only like with like: own reports and aggregates stand apart, and every number comes with how
many reports it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from generator.agencies import Registry
from generator.case_file.register import Register
from generator.forms import forms, is_current_era
from generator.frames.cells import exact
from generator.frames.counts import MINIMUM_BASE
from generator.frames.others import agencies_frame, coverage_frame
from generator.records import Number

Place = tuple[str, int]
"""A region's code (its whole subtree) and a year; "" is the whole country."""

COUNTS = {
    "received": "received",
    "closed": "closed",
    "granted": "granted_any",
    "carried_over": "carried_over",
    "review": "reviews",
    "litigation": "lawsuits",
}
"""The measures of pages, and the counts of `indicators.toml` that they are."""

MINIMUM_PEERS = 5
SPREAD_OF = ("received", "granted_share", "carried_over")
PUBLISHED = frozenset({"published", "late"})
EXPECTED = frozenset({"published", "late", "missing", "not_collected"})
ABSENT = ("missing", "not_collected")


def measures_of(indicators: pd.DataFrame) -> pd.DataFrame:
    """agency, year, scope, form and the measures of each report."""
    found = indicators[["agency", "year", "scope", "form", *COUNTS.values()]]
    return found.set_axis(["agency", "year", "scope", "form", *COUNTS], axis=1)


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, smallest and largest of a group, and how many reports it has."""

    median: float
    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Peers:
    """Spreads by (year, level, function) and by (year, region), for each measure."""

    alike: dict[tuple[Any, ...], dict[str, Spread]]
    nearby: dict[tuple[Any, ...], dict[str, Spread]]


def peers_of(measures: pd.DataFrame, registry: Registry) -> Peers:
    """The spreads of all groups of `MINIMUM_PEERS` and more.

    Peers are own reports of one year whose requests compare with today's: of the same level
    and function, or of the same region. A share needs `MINIMUM_BASE` outcomes.
    """
    current = [of.id for of in forms() if is_current_era(of.id)]
    found = measures[(measures["scope"] == "own") & measures["form"].isin(current)]
    share = found["granted"] / found["closed"].where(found["closed"] >= MINIMUM_BASE)
    about = agencies_frame(registry).set_index("id")[["level", "function", "region"]]
    found = found.assign(granted_share=share).join(about, on="agency")
    return Peers(
        alike=_spreads(found, ["year", "level", "function"]),
        nearby=_spreads(found, ["year", "region"]),
    )


def _spreads(found: pd.DataFrame, keys: list[str]) -> dict[tuple[Any, ...], dict[str, Spread]]:
    grouped = found.groupby(keys, observed=True)
    spreads: dict[tuple[Any, ...], dict[str, Spread]] = {}
    for measure in SPREAD_OF:
        table = grouped[measure].agg(["median", "min", "max", "count"])
        table = table[table["count"] >= MINIMUM_PEERS]
        for key, median, low, high, count in table.itertuples(name=None):
            spreads.setdefault(key, {})[measure] = Spread(median, low, high, int(count))
    return spreads


@dataclass(frozen=True, slots=True)
class Total:
    """A sum with the number of reports that printed the figure."""

    value: Number
    known: int


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """Sums of the reports of one scope: own reports, or aggregates; never both."""

    reports: int = 0
    totals: Mapping[str, Total] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the agencies that should have reported did."""

    expected: int = 0
    published: int = 0


@dataclass(frozen=True)
class PlaceSummaries:
    """Sums and coverage for every region and year.

    `absent` names the agencies of a region itself, of a year, without a report, by status.
    """

    own: dict[Place, PlaceSummary]
    aggregate: dict[Place, PlaceSummary]
    coverage: dict[Place, Coverage]
    absent: dict[tuple[str, int, str], list[str]]
    years: list[int]


def place_summaries(
    measures: pd.DataFrame, register: Register, registry: Registry
) -> PlaceSummaries:
    """Sums over all reports, and coverage over the register.

    An aggregate report counts only for its own region: a province's aggregate already
    holds its cities'.
    """
    own, aggregate = (measures[measures["scope"] == scope] for scope in ("own", "aggregate"))
    status = with_region(coverage_frame(register), registry)
    absent = status[status["status"].isin(ABSENT)]
    named: Any = absent.groupby(["region", "year", "status"], observed=True)["agency"].agg(list)
    return PlaceSummaries(
        own=_summaries(with_holders(own, registry), "place"),
        aggregate=_summaries(with_region(aggregate, registry), "region"),
        coverage=_coverage(with_holders(status[status["status"].isin(EXPECTED)], registry)),
        absent=dict(named.items()),
        years=sorted({int(year) for year in measures["year"]}),
    )


def with_region(found: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """The rows with the region of their agency, "" for one that is not registered."""
    region = pd.Series({name: one.region for name, one in registry.agencies.items()}, dtype="str")
    return found.assign(region=found["agency"].astype("str").map(region).fillna(""))


def with_holders(found: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """The rows of agencies, each once for every `place` that holds its agency."""
    return with_region(found, registry).merge(holders(registry), on="region")


def holders(registry: Registry) -> pd.DataFrame:
    """Each region in use with every place that holds it: itself, those above, the country."""
    used = ("", *dict.fromkeys(one.region for one in registry.agencies.values()))
    rows = [(code, place) for code in used
            for place in ("", *(step.code for step in registry.path(code)))]  # fmt: skip
    return pd.DataFrame(rows, columns=["region", "place"], dtype="str")


def _summaries(found: pd.DataFrame, by: str) -> dict[Place, PlaceSummary]:
    grouped = found.groupby([by, "year"], observed=True)
    sums, known = grouped[list(COUNTS)].sum(), grouped[list(COUNTS)].count()
    totals = {name: zip(exact(sums[name]), known[name].tolist(), strict=True) for name in COUNTS}
    rows = zip(*totals.values(), strict=True)
    sizes: Any = grouped.size().items()
    return {
        place: PlaceSummary(
            int(size), {name: Total(*one) for name, one in zip(COUNTS, row, strict=True) if one[1]}
        )
        for (place, size), row in zip(sizes, rows, strict=True)
    }


def _coverage(expected: pd.DataFrame) -> dict[Place, Coverage]:
    published = expected["status"].isin(PUBLISHED)
    grouped = published.groupby([expected["place"], expected["year"]])
    return {
        (place, year): Coverage(int(count), int(total))
        for (place, year), count, total in grouped.agg(["count", "sum"]).itertuples(name=None)
    }
