"""Places or agencies set against each other, where a difference is more than chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.frames.counts import Rate, catalogue
from generator.frames.intervals import wilson
from generator.pages.observations.corpus import Corpus, PlaceYear, stated
from generator.pages.observations.minimums import at_least
from generator.pages.observations.observation import Observation, Values
from generator.pages.observations.requests import whole
from generator.records import Number

COMPARED = "share_granted"
PLOT = "#differences"


class Unit(NamedTuple):
    """A region ("place") or an agency with its share, and what it rests on.

    `low` and `high` are the ends of the Wilson interval.
    """

    kind: str
    name: str
    part: Number
    whole: Number
    reports: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.part / self.whole


def compared() -> Rate:
    """The share by which places are set beside each other."""
    return next(one for one in catalogue().rates if one.id == COMPARED)


def units(corpus: Corpus, here: PlaceYear) -> list[Unit]:
    """The regions below, or the agencies where those are too few; highest share first.

    None when there are fewer than can be compared.
    """
    below = corpus.registry.children.get(here.code or None, ())
    places = [unit for one in below for unit in _place(corpus.look(one.code, here.year))]
    for found in (places, list(_agencies(here))):
        if len(found) >= at_least("units"):
            return sorted(found, key=lambda unit: (-unit.share, unit.name))
    return []


def _place(here: PlaceYear) -> Iterator[Unit]:
    rate = compared()
    known = stated(here.own, rate.numerator, rate.denominator)
    if len(known) >= at_least("reports"):
        sums = (known[rate.numerator].sum(), known[rate.denominator].sum())
        yield from _unit("place", here.code, *sums, len(known))


def _agencies(here: PlaceYear) -> Iterator[Unit]:
    rate = compared()
    known = stated(here.own, rate.numerator, rate.denominator)
    rows = zip(known.index, known[rate.numerator], known[rate.denominator], strict=True)
    for agency, part, total in rows:
        yield from _unit("agency", str(agency), part, total, 1)


def _unit(kind: str, name: str, part: float, total: float, reports: int) -> Iterator[Unit]:
    if total >= compared().minimum and part <= total:
        yield Unit(kind, name, whole(part), whole(total), reports, *wilson(part, total))


def differ(found: list[Unit]) -> Iterator[Observation]:
    """The two that are furthest apart by their intervals, or that none can be told apart."""
    if not found:
        return
    high, low = max(found, key=lambda unit: unit.low), min(found, key=lambda unit: unit.high)
    direction = "apart"
    if high.low <= low.high:  # then any two intervals overlap
        high, low = found[0], found[-1]
        direction = "equal" if high.share == low.share else "close"
    name = "region" if high.kind == "place" else "agency"
    values: Values = {
        "label": COMPARED, f"{name}_high": high.name, f"{name}_low": low.name,
        "share_high": high.share, "share_low": low.share, "part_high": high.part,
        "part_low": low.part, "whole_high": high.whole, "whole_low": low.whole,
    }  # fmt: skip
    yield Observation(
        f"differ.{high.kind}", high.share - low.share, len(found), PLOT, direction, values,
        of="places" if high.kind == "place" else "agencies",
    )  # fmt: skip
