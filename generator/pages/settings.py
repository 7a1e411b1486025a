"""What a maintainer may set about the site; read by `generator.site.settings`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
"""The checkout: `theme/`, `content/pages/` and the Pelican settings stand beside the package."""

THEME = PROJECT / "theme"


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The site's name and addresses; everything has a default.

    `url` is the absolute address without a trailing slash, or None: then every link is
    relative and ends in index.html, so that the site works from any folder.
    `mistake_address` is where a reader reports a mistake: a mail address or an https
    page. `operator` names who runs the site. `language` is a BCP 47 tag.
    """

    name: str = "阳光年报"
    tagline: str = "看得懂、查得到、对得上的政府信息公开年报"
    url: str | None = None
    mistake_address: str | None = None
    operator: str | None = None
    language: str = "zh-CN"
    licence_name: str = "CC BY 4.0"
    licence_url: str = "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"
    feed_items: int = 100
    search_pages_per_index: int = 4000

    def of(self, name: str, url: str | None) -> SiteSettings:
        """The same for a site of that name and address."""
        return replace(self, name=name, url=url.rstrip("/") or None if url else None)

    @property
    def is_absolute(self) -> bool:
        """Whether the site knows its address (canonical links, sitemap and feeds need it)."""
        return self.url is not None
