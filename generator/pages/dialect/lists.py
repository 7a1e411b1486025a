"""Lists of one level: items with a class or id, and lists of `label：value` pairs."""

from __future__ import annotations

from generator.pages.dialect.attributes import split
from generator.pages.dialect.inline import inline
from generator.pages.dialect.links import Resolver

_NOTE = " — "
_COLON = "："


def item_list(items: list[str], resolve: Resolver) -> str:
    """`<ul>`; an item's attributes stand at its end."""
    return f"<ul>{''.join(_item(item, resolve) for item in items)}</ul>"


def definition_list(items: list[str], resolve: Resolver) -> str:
    """`<dl>` of `label：value — note` items; a pair is a `<div>`, a note a second `<dd>`."""
    return f"<dl>{''.join(_pair(item, resolve) for item in items)}</dl>"


def _item(item: str, resolve: Resolver) -> str:
    text, found = split(item)
    return f"<li{found.html()}>{inline(text, resolve)}</li>"


def _pair(item: str, resolve: Resolver) -> str:
    text, found = split(item)
    label, _, rest = text.partition(_COLON)
    value, _, note = rest.partition(_NOTE)
    remark = f'<dd class="note">{inline(note, resolve)}</dd>' if note else ""
    return (
        f"<div{found.html()}><dt>{inline(label, resolve)}</dt>"
        f"<dd>{inline(value, resolve)}</dd>{remark}</div>"
    )
