"""One page from its content file to its bytes, and what a run of Pelican shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import jinja2

from generator.dialect import Page, convert
from generator.errors import GongkaiError
from generator.pages.apps.inline_terms import explain
from generator.pages.settings import SiteSettings
from generator.site import links, pictures
from generator.site.embeds import Embed, embed_values, embeds_of
from generator.site.facts import PageFacts, facts_of
from generator.site.fingerprint import key_of
from generator.site.front_matter import ContentFile, split
from generator.site.outfolder import OutFolder
from generator.site.staging import BuildError
from generator.site.view import view_of

GetTemplate = Callable[[str], jinja2.Template]


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be made: the content file and the reason."""

    source: str
    error: GongkaiError


@dataclass(slots=True)
class Site:
    """What all pages of a run share. `svg` gives a chart's picture by its key."""

    settings: SiteSettings
    out: OutFolder
    fingerprint: str
    svg: Callable[[str], str]
    pages: list[PageFacts] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def take_over(self, content: bytes, source: str) -> tuple[dict[str, Any], bool]:
        """Notes a page; its head, and whether the published page could be taken over."""
        page = split(content.decode("utf-8"), source)
        self.pages.append(facts_of(page.head, source, pictures.main_chart(page.body)))
        key = self._key(content)
        return page.head, all(self.out.keep(address, key) for address in self._made_of(page))

    def write_page(self, source: Path, get_template: GetTemplate) -> None:
        """Converts, renders and writes the page of a content file and what belongs to it."""
        content = source.read_bytes()
        page = split(content.decode("utf-8"), str(source))
        key = self._key(content)
        html = self._render(page, get_template(page.head["template"]))
        self.out.write(page.head["save_as"], html.encode(), key)
        for embed in embeds_of(page.head, page.body):
            self.out.write(embed.save_as, self._embed(embed, page, get_template("embed")), key)

    def fail(self, source: str, error: Exception) -> None:
        """Notes a page that could not be made."""
        known = error if isinstance(error, GongkaiError) else None
        reason = f"{type(error).__name__}: {error}"
        failed = known or BuildError("site.page_failed", file=source, reason=reason)
        self.failures.append(Failure(source, failed))

    def _key(self, content: bytes) -> str:
        """What a page is made from: its file, the theme, the code and the settings."""
        return key_of(self.fingerprint.encode(), content)

    def _made_of(self, page: ContentFile) -> list[str]:
        """The files that are made from a content file."""
        embeds = [embed.save_as for embed in embeds_of(page.head, page.body)]
        return [page.head["save_as"], *embeds]

    def _render(self, page: ContentFile, template: jinja2.Template) -> str:
        absolute = self.settings.is_absolute
        explained = partial(explain, glossary=self._link("glossary/", page))
        html = convert(page.body, Page(page.head["save_as"], absolute, self.svg, explained))
        chart = pictures.main_chart(page.body) if absolute else None
        picture = pictures.address_of(chart) if chart else None
        view = view_of(page.head, html, self.settings, picture)
        return template.render(page=view, site=self.settings)

    def _link(self, address: str, page: ContentFile) -> str:
        return links.link(address, page.head["save_as"], is_absolute=self.settings.is_absolute)

    def _embed(self, embed: Embed, page: ContentFile, template: jinja2.Template) -> bytes:
        values = embed_values(embed, page.head, self.svg(embed.key), self.settings)
        return template.render(values).encode()
