"""The observations of a page: headings, sentences, and the tables that they point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from generator.frames.counts import Rate
from generator.frames.summaries import ABSENT, PUBLISHED
from generator.messages import speaking
from generator.pages.observations.corpus import Corpus, PlaceYear
from generator.pages.observations.differences import Unit, units
from generator.pages.observations.observation import Observation
from generator.pages.observations.observe import SECTIONS, observe
from generator.pages.observations.others import moved
from generator.pages.observations.requests import whole
from generator.pages.observations.sentences import say, sentence
from generator.pages.observations.trends import Series, maps, through_the_years, trends
from generator.pages.parts.location import agency_link, region_link
from generator.pages.parts.markup import block, heading, link, site, table
from generator.pages.parts.words import figure, percent

METHOD = "observations/"
NOTED = frozenset({"who", "why", "arithmetic", "aggregate"})
_COLUMNS = {
    "coverage": ("place", "expected", "published", "missing", "not_collected"),
    "differences": ("name", "share", "cases", "drawn", "interval"),
    "changes": ("agency", "before", "after", "difference"),
}
_SHOWN_CHANGES = 5
_SHOWN_ROWS = 150
_OPEN_ROWS = 35
"""A longer table is folded: as many as there are provinces stay open."""


def observations(languages: Iterable[str], corpus: Corpus, code: str, year: int) -> list[list[str]]:
    """The section about a place ("" is the country) in a year, in each of the languages.

    What is seen is looked for once; nothing when there is nothing to say.
    """
    here = corpus.look(code, year)
    beside = units(corpus, here) if here.is_enough else []
    found = observe(here, beside)
    through = through_the_years(corpus, code, year) if here.is_enough else {}
    seen = _Seen(corpus, here, beside, found, through)
    lines = []
    for lang in languages:
        with speaking(lang):
            lines.append(_lines(seen) if found else [])
    return lines


@dataclass(frozen=True)
class _Seen:
    """All that the section says, in no language yet."""

    corpus: Corpus
    here: PlaceYear
    beside: list[Unit]
    found: list[Observation]
    through: dict[Rate, Series]


def _lines(seen: _Seen) -> list[str]:
    corpus, here = seen.corpus, seen.here
    code, year = here.code, here.year
    lines = [*heading(say("heading", year=year), "observations")]
    if here.is_enough:
        method = link(say("method_link"), site(METHOD))
        lines += [f"{say('intro', method=method)} {{.quiet}}", ""]
    for name in SECTIONS:
        own = [one for one in seen.found if one.section == name]
        if own:
            lines += _heading(name)
            lines += [f"- {sentence(one, corpus.registry)}" for one in own]
            lines += ["", *_note(name, own), *_tables(own, corpus, here, seen.beside)]
            if name == "outcomes":
                lines += trends(seen.through, year)
                lines += [] if code else maps(corpus, year)
    return lines


def _heading(name: str) -> list[str]:
    """Nothing above the sentence that there is too little."""
    return [] if name == "few" else [*heading(say(f"section.{name}"), f"in-{name}", 3)]


def _note(name: str, found: list[Observation]) -> list[str]:
    """What a reader must know beside the sentences, unless there is nothing to explain."""
    if name not in NOTED or all(one.direction == "none" for one in found):
        return []
    return [f"{say(f'note.{name}')} {{.quiet}}", ""]


def _tables(
    found: list[Observation], corpus: Corpus, here: PlaceYear, beside: list[Unit]
) -> Iterator[str]:
    """The rows behind sentences that point at this page."""
    links = {one.link for one in found}
    if "#coverage" in links:
        yield from _folded("coverage", _coverage(corpus, here))
    if "#differences" in links:
        rows = list(_units(corpus, beside))
        yield from (
            _folded("differences", rows) if len(rows) > _OPEN_ROWS else _open("differences", rows)
        )
    if "#changes" in links:
        yield from _folded("changes", _changes(corpus, here))


def _open(name: str, rows: Iterable[list[str]]) -> list[str]:
    header = [say(f"table.{name}.{column}") for column in _COLUMNS[name]]
    return [*table(header, rows, f'#{name} .observed caption="{say(f"table.{name}")}"'), ""]


def _folded(name: str, rows: Iterable[list[str]]) -> list[str]:
    return block(f"details {say(f'table.{name}')}", _open(name, rows))


def _coverage(corpus: Corpus, here: PlaceYear) -> Iterator[list[str]]:
    """The regions below, then the agencies of the place itself; together they are all."""
    left = here.expected
    for region in corpus.registry.children.get(here.code or None, ()):
        found = corpus.expected_in(region.code, here.year)
        if len(found):
            name = region_link(region)
            yield [name, *_statuses(found)]
            left = left.drop(found.index)
    if len(left):
        yield [say("table.coverage.itself"), *_statuses(left)]


def _statuses(found: pd.Series[Any]) -> list[str]:
    """How many should have reported, and how many did or did not."""
    published = int(found.isin(PUBLISHED).sum())
    others = (int((found == status).sum()) for status in ABSENT)
    return [figure(number) for number in (len(found), published, *others)]


def _units(corpus: Corpus, beside: list[Unit]) -> Iterator[list[str]]:
    """What was compared, highest first, with the interval of each share."""
    for unit in beside[:_SHOWN_ROWS]:
        cases = say("table.differences.of", part=figure(unit.part), whole=figure(unit.whole))
        interval = say("table.differences.to", low=percent(unit.low), high=percent(unit.high))
        marks = "/".join(f"{at * 1000:.0f}" for at in (unit.low, unit.share, unit.high))
        drawn = f"![](span:{marks})"
        yield [_named(corpus, unit), percent(unit.share), cases, drawn, interval]


def _named(corpus: Corpus, unit: Unit) -> str:
    if unit.kind == "place":
        return region_link(corpus.registry.regions[unit.name])
    return agency_link(corpus.registry, unit.name)


def _changes(corpus: Corpus, here: PlaceYear) -> Iterator[list[str]]:
    """The largest rises, then the largest falls."""
    found = moved(here)
    rises = found[found["difference"] > 0].head(_SHOWN_CHANGES)
    falls = found[found["difference"] < 0].tail(_SHOWN_CHANGES)
    for row in (*rises.itertuples(), *falls.itertuples()):
        agency, *numbers = row
        name = agency_link(corpus.registry, agency)
        before, after, difference = map(whole, numbers)
        sign = "+" if difference > 0 else "−"
        yield [name, figure(before), figure(after), f"{sign}{figure(abs(difference))}"]
