"""Several reports in one document: the file is refused, and two of them are named."""

from __future__ import annotations

from generator.parsing.data import load
from generator.parsing.identity.title import Title, parse_title
from generator.parsing.prose.headings import statutory_section
from generator.parsing.prose.paragraphs import TextLine
from generator.records import SECTION_KEYS

_LONGEST_TITLE = 80
_NEAR = 60
_MOST = 20


def report_that_follows(lines: list[TextLine]) -> tuple[TextLine, Title] | None:
    """The title that opens a report of another agency or year, None when there is none.

    A title opens a report when the first chapter stands both before and behind it; links to
    other reports below an article have no chapter behind them.
    """
    openings = [n for n, line in enumerate(lines) if _opens(line)]
    if len(openings) < 2:
        return None
    first = _first_title(lines[: openings[0]])
    for opening in openings[1:_MOST]:
        for line in lines[max(openings[0] + 1, opening - _NEAR) : opening]:
            title = _title(line)
            if title and _is_other(first, title):
                return line, title
    return None


def _opens(line: TextLine) -> bool:
    return not line.table and statutory_section(line.text) == SECTION_KEYS[0]


def _title(line: TextLine) -> Title | None:
    letter = str(load("identity")["title_letter"])
    if line.table or letter not in line.text or len(line.text) > _LONGEST_TITLE:
        return None
    return parse_title(line.text, "title", line.at)


def _first_title(lines: list[TextLine]) -> Title | None:
    found = [title for line in lines if (title := _title(line))]
    return max(found, key=lambda title: title.rank) if found else None


def _is_other(first: Title | None, title: Title) -> bool:
    """Whether a title names another agency or year; one that names neither says nothing."""
    if first is None:
        return title.agency is not None or title.year is not None
    return any(
        ours is not None and theirs is not None and ours != theirs
        for ours, theirs in ((first.agency, title.agency), (first.year, title.year))
    )
