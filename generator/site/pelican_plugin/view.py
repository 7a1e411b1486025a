"""The values that a template shows: everything is decided here, templates only lay out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from generator.pages.parts.onward_links import FEED_OF_ALL as ALL
from generator.site.files import fonts, pictures
from generator.site.pelican_plugin import links, metadata
from generator.site.pelican_plugin.policy import policy
from generator.site_settings import THEME, SiteSettings

MENU = (
    ("查机关", "agencies/"),
    ("比数据", "explore/"),
    ("怎么申请", "guide/"),
    ("核对", "checks/"),
    ("下载", "data/"),
)
FOOTER = (
    ("关于本站", "about/"),
    ("名词解释", "glossary/"),
    ("申请指南", "guide/"),
    ("并排比较", "compare/"),
    ("数据下载", "data/"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the template writes it; no href means plain text."""

    label: str
    href: str | None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What the theme shows of a page beside its own values and Pelican's context."""

    full_title: str
    kind: str
    root: str
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    meta: list[tuple[str, str]]
    canonical: str | None
    picture: str | None
    json_ld: str | None
    feeds: tuple[Link, ...]
    inline_script: Markup
    policy: str
    mistake_href: str
    home_href: str
    search_href: str
    url_of: Callable[[str], str]


def view_of(head: dict[str, Any], settings: SiteSettings) -> View:
    """Prepares a page from its metadata."""
    save_as = head["save_as"]
    picture = pictures.picture_of(head) if settings.is_absolute and fonts.faces() else None

    def to(address: str) -> str:
        return _href(address, save_as, settings)

    is_home = save_as == "index.html"
    return View(
        full_title=settings.name if is_home else f"{head['title']} · {settings.name}",
        kind=head.get("page_kind") or head["template"],
        root=_root(save_as, settings),
        menu=_links(MENU, head, to),
        footer=_links(FOOTER, head, to),
        breadcrumbs=_trail(head, to),
        meta=metadata.named_meta(head, settings),
        canonical=metadata.canonical(head, settings),
        picture=links.absolute(settings.url, picture) if picture and settings.url else None,
        json_ld=metadata.json_ld(head, settings),
        feeds=_feeds(head, settings, to),
        inline_script=_inline_script(),
        policy=policy(settings, _inline_script()),
        mistake_href=mistake_href(settings, head) or to("about/#mistakes"),
        home_href=to(""),
        search_href=to("search/"),
        url_of=to,
    )


def mistake_href(settings: SiteSettings, head: dict[str, Any]) -> str | None:
    """Where a reader reports a mistake in this page; a mail or an issue names the page already."""
    where = settings.mistake_address
    if where is None:
        return None
    address = links.absolute(settings.url, head["url"]) if settings.url else head["url"]
    subject = links.quote("更正：" + head["title"])
    body = links.quote(f"页面：{address}\n项目：\n现在的数字：\n应为：")
    if "://" in where:
        return f"{where}{'&' if '?' in where else '?'}title={subject}&body={body}"
    return f"mailto:{where}?subject={subject}&body={body}"


def _root(save_as: str, settings: SiteSettings) -> str:
    """The way to the root, to which addresses of files are added."""
    if save_as == "404.html" and settings.url is not None:
        return f"{settings.url}/"
    return links.root_of(save_as)


def _href(address: str, save_as: str, settings: SiteSettings) -> str:
    if save_as == "404.html" and settings.url is not None:
        return links.absolute(settings.url, address)  # shown at any depth
    return links.link(address, save_as, is_absolute=settings.is_absolute)


def _links(
    entries: tuple[tuple[str, str], ...], head: dict[str, Any], to: Callable[[str], str]
) -> tuple[Link, ...]:
    return tuple(
        Link(label, to(address), is_current=head["url"] == address) for label, address in entries
    )


def _trail(head: dict[str, Any], to: Callable[[str], str]) -> tuple[Link, ...]:
    trail = head.get("breadcrumbs") or []
    last = len(trail) - 1
    return tuple(
        Link(
            label,
            None if position == last or address is None else to(address),
            is_current=position == last,
        )
        for position, (label, address) in enumerate(trail)
    )


def _feeds(
    head: dict[str, Any], settings: SiteSettings, to: Callable[[str], str]
) -> tuple[Link, ...]:
    """The feeds of a page that names one; where there is any, there is one of all."""
    own = head.get("feed")
    if not settings.is_absolute or not own:
        return ()
    feeds = [Link(settings.name, to(ALL))]
    if own != ALL:
        feeds.append(Link(head["title"], to(own)))
    return tuple(feeds)


@cache
def _inline_script() -> Markup:
    """What display settings ask for, at once so that nothing flashes; see `start.js`."""
    lines = (THEME / "inline.js").read_text(encoding="utf-8").splitlines()
    return Markup("".join(line.strip() for line in lines if line.strip()))  # our own file
