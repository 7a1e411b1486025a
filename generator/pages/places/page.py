"""Regions: what their reports add up to, coverage, who is missing, the regions below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.agencies import Agency, Region, Registry
from generator.forms import form_in_force
from generator.frames.summaries import COUNTS, Coverage, PlaceSummaries, PlaceSummary
from generator.pages.kinds import Kind, Material
from generator.pages.parts import metadata
from generator.pages.parts.content_file import Attachment, Page
from generator.pages.parts.english_names import with_agency, with_place
from generator.pages.parts.markup import block, escape, heading, link, site, table
from generator.pages.parts.onward_links import cite, feed_line, region_feed
from generator.pages.parts.share_card import Card, sum_words, summary_card
from generator.pages.parts.strips import NO_STRIPS, Strips, strip_key
from generator.pages.parts.words import form_break, say
from generator.pages.places.absent import absent
from generator.pages.places.sums_csv import sums_csv, sums_line
from generator.pages.places.year_list import ON_ONE_PAGE, explore_line
from generator.site_settings import SiteSettings

COLUMNS = tuple(COUNTS)
_STEPS = 4


def regions_with_agencies(registry: Registry) -> list[str]:
    """The codes of the regions that have an agency in them or below, in order of code."""
    found: set[str] = set()
    for code in registry.by_region:
        found |= {region.code for region in registry.path(code)}
    return sorted(found)


@dataclass(frozen=True)
class Places:
    """What the pages of all places share."""

    summaries: PlaceSummaries
    registry: Registry
    settings: SiteSettings
    strips: Strips = NO_STRIPS


def region_page(code: str, places: Places, feed: str = "", observed: Sequence[str] = ()) -> Page:
    """The page of one region.

    `feed` is the address of the region's feed, if it has one; `observed` are the lines of
    its observations.
    """
    summaries, registry, settings = places.summaries, places.registry, places.settings
    region = registry.regions[code]
    name = registry.full_region_name(code)
    coverage = _latest(summaries, code)
    description = say(
        "region.description", name=name, agencies=_agency_count(code, summaries, registry)
    )
    return Page(
        file=f"regions/{code}.md",
        url=f"regions/{code}/",
        title=_title(region, name),
        template="region",
        description=description,
        above=[(with_place(step), f"regions/{step.code}/") for step in registry.path(code)[:-1]],
        short=with_place(region),
        lines=[
            *_coverage_line(code, coverage),
            *feed_line(feed),
            *observed,
            *_tiles(region, summaries, registry),
            *_sums(code, summaries, "own"),
            *_sums(code, summaries, "aggregate"),
            *sums_line(code, summaries),
            *_agencies(code, places.strips, registry),
            *absent(code, coverage, summaries, registry, places.strips),
            *cite(name, f"regions/{code}/", settings),
        ],
        head={
            "Region": code,
            "Card": _card(code, summaries),
            "Feed": feed,
            "Json_ld": [metadata.collection(name, f"regions/{code}/", description)],
        },
    )


def _title(region: Region, name: str) -> str:
    """The whole name of the region, on English pages with the region's own English name."""
    return name + with_place(region).removeprefix(region.name)


def _agency_count(code: str, summaries: PlaceSummaries, registry: Registry) -> int:
    here = len(registry.by_region.get(code, ()))
    children = registry.children.get(code, ())
    return here + sum(_agency_count(child.code, summaries, registry) for child in children)


def _card(code: str, summaries: PlaceSummaries) -> Card:
    """Own reports; where there are none, what governments report for their region."""
    for kept in (summaries.own, summaries.aggregate):
        found = {year: summary for (place, year), summary in kept.items() if place == code}
        if found:
            return summary_card(found)
    return {}


def _latest(summaries: PlaceSummaries, code: str) -> tuple[int, Coverage] | None:
    for year in sorted(summaries.years, reverse=True):
        found = summaries.coverage.get((code, year))
        if found is not None and found.published:
            return year, found
    return None


def _coverage_line(code: str, latest: tuple[int, Coverage] | None) -> list[str]:
    if latest is None:
        return [say("coverage.none"), ""]
    year, found = latest
    words = say("coverage.line", year=year, published=found.published, expected=found.expected)
    return [f"{words} {{.byline}}", "", explore_line(year, code), ""]


