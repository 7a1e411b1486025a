"""Pelican's hooks: the reader for our Markdown dialect and the writer of our pages.

Pelican keeps everything in memory for a run and does not say when a page failed. So the
reader reads only a file's head; the body is converted when the page is written and let
go at once. What fails is noted in `Site.failures`, and the rest of the site goes on, so
that one run names every bad page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from pelican import signals
from pelican.readers import BaseReader
from pelican.writers import Writer

from generator.errors import GongkaiError
from generator.site.front_matter import split
from generator.site.page import Site

SETTING = "GONGKAI_SITE"


class DialectReader(BaseReader):  # type: ignore[misc]  # Pelican ships no types
    """Reads the head of a content file; a page that is as it was is skipped here."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """No content, and the metadata that Pelican needs to call the writer."""
        site: Site = self.settings[SETTING]
        try:
            return "", self._metadata(site, Path(source_path))
        except (GongkaiError, UnicodeDecodeError) as error:
            site.fail(source_path, error)
            return "", {"title": "", "status": "skip"}

    def _metadata(self, site: Site, path: Path) -> dict[str, Any]:
        content = path.read_bytes()
        head = split(content.decode("utf-8"), str(path)).head
        site.claim(head, str(path))
        is_kept = site.out.keep(head["save_as"], site.key(content))
        return {
            "title": head["title"],
            "slug": head.get("slug") or head["url"],
            "url": head["url"],
            "save_as": head["save_as"],
            "template": head["template"],
            "status": "skip" if is_kept else "published",
        }


class PageWriter(Writer):  # type: ignore[misc]  # Pelican ships no types
    """Converts, renders and writes one page at a time."""

    def write_file(
        self,
        name: str,
        template: jinja2.Template,
        context: dict[str, Any],
        *_: object,
        page: Any = None,
        **__: object,
    ) -> None:
        """Writes a page of ours; anything else that Pelican wants to write is not wanted."""
        if page is None:
            return
        site: Site = self.settings[SETTING]
        try:
            site.write_page(Path(page.source_path), template)
        except Exception as error:  # whatever it is, the page is named and the rest goes on
            site.fail(page.source_path, error)


def _add_reader(readers: Any) -> None:
    readers.reader_classes = {"md": DialectReader}


def _get_writer(_: object) -> type[PageWriter]:
    return PageWriter


def register() -> None:
    """Called by Pelican; receivers stand at module level because signals hold them weakly."""
    signals.readers_init.connect(_add_reader)
    signals.get_writer.connect(_get_writer)
