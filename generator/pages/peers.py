"""An agency beside others like it: median and range, and how many they are.

Peers by level and function: reports of one year by agencies with the same field of work
at the same level. Peers by place: the agencies of the same region. Aggregate reports are
left out; a group below `MINIMUM` is not shown, and a share needs `MINIMUM_BASE` outcomes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.agencies import Registry
from generator.forms import is_current_era
from generator.pages.facts import Facts
from generator.pages.indicators import MINIMUM_BASE
from generator.pages.markup import escape, link, site, table
from generator.pages.summary import percent
from generator.pages.words import function_name, say

MINIMUM = 5
MEASURES = ("received", "granted_share", "carried_over")


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, smallest and largest of a group, and how many reports it has."""

    median: float
    low: float
    high: float
    count: int


GroupKey = tuple[Any, ...]


@dataclass(frozen=True)
class Peers:
    """Spreads by (year, level, function) and by (year, region), for each measure."""

    alike: dict[GroupKey, dict[str, Spread]]
    nearby: dict[GroupKey, dict[str, Spread]]


def peers_of(facts: Iterable[Facts], registry: Registry) -> Peers:
    """The spreads of all groups of `MINIMUM` and more, computed at once."""
    import pandas as pd

    rows = [
        _row(fact, registry) for fact in facts if fact.scope == "own" and is_current_era(fact.form)
    ]
    columns = ["year", "level", "function", "region", *MEASURES]
    frame = pd.DataFrame(rows, columns=columns)
    for measure in MEASURES:
        frame[measure] = frame[measure].astype("float64")
    return Peers(
        alike=_spreads(frame[frame["function"].notna()], ["year", "level", "function"]),
        nearby=_spreads(frame[frame["region"].notna()], ["year", "region"]),
    )


def _row(fact: Facts, registry: Registry) -> tuple[Any, ...]:
    agency = registry.agencies.get(fact.agency)
    place = (agency.level, agency.function, agency.region) if agency else (None, None, None)
    share = fact.granted_share if (fact.closed or 0) >= MINIMUM_BASE else None
    return (fact.year, *place, fact.received, share, fact.carried_over)


def _spreads(frame: Any, keys: list[str]) -> dict[GroupKey, dict[str, Spread]]:
    if frame.empty:
        return {}
    grouped = frame.groupby(keys, sort=True, observed=True)[list(MEASURES)]
    table = grouped.agg(["median", "min", "max", "count"])
    found: dict[GroupKey, dict[str, Spread]] = {}
    for key, values in zip(table.index, table.itertuples(index=False, name=None), strict=True):
        spreads = {}
        for number, measure in enumerate(MEASURES):
            median, low, high, count = values[number * 4 : number * 4 + 4]
            if count >= MINIMUM:
                spreads[measure] = Spread(median, low, high, int(count))
        if spreads:
            found[tuple(key)] = spreads
    return found


def peers_section(fact: Facts, peers: Peers, registry: Registry) -> list[str]:
    """The comparison as a table; a sentence when too few can be compared."""
    agency = registry.agencies.get(fact.agency)
    if agency is None or fact.scope != "own" or not is_current_era(fact.form):
        return []
    rows: list[list[str]] = []
    alike = peers.alike.get((fact.year, agency.level, agency.function), {})
    if alike:
        name = say(f"level.{agency.level}") + function_name(agency.function or "")
        rows += _rows(fact, alike, say("peers.alike", name=escape(name)))
    nearby = peers.nearby.get((fact.year, agency.region), {})
    if nearby:
        region = registry.regions.get(agency.region)
        name = link(
            escape(region.name if region else agency.region), site(f"regions/{agency.region}/")
        )
        rows += _rows(fact, nearby, say("peers.nearby", name=name))
    lines = [f"## {say('heading.peers')} {{#peers}}", ""]
    if not rows:
        return [*lines, say("peers.too_few", minimum=MINIMUM), ""]
    header = [
        say("peers.measure"),
        say("peers.own"),
        say("peers.median"),
        say("peers.range"),
        say("peers.count"),
    ]
    note = say("peers.note", minimum=MINIMUM, base=MINIMUM_BASE)
    return [
        *lines,
        *table(header, rows, f'.peers caption="{say("heading.peers")}"'),
        "",
        f"{note} {{.quiet}}",
        "",
    ]


def _rows(fact: Facts, spreads: dict[str, Spread], name: str) -> list[list[str]]:
    rows = [[f"{name} {{.group}}"]]
    for measure, spread in spreads.items():
        own = getattr(fact, measure)
        if measure == "granted_share" and (fact.closed or 0) < MINIMUM_BASE:
            own = None
        low, high = shown(measure, spread.low), shown(measure, spread.high)
        rows.append(
            [
                say(f"peers.{measure}"),
                shown(measure, own) if own is not None else say("peers.unknown"),
                shown(measure, spread.median),
                f"{low}–{high}",
                str(spread.count),
            ]
        )
    return rows


def shown(measure: str, value: float) -> str:
    """A count as it is, a share as a percentage, a median with at most one decimal."""
    return percent(value) if measure.endswith("_share") else f"{value:.1f}".removesuffix(".0")
