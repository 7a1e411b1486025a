"""The values that a template shows: everything is decided here, templates only lay out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from generator.messages import LANGUAGES, message, message_template
from generator.pages.parts.onward_links import FEED_OF_ALL as ALL
from generator.site.files import fonts, pictures, qr, scripts
from generator.site.pelican_plugin import links, metadata
from generator.site.pelican_plugin.policy import policy
from generator.site_settings import THEME, SiteSettings

MENU = ("agencies", "explore", "guide", "checks", "data")
FOOTER = ("about", "glossary", "guide", "compare", "data")
"""The pages in the menu and at the foot: their addresses, which end their messages' codes."""


PRINTED = frozenset({"agency", "report"})
"""The templates of pages that are handed around on paper."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the template writes it; no href means plain text."""

    label: str
    href: str | None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Twin:
    """The same page in a language; without it there, that language's home page."""

    lang: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on a printed page alone: its address, as text and as a QR code, and a day."""

    address: str
    code: Markup
    date: str | None


@dataclass(frozen=True, slots=True)
class View:
    """What the theme shows of a page beside its own values and Pelican's context.

    `say` gives the words of `generator/messages/frame.toml` in the page's language, `level`
    those for a level of government. `languages` are the same page in others, `alternates` in
    all of them, with whole addresses.
    """

    lang: str
    say: Callable[..., str]
    level: Callable[..., str]
    site_name: str
    scripts: str
    languages: tuple[Twin, ...]
    alternates: tuple[Twin, ...]
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
    printed: Printed | None


def view_of(
    head: dict[str, Any], own: SiteSettings, is_there: Callable[[str], bool] = bool
) -> View:
    """Prepares a page from its metadata; `is_there` says whether an address has a page."""
    save_as = head["save_as"]
    lang = links.language_of(save_as)
    settings = own.in_language(lang)
    picture = pictures.picture_of(head) if settings.is_absolute and fonts.faces() else None

    def to(address: str) -> str:
        return _href(address, save_as, settings)

    def exact(address: str) -> str:
        return _href(f"{links.ORIGINAL}{address}", save_as, settings)

    is_home = links.in_first(save_as) == "index.html"
    words = partial(say, lang)
    twins = _twins(head["url"], settings, is_there)
    return View(
        lang=settings.language,
        say=words,
        level=lambda name: message(f"pages.level.{name}", {}, lang),
        site_name=settings.name,
        scripts="js" if lang == LANGUAGES[0] else f"js/{lang}",
        languages=tuple(
            Twin(own.in_language(one).language, say(one, "language"), exact(address or _home(one)))
            for one, address in twins.items()
            if one != lang and (address is not None or is_there(_home(one)))
        ),
        alternates=_alternates(twins, own),
        full_title=settings.name if is_home else f"{head['title']} · {settings.name}",
        kind=head.get("page_kind") or head["template"],
        root=_root(save_as, settings),
        menu=_links("menu", MENU, head, words, to),
        footer=_links("foot", FOOTER, head, words, to),
        breadcrumbs=_trail(head, to),
        meta=metadata.named_meta(head, settings),
        canonical=metadata.canonical(head, settings),
        picture=links.absolute(settings.url, picture) if picture and settings.url else None,
        json_ld=metadata.json_ld(head, settings),
        feeds=_feeds(head, settings, to),
        inline_script=_inline_script(lang),
        policy=policy(settings, _inline_script(lang)),
        mistake_href=mistake_href(settings, head) or to("about/#mistakes"),
        home_href=to(""),
        search_href=to("search/"),
        url_of=to,
        printed=_printed(head, settings),
    )


def _printed(head: dict[str, Any], settings: SiteSettings) -> Printed | None:
    """For pages of agencies and reports; nothing where the site has no address."""
    address = metadata.canonical(head, settings)
    if address is None or head["template"] not in PRINTED:
        return None
    return Printed(address, Markup(qr.svg(address)), head.get("dated") or None)


def say(lang: str, code: str, **params: object) -> str:
    """The words of a template; what is put in is escaped unless it is markup already."""
    template = message_template(f"frame.{code}", lang)
    return Markup(template).format(**params) if params else template  # our own words


def _home(lang: str) -> str:
    return links.in_language("", lang)


def _twins(
    url: str, settings: SiteSettings, is_there: Callable[[str], bool]
) -> dict[str, str | None]:
    """The address of the page in each of the site's languages; None where it has none."""
    found: dict[str, str | None] = {}
    for lang in settings.languages:
        address = links.in_language(links.in_first(url), lang)
        has_twin = links.has_twins(links.in_first(url)) and is_there(address)
        found[lang] = address if address == url or has_twin else None
    return found


def _alternates(twins: dict[str, str | None], settings: SiteSettings) -> tuple[Twin, ...]:
    there = {lang: address for lang, address in twins.items() if address is not None}
    if settings.url is None or len(there) < 2:
        return ()
    return tuple(
        Twin(settings.in_language(lang).language, "", links.absolute(settings.url, address))
        for lang, address in there.items()
    )


def mistake_href(settings: SiteSettings, head: dict[str, Any]) -> str | None:
    """Where a reader reports a mistake in this page; a mail or an issue names the page already."""
    where = settings.mistake_address
    if where is None:
        return None
    address = links.absolute(settings.url, head["url"]) if settings.url else head["url"]
    lang = links.language_of(head["url"])
    subject = links.quote(message("frame.mistake_subject", {"title": head["title"]}, lang))
    body = links.quote(message("frame.mistake_body", {"page": address}, lang))
    if "://" in where:
        return f"{where}{'&' if '?' in where else '?'}title={subject}&body={body}"
    return f"mailto:{where}?subject={subject}&body={body}"


def _root(save_as: str, settings: SiteSettings) -> str:
    """The way to the root, to which addresses of files are added."""
    if links.in_first(save_as) == "404.html" and settings.url is not None:
        return f"{settings.url}/"
    return links.root_of(save_as)


def _href(address: str, save_as: str, settings: SiteSettings) -> str:
    if links.in_first(save_as) == "404.html" and settings.url is not None:
        return links.absolute(settings.url, address)  # shown at any depth
    return links.link(address, save_as, is_absolute=settings.is_absolute)


def _links(
    place: str,
    names: tuple[str, ...],
    head: dict[str, Any],
    words: Callable[[str], str],
    to: Callable[[str], str],
) -> tuple[Link, ...]:
    here = links.in_first(head["url"])
    return tuple(
        Link(words(f"{place}_{name}"), to(f"{name}/"), is_current=here == f"{name}/")
        for name in names
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
def _inline_script(lang: str) -> Markup:
    """What display settings ask for, at once so that nothing flashes; see `start.js`."""
    script = (THEME / "inline.js").read_text(encoding="utf-8")
    lines = scripts.in_language(script, lang).splitlines()
    return Markup("".join(line.strip() for line in lines if line.strip()))  # our own file
