"""Inline markup of table cells, headings and plain paragraphs, in one pass."""

from __future__ import annotations

import re
from html import escape

from generator.pages.dialect.links import Resolver

_TOKEN = re.compile(
    r"""\\([\\`*_{}\[\]()>\#+\-.!|:])          # an escaped character
      | \*\*(.+?)\*\*                           # strong
      | \[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)(?:\{\.([\w\- ]+)\})?   # link
      | `([^`]+)`                               # code
      | ([<>"])
      | (&)(?!(?:\#\d+|\#x[0-9a-fA-F]+|[a-zA-Z]+);)
    """,
    re.VERBOSE,
)
_SPECIAL = re.compile(r'[\\*\[`<>&"]')
_OUTSIDE = ("http:", "https:")


def inline(text: str, resolve: Resolver) -> str:
    """The text as HTML; only strong, code and allowed links become elements."""
    if _SPECIAL.search(text) is None:
        return text
    return _TOKEN.sub(lambda match: _element(match, resolve), text)


def _element(match: re.Match[str], resolve: Resolver) -> str:
    escaped, strong, label, address, style, code, bracket, _ = match.groups()
    if escaped is not None:
        return escape(escaped)
    if strong is not None:
        return f"<strong>{inline(strong, resolve)}</strong>"
    if label is not None:
        return _link(inline(label, resolve), address, style, resolve)
    if code is not None:
        return f"<code>{escape(code)}</code>"
    return escape(bracket) if bracket is not None else "&amp;"


def _link(label: str, address: str, style: str | None, resolve: Resolver) -> str:
    href = resolve(address)
    if href is None:
        return label
    extra = f' class="{style}"' if style else ""
    if address.startswith(_OUTSIDE):
        extra += ' rel="noopener"'
    return f'<a href="{href}"{extra}>{label}</a>'
