"""The lines of a document outside the statutory tables, headings parted from their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from generator.parsing.data import load, pattern
from generator.parsing.normalise import compact, is_page_number
from generator.parsing.prose.headings import is_title, statutory_section
from generator.parsing.tables.find import Scan
from generator.readers.document import Document, Paragraph, Role, Table
from generator.records import Place

_LEFT_OUT: frozenset[Role] = frozenset(("header", "footer", "navigation"))
_WIDE_SPACE = re.compile(r"\u3000+| {3,}")
_WHOLE_REPORT = 300
_LEAST_APART = 4
_MOST_TITLE_LINES = 3
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class TextLine:
    """A paragraph of the source; `table` holds the Markdown of a table that is not statutory."""

    text: str
    at: Place
    block: int
    role: Role = "body"
    level: int | None = None
    table: str | None = None

    @cached_property
    def plain(self) -> str:
        """The compact text, for comparisons."""
        return compact(self.text)


def running_lines(document: Document, found: Scan) -> list[TextLine]:
    """The lines of the body in reading order, headings on one line with their text parted."""
    lines: list[TextLine] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            if index not in found.consumed:
                lines += _table_lines(block, index)
            else:
                lines += _heading_cells(block, index)
        elif isinstance(block, Paragraph) and index not in found.consumed:
            if block.role in _LEFT_OUT or is_page_number(block.text):
                continue
            whole = TextLine(block.text, block.at, index, block.role, block.level)
            lines += [part for piece in _set_apart(whole) for part in _parted(piece)]
    return list(_with_number(lines))


def _heading_cells(table: Table, index: int) -> Iterator[TextLine]:
    """Chapter headings that a converter or a layout put into a cell of their own."""
    for row in table.rows():
        filled = [cell for cell in row if cell.text.strip()]
        if len(filled) == 1 and statutory_section(filled[0].text):
            yield TextLine(filled[0].text, filled[0].at, index)


def _table_lines(table: Table, index: int) -> Iterator[TextLine]:
    rows = [[cell for cell in row if cell.text.strip()] for row in table.rows()]
    if all(len(row) <= 1 for row in rows) and not any(len(c.text) < 60 for r in rows for c in r):
        for row in rows:
            for cell in row:
                yield from _parted(TextLine(cell.text, cell.at, index))
    elif any(rows):
        yield TextLine("", table.at, index, table=markdown_table(table))


def markdown_table(table: Table) -> str:
    """The table in Markdown; merged cells leave their further places empty."""
    width = table.column_count
    lines = []
    for row in table.rows():
        texts = [""] * width
        for cell in row:
            texts[cell.column] = " ".join(cell.text.split()).replace("|", "\\|")
        lines.append("| " + " | ".join(texts) + " |")
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


@cache
def _inline_heading() -> re.Pattern[str]:
    titles: dict[str, list[str]] = load("outline")["titles"]
    names = sorted({name for listed in titles.values() for name in listed}, key=len, reverse=True)
    spaced = "|".join("[ 、，]?".join(map(re.escape, name)) for name in names)
    return re.compile(
        r"(?:^|(?<=[。；;！!]))\s*([一二三四五六七八九十]\s*[、.．]\s*(?:"
        + spaced
        + r"))(?=[。:：\s]|$|[^；;、，,和及与的等》”])"
    )


def _set_apart(line: TextLine) -> Iterator[TextLine]:
    """A whole report on one line: only the wide spaces before its paragraphs part them."""
    pieces = [] if len(line.text) < _WHOLE_REPORT else _WIDE_SPACE.split(line.text)
    if len(pieces) < _LEAST_APART:
        yield line
        return
    yield from (_piece(line, piece.strip()) for piece in pieces if piece.strip())


def _parted(line: TextLine) -> Iterator[TextLine]:
    """A paragraph, or its headings and texts where all of it stands on one line."""
    if len(line.text) < 12 or ("、" not in line.text[:8] and line.text.count("、") < 3):
        yield line
        return
    if pattern("outline", "dot_leader").search(line.plain):
        yield line
        return
    found = list(_inline_heading().finditer(line.text))
    is_alone = len(found) == 1 and not line.text[: found[0].start()].strip()
    is_alone = is_alone and found[0].end() == len(line.text)
    if not found or is_alone or (len(found) == 1 and len(line.plain) < 30):
        yield line
        return
    start = 0
    for match in found:
        before = line.text[start : match.start()].strip()
        if before:
            yield _piece(line, before)
        yield _piece(line, match.group(1).strip())
        start = match.end()
    rest = line.text[start:].lstrip("。:： \u3000")
    if rest:
        yield _piece(line, rest)


def _piece(line: TextLine, text: str) -> TextLine:
    return TextLine(text.lstrip("。:： \u3000"), line.at, line.block, line.role, line.level)


def _title_lines(lines: list[TextLine]) -> int:
    """Over how many lines a narrow page broke the title of a chapter; 0 where the first has it."""
    text = lines[0].text
    if len(text) > _LONGEST_TITLE or not pattern("outline", "top_numbered").match(lines[0].plain):
        return 0
    if is_title(text):
        return 0
    for count, line in enumerate(lines[1:], 2):
        text += line.text
        if line.table or is_title(text):
            return 0 if line.table else count
    return 0


def _with_number(lines: list[TextLine]) -> Iterator[TextLine]:
    """Puts a heading's number that stands on a line of its own before the heading.

    A heading that goes on in the next line is one line.
    """
    index = 0
    while index < len(lines):
        line = lines[index]
        after = lines[index + 1] if index + 1 < len(lines) else None
        is_number = len(line.text) < 12 and pattern("outline", "number_alone").match(line.plain)
        if is_number and after is not None and after.text and len(after.plain) <= 40:
            mark = "" if line.plain[-1] in "、.)分" else "、"
            text = line.text.strip() + mark + after.text
            yield TextLine(text, line.at, line.block, after.role, after.level)
            index += 2
        elif count := _title_lines(lines[index : index + _MOST_TITLE_LINES]):
            text = "".join(piece.text for piece in lines[index : index + count])
            yield TextLine(text, line.at, line.block, line.role, line.level)
            index += count
        else:
            yield line
            index += 1