def _tiles(region: Region, summaries: PlaceSummaries, registry: Registry) -> list[str]:
    """The regions one level down as a grid: how many of their agencies are here."""
    children = registry.children.get(region.code, ())
    if not children or not summaries.years:
        return []
    year = max(summaries.years)
    items = []
    for child in children:
        found = summaries.coverage.get((child.code, year))
        if found is None:
            items.append(f"- {escape(with_place(child))} {{.tile .step-none}}")
            continue
        share = found.published / found.expected if found.expected else 0
        step = 0 if not found.published else 1 + min(_STEPS - 1, int(share * _STEPS))
        label = link(escape(with_place(child)), site(f"regions/{child.code}/"))
        count = say("tile.count", published=found.published, expected=found.expected)
        items.append(f"- {label} {count} {{.tile .step-{step}}}")
    note = say("tile.note", year=year)
    return [
        *heading(say("heading.regions"), "regions"),
        *block("tiles", items),
        f"{note} {{.quiet}}",
        "",
    ]


def _sums(code: str, summaries: PlaceSummaries, scope: str) -> list[str]:
    """The sums of each year with n of N; own reports and aggregates in tables of their own."""
    kept = summaries.own if scope == "own" else summaries.aggregate
    rows: list[list[str]] = []
    newer: str | None = None
    for year in sorted(summaries.years, reverse=True):
        summary = kept.get((code, year))
        if summary is not None:
            usual = form_in_force(year)
            if newer is not None and usual != newer:
                rows.append([f"{form_break(usual)} {{.break}}"])
            newer = usual
            label = link(str(year), site(f"years/{year}/"))
            rows.append(
                [label, *(total(summary, measure) for measure in COLUMNS), f"{summary.reports}"]
            )
    if not rows:
        return []
    header = [say("year_column"), *(say(f"years.{name}") for name in COLUMNS), say("sums.reports")]
    lines = table(header, rows, f'.sums caption="{say(f"sums.{scope}")}"')
    note = f"{say(f'sums.note_{scope}')} {{.quiet}}"
    return [*heading(say(f"sums.{scope}"), scope), *lines, "", note, ""]


def total(summary: PlaceSummary, measure: str) -> str:
    """The cell of a sum; marked where no report prints the figure."""
    words = sum_words(summary, measure)
    return words if measure in summary.totals else f"{words} {{.missing}}"


def _agencies(code: str, strips: Strips, registry: Registry) -> list[str]:
    agencies = registry.by_region.get(code, ())
    if not agencies:
        return []
    shown = agencies[:ON_ONE_PAGE]
    items = [
        f"- {_agency_line(agency, strips, registry)} {strips.mark(agency.id)}".rstrip()
        for agency in shown
    ]
    if len(agencies) > len(shown):  # then the finder has a page for each province
        province = registry.path(code)[0].code
        finder = link(say("agencies.finder"), site(f"agencies/in-{province}/"))
        items.append(f"- {say('agencies.more', count=len(agencies) - len(shown), finder=finder)}")
    key = strip_key(strips) if any(map(strips.code, (one.id for one in shown))) else []
    return [*heading(say("heading.agencies"), "agencies"), *items, "", *key]


def _agency_line(agency: Agency, strips: Strips, registry: Registry) -> str:
    years = strips.years(agency.id)
    called = with_agency(registry, agency.id, agency.name)
    name = link(escape(called), site(f"agencies/{agency.id}/"))
    if not years:
        return say("agencies.none", name=name)
    newest = link(str(years[-1]), site(f"agencies/{agency.id}/{years[-1]}/"))
    return say("agencies.line", name=name, count=len(years), newest=newest)


def _region_pages(material: Material) -> Iterator[Page | Attachment]:
    registry, settings = material.report_views.registry, material.settings
    places = Places(material.summaries, registry, settings, material.strips)
    for code in regions_with_agencies(registry):
        feed = region_feed(code) if region_feed(code) in material.feeds else ""
        yield region_page(code, places, feed, material.observed.of(code))
        name = registry.full_region_name(code)
        if sums := sums_csv(code, name, material.summaries, settings):
            yield Attachment(f"regions/{code}/years.csv", sums)


PAGE_KINDS = (Kind("region", "regions", ("regions/{code}/",), "region", pages=_region_pages),)
