"""Document -> record: the way into the parser."""

from __future__ import annotations

import re

from msgspec.structs import replace

from generator.agencies import Registry
from generator.forms import first_nationwide_year
from generator.parsing.identity.agency import ReportIdentity, find_scope, identify
from generator.parsing.identity.imprint import read_imprint
from generator.parsing.identity.title import Title, candidates, find_title, plan_title
from generator.parsing.identity.years import find_periods, find_year, several_reports
from generator.parsing.plans.tasks import find_tasks
from generator.parsing.prose.account import lost_words, outside_chapters, outside_tasks
from generator.parsing.prose.contacts import find_contacts
from generator.parsing.prose.metrics import find_metrics
from generator.parsing.prose.outline import outline
from generator.parsing.prose.paragraphs import paragraphs
from generator.parsing.prose.running_lines import TextLine, running_lines
from generator.parsing.recognise import Parsed, recognise
from generator.parsing.several import report_that_follows
from generator.parsing.tables.find import find_statutory_rows
from generator.parsing.tables.statutory import read_tables, stated_form
from generator.readers.document import Document, Image
from generator.record_rules import is_date
from generator.records import (
    Evidence,
    Note,
    Record,
    Source,
    schema_of,
)


def parse_document(document: Document, source: Source, registry: Registry) -> Record:
    """The record of a document: a report, a work plan, or unrecognised with the reason.

    Never raises on strange content. `agency` is None when the registry does not hold the
    agency or holds several of that name; `agency_name` and `region` then say what is known.
    """
    parsed = _parse(document, source)
    verdict = recognise(parsed)
    if verdict.kind == "unrecognised":
        reason = Note(code=f"parsing.refused_{verdict.reason}")
        return _unrecognised(parsed, parsed.title or parsed.plan_title, reason)
    title = parsed.plan_title if verdict.kind == "work_plan" else parsed.title
    found = identify(document, parsed.lines, title, parsed.contacts, registry)
    if verdict.kind == "work_plan":
        return _work_plan(parsed, title, found)
    if parsed.following is not None:
        return _several(parsed, title, found.name)
    return _report(parsed, title, found)


def _several(parsed: Parsed, title: Title | None, agency: str | None) -> Record:
    """Two reports in one file: which of them a reader means, nobody can tell; both are named."""
    line, second = parsed.following or (None, None)
    first = title.text if title else agency or ""
    reason = Note(
        code="parsing.refused_several",
        params={"first": first, "second": second.text if second else ""},
        at=line.at if line else None,
    )
    return _unrecognised(parsed, title, reason)


def _unrecognised(parsed: Parsed, title: Title | None, reason: Note) -> Record:
    return Record(
        kind="unrecognised",
        title=title.text if title else None,
        source=parsed.source,
        warnings=(reason, *parsed.document.warnings),
    )


def _parse(document: Document, source: Source) -> Parsed:
    found = find_statutory_rows(document)
    lines = running_lines(document, found)
    following = report_that_follows(lines)
    if following:
        document = replace(document, blocks=document.blocks[: following[0].block])
        found = find_statutory_rows(document)
        lines = running_lines(document, found)
    tables = read_tables(found, stated_form("".join(line.plain for line in lines[:30])))
    if tables.form is None and found.consumed:  # rows of no known form are text like any other
        found.consumed.clear()
        lines = running_lines(document, found)
    joined = paragraphs(lines)
    contacts, evidence, unread = find_contacts(joined)
    texts = candidates(document, lines)
    plan = plan_title(texts)
    tasks, task_notes = find_tasks(document, lines) if plan else ((), [])
    return Parsed(
        document=document,
        source=_completed(source, document, lines),
        lines=lines,
        paragraphs=joined,
        scan=found,
        tables=tables,
        outline=outline(lines, found.consumed),
        title=find_title(texts),
        plan_title=plan,
        tasks=tasks,
        task_notes=tuple(task_notes),
        periods=list(find_periods(lines)),
        contacts=contacts,
        contact_evidence=evidence,
        contact_notes=tuple(unread),
        following=following,
    )


def _completed(source: Source, document: Document, lines: list[TextLine]) -> Source:
    """The source with what the document says of its own address and date."""
    stated = (source.published, document.meta.get("pub_date"), read_imprint(lines).published)
    dates = [text for text in stated if text]
    return replace(
        source,
        url=source.url or document.meta.get("url"),
        published=next((day for text in dates if (day := _day(text))), None),
    )


