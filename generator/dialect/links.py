"""Addresses inside the site, written relative to the page that links."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from urllib.parse import quote

from generator.messages import LANGUAGES

Resolver = Callable[[str], str | None]

SCHEME = "site:"
ORIGINAL = "original:"
"""Leads to the page at that very address, in whichever language the one that links is."""
_FIRST, *_OTHERS = LANGUAGES
_IN_FIRST_ALONE = ("embed/agencies/", "glossary/en/", "news/")
"""Pages that are written once for all languages."""
_OUTSIDE = ("https://", "http://", "mailto:", "tel:", "geo:")
_PELICANS = ("{filename}", "{static}", "{attach}")
"""Pelican makes addresses of them, of a content file or of one that it copies."""

_ENTITY = re.compile(r"&(?:amp;)?")


def resolver(save_as: str, *, is_absolute: bool) -> Resolver:
    """A function from a Markdown address to an HTML-safe href; None for what is not allowed.

    `is_absolute` says that the site knows its address, so that links end in a slash
    rather than in index.html.
    """
    place = ("../" * save_as.count("/"), language_of(save_as), is_absolute)
    return lambda address: _resolved(address, *place)


@lru_cache(maxsize=8192)
def _resolved(address: str, root: str, lang: str, is_absolute: bool) -> str | None:
    """The href in all pages of a language that are as deep: most link much the same."""
    if address.startswith("#"):
        return escape(address)
    if address.startswith(SCHEME):
        twin = twin_of(address.removeprefix(SCHEME), lang)
        return escape(_inside(twin, root, is_absolute))
    if address.startswith(ORIGINAL):
        return escape(_inside(address.removeprefix(ORIGINAL), root, is_absolute))
    if address.startswith(_PELICANS):
        return escape(address)
    if address.startswith(_OUTSIDE):
        return escape(_ENTITY.sub("&", address))
    return None


def in_language(address: str, lang: str) -> str:
    """Where in the site the page of that address stands in a language."""
    return address if lang == _FIRST else f"{lang}/{address}"


def language_of(address: str) -> str:
    """The language of the page at an address."""
    start = address.partition("/")[0]
    return start if start in _OTHERS else _FIRST


def in_first(address: str) -> str:
    """The address of the same page in the first language."""
    lang = language_of(address)
    return address if lang == _FIRST else address.removeprefix(f"{lang}/")


def twin_of(address: str, lang: str) -> str:
    """The address of the same page in a language; files are there once for all of them."""
    first = in_first(address)
    path = re.split(r"[?#]", first, maxsplit=1)[0]
    is_page = not path or path.endswith("/")
    return in_language(first, lang) if is_page and has_twins(path) else address


def has_twins(address: str) -> bool:
    """Whether the page of an address in the first language is written in the others, too."""
    return not address.startswith(_IN_FIRST_ALONE)


def _inside(address: str, root: str, is_absolute: bool) -> str:
    cut = min((address.find(mark) for mark in "?#" if mark in address), default=len(address))
    path, rest = address[:cut], address[cut:]
    if not is_absolute and (not path or path.endswith("/")):
        path += "index.html"
    return (root + quote(path, safe="/-._~%") + rest) or "./"
