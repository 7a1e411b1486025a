"""/for-agencies/<id>/: all findings of an agency, for the agency; how to answer, how to link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.case_file.report_view import ReportView
from generator.pages.kinds import Kind
from generator.pages.own import Own
from generator.pages.parts.content_file import Page
from generator.pages.parts.facts import agency_name
from generator.pages.parts.markup import block, escape, heading, link, site
from generator.pages.parts.onward_links import cite
from generator.pages.parts.words import say
from generator.pages.report.findings import finding_item
from generator.site_settings import SiteSettings

if TYPE_CHECKING:
    from generator.pages.agency.page import AgencyFile


def for_agency_page(file: AgencyFile, own: Own) -> Page:
    """The page for the people who write the agency's reports."""
    registry, settings, agency = own.registry, own.settings, file.agency
    views = file.report_views
    newest = views[max(views)].record.agency_name if views else None
    name = agency_name(registry, agency, newest)
    title = say("for_agency.title", name=name)
    count = sum(len(report_view.outcome.failed) for report_view in views.values())
    page = link(escape(name), site(f"agencies/{agency}/"))
    code = "findings" if count else "no_findings" if views else "no_reports"
    summary = say(f"for_agency.{code}", count=count, reports=len(views))
    return Page(
        file=f"for-agencies/{agency}.md",
        url=f"for-agencies/{agency}/",
        title=title,
        template="page",
        description=f"{say('for_agency.about', name=name)}{summary}",
        above=[(name, f"agencies/{agency}/")],
        short=say("for_agency.short"),
        lines=[
            f"{say('for_agency.lead', agency=page)} {{.byline}}",
            "",
            *heading(say("for_agency.heading"), "findings"),
            f"{summary}{say('checks.neutral')}" if count else summary,
            "",
            *_findings(file, settings),
            *_answers(settings),
            *_links(agency, name, settings),
        ],
    )


def _findings(file: AgencyFile, settings: SiteSettings) -> Iterator[str]:
    """All that does not add up, newest year first."""
    for year in sorted(file.report_views, reverse=True):
        report_view = file.report_views[year]
        if report_view.outcome.failed:
            yield from _of_year(report_view, settings)


def _of_year(report_view: ReportView, settings: SiteSettings) -> Iterator[str]:
    record = report_view.record
    address = site(f"agencies/{record.agency}/{record.year}/")
    label = link(say("agency.report", year=record.year), address)
    yield from heading(label, level=3)
    items = [
        f"- {finding_item(finding, report_view.reviews, settings, address)}"
        for finding in report_view.outcome.failed
    ]
    yield from block("findings", items)


def _answers(settings: SiteSettings) -> Iterator[str]:
    """What to do when the print, the reading or neither is wrong."""
    yield from heading(say("for_agency.answer"), "answer")
    way = "for_agency.by_link" if settings.mistake_address else "for_agency.by_operator"
    for code in ("print", "reading", "explained", "contact"):
        yield f"- {say(f'for_agency.{code}', way=say(way))}"
    yield ""


def _links(agency: str, name: str, settings: SiteSettings) -> Iterator[str]:
    """How to link and embed."""
    address = f"agencies/{agency}/"
    page = f"{settings.url}/{address}" if settings.url else address
    words = say("for_agency.link_text", name=escape(name))
    yield from heading(say("for_agency.link"), "link")
    yield from (say("for_agency.link_how", words=words, address=f"`{page}`"), "")
    chart = link(say("for_agency.charts"), site(f"{address}#years"))
    yield from (say("for_agency.embed_how", page=chart), "")
    yield from cite(name, address, settings)


def _pages(file: AgencyFile, own: Own) -> Iterator[Page]:
    """For agencies with reports, and for those that had one: the address was given out."""
    if file.report_views or own.had_reports:
        yield for_agency_page(file, own)


PAGE_KINDS = (
    Kind("for-agency", "for-agencies", ("for-agencies/{agency}/",), "page", of_agency=_pages),
)
