"""The page of one agency: contact, what happened to applications here, every year, trends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.agencies import Agency, Registry
from generator.case_file.report_view import ReportView
from generator.change_log import Key
from generator.forms import era
from generator.messages import LANGUAGES, language
from generator.pages.agency.apply import apply_section
from generator.pages.agency.attachments import attachments
from generator.pages.agency.badge import badge_section
from generator.pages.agency.contact import contact_card, newest_with_contact
from generator.pages.agency.peers import peers_section
from generator.pages.charts.bars import OUTCOMES
from generator.pages.kinds import Kind
from generator.pages.own import Own
from generator.pages.parts import metadata
from generator.pages.parts.chart_sections import is_picture
from generator.pages.parts.content_file import Attachment, Page
from generator.pages.parts.english_names import with_agency
from generator.pages.parts.facts import Facts, agency_name
from generator.pages.parts.history import dates_line
from generator.pages.parts.indicators import indicators, problem_sections
from generator.pages.parts.location import above, agency_link
from generator.pages.parts.markup import block, escape, heading, link, site, table
from generator.pages.parts.onward_links import (
    agency_feed,
    embeds,
    has_feed,
    source_line,
    ways_of_agency,
)
from generator.pages.parts.share_card import agency_card
from generator.pages.parts.strips import Strips, strip_key
from generator.pages.parts.words import form_break, function_name, percent, say
from generator.pages.report.body_text import body
from generator.pages.report.page import PageContext
from generator.pages.report.provenance import text_place
from generator.pages.report.summary import summary, summary_block
from generator.records import Contacts, Number, Record


@dataclass(frozen=True)
class AgencyFile:
    """The material of one agency's pages.

    `facts` stand oldest year first, `missing` holds the years without a report and their
    status in the register, `plans` the years with a work plan.
    """

    agency: str
    report_views: dict[int, ReportView]
    facts: Sequence[Facts]
    plans: Sequence[int]
    missing: Sequence[tuple[int, str]]


def agency_page(file: AgencyFile, context: PageContext, near: Sequence[str]) -> Page:
    """The page of one agency, with or without reports.

    `near` are those it is compared with.
    """
    registry, agency = context.registry, file.agency
    report_views, facts = file.report_views, file.facts
    latest = report_views[max(report_views)].record if report_views else None
    name = agency_name(registry, agency, latest.agency_name if latest else None)
    contact = newest_with_contact(report_views)
    entry = registry.agencies.get(agency)
    reached = contact.record.contacts if contact else Contacts()
    description = _description(name, facts)
    head = {
        "Agency": agency,
        "Agency_name": name,
        "Json_ld": [metadata.organization(registry, agency, name, reached)],
        "Card": agency_card(facts, context.strips.code(agency)),
        "Dated": max((fact.dated or "" for fact in facts), default=""),
        "Strip": context.strips.code(agency),
        "Feed": agency_feed(agency) if has_feed(facts, context.settings) else "",
    }
    lines = [
        *_identity(registry, agency, context.strips),
        *_jump(facts),
        *_latest(report_views, registry),
        *_contact(contact),
        *apply_section(name, entry, facts, reached, _after(registry, agency)),
        *_outcomes(latest, context),
        *_years(facts, context),
        *_missing(file.missing),
        *(peers_section(facts[-1], context.peers, registry) if facts else []),
        *_problems(report_views),
        *_plans(agency, file.plans),
        *_dates(file, context),
        *ways_of_agency(agency, name, facts, near, registry, context.settings),
        *(badge_section(agency, context.settings) if facts else []),
    ]
    return Page(
        file=f"agencies/{agency}/index.md",
        url=f"agencies/{agency}/",
        title=with_agency(registry, agency, name),
        template="agency",
        description=description,
        above=above(registry, agency),
        lines=list(embeds(lines, agency, context.settings)),
        head=head,
    )


def _jump(facts: Sequence[Facts]) -> list[str]:
    """The way to what people come for; seen where the page is many screens long."""
    names = ("contact", "apply", "years") if facts else ("contact", "apply")
    ways = " · ".join(link(say(f"heading.{name}"), f"#{name}") for name in names)
    return [f"{ways} {{.others .jump}}", ""]


def _dates(file: AgencyFile, context: PageContext) -> list[str]:
    keys: list[Key] = [("annual_report", file.agency, fact.year) for fact in file.facts]
    keys += [("work_plan", file.agency, year) for year in file.plans]
    changes = [one for key in keys for one in context.histories.get(key, ())]
    first_read = max((fact.first_read or "" for fact in file.facts), default="")
    return dates_line(changes, first_read, "dates_agency")


def _description(name: str, facts: Sequence[Facts]) -> str:
    if not facts:
        return say("agency.description_none", name=name)
    years = f"{facts[0].year}–{facts[-1].year}" if len(facts) > 1 else f"{facts[0].year}"
    return say("agency.description", name=name, years=years, count=len(facts))


def _identity(registry: Registry, agency: str, strips: Strips) -> list[str]:
    """Place and field of work with the strip of years; other names, those before and after."""
    entry = registry.agencies.get(agency)
    if entry is None:
        return [say("agency.unregistered"), ""]
    lines = [f"{_what(registry, entry)} {strips.mark(agency)}".rstrip()]
    if entry.valid_to:
        lines.append(say("agency.until", date=escape(entry.valid_to)))
    others = [escape(name) for name in entry.names[1:]]
    if others:
        lines.append(say("agency.names", names=say("separator_comma").join(others)))
    before = _linked(registry, registry.taken_over.get(entry.id, ()))
    if before:
        lines.append(say("agency.predecessors", names=before))
    after = _after(registry, agency)
    if after:
        lines.append(say("agency.successors", names=after))
    return [part for line in lines for part in (f"{line} {{.byline}}", "")]


def _what(registry: Registry, entry: Agency) -> str:
    region = registry.regions.get(entry.region)
    place = registry.full_region_name(entry.region) if region else entry.region
    words = say(f"level.{entry.level}")
    if entry.function:
        words = say("agency.field", level=words, function=escape(function_name(entry.function)))
    return say(
        "agency.what", place=link(escape(place), site(f"regions/{entry.region}/")), what=words
    )


def _after(registry: Registry, agency: str) -> str:
    """Links to those that took over; empty where none did."""
    entry = registry.agencies.get(agency)
    return _linked(registry, _successors(registry, entry)) if entry is not None else ""


def _successors(registry: Registry, entry: Agency) -> tuple[str, ...]:
    """Those it names itself, and for one that ended those that name it as predecessor."""
    if not entry.valid_to:
        return entry.successors
    return tuple(dict.fromkeys((*entry.successors, *registry.named_after.get(entry.id, ()))))


def _linked(registry: Registry, agencies: Sequence[str]) -> str:
    names = [agency_link(registry, agency) for agency in agencies if agency in registry.agencies]
    return say("separator_comma").join(names)


def _latest(report_views: dict[int, ReportView], registry: Registry) -> list[str]:
    """What the newest report says, each number linked to its cell on that page."""
    if not report_views:
        return []
    year = max(report_views)
    record = report_views[year].record
    before = report_views[year - 1].record if year - 1 in report_views else None
    address = site(f"agencies/{record.agency}/{year}/")
    sentences = [s.replace("](#", f"]({address}#") for s in summary(record, before)]
    heading = say("agency.newest", report=link(say("agency.report", year=year), address))
    source = f"{source_line(record, registry)} {{.byline}}"
    return [
        source,
        "",
        f"{heading} {{.byline}}",
        "",
        *summary_block(sentences),
    ]


def _outcomes(latest: Record | None, context: PageContext) -> list[str]:
    """The chart of the newest report's outcomes, unless there is nothing to draw."""
    if latest is None:
        return []
    page = site(f"agencies/{latest.agency}/{latest.year}/")
    drawn = context.drawing.bars(OUTCOMES, latest, page)
    return drawn if is_picture(drawn) else []


