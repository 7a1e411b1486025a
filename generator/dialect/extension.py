"""The extension: what it takes out of Python-Markdown, puts in, and knows of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.util import HTML_PLACEHOLDER

from generator.dialect import small_charts
from generator.dialect.blocks import AttributeProcessor, register_blocks
from generator.dialect.charts import Charts
from generator.dialect.fences import TERMS, TERMS_END
from generator.dialect.links import Resolver, resolver
from generator.dialect.shortcut import Shortcut

_LINK = r"(?<!\!)\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)"
_PICTURE = r"!\[([^\]]*)\]\((\{(?:static|attach)\}[^)\s]*)\)"
_PLACE = HTML_PLACEHOLDER % r"(\d+)"
_HELD = HTML_PLACEHOLDER.partition("%")[0]
_STASHED = re.compile(rf"<p>\s*{_PLACE}\s*</p>\n?|{_PLACE}")
_EXPLAINED = re.compile(f"{TERMS}(.*?){TERMS_END}", re.DOTALL)
_NOT_PLAIN = "\t\r\x02\x03"
_ADDED = ("fenced_code", "def_list", "footnotes", "attr_list")
_DROPPED_INLINE = ("link", "image_link", "image_reference", "short_image_ref", "html", "autolink",
                   "automail", "reference", "short_reference")  # fmt: skip


@dataclass(frozen=True)
class DialectPage:
    """What conversion must know of the page that the text stands in.

    `save_as` is the page's file below the site's root, from which `site:` links become
    relative; `is_absolute` says that the site has an address, so that links to pages end
    in a slash instead of index.html. `svg` gives a chart's picture by its key, `explain`
    HTML with the words of the glossary explained.
    """

    save_as: str = "index.html"
    is_absolute: bool = False
    svg: Callable[[str], str] | None = None
    explain: Callable[[str], str] | None = None

    @cached_property
    def resolve(self) -> Resolver:
        """Hrefs from addresses."""
        return resolver(self.save_as, is_absolute=self.is_absolute)


class Dialect(Extension):
    """`fast=False` leaves the short cut out: the same HTML, ten times slower."""

    page: DialectPage
    charts: Charts

    def __init__(self, **configuration: Any) -> None:
        self.config = {
            "save_as": ["index.html", "the page's file below the site's root"],
            "absolute": [False, "whether the site has an address"],
            "fast": [True, "whether blocks that are plain are written at once"],
        }
        super().__init__(**configuration)
        self.on(DialectPage(self.getConfig("save_as"), self.getConfig("absolute")))

    def on(self, page: DialectPage) -> None:
        """The next text stands in that page."""
        self.page = page
        self.reset()

    def reset(self) -> None:
        """Called by Python-Markdown before each text."""
        self.charts = Charts(self.page.svg)

    def resolve(self, address: str) -> str | None:
        """The href of an address in the present page."""
        return self.page.resolve(address)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Takes raw HTML out, puts our blocks and links in."""
        md.registerExtension(self)
        md.registerExtensions(_ADDED, {})
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "|", ":"]
        md.preprocessors.deregister("html_block")
        if self.getConfig("fast"):
            md.preprocessors.register(_ShortcutPreprocessor(md, self), "normalize_whitespace", 30)
        register_blocks(md, self)
        for name in _DROPPED_INLINE:
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_SiteLink(_LINK, md, self), "gongkai_link", 160)
        md.inlinePatterns.register(_Drawn(small_charts.PATTERN, md), "gongkai_drawn", 185)
        md.inlinePatterns.register(_Image(_PICTURE, md), "gongkai_image", 165)
        md.treeprocessors.register(AttributeProcessor(md), "gongkai_attributes", 25)
        md.treeprocessors.deregister("prettify")
        md.postprocessors.deregister("raw_html")
        md.postprocessors.register(_Restore(md, self), "gongkai_restore", 30)


class _ShortcutPreprocessor(NormalizeWhitespace):
    """The short cut first, in the place of what makes white space plain for the parser."""

    def __init__(self, md: Markdown, dialect: Dialect) -> None:
        super().__init__(md)
        self.dialect = dialect

    def run(self, lines: list[str]) -> list[str]:
        """One finished block in place of a page that `Shortcut` knows."""
        text = "\n".join(lines)
        if any(sign in text for sign in _NOT_PLAIN):
            lines = super().run(lines)
        html = Shortcut(lines, self.dialect).run()
        return super().run(lines) if html is None else [self.md.htmlStash.store(html)]


class _Restore(Postprocessor):
    """Puts finished HTML back in its places, and explains the words of `::: terms`."""

    def __init__(self, md: Markdown, dialect: Dialect) -> None:
        super().__init__(md)
        self.dialect = dialect

    def run(self, text: str) -> str:
        """The text with every placeholder replaced."""
        while _HELD in text and _STASHED.search(text):
            text = _STASHED.sub(self._stashed, text)
        explain = self.dialect.page.explain or str
        return _EXPLAINED.sub(lambda match: explain(match[1]), text) if TERMS in text else text

    def _stashed(self, match: re.Match[str]) -> str:
        return str(self.md.htmlStash.rawHtmlBlocks[int(match[1] or match[2])])


class _SiteLink(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, dialect: Dialect) -> None:
        super().__init__(pattern, md)
        self.dialect = dialect

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | str, int, int]:
        href = self.dialect.resolve(m[2])
        if href is None:
            return m[1], m.start(0), m.end(0)
        element = ElementTree.Element("a", {"href": href.replace("&amp;", "&")})
        if m[2].startswith("http"):
            element.set("rel", "noopener")
        element.text = m[1]
        return element, m.start(0), m.end(0)


class _Drawn(InlineProcessor):
    """A chart drawn from its code; Python-Markdown writes an element as HTML, so it is stashed."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        return self.md.htmlStash.store(small_charts.svg(m[1])), m.start(0), m.end(0)


class _Image(InlineProcessor):
    """A picture that Pelican copies; one of another host would be a request to it."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        return ElementTree.Element("img", {"src": m[2], "alt": m[1]}), m.start(0), m.end(0)


def makeExtension(**configuration: Any) -> Dialect:  # noqa: N802 - Python-Markdown's name
    """The extension, as Python-Markdown asks for it."""
    return Dialect(**configuration)


def convert(markdown_text: str, page: DialectPage | None = None, *, fast: bool = True) -> str:
    """The HTML of a page's body; the converter is kept, for building one costs more than a page."""
    markdown, dialect = _converter(fast)
    dialect.on(page or DialectPage())
    markdown.reset()
    return markdown.convert(markdown_text)


@cache
def _converter(fast: bool) -> tuple[Markdown, Dialect]:
    dialect = Dialect(fast=fast)
    return Markdown(extensions=[dialect], output_format="html"), dialect
