"""Pelican's reader of our content files, and content that templates need not mark as safe."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import Any

from markdown import Markdown
from markupsafe import Markup
from pelican import contents
from pelican.readers import MarkdownReader

from generator.dialect import Dialect, DialectPage
from generator.dialect.charts import charts_in
from generator.errors import GongkaiError, stops_all
from generator.hand_text import hand_text
from generator.messages import speaking
from generator.pages.glossary.inline_terms import explain
from generator.site.pelican_plugin import links
from generator.site.pelican_plugin.front_matter import REQUIRED, split
from generator.site.pelican_plugin.whole import SETTING, Site

_SKIPPED = {"title": "", "status": "skip"}


class Reader(MarkdownReader):  # type: ignore[misc]  # Pelican ships no types
    """Reads a head of `Key: value` lines, with JSON where it is needed, and converts the body.

    What is wrong is noted with its file and line, and the other files are read.
    """

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The HTML and the metadata of a file."""
        site: Site = self.settings[SETTING]
        try:
            return self._read(Path(source_path), site)
        except (GongkaiError, OSError) as error:
            if stops_all(error):
                raise
            site.fail(source_path, error)
            return "", dict(_SKIPPED)

    def _read(self, path: Path, site: Site) -> tuple[str, dict[str, Any]]:
        content = path.read_bytes()
        is_article = self._is_article(path)
        page = split(hand_text(content, path), str(path), ("title",) if is_article else REQUIRED)
        charts = list(charts_in(page.body))
        if not is_article and page.head.get("status", "published") == "published":
            site.meet(page.head, charts, content, str(path))
        # Only the depth of an article's address matters for its links, and that is fixed.
        save_as = page.head.get("save_as") or self.settings["ARTICLE_SAVE_AS"]
        metadata = {
            name: self.process_metadata(name, value) if isinstance(value, str) else value
            for name, value in page.head.items()
        }
        return self._html(page.body, save_as, site), {**metadata, "charts": charts}

    def _html(self, body: str, save_as: str, site: Site) -> str:
        with speaking(links.language_of(save_as)):
            return self._converted(body, save_as, site)

    def _converted(self, body: str, save_as: str, site: Site) -> str:
        markdown, dialect = self._converter
        is_absolute = site.settings.is_absolute
        glossary = links.link("glossary/", save_as, is_absolute=is_absolute)
        dialect.on(DialectPage(save_as, is_absolute, site.svg, partial(explain, glossary=glossary)))
        markdown.reset()
        return str(markdown.convert(body))

    @cached_property
    def _converter(self) -> tuple[Markdown, Dialect]:
        """Kept for all files of a run: building one costs more than converting a page."""
        options = dict(self.settings["MARKDOWN"])
        names = [name for name in options.pop("extensions") if name != "markdown.extensions.meta"]
        markdown = Markdown(extensions=names, **options)
        found = [one for one in markdown.registeredExtensions if isinstance(one, Dialect)]
        if not found:
            raise GongkaiError("site.no_dialect", file="pelicanconf.py")
        return markdown, found[0]

    def _is_article(self, path: Path) -> bool:
        root = Path(self.settings["PATH"])
        return any((root / name) in path.parents for name in self.settings["ARTICLE_PATHS"])


class _Html:
    """HTML that says that it is HTML: templates escape text, and need no filter for this."""

    def get_content(self, siteurl: str) -> Markup:
        """The body. Pelican remembers it for the life of the process; runs are to be let go."""
        return Markup(self._update_content(self._content, siteurl))  # type: ignore[attr-defined]

    def _get_markup_summary(self) -> Markup:
        return Markup(super().summary)  # type: ignore[misc]

    summary = property(_get_markup_summary, contents.Content.summary.fset)

    def _update_content(self, content: str, siteurl: str) -> str:
        """Pelican looks for `{filename}` links in all HTML; most pages hold none."""
        if '="{' not in content and '="|' not in content:
            return content
        return str(super()._update_content(content, siteurl))  # type: ignore[misc]

    def get_static_links(self) -> set[str]:
        """The same for `{static}` links."""
        html = self._content  # type: ignore[attr-defined]
        return super().get_static_links() if '="{' in html else set()  # type: ignore[misc]


class _Page(_Html, contents.Page):  # type: ignore[misc]
    """Pelican's page."""


class _Article(_Html, contents.Article):  # type: ignore[misc]
    """Pelican's article."""


_Page.__name__, _Article.__name__ = "DialectPage", "Article"  # Pelican names settings after them
_CLASSES = {contents.Page: _Page, contents.Article: _Article}


def mark_up(content: contents.Content) -> None:
    """Gives a page or an article content that is marked as HTML."""
    content.__class__ = _CLASSES.get(type(content), type(content))
