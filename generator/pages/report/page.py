"""The page of one annual report: a citizen's questions first, then the whole record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.agencies import Registry
from generator.case_file.report_view import ReportView
from generator.change_log import Change, Key
from generator.forms.anchors import figure_anchor
from generator.frames.summaries import Peers
from generator.messages import LANGUAGES, language
from generator.pages.agency.contact import contact_card
from generator.pages.agency.peers import peers_section
from generator.pages.charts.designs import designs
from generator.pages.kinds import Kind
from generator.pages.own import Own
from generator.pages.parts import metadata
from generator.pages.parts.chart_sections import Drawing
from generator.pages.parts.content_file import Page
from generator.pages.parts.english_names import with_agency
from generator.pages.parts.facts import Facts, agency_name
from generator.pages.parts.history import dates_line, events_of
from generator.pages.parts.indicators import indicators, problem_sections
from generator.pages.parts.location import above
from generator.pages.parts.markup import block, escape, heading, link, plain, site
from generator.pages.parts.onward_links import (
    agency_feed,
    cite_report,
    feeds_of,
    has_feed,
    source_line,
)
from generator.pages.parts.strips import NO_STRIPS, Strips
from generator.pages.parts.words import document_title, form_basis, say
from generator.pages.report.body_text import body
from generator.pages.report.embedded import embed_charts
from generator.pages.report.findings import failing_cells, findings_section, quiet_line
from generator.pages.report.provenance import (
    changes_section,
    metrics_section,
    source_section,
    text_place,
)
from generator.pages.report.statutory_tables import shown, statutory_tables
from generator.pages.report.summary import summary, summary_block
from generator.pages.report.text_section import text_section
from generator.records import Record
from generator.site_settings import SiteSettings

if TYPE_CHECKING:
    from generator.pages.agency.page import AgencyFile


_CHARTS = ("outcomes", "applicants", "proactive")
"""Sections of charts that have their place on the page; others follow the last one."""


@dataclass(frozen=True)
class PageContext:
    """What all pages of a run need; `histories` is the log of changes by record."""

    registry: Registry
    settings: SiteSettings
    drawing: Drawing
    peers: Peers
    histories: Mapping[Key, tuple[Change, ...]]
    strips: Strips = NO_STRIPS


def report_page(file: AgencyFile, fact: Facts, context: PageContext) -> Page:
    """The page of the report that `fact` is of, one of the agency's."""
    agency, year = fact.agency, fact.year
    report_view, before = file.report_views[year], file.report_views.get(year - 1)
    record = report_view.record
    name = agency_name(context.registry, agency, record.agency_name)
    title = document_title(record, name)
    url = f"agencies/{agency}/{year}/"
    sentences = summary(record, before.record if before else None)
    history = context.histories.get(("annual_report", agency, year), ())
    description = say("report.description", name=name, year=year, summary=_unlinked(sentences[:2]))
    page_meta = metadata.meta(context.settings, record, name)
    things = [metadata.report(record, title, url)]
    if language() == LANGUAGES[0]:  # agency and data are said once for all languages
        things = [
            metadata.organization(context.registry, agency, name, record.contacts),
            *things,
            metadata.dataset(record, title, url, context.settings),
        ]
    return Page(
        file=f"agencies/{agency}/{year}.md",
        url=url,
        title=document_title(record, name, with_agency(context.registry, agency, name)),
        template="report",
        description=description,
        above=[*above(context.registry, agency), (name, f"agencies/{agency}/")],
        short=say("year", year=year),
        lines=_lines(file, sentences, fact, context),
        head={
            "Agency": agency,
            "Agency_name": plain(name),
            "Year": str(year),
            "Form": record.form or "",
            "Meta": page_meta,
            "Json_ld": things,
            "Feed_date": fact.dated or "",
            "Dated": fact.dated or "",
            "Feeds": feeds_of(context.registry, agency),
            "Events": events_of(title, history, report_view.corrections, fact.dated),
            "Feed": agency_feed(agency) if has_feed([fact], context.settings) else "",
        },
    )


def _pages(file: AgencyFile, own: Own) -> Iterator[Page]:
    for fact in file.facts:
        yield report_page(file, fact, own.context)


PAGE_KINDS = (
    Kind("report", "agencies", ("agencies/{agency}/{year}/",), "report", of_agency=_pages),
)

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def _unlinked(sentences: list[str]) -> str:
    """Sentences without their links, for a description."""
    return _LINK.sub(r"\1", say("separator_sentence").join(sentences))


