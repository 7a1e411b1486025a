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

from generator.errors import GongkaiError, stops_all
from generator.site.page import GetTemplate, Site

SETTING = "GONGKAI_SITE"
_SKIPPED = {"title": "", "status": "skip"}


class DialectReader(BaseReader):  # type: ignore[misc]  # Pelican ships no types
    """Reads the head of a content file; a page that is as it was is skipped here."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """No content, and the metadata that Pelican needs to call the writer."""
        site: Site = self.settings[SETTING]
        try:
            head, is_kept = site.take_over(Path(source_path).read_bytes(), source_path)
        except (GongkaiError, UnicodeDecodeError, OSError) as error:
            if stops_all(error):
                raise
            site.fail(source_path, error)
            return "", dict(_SKIPPED)
        if is_kept:
            return "", dict(_SKIPPED)
        names = ("title", "url", "save_as")  # the writer finds the template itself
        return "", {"slug": head["url"], **{name: head[name] for name in names}}


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
            site.write_page(Path(page.source_path), _by_name(template.environment))
        except Exception as error:  # whatever it is, the page is named and the rest goes on
            if stops_all(error):
                raise
            site.fail(page.source_path, error)


def _add_reader(readers: Any) -> None:
    readers.reader_classes = {"md": DialectReader}


def _get_writer(_: object) -> type[PageWriter]:
    return PageWriter


def register() -> None:
    """Called by Pelican; receivers stand at module level because signals hold them weakly."""
    signals.readers_init.connect(_add_reader)
    signals.get_writer.connect(_get_writer)


def _by_name(environment: jinja2.Environment) -> GetTemplate:
    return lambda name: environment.get_template(f"{name}.html")