def _day(text: str) -> str | None:
    """A date as a record keeps it, whatever way it was written: 2024年1月5日 -> 2024-01-05."""
    if is_date(text):
        return text
    found = re.match(r"\s*(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)", text)
    day = f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else ""
    return day if is_date(day) else None


def _evidence(parsed: Parsed, title: Title | None, found: ReportIdentity) -> dict[str, Evidence]:
    evidence = dict(found.evidence)
    if title:
        evidence["title"] = Evidence(source=title.source, raw=title.text, at=title.at)
    if parsed.period:
        evidence["period"] = parsed.periods[0][1]
    if parsed.contact_evidence:
        evidence["contacts"] = parsed.contact_evidence
    return evidence


def _report(parsed: Parsed, title: Title | None, found: ReportIdentity) -> Record:
    year, year_evidence, year_notes = find_year(
        parsed.document, title, parsed.period, parsed.outline, parsed.source.published
    )
    scope, scope_evidence = find_scope(found.name, parsed.lines)
    evidence = _evidence(parsed, title, found)
    evidence["scope"] = scope_evidence
    if year_evidence:
        evidence["year"] = year_evidence
    record = Record(
        kind="annual_report",
        agency=found.agency,
        agency_name=found.name,
        region=found.region,
        year=year,
        form=parsed.tables.form,
        scope=scope,
        title=title.text if title else None,
        period=parsed.period,
        source=parsed.source,
        contacts=parsed.contacts,
        figures=parsed.tables.figures,
        other_rows=parsed.tables.other_rows,
        metrics=find_metrics(parsed.paragraphs, found.name or "", year),
        sections=parsed.outline.sections,
        other_text=outside_chapters(
            parsed.lines, parsed.outline.first, title.text if title else None
        ),
        evidence=evidence,
        warnings=(
            *parsed.document.warnings,
            *found.notes,
            *year_notes,
            *([] if title else [Note(code="parsing.title_missing")]),
            *parsed.contact_notes,
            *several_reports(parsed.periods),
            *parsed.tables.notes,
            *_tables_notes(parsed, year),
            *_picture_notes(parsed),
            *([] if parsed.outline.sections else [Note(code="parsing.outline_missing")]),
        ),
    )
    return _accounted(parsed, record)


def _work_plan(parsed: Parsed, title: Title | None, found: ReportIdentity) -> Record:
    year = title.year if title else None
    notes = [] if year else [Note(code="parsing.year_unknown")]
    record = Record(
        kind="work_plan",
        agency=found.agency,
        agency_name=found.name,
        region=found.region,
        year=year,
        title=title.text if title else None,
        source=parsed.source,
        contacts=parsed.contacts,
        tasks=parsed.tasks,
        other_text=outside_tasks(parsed.lines, parsed.tasks, title.text if title else None),
        evidence=_evidence(parsed, title, found),
        warnings=(
            *parsed.document.warnings,
            *found.notes,
            *notes,
            *parsed.task_notes,
            *(
                Note(code="parsing.task_without_unit", params={"task": t.title}, at=t.at)
                for t in parsed.tasks
                if not t.responsible
            ),
        ),
    )
    return _accounted(parsed, record)


def _accounted(parsed: Parsed, record: Record) -> Record:
    """The record with its schema, and with a warning if it lacks words of the document."""
    lost = lost_words(parsed.document, parsed.scan.consumed, record)
    return replace(record, schema=schema_of(record), warnings=(*record.warnings, *lost))


def _tables_notes(parsed: Parsed, year: int | None) -> list[Note]:
    """No statutory table at all in a year whose reports must have them."""
    is_due = year is not None and year >= first_nationwide_year()
    return [Note(code="parsing.tables_missing")] if is_due and not parsed.tables.form else []


def _picture_notes(parsed: Parsed) -> list[Note]:
    """Pictures in a report that lacks a table: the table may be one of them."""
    if parsed.document.is_scanned:
        return [Note(code="parsing.scanned")]
    missing = any(note.code == "parsing.table_missing" for note in parsed.tables.notes)
    pictures = [block for block in parsed.document.blocks if isinstance(block, Image)]
    has_pictures = bool(pictures) or any(
        getattr(block, "has_images", False) for block in parsed.document.blocks
    )
    if has_pictures and (missing or parsed.tables.form is None):
        at = pictures[0].at if pictures else None
        return [Note(code="parsing.table_as_picture", at=at)]
    return []
