"""The reports of a year, agency by agency: on the year's page, or by region when there are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.agencies import Registry
from generator.pages.parts.content_file import Page
from generator.pages.parts.english_names import with_agency
from generator.pages.parts.facts import Facts, agency_name
from generator.pages.parts.location import list_pages, region_name
from generator.pages.parts.markup import block, escape, heading, link, site, table
from generator.pages.parts.onward_links import explore_query
from generator.pages.parts.strips import NO_STRIPS, Strips, strip_key
from generator.pages.parts.words import percent, say

ON_ONE_PAGE = 300
UNFOLDED = 40
"""A longer list shows the names of its regions, each with its table folded under it."""

ELSEWHERE = "other"
_COLUMNS = ("received", "granted", "share", "carried_over", "checks")


def reports_of_years(facts: Mapping[str, Sequence[Facts]]) -> dict[int, list[Facts]]:
    """The facts of all reports by year."""
    found: dict[int, list[Facts]] = defaultdict(list)
    for own in facts.values():
        for fact in own:
            found[fact.year].append(fact)
    return found


def year_list(year: int, reports: Sequence[Facts], registry: Registry, strips: Strips) -> list[str]:
    """The section of the year's page: a row for each report, or a link for each region."""
    if not reports:
        return []
    lines = [*heading(say("year_list.heading"), "reports")]
    if len(reports) <= ON_ONE_PAGE:
        lines += [*_folded(reports, registry, strips), "", *strip_key(strips)]
    else:
        for province, found in _by_province(reports, registry).items():
            count = say("year_list.count", count=len(found))
            name = escape(region_name(province, registry))
            lines.append(f"- {link(name, site(f'years/{year}/{province}/'))} {count}")
        lines.append("")
    return [*lines, explore_line(year), ""]


def explore_line(year: int, region: str = "") -> str:
    """The ways into the explorer: own reports and aggregates, which are kept apart."""
    ways = {
        scope: site(f"explore/?{explore_query(year, region=region, scope=scope)}")
        for scope in ("own", "aggregate")
    }
    links = {scope: link(say(f"year_list.{scope}"), address) for scope, address in ways.items()}
    return say("year_list.explore", **links)


def year_parts(
    year: int, reports: Sequence[Facts], registry: Registry, strips: Strips = NO_STRIPS
) -> Iterator[Page]:
    """The pages of a year with many reports, by region, none longer than 300 rows."""
    if len(reports) <= ON_ONE_PAGE:
        return
    above = say("years.title", year=year)
    for province, found in _by_province(reports, registry).items():
        name = say("year_list.part", place=region_name(province, registry), year=year)
        pages = list_pages(found, ON_ONE_PAGE, f"years/{year}/{province}")
        for number, url, here, others in pages:
            title = say("checks.part_number", part=name, number=number) if number > 1 else name
            yield Page(
                file=f"{url.rstrip('/')}.md",
                url=url,
                title=title,
                template="year",
                description=say("year_list.about", part=name, count=len(found)),
                above=[(above, f"years/{year}/")],
                lines=[
                    *_folded(here, registry, strips),
                    "",
                    *strip_key(strips),
                    *others,
                    explore_line(year, "" if province == ELSEWHERE else province),
                ],
            )


def _by_province(reports: Sequence[Facts], registry: Registry) -> dict[str, list[Facts]]:
    found: dict[str, list[Facts]] = defaultdict(list)
    for fact in _in_order(reports, registry):
        path = registry.path_of(fact.agency)
        found[path[0].code if path else ELSEWHERE].append(fact)
    return dict(sorted(found.items()))


def _in_order(reports: Sequence[Facts], registry: Registry) -> list[Facts]:
    """By region, as agencies stand everywhere."""

    def key(fact: Facts) -> tuple[str, str]:
        entry = registry.agencies.get(fact.agency)
        return (entry.region if entry is not None else "~", fact.agency)

    return sorted(reports, key=key)


def _folded(reports: Sequence[Facts], registry: Registry, strips: Strips) -> list[str]:
    """A table, or one for each city or province when it is long."""
    groups: dict[str, list[Facts]] = defaultdict(list)
    for fact in reports:
        path = registry.path_of(fact.agency)
        groups[path[:2][-1].code if path else ELSEWHERE].append(fact)
    if len(reports) <= UNFOLDED or len(groups) == 1:
        return _table(reports, registry, strips)
    lines = []
    for code, found in sorted(groups.items()):
        count = say("year_list.count", count=len(found))
        title = f"details {escape(region_name(code, registry))} {count}"
        lines += block(title, _table(found, registry, strips))
    return lines


def _table(reports: Sequence[Facts], registry: Registry, strips: Strips) -> list[str]:
    header = [say("year_list.agency"), *(say(f"years.{name}") for name in _COLUMNS)]
    rows = [_row(fact, registry) for fact in _in_order(reports, registry)]
    marks = [strips.mark(fact.agency) for fact in _in_order(reports, registry)]
    if any(marks):
        header.append(say("strip.column"))
        rows = [[*row, mark] for row, mark in zip(rows, marks, strict=True)]
    return table(header, rows, f'.reports caption="{say("year_list.heading")}"')


def _row(fact: Facts, registry: Registry) -> list[str]:
    name = escape(with_agency(registry, fact.agency, agency_name(registry, fact.agency)))
    if fact.scope == "aggregate":
        name += say("years.aggregate")
    address = site(f"agencies/{fact.agency}/{fact.year}/")
    checks = say("years.failed", count=fact.failed) if fact.failed else say("years.holds")
    share = None if fact.granted_share is None else percent(fact.granted_share)
    numbers = (fact.received, fact.granted, share, fact.carried_over)
    return [link(name, address), *map(_shown, numbers), checks]


def _shown(value: float | str | None) -> str:
    return f"{say('years.unknown')} {{.missing}}" if value is None else f"{value}"
