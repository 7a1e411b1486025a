"""Running lines joined to the paragraphs that a page broke, and paragraphs as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.parsing.data import pattern, words
from generator.parsing.prose.running_lines import TextLine

_HAN = r"[\u3000-\u9fff\uff00-\uffef]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_BESIDE_HAN = re.compile(rf"(?<={_HAN}) | (?={_HAN})")
_SHORT_LINE = 20
_LEAST_WRAPPED = 12
_TITLE_LINES = 2
_NO_LINK = re.compile(r"<(?!https?://[^<>\s]+>)")
_MARK_AT_START = re.compile(r"#{1,6}\s|>|[-+*]\s|\d+\.\s")
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
    text = " ".join(text.split())
    return _BETWEEN_HAN.sub("", text) if " " in text else text


def close_up(text: str) -> str:
    """The text without any space beside a Chinese character: names, titles, addresses."""
    return _BESIDE_HAN.sub("", " ".join(text.split()))


def escape(text: str) -> str:
    """Keeps words of the source from being taken for Markdown's own marks."""
    text = _NO_LINK.sub("&lt;", text)
    return f"\\{text}" if _MARK_AT_START.match(text) else text
