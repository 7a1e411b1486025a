"""The home page: a question with its answer, search, a map, the newest reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from generator.agencies import Registry
from generator.frames.summaries import PlaceSummaries
from generator.pages.kinds import Kind, Material
from generator.pages.observations.minimums import full_year
from generator.pages.parts.content_file import Page
from generator.pages.parts.english_names import with_agency, with_place
from generator.pages.parts.facts import Facts, agency_name
from generator.pages.parts.markup import block, escape, heading, link, plain, site
from generator.pages.parts.onward_links import FEED_OF_ALL, explore_query, has_feed
from generator.pages.parts.strips import Strips, strip_key
from generator.pages.parts.tile_map import RATE, Granted, granted_by_place, tile_map
from generator.pages.parts.words import percent, say
from generator.site_settings import SiteSettings

NEWEST = 12

HOME_FILE = "home/index.md"


def home_page(
    facts: Sequence[Facts], measures: pd.DataFrame, strips: Strips, summaries: PlaceSummaries,
    registry: Registry, settings: SiteSettings,
) -> Page:  # fmt: skip
    """The home page, at the root of the site; `measures` are those of the same reports."""
    year = full_year(Counter(one.year for one in facts if one.scope == "own")) or 0
    places = granted_by_place(measures, year, registry)
    return Page(
        file=HOME_FILE,
        url="",
        title=settings.name,
        template="home",
        description=say("home.description", name=settings.name, tagline=settings.tagline),
        lines=[
            f"{escape(settings.tagline)} {{.lead}}",
            "",
            *_ways(),
            *tile_map(places, year, registry),
            *_newest(facts, registry, strips),
            *_provinces(registry),
            *_years(summaries),
        ],
        head={
            "Lead": _lead(places[""], year),
            "Feed": FEED_OF_ALL if has_feed(facts, settings) else "",
            "Json_ld": [
                {
                    "@type": "WebSite",
                    "@id": "site:",
                    "name": plain(settings.name),
                    "description": plain(settings.tagline),
                    "inLanguage": settings.language,
                }
            ],
        },
    )


def _lead(whole: Granted, year: int) -> dict[str, Any]:
    """The question, its answer as a figure and a sentence, and where to read on."""
    if whole.share is None:
        return {}
    numbers = {"reports": whole.reports, "closed": whole.closed, "granted": whole.granted}
    return {
        "question": say("home.question"),
        "figure": percent(whole.share),
        "answer": say("home.answer", year=year, **numbers),
        "links": [
            [say("home.answer_year", year=year), f"years/{year}/"],
            [say("home.answer_rows"), f"explore/?{explore_query(year, indicator=RATE)}"],
        ],
    }


def _ways() -> list[str]:
    ways = (
        ("agencies/", "find"),
        ("guide/", "apply"),
        ("explore/", "explore"),
        ("reasons/", "reasons"),
        ("checks/", "checks"),
    )
    items = [
        f"- {link(say(f'home.to_{name}'), site(address))} {say(f'home.about_{name}')}"
        for address, name in ways
    ]
    return [*block("ways", items)]


def _newest(facts: Sequence[Facts], registry: Registry, strips: Strips) -> list[str]:
    """By date of publication where it is known, else by year; and how much is here."""
    if not facts:
        return [say("home.empty"), ""]
    years = [fact.year for fact in facts]
    agencies = len({fact.agency for fact in facts})
    here = say(
        "home.here", reports=len(facts), agencies=agencies, first=min(years), last=max(years)
    )
    newest = sorted(
        facts, key=lambda fact: (fact.published or f"{fact.year}", fact.agency), reverse=True
    )
    items = [
        f"- {_line(fact, registry)} {strips.mark(fact.agency)}".rstrip() for fact in newest[:NEWEST]
    ]
    lines = [f"{here} {{.quiet}}", "", *items, "", *strip_key(strips)]
    return [*heading(say("home.newest"), "newest"), *lines]


def _line(fact: Facts, registry: Registry) -> str:
    name = escape(with_agency(registry, fact.agency, agency_name(registry, fact.agency)))
    report = link(
        say("home.report", name=name, year=fact.year), site(f"agencies/{fact.agency}/{fact.year}/")
    )
    if fact.received is None:
        return report
    return say("home.line", report=report, received=fact.received)


def _provinces(registry: Registry) -> list[str]:
    present = {registry.path(code)[0].code for code in registry.by_region if registry.path(code)}
    names = [
        link(escape(with_place(region)), site(f"regions/{region.code}/"))
        for region in registry.children.get(None, ())
        if region.code in present
    ]
    return _inline("heading.provinces", "provinces", names)


def _years(summaries: PlaceSummaries) -> list[str]:
    years = [
        link(str(year), site(f"years/{year}/")) for year in sorted(summaries.years, reverse=True)
    ]
    return _inline("heading.all_years", "years", years)


def _inline(code: str, name: str, links: Iterable[str]) -> list[str]:
    items = [f"- {one}" for one in links]
    return [*heading(say(code), name), *block("inline-list", items)] if items else []


def _pages(material: Material) -> Iterator[Page]:
    facts = [fact for of_agency in material.facts.values() for fact in of_agency]
    registry = material.report_views.registry
    yield home_page(
        facts, material.measures, material.strips, material.summaries, registry, material.settings
    )


PAGE_KINDS = (Kind("home", "home", ("",), "home", pages=_pages),)
