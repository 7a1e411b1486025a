"""The block constructs that our pages are made of, written as HTML at once.

Python-Markdown is exact and slow; a generated page is nearly all headings, tables,
simple lists and one-line paragraphs. Those are recognised here; whatever else a
hand-written page holds is passed on.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.pages.dialect.attributes import split
from generator.pages.dialect.fences import closing, opening
from generator.pages.dialect.inline import inline
from generator.pages.dialect.links import Resolver
from generator.pages.dialect.lists import definition_list, item_list
from generator.pages.dialect.table import is_rule, table

_HEADING = re.compile(r"^(#{1,6}) +(.+?)$")
_CHART = re.compile(r'^!\[(.*)\]\(chart:([a-z-]+-[0-9a-f]+)(?: "(.*)")?\)$')
_NOT_PLAIN = re.compile(
    r"^(?:[>+*=~\x02]|-+\s|\d+[.)]\s|\s|!\[|`{3}|\[[^\]]+\]:|:\s|---|___)|!\[|\[\^|``"
)
_DEFINED = frozenset({"contact", "key-figures", "facts"})


class Blocks:
    """One pass over the lines of one page.

    `store` keeps finished HTML and returns the line that stands for it.
    """

    def __init__(self, lines: list[str], resolve: Resolver, store: Callable[[str], str]) -> None:
        self._lines = lines
        self._resolve = resolve
        self._store = store
        self._position = 0
        self._html: list[str] = []
        self._last_heading = ""
        self._out: list[str] = []
        self._fences: list[str] = []

    def run(self) -> list[str]:
        """The lines that are left for Python-Markdown, finished HTML as placeholders."""
        while self._position < len(self._lines):
            self._step(self._lines[self._position])
        while self._fences:
            self._html.append(closing(self._fences.pop()))
        self._flush()
        return self._out

    def _step(self, line: str) -> None:
        if not line or line.isspace():
            self._position += 1
        elif line.startswith("|") and self._is_table():
            self._table()
        elif line.startswith(":::"):
            self._fence(line)
        elif line.startswith("- ") and self._is_flat_list():
            self._list()
        elif not self._single(line):
            self._leave()

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
        return f"<h{level}{found.html()}>{inline(text, self._resolve)}</h{level}>"

    def _chart(self, line: str) -> str | None:
        match = _CHART.match(line) if line.startswith("![") else None
        if match is None:
            return None
        _, key, caption = match.groups()  # the picture carries its own description
        note = f"<figcaption>{inline(caption, self._resolve)}</figcaption>" if caption else ""
        return f'<figure class="chart" data-chart="{key}"><!--chart:{key}-->{note}</figure>'

    def _paragraph(self, line: str) -> str | None:
        following = self._line_after()
        if (following and not following.isspace()) or _NOT_PLAIN.search(line):
            return None
        text, found = split(line)
        return f"<p{found.html()}>{inline(text, self._resolve)}</p>"

    def _line_after(self) -> str:
        position = self._position + 1
        return self._lines[position] if position < len(self._lines) else ""

    def _is_table(self) -> bool:
        return is_rule(self._line_after())

    def _take(self, prefix: str) -> list[str]:
        start = self._position
        while self._position < len(self._lines) and self._lines[self._position].startswith(prefix):
            self._position += 1
        return self._lines[start : self._position]

    def _table(self) -> None:
        lines = self._take("|")
        found = split("")[1]
        if self._position < len(self._lines):
            rest, behind = split(self._lines[self._position])
            if not rest and self._lines[self._position].startswith("{"):
                found = behind
                self._position += 1
        self._html.append(table(lines, found, self._resolve, self._last_heading))

    def _fence(self, line: str) -> None:
        self._position += 1
        words = line[3:].strip()
        if words:
            kind, html = opening(words, self._resolve)
            self._fences.append(kind)
            self._html.append(html)
        elif self._fences:
            self._html.append(closing(self._fences.pop()))

    def _is_flat_list(self) -> bool:
        position = self._position
        while position < len(self._lines) and self._lines[position].startswith("- "):
            position += 1
        ended = position == len(self._lines) or not self._lines[position].strip()
        return ended or self._lines[position].startswith(":::")

    def _list(self) -> None:
        items = [line[2:].strip() for line in self._take("- ")]
        is_defined = bool(self._fences) and self._fences[-1] in _DEFINED
        make = definition_list if is_defined else item_list
        self._html.append(make(items, self._resolve))

    def _leave(self) -> None:
        """Passes lines on up to the next blank one or block."""
        self._flush()
        while self._position < len(self._lines):
            line = self._lines[self._position]
            if line.startswith(":::"):
                break
            self._out.append(line)
            self._position += 1
            if not line.strip():
                break
        self._out.append("")

    def _flush(self) -> None:
        if self._html:
            self._out += [self._store("".join(self._html)), ""]
            self._html = []
