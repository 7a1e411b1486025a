"""The short cut: blocks that our pages are made of, written as HTML in one pass.

Python-Markdown is exact and slow; a generated page is nearly all headings, tables,
simple lists and one-line paragraphs. A page of nothing else is written here. When a page
holds anything else, Python-Markdown's parser takes it whole, with the blocks of
`blocks.py`; what both can read has the same HTML either way.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from generator.dialect.attributes import NOTHING, alone, split
from generator.dialect.charts import chart_line
from generator.dialect.fences import closing, is_defined, opening
from generator.dialect.inline import NotPlainError, inline
from generator.dialect.lists import definition_list, item_list
from generator.dialect.table import is_rule, table

if TYPE_CHECKING:
    from generator.dialect.extension import Dialect

_HEADING = re.compile(r"^(#{1,6}) +(.+?)$")
_RULE = re.compile(r"_{3,}")
_STARTS_NOT_PLAIN = re.compile(
    r"[>+=~\x02]|\*(?!\*[^*\s])|-+\s|\d+[.)]\s|\s|`{3}|\[[^\]]+\]:|:\s|---|_[_ ]*$"
)
_NOT_PLAIN = re.compile(r"!\[(?!\]\((?:strip|span|trend):)|\[\^|``")


class Shortcut:
    """One pass over the lines of one page."""

    def __init__(self, lines: list[str], dialect: Dialect) -> None:
        self._lines = lines
        self._inline = partial(inline, resolve=dialect.page.resolve)
        self._charts = dialect.charts
        self._position = 0
        self._html: list[str] = []
        self._last_heading = ""
        self._fences: list[str] = []

    def run(self) -> str | None:
        """The page's HTML; None when a line is not known here."""
        try:
            while self._position < len(self._lines):
                if not self._step(self._lines[self._position]):
                    return None
        except NotPlainError:
            return None
        while self._fences:
            self._html.append(closing(self._fences.pop()))
        return "".join(self._html)

    def _step(self, line: str) -> bool:
        if not line or line.isspace():
            self._position += 1
        elif line.startswith("|") and is_rule(self._line_after()):
            self._table()
        elif line.startswith(":::"):
            return self._fence(line)
        elif line.startswith("- ") and self._is_flat_list():
            self._list()
        else:
            return self._single(line)
        return True

    def _single(self, line: str) -> bool:
        """A heading, chart or paragraph of one line; False when it is none of these."""
        html = self._heading(line) or self._chart(line) or self._paragraph(line)
        if html is None:
            return False
        self._html.append(html)
        self._position += 1
        return True

    def _heading(self, line: str) -> str | None:
        match = _HEADING.match(line) if line.startswith("#") else None
        if match is None:
            return None
        text, found = split(match[2])
        self._last_heading = text
        level = len(match[1])
        return f"<h{level}{found.html()}>{self._inline(text)}</h{level}>"

    def _chart(self, line: str) -> str | None:
        chart = chart_line(line)
        return self._charts.figure(chart, self._inline) if chart else None

    def _paragraph(self, line: str) -> str | None:
        following = self._line_after()
        if following and not following.isspace():
            return None
        if _RULE.fullmatch(line):
            return "<hr>"
        if _STARTS_NOT_PLAIN.match(line) or _NOT_PLAIN.search(line):
            return None
        text, found = split(line)
        return f"<p{found.html()}>{self._inline(text)}</p>"

    def _line_after(self) -> str:
        position = self._position + 1
        return self._lines[position] if position < len(self._lines) else ""

    def _take(self, prefix: str) -> list[str]:
        start = self._position
        while self._position < len(self._lines) and self._lines[self._position].startswith(prefix):
            self._position += 1
        return self._lines[start : self._position]

    def _table(self) -> None:
        lines = self._take("|")
        found = alone(self._lines[self._position]) if self._position < len(self._lines) else None
        if found is not None:
            self._position += 1
        heading = self._last_heading
        self._html.append(table(lines, found or NOTHING, self._inline, heading, is_whole=True))

    def _fence(self, line: str) -> bool:
        """False when the line closes nothing."""
        self._position += 1
        words = line[3:].strip()
        if words:
            kind, html = opening(words, self._inline)
            self._fences.append(kind)
            self._html.append(html)
        elif self._fences:
            self._html.append(closing(self._fences.pop()))
        else:
            return False
        return True

    def _is_flat_list(self) -> bool:
        """A line that goes on with an item, or another list after a blank line, is not for here."""
        after = iter(self._lines[self._position :])
        line = next((line for line in after if not line.startswith("- ")), "")
        if line.strip():
            return line.startswith(":::")
        line = next((line for line in after if line.strip()), "")
        return not line.startswith(("- ", "* ", "+ ", " "))

    def _list(self) -> None:
        items = [line[2:].strip() for line in self._take("- ")]
        make = definition_list if self._fences and is_defined(self._fences[-1]) else item_list
        self._html.append(make(items, self._inline))
