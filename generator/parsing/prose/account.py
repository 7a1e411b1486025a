"""Every word of a document is in its record, or named: what stands outside chapters and tasks.

Words are compared without white space and Markdown's marks. Statutory tables account for
their own cells (`parsing.tables.form_rows`); margins and menus are left out by their role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.parsing.normalise import is_page_number
from generator.parsing.prose.paragraphs import markdown
from generator.parsing.prose.running_lines import TextLine
from generator.readers.document import Document, Paragraph, Table
from generator.records import Note, Place, Record, Task

_LEFT_OUT = frozenset(("header", "footer", "navigation"))
_MARKS = "\\|*#<"  # with white space and &lt; what is not compared
_SHORTEST = 2  # characters; single ones stand anywhere
_MOST_LOST_SHARE = 0.02
_LEAST_LOST = 20  # characters
_FIRST_WORDS = 60
_MOST_MISSES = 500  # pieces; each of them is looked for in all of the text


def outside_chapters(lines: Sequence[TextLine], first: int | None, title: str | None) -> str | None:
    """The text before the first chapter, without the title; all of it without any chapter."""
    printed = _bare(title or "")
    kept = [line for line in lines[:first] if line.table or _bare(line.text) not in printed]
    return markdown(kept) or None


def outside_tasks(
    lines: Sequence[TextLine], tasks: Iterable[Task], title: str | None
) -> str | None:
    """The text of a work plan that belongs to no task, without the title and the groups."""
    taken = _bare(" ".join([title or "", *_words_of_tasks(tasks)]))
    kept = [line for line in lines if not _is_taken(line, taken)]
    return markdown(kept) or None


def _is_taken(line: TextLine, taken: str) -> bool:
    if line.table:
        return all(_bare(part) in taken for part in re.split(r"[|\n]", line.table))
    return _bare(line.text) in taken


def _words_of_tasks(tasks: Iterable[Task]) -> Iterator[str]:
    for task in tasks:
        yield from (task.group, task.title, task.text or "", *task.responsible)


def lost_words(document: Document, consumed: set[int], record: Record) -> list[Note]:
    """A warning when more than a trace of the text is nowhere in the record."""
    kept = _bare("\n".join(_words_of(record)))
    total, lost, misses, place = 0, 0, 0, 0
    first: tuple[str, Place] | None = None
    for text, at in _body(document, consumed):
        bare = _bare(text)
        total += len(bare)
        if len(bare) < _SHORTEST or misses > _MOST_MISSES:
            continue
        # The record keeps the order of the document: most words follow the last ones.
        found = kept.find(bare, place)
        found = found if found >= 0 else kept.find(bare, 0, place + len(bare))
        if found >= 0:
            place = found
            continue
        lost, misses = lost + len(bare), misses + 1
        first = first or (text, at)
    if first is None or lost < _LEAST_LOST or lost <= _MOST_LOST_SHARE * total:
        return []
    params = {"count": str(lost), "first": " ".join(first[0].split())[:_FIRST_WORDS]}
    return [Note(code="parsing.words_lost", params=params, at=first[1])]


def _body(document: Document, consumed: set[int]) -> Iterator[tuple[str, Place]]:
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            cells = () if index in consumed else block.cells
            yield from ((cell.text, cell.at) for cell in cells)
        elif isinstance(block, Paragraph) and index not in consumed:
            is_kept = block.role not in _LEFT_OUT and not is_page_number(block.text)
            yield from ((block.text, block.at),) if is_kept else ()


def _words_of(record: Record) -> Iterator[str]:
    yield from (record.title or "", record.other_text or "")
    for section in record.sections:
        yield from (section.heading, section.text or "")
    yield from _words_of_tasks(record.tasks)


def _bare(text: str) -> str:
    bare = "".join(text.replace("&lt;", "").split())
    for mark in _MARKS:
        bare = bare.replace(mark, "")
    return bare
