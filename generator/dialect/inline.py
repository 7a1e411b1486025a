"""Inline markup of table cells, headings and plain paragraphs, in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from generator.dialect import small_charts
from generator.dialect.links import Resolver

Inline = Callable[[str], str]

# Each way begins with a character: the search then goes from one of them to the next.
_TOKEN = re.compile(
    r"""\\([\\`*_{}\[\]()>\#+\-.!|:])          # an escaped character
      | \*\*(?!\*)(.+?)\*\*(?!\*)               # strong
      | \[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)(?:\{\.([\w\- ]+)\})?   # link
      | `(?<!``)([^`]+)`(?!`)                   # code
      | """
    + small_charts.PATTERN
    + r"""                   # a chart drawn from its code
      | < | >
      | \* | _ | ` | !\[                        # what only Python-Markdown knows
      | &(?!(?:\#\d+|\#x[0-9a-fA-F]+|[a-zA-Z]+);)
    """,
    re.VERBOSE,
)
_SPECIAL = re.compile(r"[\\*_\[`<>&]")
_WORDS = r"[^_`\[\]\\]*"
# One run, or each before a word: none can be the end of emphasis.
_LINES_TO_WRITE_ON = re.compile(rf"{_WORDS}_{{4,}}{_WORDS}|(?:{_WORDS}_{{4,}}(?=[^\W_]))+{_WORDS}")
_SIGNS = frozenset("<>&")
_OUTSIDE = ("http:", "https:")


class NotPlainError(Exception):
    """The text holds markup that is not known here."""


def inline(text: str, resolve: Resolver) -> str:
    """The text as HTML; only strong, code and allowed links become elements.

    NotPlainError when it may hold other markup.
    """
    if _SPECIAL.search(text) is None:
        return text
    if "____" in text and _LINES_TO_WRITE_ON.fullmatch(text):
        text = text.replace("_", "\\_")
    return _TOKEN.sub(lambda match: _element(match, resolve), text)


def _element(match: re.Match[str], resolve: Resolver) -> str:
    escaped, strong, label, address, style, code, drawn = match.groups()
    if escaped is not None:
        return escape(escaped, quote=False)
    if strong is not None:
        return f"<strong>{inline(strong, resolve)}</strong>"
    if label is not None:
        return _link(inline(label, resolve), address, style, resolve)
    if code is not None:
        return f"<code>{escape(code, quote=False)}</code>"
    if drawn is not None:
        return small_charts.svg(drawn)
    if match[0] not in _SIGNS:
        raise NotPlainError
    return escape(match[0], quote=False)


def _link(label: str, address: str, style: str | None, resolve: Resolver) -> str:
    href = resolve(address)
    if href is None:
        return label
    extra = ' rel="noopener"' if address.startswith(_OUTSIDE) else ""
    if style:
        extra += f' class="{style}"'
    return f'<a href="{href}"{extra}>{label}</a>'
