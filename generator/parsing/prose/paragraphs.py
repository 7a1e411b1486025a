"""The running text of a document: lines outside the statutory tables, and joined paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from generator.parsing.data import load, pattern, words
from generator.parsing.normalise import compact, is_page_number
from generator.parsing.tables.find import Scan
from generator.readers.document import Document, Paragraph, Role, Table
from generator.records import Place

_LEFT_OUT: frozenset[Role] = frozenset(("header", "footer", "navigation"))
_BETWEEN_HAN = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \u00a0\u3000]+(?=[\u3000-\u9fff\uff00-\uffef])"
)
_BESIDE_HAN = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \u00a0\u3000]+"
    r"|[ \u00a0\u3000]+(?=[\u3000-\u9fff\uff00-\uffef])"
)
_WIDE_SPACE = re.compile(r"\u3000+| {3,}")
_WHOLE_REPORT = 300
_LEAST_APART = 4
_SHORT_LINE = 20
_LEAST_WRAPPED = 12
_TITLE_LINES = 2
_REST_OF_BRACKET = re.compile(r"[^()\n]{0,20}\)")
_TOO_WIDE = 1.25
_RAGGED = 4
_SLACK = 6
# A line so nearly full that has no end of a sentence goes on: digits print narrow.
_NEARLY = 0.8
_END = 80  # characters that tell how a paragraph ends
# What a page never breaks: a number, an address or hours, with the mark and the letter before.
_UNBROKEN = re.compile(r"(?:.[:：(（、]?)?[0-9A-Za-z@._\-—]+(?:[:：]\d[\d:：\-—]*)?|.|$")
_WIDEST = 120
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
    from generator.parsing.prose.headings import statutory_section

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
    from generator.parsing.prose.headings import is_title

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


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being put together: its first line, its pieces, and how it ends so far."""

    first: TextLine
    pieces: list[str]
    end: str
    length: int

    def add(self, line: TextLine) -> None:
        self.pieces.append(line.text)
        self.end = (self.end + line.plain)[-_END:]
        self.length += len(line.plain)

    def line(self) -> TextLine:
        if len(self.pieces) == 1:
            return self.first
        first = self.first
        return TextLine("".join(self.pieces), first.at, first.block, first.role)


def paragraphs(lines: Iterable[TextLine]) -> list[TextLine]:
    """Lines joined where a page, a line's end or a converter cut a paragraph in two."""
    listed = list(lines)
    width, count = _wrap_width(listed, _width), _wrap_width(listed, len)
    joined: list[_Paragraph] = []
    last, length = 0, 0
    for line in listed:
        is_full = bool(count) and length <= (count or 0) < length + len(_first_unbroken(line.text))
        if joined and _goes_on(joined[-1], line, last, width, is_full=is_full):
            joined[-1].add(line)
        else:
            joined.append(_Paragraph(line, [line.text], line.plain[-_END:], len(line.plain)))
        last, length = 0 if width is None else _width(line.text), len(line.text)
    return [paragraph.line() for paragraph in joined]


def _width(text: str) -> int:
    """How wide a line prints: a Chinese character or mark, three bytes of UTF-8, counts 2."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 2


def _first_unbroken(text: str) -> str:
    found = _UNBROKEN.match(text)
    return found.group() if found else ""


def _wrap_width(lines: list[TextLine], measure: Callable[[str], int]) -> int | None:
    """The width that lines are broken at, where a page's own line ends stand in the text.

    On pages the first lines are the title's, in letters of another size.
    """
    is_paged = len(lines) > _TITLE_LINES and lines[0].at.page is not None
    body = lines[_TITLE_LINES:] if is_paged else lines
    texts = [line.text for line in body if line.text]
    if len(texts) < _LEAST_WRAPPED:
        return None
    widths = sorted(map(measure, texts))
    width = widths[-max(1, len(widths) // 20)]
    full = sum(width - _RAGGED <= found <= width + _RAGGED for found in widths)
    return width if width <= _WIDEST and full * 3 >= len(widths) else None


def _goes_on(
    before: _Paragraph, line: TextLine, last: int, width: int | None, *, is_full: bool
) -> bool:
    """Whether a line is the rest of the paragraph before it.

    `last` is that one's last width; it `is_full` where lines are broken after so many characters.
    """
    first = before.first
    if first.table or line.table or line.level or (first.level and len(before.pieces) == 1):
        return False
    end = before.end
    if not end or pattern("outline", "opens").match(line.plain):
        return bool(end) and bool(pattern("outline", "closing_note").match(line.plain))
    is_fax_note = end[-1].isdigit() and pattern("outline", "fax_note").match(line.plain)
    is_open = is_fax_note or _closes_bracket(end, line.plain)
    if is_open or pattern("outline", "label_at_end").search(end):
        return True
    if width is not None:
        return _fills(end, line, last, width, is_full=is_full)
    is_heading = before.length < _END and pattern("outline", "sub_heading").match(end)
    if is_heading or _is_finished(end):
        return False
    is_rest = len(line.plain) >= _SHORT_LINE or _is_finished(line.plain)
    return before.length >= _SHORT_LINE and bool(is_rest)


def _is_finished(text: str) -> bool:
    if not text.endswith(words("outline", "last_signs")):
        return False
    return pattern("outline", "finished").search(text) is not None


def _closes_bracket(end: str, plain: str) -> bool:
    """Whether a line begins with the rest of a bracket that the one before it opened."""
    rest = _REST_OF_BRACKET.match(plain)
    return rest is not None and end.count("(") > end.count(")")


def _fills(end: str, line: TextLine, last: int, width: int, *, is_full: bool) -> bool:
    """Whether a line that ends so had no room for the first of the next one."""
    if last > _TOO_WIDE * width:  # a title in larger letters
        return False
    is_finished = _is_finished(end)
    if (is_full or last >= _NEARLY * width) and not is_finished:
        return True
    is_said = is_finished and end[-1] in ")]】"  # who answers: (办公室负责)
    is_end = is_said or (end[-1] in "。!?;" and last < width - 2)
    return last + _width(_first_unbroken(line.text)) + _SLACK >= width and not is_end


def markdown(lines: Iterable[TextLine]) -> str:
    """Paragraphs as clean Markdown, a blank line between two."""
    return "\n\n".join(line.table or escape(tidy(line.text)) for line in paragraphs(lines))


def tidy(text: str) -> str:
    """The text without the spaces that a page's layout put between Chinese characters."""
    return _BETWEEN_HAN.sub("", " ".join(text.split()))


def close_up(text: str) -> str:
    """The text without any space beside a Chinese character: names, titles, addresses."""
    return _BESIDE_HAN.sub("", " ".join(text.split()))


def escape(text: str) -> str:
    """Keeps words of the source from being taken for Markdown's own marks."""
    text = re.sub(r"<(?!https?://[^<>\s]+>)", "&lt;", text)
    return re.sub(r"^(#{1,6}\s|>|[-+*]\s|\d+\.\s)", r"\\\1", text)
