"""Years: what the reports add up to, the sums province by province, the reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.agencies import Registry
from generator.frames.summaries import Coverage, PlaceSummaries, PlaceSummary
from generator.pages.kinds import Kind, Material
from generator.pages.parts import metadata
from generator.pages.parts.content_file import Page
from generator.pages.parts.facts import Facts
from generator.pages.parts.location import region_link
from generator.pages.parts.markup import block, heading, link, site, table
from generator.pages.parts.onward_links import cite
from generator.pages.parts.share_card import Card, summary_card
from generator.pages.parts.words import figure, percent, say
from generator.pages.places.page import COLUMNS, Places, total
from generator.pages.places.year_list import reports_of_years, year_list, year_parts


def _year_card(year: int, summaries: PlaceSummaries) -> Card:
    """The country's own reports of the year, and of those before it."""
    found = {
        one: summaries.own.get(("", one), PlaceSummary()) for one in summaries.years if one <= year
    }
    return summary_card(
        {one: summary for one, summary in found.items() if summary.reports or one == year}
    )


def year_page(
    year: int, reports: Sequence[Facts], places: Places, observed: Sequence[str] = ()
) -> Page:
    """The page of one year: what is observed, sums province by province, then the reports."""
    summaries, registry, settings = places.summaries, places.registry, places.settings
    title = say("years.title", year=year)
    summary = summaries.own.get(("", year), PlaceSummary())
    coverage = summaries.coverage.get(("", year), Coverage())
    description = say(
        "years.description", year=year, published=coverage.published, expected=coverage.expected
    )
    years = sorted(summaries.years)
    others = [
        str(other) if other == year else link(str(other), site(f"years/{other}/"))
        for other in years
    ]
    return Page(
        file=f"years/{year}.md",
        url=f"years/{year}/",
        title=title,
        template="year",
        description=description,
        lines=[
            f"{description} {{.byline}}",
            "",
            f"{say('years.others', years=' · '.join(others))} {{.others}}",
            "",
            *observed,
            *_year_sums(summary),
            *_provinces(year, summaries, registry),
            *_aggregates(year, summaries, registry),
            *year_list(year, reports, registry, places.strips),
            f"{say('years.data', data=link(say('years.downloads'), site('data/')))} {{.others}}",
            "",
            *cite(title, f"years/{year}/", settings),
        ],
        head={
            "Year": str(year),
            "Card": _year_card(year, summaries),
            "Json_ld": [metadata.collection(title, f"years/{year}/", description)],
        },
    )


def _year_sums(summary: PlaceSummary) -> list[str]:
    if not summary.reports:
        return []
    items = [_year_sum(summary, name) for name in COLUMNS]
    note = f"{say('sums.note_own')} {{.quiet}}"
    return [*heading(say("sums.own"), "own"), *block("key-figures", items), note, ""]


def _year_sum(summary: PlaceSummary, name: str) -> str:
    """A number; how many reports print it is a note under it, that none does is said quietly."""
    found = summary.totals.get(name)
    if found is None:
        value = f"{say('years.unknown')} {{.state}}"
    elif found.known == summary.reports:
        value = figure(found.value)
    else:
        note = say("sums.known", known=found.known, reports=summary.reports)
        value = f"{figure(found.value)} — {note}"
    return f"- {say('contact.line', label=say(f'years.{name}'), value=value)}"


def _provinces(year: int, summaries: PlaceSummaries, registry: Registry) -> list[str]:
    rows = []
    for province in registry.children.get(None, ()):
        coverage = summaries.coverage.get((province.code, year))
        if coverage is None or not coverage.expected:
            continue
        summary = summaries.own.get((province.code, year), PlaceSummary())
        share = percent(coverage.published / coverage.expected)
        counted = say("tile.count", published=coverage.published, expected=coverage.expected)
        rows.append(
            [
                region_link(province),
                counted,
                share,
                total(summary, "received"),
                total(summary, "granted"),
            ]
        )
    if not rows:
        return []
    header = [
        say("region.province"), say("coverage.count"), say("coverage.share"),
        say("years.received"), say("years.granted"),
    ]  # fmt: skip
    lines = table(header, rows, f'.provinces caption="{say("region.provinces")}"')
    note = f"{say('coverage.note')} {{.quiet}}"
    return [*heading(say("region.provinces"), "provinces"), *lines, "", note, ""]


def _aggregates(year: int, summaries: PlaceSummaries, registry: Registry) -> list[str]:
    """Aggregate reports of provinces, each for itself: they are never added up."""
    rows = []
    for province in registry.children.get(None, ()):
        summary = summaries.aggregate.get((province.code, year))
        if summary is not None:
            rows.append([region_link(province), *(total(summary, measure) for measure in COLUMNS)])
    if not rows:
        return []
    header = [say("region.province"), *(say(f"years.{name}") for name in COLUMNS)]
    lines = table(header, rows, f'.aggregates caption="{say("sums.aggregate")}"')
    note = f"{say('sums.note_aggregate')} {{.quiet}}"
    return [*heading(say("sums.aggregate"), "aggregate"), *lines, "", note, ""]


def _year_pages(material: Material) -> Iterator[Page]:
    registry = material.report_views.registry
    places = Places(material.summaries, registry, material.settings, material.strips)
    reports = reports_of_years(material.facts)
    for year in material.summaries.years:
        observed = material.observed.of("", year)
        yield year_page(year, reports.get(year, []), places, observed)
        yield from year_parts(year, reports.get(year, []), registry, material.strips)


PAGE_KINDS = (
    Kind("year", "years", ("years/{year}/", "years/{year}/{part}/"), "year", pages=_year_pages),
)
