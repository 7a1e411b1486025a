"""The home page: a place to search, what is here, the newest reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.agencies import Registry
from generator.frames.summaries import Tallies
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Page
from generator.pages.parts.facts import Facts, agency_name
from generator.pages.parts.markup import block, escape, link, plain, site
from generator.pages.parts.onward_links import FEED_OF_ALL, has_feed
from generator.pages.parts.words import say
from generator.site_settings import SiteSettings

NEWEST = 12
HOME_FILE = "home/index.md"


def home_page(
    facts: Sequence[Facts], plans: int, tallies: Tallies, registry: Registry, settings: SiteSettings
) -> Page:
    """The page at the root."""
    agencies = len({fact.agency for fact in facts})
    return Page(
        file=HOME_FILE,
        url="",
        title=settings.name,
        template="home",
        description=f"{settings.name}：{settings.tagline}",
        lines=[
            f"{escape(settings.tagline)} {{.lead}}",
            "",
            *block("search-slot", []),
            *_here(facts, agencies, plans),
            *_ways(),
            *_newest(facts, registry),
            *_provinces(registry),
            *_years(tallies),
        ],
        head={
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


def _here(facts: Sequence[Facts], agencies: int, plans: int) -> list[str]:
    if not facts:
        return [say("home.empty"), ""]
    years = [fact.year for fact in facts]
    numbers = [
        ("reports", f"{len(facts)}"),
        ("agencies", f"{agencies}"),
        ("years", f"{min(years)}–{max(years)}"),
    ]
    if plans:
        numbers.append(("plans", f"{plans}"))
    items = [
        f"- {say('contact.line', label=say(f'home.{name}'), value=value)}"
        for name, value in numbers
    ]
    return block("key-figures", items)


def _ways() -> list[str]:
    ways = (
        ("agencies/", "find"),
        ("guide/", "apply"),
        ("explore/", "explore"),
        ("checks/", "checks"),
    )
    items = [
        f"- {link(say(f'home.to_{name}'), site(address))} {say(f'home.about_{name}')}"
        for address, name in ways
    ]
    return [*block("ways", items)]


def _newest(facts: Sequence[Facts], registry: Registry) -> list[str]:
    """By date of publication where it is known, else by year."""
    newest = sorted(
        facts, key=lambda fact: (fact.published or f"{fact.year}", fact.agency), reverse=True
    )
    items = [f"- {_line(fact, registry)}" for fact in newest[:NEWEST]]
    return [f"## {say('home.newest')} {{#newest}}", "", *items, ""] if items else []


def _line(fact: Facts, registry: Registry) -> str:
    name = escape(agency_name(registry, fact.agency))
    report = link(
        say("home.report", name=name, year=fact.year), site(f"agencies/{fact.agency}/{fact.year}/")
    )
    if fact.received is None:
        return report
    return say("home.line", report=report, received=fact.received)


def _provinces(registry: Registry) -> list[str]:
    present = {registry.path(code)[0].code for code in registry.by_region if registry.path(code)}
    names = [
        link(escape(region.name), site(f"regions/{region.code}/"))
        for region in registry.children.get(None, ())
        if region.code in present
    ]
    return _inline("heading.provinces", "provinces", names)


def _years(tallies: Tallies) -> list[str]:
    years = [
        link(str(year), site(f"years/{year}/")) for year in sorted(tallies.years, reverse=True)
    ]
    return _inline("heading.all_years", "years", years)


def _inline(heading: str, name: str, links: Iterable[str]) -> list[str]:
    items = [f"- {one}" for one in links]
    return [f"## {say(heading)} {{#{name}}}", "", *block("inline-list", items)] if items else []


def _pages(material: Material) -> Iterator[Page]:
    facts = [fact for of_agency in material.facts.values() for fact in of_agency]
    plans, registry = len(material.report_views.plans), material.report_views.registry
    yield home_page(facts, plans, material.tallies, registry, material.settings)


PAGE_KINDS = (Kind("home", "home", ("",), "home", pages=_pages),)
