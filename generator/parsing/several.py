"""Several reports in one document: the file is refused, and two of them are named."""

from __future__ import annotations

from generator.parsing.data import word
from generator.parsing.identity.title import Title, parse_title
from generator.parsing.prose.headings import statutory_section
from generator.parsing.prose.running_lines import TextLine
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
        for at in range(max(openings[0] + 1, opening - _NEAR), opening):
            title = _title(lines[at:opening])
            if title and _is_other(first, title):
                return lines[at], title
    return None


def _opens(line: TextLine) -> bool:
    return not line.table and statutory_section(line.text) == SECTION_KEYS[0]


def _title(lines: list[TextLine]) -> Title | None:
    """The title that begins with the first of some lines: on that line, or on it and the next.

    Above a title that says all by itself another name may stand, a site's for instance.
    """
    single, below = _parsed(lines[:1]), _parsed(lines[1:2])
    if any(title and title.agency and title.year for title in (single, below)):
        return single
    both = [title for title in (single, _parsed(lines[:2])) if title]
    return max(both, key=lambda title: title.rank, default=None)


def _parsed(lines: list[TextLine]) -> Title | None:
    text = "".join(line.text for line in lines)
    if (
        word("identity", "title_letter") not in text
        or len(text) > _LONGEST_TITLE
        or any(line.table for line in lines)
    ):
        return None
    return parse_title(text, "title", lines[0].at)


def _first_title(lines: list[TextLine]) -> Title | None:
    found = [title for at in range(len(lines)) if (title := _title(lines[at : at + 2]))]
    return max(found, key=lambda title: title.rank) if found else None


def _is_other(first: Title | None, title: Title) -> bool:
    """Whether a title names another agency or year; one that names neither says nothing."""
    if first is None:
        return title.agency is not None or title.year is not None
    return any(
        ours is not None and theirs is not None and ours != theirs
        for ours, theirs in ((first.agency, title.agency), (first.year, title.year))
    )
