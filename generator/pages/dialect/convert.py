"""Markdown -> HTML with one Python-Markdown instance that is used again and again."""

from __future__ import annotations

import re
from threading import local
from typing import cast
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER

from generator.pages.dialect.blocks import Blocks
from generator.pages.dialect.links import Resolver, resolver

_LINK = r"(?<!\!)\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)"
_PLACE = HTML_PLACEHOLDER % r"(\d+)"
_STASHED = re.compile(rf"<p>\s*{_PLACE}\s*</p>\n?|{_PLACE}")
_DROPPED_INLINE = ("link", "image_link", "image_reference", "short_image_ref", "html", "autolink",
                   "automail", "reference", "short_reference")  # fmt: skip
_kept = local()


class _BlockPreprocessor(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Takes out what `Blocks` knows."""
        markdown = cast("_OurMarkdown", self.md)
        return Blocks(lines, markdown.resolve, self.md.htmlStash.store).run()


class _Restore(Postprocessor):
    """Puts finished HTML back in its places, in one pass over the page."""

    def run(self, text: str) -> str:
        """The text with every placeholder replaced."""
        blocks = self.md.htmlStash.rawHtmlBlocks
        return _STASHED.sub(lambda match: str(blocks[int(match[1] or match[2])]), text)


class _SiteLink(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | str, int, int]:
        resolve = cast("_OurMarkdown", self.md).resolve
        href = resolve(m[2])
        if href is None:
            return m[1], m.start(0), m.end(0)
        element = ElementTree.Element("a", {"href": href.replace("&amp;", "&")})
        if m[2].startswith("http"):
            element.set("rel", "noopener")
        element.text = m[1]
        return element, m.start(0), m.end(0)


class _Dialect(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Takes raw HTML out, puts our blocks and links in."""
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_BlockPreprocessor(md), "gongkai_blocks", 20)
        for name in _DROPPED_INLINE:
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_SiteLink(_LINK, md), "gongkai_link", 160)
        md.treeprocessors.deregister("prettify")
        md.postprocessors.deregister("raw_html")
        md.postprocessors.register(_Restore(md), "gongkai_restore", 30)


class _OurMarkdown(Markdown):
    resolve: Resolver


def _markdown() -> _OurMarkdown:
    """The instance of this thread: building one costs more than converting a page."""
    if not hasattr(_kept, "markdown"):
        extensions: list[str | Extension] = [
            "fenced_code",
            "def_list",
            "footnotes",
            "attr_list",
            _Dialect(),
        ]
        _kept.markdown = _OurMarkdown(extensions=extensions, output_format="html")
    return cast("_OurMarkdown", _kept.markdown)


def convert(markdown_text: str, *, save_as: str, absolute: bool) -> str:
    """The HTML of a page body.

    `save_as` is the page's file below the site's root, from which `site:` links become
    relative; `absolute` says that the site has an address, so that links to pages end
    in a slash instead of index.html.
    """
    markdown = _markdown()
    markdown.reset()
    markdown.resolve = resolver(save_as, is_absolute=absolute)
    return markdown.convert(markdown_text)
