"""Text of the applications' pages, safe in Markdown: every sign is an entity."""

from __future__ import annotations

from collections.abc import Iterable

# Everything that Markdown, the dialect or Pelican could read as markup becomes an entity.
_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'*_`[](){}|\\#!~^$=+"}


def text(value: object) -> str:
    """The value as plain text for a paragraph, cell, item or link label, on one line."""
    return " ".join(str(value).split()).translate(_ENTITIES)


def link(label: object, address: str) -> str:
    """A link inside the site; the address starts at the root."""
    return f"[{text(label)}](site:{address})"


def row(cells: Iterable[str]) -> str:
    """One table line."""
    return "| " + " | ".join(cells) + " |"
