"""HTML text -> a Beautiful Soup tree that is small and knows its source lines.

lxml gives Beautiful Soup no line numbers, and Word writes four tags around each word.
One pass over the text before parsing mends both: what nobody sees (scripts, styles,
comments) goes, line breaks stay, inline wrappers go, and each block tag is marked with
its line.
"""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

from generator.errors import UnreadableDocumentError
from generator.readers.html import stylesheet, visibility
from generator.readers.html.order import mark_turned
from generator.readers.html.soup import soup_of

LINE = "data-source-line"

_ATTRIBUTES = r"""(?:[^<>"']++|"[^"]{0,20000}"|'[^']{0,20000}')*+>"""
_SILENT = "script|style|template|svg|noscript|xml"
# Each of these stands behind a "<", which is written once: so the search looks for that letter.
_UNSEEN = rf"!--|(?P<silent>{_SILENT})(?=[\s/>])[^<>]*>"
_INLINE = rf"/?(?:span|font|b|strong|em|i|u|big|small|[a-z]\w*:\w+)(?=[\s/>]){_ATTRIBUTES}"
_BLOCK = (
    r"(?:p|div|table|t[rdh]|h[1-6]|li|dt|dd|br|img|section|article|center|blockquote|pre|title)"
    r"(?=[\s/>])"
)
_INLINE_ATTRIBUTES = re.compile(r"<(?:span|font|b|strong|em|i|u)\b([^<>]+>?)", re.I)
_STYLED = re.compile(rf"{stylesheet.HINT}|\shidden[\s=>]|\sdir\s*=", re.I)
# Drawn or written by something else than text: the empty element stays, to be seen by the reader.
_KEPT_EMPTY = ("svg", "script")
_KEEPING_INLINE = rf"(?P<block>{_BLOCK})|(?P<unseen>{_UNSEEN})"
_PASS = re.compile(rf"<(?:{_KEEPING_INLINE}|(?P<inline>{_INLINE}))", re.I)
_PASS_KEEPING_INLINE = re.compile(rf"<(?:{_KEEPING_INLINE})", re.I)


def parse(text: str, max_tags: int) -> BeautifulSoup:
    """The tree of a page; block tags carry their source line in the attribute LINE.

    Raises UnreadableDocumentError when more than `max_tags` tags are left to parse.
    """
    lowered = text.lower()
    sheets = stylesheet.sheets_of(text, lowered)
    keeps_inline = _has_styled_inline(text) or sheets.needs_inline(text)
    prepared = _prepared(text, keeps_inline=keeps_inline)
    if prepared.count("<") > max_tags:
        raise UnreadableDocumentError("readers.too_many_tags", limit=max_tags)
    with warnings.catch_warnings():
        # XHTML is read as every browser reads it that is sent text/html.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = soup_of(prepared)
    if sheets is not stylesheet.NO_SHEETS:
        visibility.mark(soup, sheets)
    if "rtl" in lowered:  # else nothing goes from right to left
        mark_turned(soup, sheets)
    return soup


def _has_styled_inline(text: str) -> bool:
    """Whether an element inside a line may be hidden; the same attributes stand at most of them."""
    return any(map(_STYLED.search, set(_INLINE_ATTRIBUTES.findall(text))))


def _prepared(text: str, *, keeps_inline: bool) -> str:
    """The text without what nobody sees, its block tags marked with their lines."""
    newlines = [match.start() for match in re.finditer("\n", text)]
    pattern = _PASS_KEEPING_INLINE if keeps_inline else _PASS
    ends = _Ends(text)
    kept: list[str] = []
    position = 0
    while match := pattern.search(text, position):
        start, end = match.span()
        kept.append(text[position:start])
        kind = match.lastgroup
        if kind == "block":
            kept.append(f"{match[0]} {LINE}={bisect_right(newlines, start) + 1} ")
        elif match[0] == "<!--":
            end = ends.comment(end)
        elif kind == "unseen":
            name = match["silent"].lower()
            end = end if match[0].endswith("/>") else ends.element(name, end)
            if name in _KEPT_EMPTY:
                kept.append(f"<{name}></{name}>")
        position = end
    kept.append(text[position:])
    return "".join(kept).replace("\0", "")


class _Ends:
    """Where unseen parts end; remembers what is never closed, so that no search repeats."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._unclosed: set[str] = set()

    def comment(self, start: int) -> int:
        """The end of the comment whose text begins at `start`."""
        # Browsers close "<!-->" and "<!--->" at once.
        for short in (">", "->"):
            if self._text.startswith(short, start):
                return start + len(short)
        end = -1 if "--" in self._unclosed else self._text.find("-->", start)
        if end < 0:
            # An unclosed comment would hide the whole rest: only its mark is dropped.
            self._unclosed.add("--")
            return start
        return end + 3

    def element(self, name: str, start: int) -> int:
        """The end of the element whose content begins at `start`."""
        if name in self._unclosed:
            return start
        match = re.compile(rf"</{name}\s*>", re.I).search(self._text, start)
        if match is None:
            self._unclosed.add(name)
            return start
        return match.end()
