"""One page from its content file to its bytes, and what a run of Pelican shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import jinja2

from generator.errors import GongkaiError
from generator.pages.settings import SiteSettings
from generator.site.fingerprint import key_of
from generator.site.front_matter import split
from generator.site.outfolder import OutFolder
from generator.site.staging import BuildError
from generator.site.view import view_of


class Convert(Protocol):
    """The Markdown dialect: a body to HTML, its links as the page at `save_as` needs them."""

    def __call__(self, text: str, *, save_as: str, absolute: bool) -> str:
        """The HTML of the body; charts are still placeholders."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be made: the content file and the reason."""

    source: str
    error: GongkaiError


@dataclass(slots=True)
class Site:
    """What all pages of a run share. `draw` puts the charts into converted HTML."""

    settings: SiteSettings
    out: OutFolder
    fingerprint: str
    convert: Convert
    draw: Callable[[str], str]
    picture_of: Callable[[str], str | None]
    claims: list[tuple[str, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def key(self, content: bytes) -> str:
        """What a page is made from: its file, the theme, the code and the settings."""
        return key_of(self.fingerprint.encode(), content)

    def claim(self, head: dict[str, Any], source: str) -> None:
        """Notes which file wants which address; two of one address are found at the end."""
        self.claims.append((head["save_as"], source))

    def fail(self, source: str, error: Exception) -> None:
        """Notes a page that could not be made."""
        known = error if isinstance(error, GongkaiError) else None
        reason = f"{type(error).__name__}: {error}"
        failed = known or BuildError("site.page_failed", file=source, reason=reason)
        self.failures.append(Failure(source, failed))

    def write_page(self, source: Path, template: jinja2.Template) -> None:
        """Converts, renders and writes the page of a content file."""
        content = source.read_bytes()
        page = split(content.decode("utf-8"), str(source))
        html = self.render(page.head, page.body, template)
        self.out.write(page.head["save_as"], html.encode(), self.key(content))

    def render(self, head: dict[str, Any], body: str, template: jinja2.Template) -> str:
        """The whole page as text."""
        save_as = head["save_as"]
        absolute = self.settings.is_absolute
        html = self.draw(self.convert(body, save_as=save_as, absolute=absolute))
        picture = self.picture_of(body) if absolute else None
        return template.render(page=view_of(head, html, self.settings, picture), site=self.settings)
