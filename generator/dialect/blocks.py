"""Our blocks for Python-Markdown's parser: `:::` blocks, tables, charts, attributes.

Headings, paragraphs, lists and all inline markup are Python-Markdown's own. A block is
written by the same function as in the short cut, with its words left as Markdown; the
elements of what was written then go through Python-Markdown's inline patterns.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from generator.dialect.attributes import NOTHING, alone, split
from generator.dialect.charts import chart_line
from generator.dialect.fences import closing, is_defined, opening
from generator.dialect.lists import definition_list
from generator.dialect.table import flag, is_rule, table

if TYPE_CHECKING:
    from generator.dialect.extension import Dialect

_WITH_ATTRIBUTES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ASIDE, _BACK = {2: "\ue002", 3: "\ue003"}, {0xE002: "\x02", 0xE003: "\x03"}
_OTHER_ENTITY = re.compile(r"&(?!#|(?:amp|lt|gt|quot|apos);)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def register_blocks(md: Markdown, dialect: Dialect) -> None:
    """Puts our blocks before those of Python-Markdown."""
    md.preprocessors.register(_LonelyFences(md), "gongkai_fences", 19)
    for number, processor in enumerate((_Chart, _Table, _Fence)):
        md.parser.blockprocessors.register(
            processor(md.parser, dialect), f"gongkai_{number}", 200 + number
        )


def _raw(text: str) -> str:
    """Markdown as the text of an element that is still to be converted."""
    return escape(_NOT_XML.sub("", text), quote=False)


class _LonelyFences(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Blank lines around `:::` lines, so that each is a block."""
        out: list[str] = []
        for line in lines:
            if line.startswith(":::"):
                while out and not out[-1].strip():
                    out.pop()
                out += ["", line, ""]
            elif line.strip() or (out and out[-1]):
                out.append(line)
        return [*out, "", ""]


class _Ours(BlockProcessor):
    def __init__(self, parser: BlockParser, dialect: Dialect) -> None:
        super().__init__(parser)
        self.dialect = dialect

    def _append(self, parent: ElementTree.Element, html: str) -> None:
        """Puts the elements of the HTML there; placeholders in it are no XML and stand aside."""
        known = _OTHER_ENTITY.sub("&amp;", html.translate(_ASIDE))
        whole = ElementTree.fromstring(f"<div>{known}</div>")
        for element in whole.iter():
            element.text = element.text.translate(_BACK) if element.text else element.text
            element.tail = element.tail.translate(_BACK) if element.tail else element.tail
        parent.extend(whole)

    def _keep(self, parent: ElementTree.Element, html: str) -> None:
        """Puts finished HTML there."""
        place = ElementTree.SubElement(parent, "p")
        place.text = self.parser.md.htmlStash.store(html)


class _Fence(_Ours):
    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """A `:::` line."""
        return block.startswith(":::")

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        """The blocks up to the line that closes this one; to the end when none does."""
        words = blocks.pop(0)[3:].strip()
        if not words:
            return  # closes nothing
        inner = self._inner(blocks)
        kind, html = opening(words, _raw)
        closed = closing(kind)
        if not closed.startswith("</"):
            self._keep(parent, html)
            self.parser.parseBlocks(parent, inner)
            self._keep(parent, closed)
            return
        self._append(parent, html + closed)
        element = parent[-1]
        self.parser.parseBlocks(element, inner)
        if is_defined(kind):
            _define(element)

    def _inner(self, blocks: list[str]) -> list[str]:
        depth, inner = 1, []
        while blocks:
            block = blocks.pop(0)
            if block.startswith(":::"):
                depth += 1 if block[3:].strip() else -1
            if depth == 0:
                break
            inner.append(block)
        return inner


def _define(element: ElementTree.Element) -> None:
    """Makes the lists of an element lists of `label：value` pairs."""
    for position, child in enumerate(element):
        if child.tag == "ul":
            items = [item.text or "" for item in child]
            element[position] = ElementTree.fromstring(definition_list(items, _raw))


class _Table(_Ours):
    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """A header of cells and a rule under it."""
        lines = block.split("\n", 2)
        return block.startswith("|") and len(lines) > 1 and is_rule(lines[1])

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        """The table with the attributes in the line after it."""
        lines = blocks.pop(0).split("\n")
        end = next((n for n, line in enumerate(lines) if not line.startswith("|")), len(lines))
        found = alone(lines[end]) if end < len(lines) else None
        mark = self.parser.md.htmlStash.store(flag())
        html = table(lines[:end], found or NOTHING, _raw, self._last_heading(), mark)
        self._append(parent, html)
        if rest := lines[end + (found is not None) :]:
            blocks.insert(0, "\n".join(rest))

    def _last_heading(self) -> str:
        texts = [one.text or "" for one in self.parser.root.iter() if one.tag in _HEADINGS]
        return split(texts[-1])[0] if texts else ""


class _Chart(_Ours):
    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """A line that shows a chart."""
        return "\n" not in block and chart_line(block) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        """The figure; its picture is finished, its words are not."""
        chart = chart_line(blocks.pop(0))
        if chart is not None:
            store = self.parser.md.htmlStash.store
            self._append(parent, self.dialect.charts.figure(chart, _raw, store))


class AttributeProcessor(Treeprocessor):
    """`{#id .class}` at the end of a heading, paragraph or list item."""

    def run(self, root: ElementTree.Element) -> Any:
        """Sets the attributes, takes the braces off."""
        for element in root.iter():
            if element.tag in _WITH_ATTRIBUTES and element.text and element.text.endswith("}"):
                element.text, found = split(element.text)
                if found.id:
                    element.set("id", found.id)
                if found.classes:
                    element.set("class", found.classes)
