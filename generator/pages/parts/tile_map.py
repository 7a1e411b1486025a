"""How requests went, place by place: a tile each, provinces where they lie in the country.

A tile says its share and the requests that it rests on; too few have none. Only own reports
that print both numbers count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from generator.agencies import Region, Registry
from generator.frames.cells import exact
from generator.frames.counts import catalogue
from generator.frames.intervals import wilson
from generator.frames.summaries import MINIMUM_PEERS, with_holders
from generator.pages.observations.minimums import at_least
from generator.pages.parts.markup import block, escape, heading, link, site
from generator.pages.parts.words import percent, say
from generator.records import Number
from generator.toml_file import toml_as

_STEPS = 4


RATE = "share_granted"
"""The rate of `indicators.toml` that the tiles show."""


@cache
def minimum_base() -> int:
    """The least number of closed requests for which a share is given."""
    return next(rate.minimum for rate in catalogue().rates if rate.id == RATE)


@dataclass(frozen=True)
class Granted:
    """Requests granted, wholly or partly, and closed, in so many reports."""

    granted: Number = 0
    closed: Number = 0
    reports: int = 0

    @property
    def share(self) -> float | None:
        """None where it would rest on too few requests or reports."""
        is_enough = self.closed >= minimum_base() and self.reports >= MINIMUM_PEERS
        return self.granted / self.closed if is_enough else None


def granted_by_place(measures: pd.DataFrame, year: int, registry: Registry) -> dict[str, Granted]:
    """The own reports of a year, for each region with all below it; "" is the whole.

    A report that does not print both numbers adds nothing, but its places are there.
    """
    names = ["granted", "closed"]
    own = measures[(measures["year"] == year) & (measures["scope"] == "own")]
    own = own.assign(**own[names].where(own[names].notna().all(axis=1)))
    grouped = with_holders(own, registry).groupby("place")[names]
    sums, known = grouped.sum(), grouped.count()["closed"]
    rows = zip(exact(sums["granted"]), exact(sums["closed"]), known.tolist(), strict=True)
    return {"": Granted()} | dict(zip(sums.index, (Granted(*row) for row in rows), strict=True))


def tile_map(places: Mapping[str, Granted], year: int, registry: Registry) -> list[str]:
    """The tiles with a heading and what they mean."""
    drawn = tiles(places, registry)
    if not drawn:
        return []
    return [
        *heading(say("tile_map.heading", year=year), "map"),
        *drawn,
        f"{say('tile_map.note', **limits())} {{.quiet}}",
        "",
    ]


def tiles(places: Mapping[str, Granted], registry: Registry) -> list[str]:
    """The provinces; of a site with one province or city, what lies below it."""
    regions: Sequence[Region] = registry.children.get(None, ())
    is_country = True
    while len(shown := [one for one in regions if one.code in places]) == 1:
        regions, is_country = registry.children.get(shown[0].code, ()), False
    if all(places[one.code].share is None for one in shown):
        return []  # a map of nothing
    kind = "tiles {.tile-map}" if is_country else "tiles"
    return block(kind, _tiles(regions, places, is_country=is_country))


def _tiles(
    regions: Iterable[Region], places: Mapping[str, Granted], *, is_country: bool
) -> Iterator[str]:
    for region in regions:
        at = _positions().get(region.code) if is_country else None
        name = escape(at.short if at else region.name)
        place = f" .column-{at.at[0]} .row-{at.at[1]}" if at else ""
        found = places.get(region.code)
        if found is None:
            yield f"- {name} {say('tile_map.none')} {{.tile .step-none{place}}}"
            continue
        share, step = found.share, "few"
        words = say("tile_map.few", closed=found.closed)
        if share is not None:
            step = str(1 + min(_STEPS - 1, int(share * _STEPS)))
            words = say("tile_map.share", share=percent(share), closed=found.closed)
            words += _chance(found)
        label = link(name, site(f"regions/{region.code}/"))
        yield f"- {label} {words} {{.tile .step-{step}{place}}}"


def limits() -> dict[str, int]:
    """From how many requests and reports a share is given, and below how many its interval."""
    few = int(at_least("interval"))
    return {"requests": minimum_base(), "reports": MINIMUM_PEERS, "few": few}


def _chance(found: Granted) -> str:
    """The interval of a share of few cases."""
    if found.closed >= at_least("interval"):
        return ""
    low, high = wilson(found.granted, found.closed)
    return " " + say("tile_map.interval", low=percent(low), high=percent(high))


@dataclass(frozen=True)
class _Position:
    short: str
    at: tuple[int, int]


@cache
def _positions() -> dict[str, _Position]:
    return toml_as("generator.pages.parts", "tile_map.toml", dict[str, _Position])
