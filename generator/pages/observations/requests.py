"""How many asked, and how it went: sums over the own reports of a place and year."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from generator.frames.cells import exact
from generator.frames.counts import Rate, catalogue
from generator.pages.observations.corpus import PlaceYear, stated
from generator.pages.observations.minimums import at_least
from generator.pages.observations.observation import Observation, Values, way
from generator.pages.parts.onward_links import explore_query
from generator.pages.parts.words import rounded_percentage
from generator.records import Number

OUTCOMES = (
    "share_granted", "share_denied", "share_unable", "share_not_processed", "share_open"
)  # fmt: skip


def asked(here: PlaceYear) -> Iterator[Observation]:
    """How many requests there were, who got none, who most, and the change since last year."""
    received = here.own["received"]
    known = received.dropna()
    if len(known) < at_least("reports"):
        return
    total = whole(known.sum())
    yield Observation("asked.total", total, len(known), rows(here, "received", only="n"))
    if len(known) < len(received):
        unknown = len(received) - len(known)
        link = rows(here, "received", only="s")
        yield Observation("asked.unknown", unknown, len(received), link)
    zeros = int((known == 0).sum())
    if zeros:
        yield Observation("asked.zero", zeros, len(known), rows(here, "received", only="z"))
    if total:
        median = whole(known.median())
        yield Observation("asked.median", median, len(known), rows(here, "received", only="n"))
    yield from _most(here, known)
    yield from change(here, "asked.change", "received")
    yield from rate(here, "asked", "share_natural")


def _most(here: PlaceYear, known: pd.Series[float]) -> Iterator[Observation]:
    """The agency with most requests, where it is one and they are many."""
    most = known.max()
    if most < at_least("most") or (known == most).sum() > 1:
        return
    values: Values = {"agency": str(known.idxmax()), "share": most / known.sum()}
    link = rows(here, "received", only="n")
    yield Observation("asked.most", whole(most), len(known), link, values=values)


def outcomes(here: PlaceYear) -> Iterator[Observation]:
    """What became of the requests, as shares of what was closed, and who granted none."""
    for name in OUTCOMES:
        yield from rate(here, "outcomes", name)
    yield from _none_granted(here)


def _none_granted(here: PlaceYear) -> Iterator[Observation]:
    found = rate_of("share_granted")
    known = stated(here.own, found.numerator, found.denominator)
    enough = known[known[found.denominator] >= found.minimum]
    none = int((enough[found.numerator] == 0).sum())
    if len(enough) >= at_least("reports") and none:
        link = rows(here, found.id, only="z")
        values: Values = {"minimum": found.minimum}
        yield Observation("outcomes.none_granted", none, len(enough), link, values=values)


def rate(here: PlaceYear, section: str, name: str) -> Iterator[Observation]:
    """A share over all reports that print both its parts, and how it moved."""
    found = rate_of(name)
    parts = [found.numerator, found.denominator]
    known = stated(here.own, *parts)
    part, total = (whole(known[one].sum()) for one in parts)
    if len(known) < at_least("reports") or total < found.minimum or part > total:
        return
    values: Values = {"part": part, "whole": total, "share": part / total}
    link = rows(here, name, only="n")
    yield Observation(f"{section}.{name}", part / total, len(known), link, values=values)
    yield from _moved(here, section, found)


def _moved(here: PlaceYear, section: str, found: Rate) -> Iterator[Observation]:
    """The change of a share in points, over the agencies that print it in both years.

    A share that hardly moved is no news and is left out.
    """
    last, now = here.both(found.numerator, found.denominator)
    wholes = [one[found.denominator].sum() for one in (last, now)]
    if len(now) < at_least("pairs") or min(wholes) < found.minimum:
        return
    shares = [
        float(one[found.numerator].sum() / total)
        for one, total in zip((last, now), wholes, strict=True)
    ]
    points = shares[1] - shares[0]
    if abs(points) < at_least("points"):
        return
    values: Values = {
        "label": found.id, "last_year": here.year - 1,
        "share_before": shares[0], "share_after": shares[1], "points": _points(shares),
    }  # fmt: skip
    link = rows(here, found.id, only="n", first=here.year - 1)
    yield Observation(
        f"{section}.{found.id}.moved", points, len(now), link, way(points), values, "pairs", "moved"
    )


def _points(shares: list[float]) -> float:
    """The difference in percentage points between the shares as they are printed."""
    before, after = map(rounded_percentage, shares)
    return round(abs(after - before), 1)


def change(here: PlaceYear, name: str, count: str) -> Iterator[Observation]:
    """How a sum moved since last year, over the agencies that print it in both years."""
    last, now = here.both(count)
    if len(now) < at_least("pairs"):
        return
    before, after = whole(last[count].sum()), whole(now[count].sum())
    if not before:
        return
    share = (after - before) / before
    direction = way(after - before, abs(share) < at_least("steady"))
    values: Values = {
        "label": count, "last_year": here.year - 1,
        "before": before, "after": after, "share": abs(share),
    }  # fmt: skip
    link = rows(here, count, only="n", first=here.year - 1)
    is_few = direction != "same" and before < at_least("percent")
    template = "change.few" if is_few else "change"
    yield Observation(
        name, whole(after - before), len(now), link, direction, values, "pairs", template
    )


def rows(here: PlaceYear, indicator: str, *, only: str, first: int | None = None) -> str:
    """The explorer's address of the rows that were counted."""
    query = explore_query(here.year, region=here.code, indicator=indicator, first=first, only=only)
    return f"explore/?{query}"


def whole(value: float) -> Number:
    """The number as an int where it is whole."""
    number: Number = exact([value])[0]
    return number


def rate_of(name: str) -> Rate:
    """The rate of that id in `indicators.toml`."""
    return next(one for one in catalogue().rates if one.id == name)
