"""What a maintainer may set about the site; read by `generator.site.settings`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path

from generator.messages import LANGUAGES

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "home"


def _project() -> Path:
    """Where `theme/`, `content/pages/` and the Pelican settings stand.

    Here when `gongkai init` has put them here, else beside the package (a checkout), else
    in it (an installed wheel).
    """
    return next(
        folder
        for folder in (Path.cwd(), _PACKAGE.parent, _INSTALLED)
        if folder == _INSTALLED
        or ((folder / "pelicanconf.py").exists() and (folder / "theme" / "tokens.json").exists())
    )


PROJECT = _project()

WORKSPACE = Path.cwd() if PROJECT == _INSTALLED else PROJECT
"""Where content/ and build/ are written unless they are named."""

THEME = PROJECT / "theme"

MADE_UP = "MADE-UP.txt"
"""A data folder with this file holds made-up data: every page says so, none is to be indexed."""

_UNSEEN = frozenset({"max_files", "max_bytes", "precompress"})


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The site's name and addresses; everything has a default.

    `url` is the absolute address without a trailing slash, or None: then every link is
    relative and ends in index.html, so that the site works from any folder.
    `mistake_address` is where a reader reports a mistake: a mail address or an https
    page. `operator` names who runs the site. `language` is a BCP 47 tag; `languages` are
    those of the pages, the first being that of the reports (site.toml: "zh,en"); `name_en` and
    `tagline_en` are for pages in English. With `is_made_up` every page says that its data are
    invented. A site with more files than `max_files`, or more bytes than `max_bytes`, gets a
    warning (0: none); with `precompress` text files lie there as gzip and Brotli, too.
    """

    name: str = "阳光年报"
    tagline: str = "看得懂、查得到、对得上的政府信息公开年报"
    name_en: str = "Sunshine Reports"
    tagline_en: str = (
        "The reports of Chinese agencies on information requests: to read, find and check"
    )
    url: str | None = None
    mistake_address: str | None = None
    operator: str | None = None
    language: str = "zh-CN"
    languages: tuple[str, ...] = LANGUAGES[:1]
    licence_name: str = "CC BY 4.0"
    licence_url: str = "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"
    feed_items: int = 100
    is_made_up: bool = False
    max_files: int = 0
    max_bytes: int = 0
    precompress: bool = False

    def for_data(self, data: Path) -> SiteSettings:
        """The same for the site of a data folder, which may say that it is made up."""
        return replace(self, is_made_up=self.is_made_up or (data / MADE_UP).exists())

    def seen(self) -> list[tuple[str, object]]:
        """The settings that decide how a page looks."""
        return sorted((name, one) for name, one in asdict(self).items() if name not in _UNSEEN)

    def in_language(self, lang: str) -> SiteSettings:
        """The same for pages in that language."""
        if lang == LANGUAGES[0]:
            return self
        return replace(self, name=self.name_en, tagline=self.tagline_en, language=lang)

    def of(self, name: str, url: str | None) -> SiteSettings:
        """The same for a site of that name and address."""
        return replace(self, name=name, url=url.rstrip("/") or None if url else None)

    @property
    def is_absolute(self) -> bool:
        """Whether the site knows its address (canonical links, sitemap and feeds need it)."""
        return self.url is not None