def _contact(report_view: ReportView | None) -> list[str]:
    lines = [*heading(say("heading.contact"), "contact")]
    if report_view is None:
        return [*lines, say("agency.no_contact"), ""]
    record = report_view.record
    page = site(f"agencies/{record.agency}/{record.year}/")
    source = link(say("agency.report", year=record.year), page)
    return [*lines, *contact_card(report_view, source, page)]


def _years(facts: Sequence[Facts], context: PageContext) -> list[str]:
    lines = [*heading(say("heading.years"), "years")]
    if not facts:
        return [*lines, say("agency.no_reports"), ""]
    header = [say("year_column"), *(say(f"years.{name}") for name in _COLUMNS)]
    lines += context.drawing.flow(facts)
    lines += table(header, _year_rows(facts), f'.years caption="{say("years.caption")}"')
    return [*lines, "", f"{say('years.note')} {{.quiet}}", "", *strip_key(context.strips)]


_COLUMNS = (
    "received",
    "closed",
    "granted",
    "share",
    "carried_over",
    "review",
    "litigation",
    "checks",
)
_FIELDS = ("received", "closed", "granted", "granted_share", "carried_over", "review", "litigation")


def _year_rows(facts: Sequence[Facts]) -> Iterator[list[str]]:
    """A row a year, oldest first, and a line wherever another form begins."""
    form = facts[0].form if facts else None
    for fact in facts:
        if fact.form != form:
            is_apart = era(form) != era(fact.form)
            yield [f"{form_break(fact.form)} {{.break{' .apart' if is_apart else ''}}}"]
        form = fact.form
        address = site(f"agencies/{fact.agency}/{fact.year}/")
        label = f"{fact.year}{say('years.aggregate') if fact.scope == 'aggregate' else ''}"
        cells = [_shown(name, fact) for name in _FIELDS]
        checks = say("years.failed", count=fact.failed) if fact.failed else say("years.holds")
        yield [
            link(label, address),
            *cells,
            link(checks, f"{address}#checks") if fact.failed else checks,
        ]


