"""Report, work plan, or something that only looks like one: the reason is always given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.parsing.data import load, pattern, word
from generator.parsing.identity.title import Title, parse_title
from generator.parsing.normalise import arabic_years, compact
from generator.parsing.prose.outline import Outline
from generator.parsing.prose.running_lines import TextLine
from generator.parsing.tables.find import Scan
from generator.parsing.tables.statutory import Tables
from generator.readers.document import Document, Image
from generator.records import (
    SECTION_KEYS,
    Contacts,
    Evidence,
    Kind,
    Note,
    Period,
    Source,
    Task,
)

_LEAST_SIGNS = 2
_LEAST_CHAPTERS = 4
_LEAST_TASKS = 2
_LEAST_LISTED = 4
_LONGEST_TITLE = 80  # characters
# Signs that only a report itself shows; the others also stand in what is said about reports.
_OF_A_REPORT = {"title", "period", "outline", "own_outline"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a document is; `reason` is the message code of a refusal."""

    kind: Kind
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document taken apart: all that speaks for or against a report, and what it would hold."""

    document: Document
    source: Source
    lines: list[TextLine]
    paragraphs: list[TextLine]
    scan: Scan
    tables: Tables
    outline: Outline
    title: Title | None
    plan_title: Title | None
    tasks: tuple[Task, ...]
    task_notes: tuple[Note, ...]
    periods: list[tuple[Period, Evidence]]
    contacts: Contacts
    contact_evidence: Evidence | None
    contact_notes: tuple[Note, ...]
    following: tuple[TextLine, Title] | None

    @property
    def period(self) -> Period | None:
        """The first period that is stated."""
        return self.periods[0][0] if self.periods else None


def recognise(parsed: Parsed) -> Verdict:
    """The kind of a document."""
    if not parsed.scan.rows and _is_pictures(parsed):
        return Verdict("unrecognised", "no_text_scanned")
    if not parsed.lines and not parsed.scan.rows:
        code = "no_text_scanned" if parsed.document.is_scanned else "no_text"
        return Verdict("unrecognised", code)
    task_count = len(parsed.tasks) + len(parsed.task_notes)
    if parsed.plan_title and task_count >= _LEAST_TASKS and not _has_figures(parsed):
        return Verdict("work_plan")
    reason = _refusal(parsed)
    if reason:
        return Verdict("unrecognised", reason)
    if not _shows_a_report(parsed):
        return Verdict("unrecognised", "not_a_report")
    return Verdict("annual_report")


def _shows_a_report(parsed: Parsed) -> bool:
    """Whether a document shows enough signs, and one that only a report itself shows."""
    found: set[str] = set()
    for sign in _signs(parsed):
        found.add(sign)
        if len(found) >= _LEAST_SIGNS and (found & _OF_A_REPORT or _has_figures(parsed)):
            return True
    return False


def _is_pictures(parsed: Parsed) -> bool:
    """Whether a document is pictures under a title at most, as scans are put into Word files."""
    has_picture = any(isinstance(block, Image) for block in parsed.document.blocks)
    return has_picture and sum(len(line.plain) for line in parsed.lines) <= _LONGEST_TITLE


def _signs(parsed: Parsed) -> Iterator[str]:
    """The signs of a report that a document shows; those that the whole text is read for last."""
    if parsed.title:
        yield "title"
    if parsed.period:
        yield "period"
    chapters = {section.key for section in parsed.outline.sections} & set(SECTION_KEYS)
    if len(chapters) >= _LEAST_CHAPTERS:
        yield "outline"
    if parsed.title and len(parsed.outline.sections) >= _LEAST_CHAPTERS:
        yield "own_outline"
    if parsed.title and _speaks_of_year(parsed):
        yield "own_text"
    # A figure by itself is no sign of anything.
    texts = dict.fromkeys(cell.text for row in parsed.scan.rows for cell in row.cells)
    cells = [text for text in texts if not text.isdecimal()]
    text = "\n".join([*(line.plain for line in parsed.lines), *map(compact, cells)])
    for name in load("recognise")["signs"]:
        if name != "title" and pattern("recognise", "signs", name).search(text):
            yield name


def _speaks_of_year(parsed: Parsed) -> bool:
    """An older free text: some hundred characters under a title with its own year."""
    plain = "".join(line.plain for line in parsed.lines)
    return len(plain) > 300 and bool(pattern("recognise", "own_text").search(plain))


def _has_figures(parsed: Parsed) -> bool:
    return any(figure.state == "number" for figure in parsed.tables.figures.values())


def _refusal(parsed: Parsed) -> str | None:
    """The reason to refuse a document, None when there is none."""
    titles = _titles(parsed)
    if _is_template(parsed, titles):
        return "template"
    if _is_part_of_year(parsed, titles):
        return "part_of_year"
    body = "".join(line.plain for line in parsed.lines[:60])
    own = parsed.title is not None and parsed.title.source == "title"
    refused: dict[str, object] = load("recognise")["refused"]
    for name in refused:
        in_title = any(pattern("recognise", "refused", name, "title").search(t) for t in titles[:3])
        in_body = bool(pattern("recognise", "refused", name, "body").search(body))
        follows = name == "notice" and own and _follows_notice(parsed)
        if in_title and (in_body or not (follows or (own and _has_figures(parsed)))):
            return str(name)
        if in_body and (in_title or not own or name in ("reading", "blank_form")):
            return str(name)
    if _is_index(parsed):
        return "index_page"
    return "blank_form" if _is_blank(parsed) else None


def _follows_notice(parsed: Parsed) -> bool:
    """Whether the report itself follows the notice that sends it out, under its own title."""
    title = compact(parsed.title.text) if parsed.title else ""
    is_own = bool(title) and not pattern("identity", "notice").search(title)
    return is_own and parsed.period is not None


def _titles(parsed: Parsed) -> list[str]:
    """What may be the document's title: its first lines and what the format says."""
    meta = [parsed.document.meta.get(name, "") for name in ("article_title", "title")]
    named = [line for line in parsed.lines[:30] if line.role in ("title", "heading")]
    lines = [line for line in [*named[:2], *parsed.lines[:6]] if 4 <= len(line.plain) <= 60]
    texts = [compact(re.split(r"[_|]|-(?=[\u4e00-\u9fff])", text)[0]) for text in meta if text]
    menu = pattern("identity", "menu")  # 正文 over 目录 is no title that ends in 目录
    head = [line for line in parsed.lines[:6] if not menu.search(line.plain)]
    joined = compact("".join(line.text for line in head[:2]))
    return [*texts, *(line.plain for line in lines[:2]), *([joined] if len(joined) <= 60 else [])]


