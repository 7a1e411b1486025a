"""The report's own running text on its page; pages in other languages lead to it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.messages import LANGUAGES, language
from generator.pages.parts.indicators import problem_sections
from generator.pages.parts.markup import escape, heading, link, original
from generator.pages.parts.words import say
from generator.pages.report.body_text import body
from generator.pages.report.provenance import text_place
from generator.records import Record, Section


def text_section(record: Record) -> list[str]:
    """The running text; the problems stand further up and are not repeated.

    A chapter without words of its own is the place of a statutory table.
    """
    if not record.sections:
        return []
    lines = [*heading(say("heading.text"), "text")]
    if not any(part.text for part in record.sections):
        headings = [f"- {escape(part.heading)}" for part in record.sections]
        return [*lines, text_place(record), "", *headings, ""]
    if language() != LANGUAGES[0]:
        return [*lines, *_chapters(record)]
    problems = problem_sections(record)
    if record.other_text:
        lines += [*heading(say("report.before_chapters"), level=3), *body(record.other_text)]
    for part, mark in _marked(record):
        lines += heading(escape(part.heading), mark, 3)
        if part in problems:
            lines += [link(say("report.problems_above"), "#problems"), ""]
        else:
            lines += body(part.text or "")
    return lines


def _marked(record: Record) -> Iterator[tuple[Section, str]]:
    """The chapters that hold words, each with its anchor; the second of a kind has none."""
    seen: set[str] = set()
    for part in record.sections:
        if part.text:
            yield part, "" if part.key in seen else f"s-{part.key}"
            seen.add(part.key)


def _chapters(record: Record) -> Iterator[str]:
    """The chapters as links to the page that has them, each at the anchor that it has there."""
    page = original(f"agencies/{record.agency}/{record.year}/")
    yield from (say("report.in_chinese", page=link(say("report.chinese_page"), f"{page}#text")), "")
    for part, mark in _marked(record):
        chapter = link(escape(part.heading), f"{page}#{mark or 'text'}")
        yield f"- {chapter}{f' {{#{mark}}}' if mark else ''}"
    yield ""
