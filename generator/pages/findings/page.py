"""/checks/: every finding with both sides and the difference; large corpora get parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from generator.agencies import Registry
from generator.case_file.report_view import ReportViews
from generator.checks.catalogue import all_checks
from generator.checks.finding import Finding, totals
from generator.messages import speaking
from generator.pages.findings.browser_data import filter_settings, write_findings
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Page
from generator.pages.parts.facts import agency_name
from generator.pages.parts.location import list_pages, region_name
from generator.pages.parts.markup import block, escape, heading, link, site, table
from generator.pages.parts.words import say
from generator.pages.report.findings import anchor, title, told
from generator.site_settings import SiteSettings

ON_ONE_PAGE = 300
PER_PART = 250
Part = tuple[str, int]


def checks_pages(report_views: ReportViews, settings: SiteSettings) -> Iterator[Page]:
    """The page with the filter, and for many findings a part for each province and year.

    Without scripts the parts are plain lists; the largest stays below 150 KB compressed.
    """
    parts = _parts(report_views)
    count = sum(len(found) for found in parts.values())
    if count <= ON_ONE_PAGE:
        findings = [finding for part in sorted(parts) for finding in parts[part]]
        yield _index(report_views, settings, [*_list(findings, report_views, settings), ""])
        return
    yield _index(report_views, settings, _part_table(parts, report_views.registry))
    for (province, year), found in sorted(parts.items()):
        place = region_name(province, report_views.registry)
        name = say("checks.part", place=place, year=year)
        yield from _part_pages(_base(province, year), name, found, report_views, settings)


def _base(province: str, year: int) -> str:
    """The address of the pages of a part, without its end."""
    return f"checks/{province}-{year}"


def _parts(report_views: ReportViews) -> dict[Part, list[Finding]]:
    """What does not hold, by province and year; "other" for an unregistered agency's."""
    registry = report_views.registry
    found: dict[Part, list[Finding]] = defaultdict(list)
    for (agency, year), outcome in report_views.outcomes.items():
        if not outcome.kept():
            continue
        path = registry.path_of(agency)
        found[path[0].code if path else "other", year].extend(outcome.kept())
    return found


def _index(report_views: ReportViews, settings: SiteSettings, lines: Sequence[str]) -> Page:
    name = say("checks.title")
    numbers = {name: f"{count:,}" for name, count in totals(report_views.outcomes.values()).items()}
    explained = say("checks.summary_explained", count=numbers["explained"])
    numbers["explained"] = "" if numbers["explained"] == "0" else explained
    words = say("checks.summary", **numbers)
    return Page(
        file="checks/index.md",
        url="checks/",
        title=name,
        template="checks",
        description=words,
        head={
            "Intro": [words, say("checks.neutral")],
            "App": filter_settings(report_views, settings),
        },
        lines=[
            *heading(say("checks.list"), "list"),
            *lines,
            "",
            *_by_check(report_views),
            f"{say('checks.open_where')} {{.quiet}}",
            "",
        ],
    )


def _by_check(report_views: ReportViews) -> list[str]:
    """Each check with its method, its kind, and how many findings it has."""
    results = ("fails", "explained", "not_judged")
    counted: Counter[tuple[str, str]] = Counter(
        (one.check, one.result)
        for outcome in report_views.outcomes.values()
        for one in outcome.kept(with_open=True)
    )
    header = [
        say("checks.check"),
        say("checks.kind"),
        say("checks.count_failed"),
        say("checks.count_explained"),
        say("checks.count_open"),
    ]
    rows = [
        [
            f"**{escape(check.title())}** {escape(check.explanation())} {{#- .{check.id}}}",
            say(f"checks.kind_{check.kind}"),
            *(f"{counted[check.id, result]}" for result in results),
        ]
        for check in all_checks().values()
    ]
    lines = table(header, rows, f'.by-check caption="{say("checks.what")}"', left=2)
    return [*heading(say("checks.what"), "what"), *lines, ""]


def _part_table(parts: dict[Part, list[Finding]], registry: Registry) -> list[str]:
    """How many findings each province and year have, linked to their pages."""
    years = sorted({year for _, year in parts}, reverse=True)
    header = [say("region.province"), *(str(year) for year in years)]
    rows = []
    for province in sorted({province for province, _ in parts}):
        cells = [
            link(f"{len(parts[province, year])}", site(f"{_base(province, year)}/"))
            if (province, year) in parts
            else "0"
            for year in years
        ]
        rows.append([escape(region_name(province, registry)), *cells])
    return table(header, rows, f'.parts caption="{say("checks.parts")}"')


def _part_pages(
    base: str,
    name: str,
    found: Sequence[Finding],
    report_views: ReportViews,
    settings: SiteSettings,
) -> Iterator[Page]:
    for number, address, here, others in list_pages(found, PER_PART, base):
        is_whole = len(here) == len(found)
        heading = name if is_whole else say("checks.part_number", part=name, number=number)
        yield Page(
            file=f"{address.removesuffix('/')}.md",
            url=address,
            title=heading,
            template="checks",
            description=say("checks.part_about", part=heading, count=len(found)),
            above=[(say("checks.title"), "checks/")],
            lines=[say("checks.neutral"), "", *_list(here, report_views, settings), *others],
        )


def _list(
    findings: Sequence[Finding], report_views: ReportViews, settings: SiteSettings
) -> list[str]:
    if not findings:
        return [say("checks.nothing"), ""]
    lines: list[str] = []
    for finding in findings:
        page = site(f"agencies/{finding.agency}/{finding.year}/")
        name = escape(agency_name(report_views.registry, finding.agency))
        where = link(
            say("checks.where", agency=name, year=finding.year), f"{page}#{anchor(finding)}"
        )
        words = (
            f"{where} **{title(finding)}** {told(finding, report_views.reviews, settings, page)}"
        )
        lines.append(f"- {words} {{.{finding.check} .{_weight(finding)}}}")
    return block("findings", lines)


def _weight(finding: Finding) -> str:
    return finding.severity if finding.result == "fails" else finding.result


def _all(material: Material) -> Iterator[Page]:
    material.once(_write_findings)
    return checks_pages(material.report_views, material.settings)


def _write_findings(material: Material) -> None:
    for lang in material.settings.languages:
        with speaking(lang):
            write_findings(material.report_views, material.extras)


PAGE_KINDS = (Kind("checks", "checks", ("checks/", "checks/{part}/"), "checks", pages=_all),)