def _is_template(parsed: Parsed, titles: list[str]) -> bool:
    marks = pattern("identity", "template_marks")
    title = parsed.title.text if parsed.title else ""
    return any(marks.search(arabic_years(text)) for text in [compact(title), *titles])


def _is_part_of_year(parsed: Parsed, titles: list[str]) -> bool:
    """A report on half a year, a quarter or some months: by its title, or its period alone."""
    if parsed.period and parsed.period.start[5:] == "01-01" and parsed.period.end[5:] == "12-31":
        return False
    own = [compact(parsed.title.text)] if parsed.title else []
    if any(pattern("recognise", "part_of_year").search(text) for text in [*own, *titles[:3]]):
        return True
    is_short = parsed.period is not None and not parsed.period.end.endswith("-12-31")
    says_year = any(pattern("recognise", "whole_year").search(text) for text in own)
    return is_short and bool(own) and not says_year


def _is_index(parsed: Parsed) -> bool:
    """A page that lists reports: several titles with different years or agencies, no chapters."""
    if _has_figures(parsed):
        return False
    listed = set()
    for line in parsed.lines:
        if word("identity", "title_letter") not in line.text:
            continue
        title = parse_title(re.sub(r"\[?\(?20\d{2}-\d{2}-\d{2}\)?\]?$", "", line.plain), "title")
        if title and (title.year or title.agency):
            listed.add((title.year, title.agency))
    long_lines = sum(len(line.plain) > 60 for line in parsed.lines)
    return len(listed) >= _LEAST_LISTED and long_lines < len(listed)


def _is_blank(parsed: Parsed) -> bool:
    """The empty form: tables without one figure, and nobody's name or year above them."""
    if not parsed.scan.rows:
        return False
    states = {figure.state for figure in parsed.tables.figures.values()}
    title = parsed.title
    has_owner = title is not None and title.agency is not None and (title.year or parsed.period)
    return states <= {"blank", "missing"} and not has_owner
