"""How requests went through the years: a small chart for each share, all on one scale."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from generator.forms import form_in_force
from generator.frames.counts import Rate
from generator.pages.observations.corpus import Corpus, stated
from generator.pages.observations.minimums import at_least
from generator.pages.observations.requests import OUTCOMES, rate_of, whole
from generator.pages.observations.sentences import say
from generator.pages.parts.markup import block, escape, table
from generator.pages.parts.tile_map import Granted, limits, tiles
from generator.pages.parts.words import figure, named, percent
from generator.records import Number

_MOST_YEARS = 15
_FEWEST = 2
_STEP = 100  # per mille: the scale ends on a whole tenth


class Point(NamedTuple):
    """A share over the own reports of a year that print both its parts."""

    part: Number
    whole: Number
    reports: int


Series = dict[int, Point]


def through_the_years(corpus: Corpus, code: str, year: int) -> dict[Rate, Series]:
    """The shares of a place up to a year, each with two years at least."""
    return {rate: series for rate, series in _all(corpus, code, year) if len(series) >= _FEWEST}


def trends(found: dict[Rate, Series], year: int) -> list[str]:
    """The charts up to a year and the table of their numbers; nothing where there are none."""
    if not found:
        return []
    years = range(min(min(one) for one in found.values()), year + 1)
    most = max(point.part / point.whole for one in found.values() for point in one.values())
    top = max(_STEP, math.ceil(most * 1000 / _STEP) * _STEP)
    panels = [_panel(rate, series, years, top) for rate, series in found.items()]
    note = say("trends.note", top=percent(top / 1000))
    return [*block("multiples", panels), f"{note} {{.quiet}}", "", *_table(found, years)]


def _all(corpus: Corpus, code: str, year: int) -> Iterator[tuple[Rate, Series]]:
    own = corpus.own_until(code, year)
    own = own[own["year"] > year - _MOST_YEARS]
    for name in OUTCOMES:
        rate = rate_of(name)
        parts = [rate.numerator, rate.denominator]
        grouped = stated(own, *parts, "year").groupby("year")[parts]
        sums = grouped.sum().assign(reports=grouped.size())
        yield (
            rate,
            {
                int(when): Point(whole(part), whole(total), int(reports))
                for when, part, total, reports in sums.itertuples()
                if reports >= at_least("reports") and total >= rate.minimum and part <= total
            },
        )


def _panel(rate: Rate, series: Series, years: range, top: int) -> str:
    """The newest share with its numbers, and all of them drawn."""
    newest = max(series)
    words = say("trends.newest", year=newest, **_words(series[newest]))
    return f"- **{escape(named(rate))}** {words} ![](trend:{_code(rate, series, years)}/{top})"


def _code(rate: Rate, series: Series, years: range) -> str:
    text = f"{years[0]}:"
    for year in years:
        if year > years[0]:
            is_first = year <= min(series)  # nothing stands before it that a line could join
            text += "," if is_first or _compare(rate, year - 1, year) else ";"
        point = series.get(year)
        text += "" if point is None else f"{point.part / point.whole * 1000:.0f}"
    return text


def _compare(rate: Rate, earlier: int, later: int) -> bool:
    """Whether the share means the same on the forms of two years."""
    forms = {form_in_force(earlier), form_in_force(later)}
    return len(forms) == 1 or any(forms <= set(group) for group in rate.comparable)


def _words(point: Point) -> dict[str, str]:
    return {
        "share": percent(point.part / point.whole),
        "part": figure(point.part),
        "whole": figure(point.whole),
        "n": figure(point.reports),
    }


def _table(found: dict[Rate, Series], years: range) -> list[str]:
    header = [say("trends.year"), *(escape(named(rate)) for rate in found)]
    rows = [
        [
            f"{year}",
            *(
                say("trends.cell", **_words(one[year])) if year in one else say("trends.none")
                for one in found.values()
            ),
        ]
        for year in reversed(years)
    ]
    caption = say("trends.table")
    lines = table(header, rows, f'#trends .observed caption="{caption}"')
    return block(f"details {caption}", lines)


def maps(corpus: Corpus, year: int) -> list[str]:
    """A tile map for each outcome, the first open; nothing where few places have a share."""
    lines: list[str] = []
    own = {code: corpus.own_in(code, year) for code in corpus.places(year)}
    for rate in (rate_of(name) for name in OUTCOMES):
        places = dict(_places(own, rate))
        if sum(one.share is not None for one in places.values()) < at_least("units"):
            continue
        title = say("maps.title", label=escape(named(rate)))
        drawn = tiles(places, corpus.registry)
        lines += block(f"details {title}", drawn) if lines else [f"{title} {{.quiet}}", "", *drawn]
    if lines:
        lines += [f"{say('maps.note', **limits())} {{.quiet}}", ""]
    return lines


def _places(own: dict[str, pd.DataFrame], rate: Rate) -> Iterator[tuple[str, Granted]]:
    """What each region adds up to, with all below it, by the reports of each."""
    for code, reports in own.items():
        parts = [rate.numerator, rate.denominator]
        known = stated(reports, *parts)
        part, total = (whole(known[name].sum()) for name in parts)
        yield code, Granted(part, total, len(known))
