"""Addresses for templates and metadata; the rule itself is the Markdown dialect's."""

from __future__ import annotations

from html import unescape
from urllib.parse import quote

from generator.dialect.links import (
    ORIGINAL,
    SCHEME,
    has_twins,
    in_first,
    in_language,
    language_of,
    resolver,
    twin_of,
)

_OUTSIDE = ("http:", "https:", "mailto:", "tel:", "geo:", "#", SCHEME, ORIGINAL)

__all__ = [
    "ORIGINAL",
    "SCHEME",
    "absolute",
    "file_of",
    "has_twins",
    "in_first",
    "in_language",
    "language_of",
    "link",
    "quote",
    "root_of",
    "twin_of",
]


def root_of(save_as: str) -> str:
    """The way from a page up to the root: "" or "../../"."""
    return "../" * save_as.count("/")


def file_of(address: str) -> str:
    """The output file behind an address: `guide/` is `guide/index.html`."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def link(address: str, save_as: str, *, is_absolute: bool) -> str:
    """The href (not escaped) from the page at `save_as` to an address from the root."""
    wanted = address if address.startswith(_OUTSIDE) else f"{SCHEME}{address}"
    return unescape(resolver(save_as, is_absolute=is_absolute)(wanted) or "")


def absolute(url: str, address: str) -> str:
    """The address with the site's own in front."""
    return f"{url}/{quote(address.removeprefix(SCHEME).removeprefix(ORIGINAL), safe='/-._~%#?=&')}"