def _shown(name: str, fact: Facts) -> str:
    value: Number | None = getattr(fact, name)
    if value is not None:
        return percent(value) if name.endswith("_share") else f"{value}"
    if name == "carried_over" and fact.form and indicators(fact.form).carried_over is None:
        return f"{say('years.not_in_form')} {{.missing}}"
    return f"{say('years.unknown')} {{.missing}}"


def _missing(missing: Sequence[tuple[int, str]]) -> list[str]:
    if not missing:
        return []
    items = [
        f"- {say('missing.line', year=year, status=say(f'status.{status}'))}"
        for year, status in missing
    ]
    return block(f"details {say('missing.title', count=len(missing))}", items)


def _problems(report_views: dict[int, ReportView]) -> list[str]:
    """What the agency itself named, newest year first; the older years folded."""
    found: list[str] = []
    for year in sorted(report_views, reverse=True):
        found += _problems_of(report_views[year].record, is_open=not found)
    return [*heading(say("heading.problems"), "problems"), *found] if found else []


def _problems_of(record: Record, *, is_open: bool) -> list[str]:
    parts = problem_sections(record)
    if not parts:
        return []
    address = site(f"agencies/{record.agency}/{record.year}/#problems")
    report = link(say("agency.report", year=record.year), address)
    lines = [line for part in parts if part.text for line in body(part.text)]
    if not lines:
        return [say("agency.problems_elsewhere", report=report, place=text_place(record)), ""]
    lines += ["", say("agency.problems_from", report=report) + " {.quiet}", ""]
    if is_open:
        return [*heading(say("year", year=record.year), level=3), *lines]
    return block(f"details {say('agency.problems_of', year=record.year)}", lines)


def _plans(agency: str, plans: Sequence[int]) -> list[str]:
    if not plans:
        return []
    items = [
        f"- {link(say('agency.plan', year=year), site(f'agencies/{agency}/plan-{year}/'))}"
        for year in sorted(plans, reverse=True)
    ]
    return [*heading(say("heading.plans"), "plans"), *items, ""]


def _pages(file: AgencyFile, own: Own) -> Iterator[Page | Attachment]:
    yield agency_page(file, own.context, own.near)
    if language() == LANGUAGES[0]:
        yield from attachments(file, own)


PAGE_KINDS = (Kind("agency", "agencies", ("agencies/{agency}/",), "agency", of_agency=_pages),)
