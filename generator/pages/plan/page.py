"""The page of one work plan: tasks by unit, targets, and what the report said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.pages.agency.page import AgencyFile
from generator.pages.kinds import Kind
from generator.pages.own import Own
from generator.pages.parts import metadata
from generator.pages.parts.content_file import Page
from generator.pages.parts.english_names import with_agency
from generator.pages.parts.facts import agency_name
from generator.pages.parts.history import dates_line
from generator.pages.parts.location import above
from generator.pages.parts.markup import block, escape, heading, link, paragraph, plain, site, table
from generator.pages.parts.onward_links import feeds_of
from generator.pages.parts.words import digits, document_title, say
from generator.pages.plan.targets import Passage, passages_for
from generator.pages.report.body_text import body
from generator.pages.report.page import PageContext
from generator.pages.report.provenance import source_facts, text_place
from generator.records import Record, Target, Task


def plan_page(
    plan: Record, report: Record | None, context: PageContext, first_read: str | None
) -> Page:
    """The page; `report` is the annual report on the same year, when there is one."""
    registry = context.registry
    agency, year = plan.agency or "", plan.year or 0
    name = agency_name(registry, agency, plan.agency_name)
    title = document_title(plan, name)
    url = f"agencies/{agency}/plan-{year}/"
    units = _units(plan.tasks)
    description = say(
        "plan.description", name=name, year=year, tasks=len(plan.tasks), units=len(units)
    )
    found = passages_for(plan.tasks, report) if report is not None else {}
    return Page(
        file=f"agencies/{agency}/plan-{year}.md",
        url=url,
        title=document_title(plan, name, with_agency(registry, agency, name)),
        template="plan",
        description=description,
        above=[*above(registry, agency), (name, f"agencies/{agency}/")],
        short=say("plan.short", year=year),
        lines=[
            f"{description} {{.byline}}",
            "",
            *_report_line(plan, report),
            *_by_unit(units),
            *_targets(plan.tasks),
            *_tasks(plan.tasks, found, plan, report),
            *_other_text(plan),
            *_source(plan),
            *dates_line(context.histories.get(("work_plan", agency, year), ()), first_read),
        ],
        head={
            "Agency": agency,
            "Agency_name": plain(name),
            "Year": str(year),
            "Meta": metadata.meta(context.settings, plan, name),
            "Json_ld": [metadata.report(plan, title, url)],
            "Feed_date": plan.source.published or first_read or "",
            "Feeds": feeds_of(registry, agency),
        },
    )


def _units(tasks: Sequence[Task]) -> dict[str, list[Task]]:
    """Tasks by unit, the units in order of their first task."""
    units: dict[str, list[Task]] = {}
    for task in tasks:
        for unit in task.responsible or ("",):
            units.setdefault(unit, []).append(task)
    return units


def _report_line(plan: Record, report: Record | None) -> list[str]:
    if report is None:
        return [say("plan.no_report", year=plan.year), ""]
    address = site(f"agencies/{plan.agency}/{plan.year}/")
    words = link(say("agency.report", year=plan.year), address)
    code = "plan.compared" if any(part.text for part in report.sections) else "plan.not_compared"
    return [say(code, report=words), ""]


def _by_unit(units: Mapping[str, list[Task]]) -> list[str]:
    if not units:
        return [say("plan.no_tasks"), ""]
    header = [say("plan.unit"), say("plan.unit_tasks"), say("table.count")]
    rows = []
    for unit, tasks in units.items():
        numbers = [link(str(task.number), f"#task-{task.number}") for task in tasks]
        name = escape(unit) if unit else say("plan.nobody")
        rows.append([name, say("separator_comma").join(numbers), str(len(tasks))])
    lines = table(header, rows, f'.units caption="{say("plan.units")}"', left=2)
    return [*heading(say("plan.units"), "units"), *lines, ""]


def _targets(tasks: Sequence[Task]) -> list[str]:
    header = [say("plan.target"), say("plan.task"), say("table.count")]
    rows = [
        [_quote(target), link(escape(task.title), f"#task-{task.number}"), _number(target)]
        for task in tasks
        for target in task.targets
    ]
    if not rows:
        return []
    lines = table(header, rows, f'.targets caption="{say("plan.targets")}"', left=2)
    return [*heading(say("plan.targets"), "targets"), *lines, ""]


def _quote(target: Target) -> str:
    return escape(target.quote) if target.quote else say("plan.no_quote")


def _number(target: Target) -> str:
    return f"{digits(target.value)}{escape(target.unit)}"


def _tasks(
    tasks: Sequence[Task],
    found: Mapping[int, tuple[Passage, ...]],
    plan: Record,
    report: Record | None,
) -> list[str]:
    lines = [*heading(say("plan.tasks"), "tasks")] if tasks else []
    if tasks and not any(task.text for task in tasks):
        lines += [text_place(plan), ""]
    group = None
    for task in tasks:
        if task.group != group:
            group = task.group
            lines += heading(escape(group), level=3) if group else ()
        lines += _task(task)
        if report is not None:
            lines += _passages(found.get(task.number, ()), report)
    return lines


def _other_text(plan: Record) -> list[str]:
    if not plan.other_text:
        return []
    return [*heading(say("plan.other_text"), "other"), *body(plan.other_text)]


def _task(task: Task) -> list[str]:
    lines = [*heading(f"{task.number}. {escape(task.title)}", f"task-{task.number}", 4)]
    if task.responsible:
        units = say("separator_comma").join(escape(unit) for unit in task.responsible)
        lines += [f"{say('plan.responsible', units=units)} {{.units}}", ""]
    if task.text:
        for line in task.text.split("\n"):
            if line.strip():
                lines += [paragraph(line), ""]
    return lines


def _passages(passages: Sequence[Passage], report: Record) -> list[str]:
    if not passages:
        return []
    address = site(f"agencies/{report.agency}/{report.year}/")
    lines = []
    for passage in passages:
        place = "problems" if passage.section == "problems" else f"s-{passage.section}"
        terms = say("separator_comma").join(escape(term) for term in passage.terms)
        lines += [
            f"{_marked(passage)} {link(say('plan.in_report'), f'{address}#{place}')}",
            "",
            f"{say('plan.matched', terms=terms)} {{.quiet}}",
            "",
        ]
    return block(f"details {say('plan.passages', count=len(passages))}", lines)


def _marked(passage: Passage) -> str:
    """The paragraph with the matched terms in bold."""
    pattern = "|".join(re.escape(term) for term in sorted(passage.terms, key=len, reverse=True))
    parts = re.split(f"({pattern})", passage.text.replace("**", "")) if pattern else [passage.text]
    words = "".join(
        f"**{escape(part)}**" if number % 2 else escape(part) for number, part in enumerate(parts)
    )
    return words if words.startswith("**") else paragraph(parts[0]) + words[len(escape(parts[0])) :]


def _source(plan: Record) -> list[str]:
    return [
        *heading(say("heading.source"), "source"),
        say("source.authentic"),
        "",
        *source_facts(plan),
    ]


def _pages(file: AgencyFile, own: Own) -> Iterator[Page]:
    for year in file.plans:
        report = file.report_views[year].record if year in file.report_views else None
        plan = own.plans[file.agency, year]
        first_read = own.first_seen.get(plan.source.sha256)
        yield plan_page(plan, report, own.context, first_read)


PAGE_KINDS = (
    Kind("plan", "agencies", ("agencies/{agency}/plan-{year}/",), "plan", of_agency=_pages),
)