def _lines(file: AgencyFile, sentences: list[str], fact: Facts, context: PageContext) -> list[str]:
    report_view = file.report_views[fact.year]
    record = report_view.record
    lines = [
        *_top(record, context.registry),
        *_key_figures(record),
        *summary_block(sentences),
        f"{quiet_line(report_view)} {{.checks-line .quiet}}",
        "",
        *context.drawing.section("outcomes", record),
        *_contact(report_view),
        *_problems(record),
        *_others(file, fact.year),
        *context.drawing.section("applicants", record),
        *peers_section(fact, context.peers, context.registry),
        *context.drawing.section("proactive", record),
        *_further_charts(record, context.drawing),
        *_tables(report_view),
        *findings_section(report_view, context.settings),
        *changes_section(report_view),
        *text_section(record),
        *metrics_section(report_view),
        *source_section(report_view, context.settings),
        *dates_line(
            context.histories.get(("annual_report", fact.agency, fact.year), ()), fact.first_read
        ),
    ]
    name = agency_name(context.registry, fact.agency, record.agency_name)
    lines += cite_report(record, name, context.settings)
    return lines + embed_charts(lines, fact.agency, fact.year, context.settings)


def _top(record: Record, registry: Registry) -> list[str]:
    """Whose report it is, when its agency has another name now, and what it covers."""
    agency = record.agency or ""
    name = agency_name(registry, agency, record.agency_name)
    line = say("report.by", agency=link(escape(name), site(f"agencies/{agency}/")))
    if record.agency_name and plain(record.agency_name) != plain(name):
        line += say("report.named", name=escape(record.agency_name))
    if record.scope == "aggregate":
        line += say("report.aggregate")
    return [f"{line} {{.byline}}", "", f"{source_line(record, registry)} {{.byline}}", ""]


def _key_figures(record: Record) -> list[str]:
    if record.form is None:
        return []
    of = indicators(record.form)
    fields = [("received", of.received), ("granted", of.granted), ("partly", of.partly)]
    if of.carried_over is not None:
        fields.append(("carried_over", of.carried_over))
    items = []
    for code, field in fields:
        figure = record.figure(field)
        if figure.state == "number":
            value = f"[{figure.value}](#{figure_anchor(field)})"
        else:
            value = f"{shown(figure)} {{.state}}"
        items.append(f"- {say('contact.line', label=say(f'key.{code}'), value=value)}")
    return block("key-figures", items)


def _contact(report_view: ReportView) -> list[str]:
    lines = contact_card(report_view, say("report.this"))
    how = say("report.how", guide=link(say("guide"), site("guide/")))
    return [*heading(say("heading.contact"), "contact"), *lines, how, ""]


def _problems(record: Record) -> list[str]:
    sections = problem_sections(record)
    if not sections:
        return []
    lines = [*heading(say("heading.problems"), "problems")]
    for part in sections:
        lines += body(part.text, 3) if part.text else [text_place(record), ""]
    return lines


def _others(file: AgencyFile, year: int) -> list[str]:
    """The agency's reports on other years, and its plan of this one."""
    items = [
        link(say("year", year=other), site(f"agencies/{file.agency}/{other}/"))
        for other in sorted(file.report_views)
        if other != year
    ]
    lines = []
    if items:
        lines.append(say("report.other_years", years=say("separator_comma").join(items)))
    if year in file.plans:
        plan = link(say("report.plan", year=year), site(f"agencies/{file.agency}/plan-{year}/"))
        lines.append(say("report.same_year", plan=plan))
    return [part for line in lines for part in (f"{line} {{.others}}", "")]


def _further_charts(record: Record, drawing: Drawing) -> Iterator[str]:
    """The charts of sections that have no place of their own above."""
    for name in dict.fromkeys(one.section for one in designs().values()):
        if name and name not in _CHARTS:
            yield from drawing.section(name, record)


def _tables(report_view: ReportView) -> list[str]:
    record = report_view.record
    corrected = frozenset(
        entry.correction.figure for entry in report_view.corrections if entry.standing == "applied"
    )
    lines = statutory_tables(record, failing_cells(report_view.outcome.failed), corrected)
    if not lines:
        return []
    intro = say("report.tables", basis=escape(form_basis(record.form or "")))
    if language() != LANGUAGES[0]:
        glossary = link(say("report.glossary"), site("glossary/#requests"))
        intro = f"{intro} {say('report.rows', glossary=glossary)}"
    return [*heading(say("heading.tables"), "tables"), f"{intro} {{.quiet}}", "", *lines]
