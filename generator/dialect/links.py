"""Addresses inside the site, written relative to the page that links."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from urllib.parse import quote

Resolver = Callable[[str], str | None]

SCHEME = "site:"
_OUTSIDE = ("https://", "http://", "mailto:", "tel:", "geo:")
_PELICANS = ("{filename}", "{static}", "{attach}")
"""Pelican makes addresses of them, of a content file or of one that it copies."""

_ENTITY = re.compile(r"&(?:amp;)?")


def resolver(save_as: str, *, is_absolute: bool) -> Resolver:
    """A function from a Markdown address to an HTML-safe href; None for what is not allowed.

    `is_absolute` says that the site knows its address, so that links end in a slash
    rather than in index.html.
    """
    root = "../" * save_as.count("/")

    def resolve(address: str) -> str | None:
        if address.startswith("#"):
            return escape(address)
        if address.startswith(SCHEME):
            return escape(_inside(address.removeprefix(SCHEME), root, is_absolute))
        if address.startswith(_PELICANS):
            return escape(address)
        if address.startswith(_OUTSIDE):
            return escape(_ENTITY.sub("&", address))
        return None

    return resolve


def _inside(address: str, root: str, is_absolute: bool) -> str:
    cut = min((address.find(mark) for mark in "?#" if mark in address), default=len(address))
    path, rest = address[:cut], address[cut:]
    if not is_absolute and (not path or path.endswith("/")):
        path += "index.html"
    return (root + quote(path, safe="/-._~%") + rest) or "./"
