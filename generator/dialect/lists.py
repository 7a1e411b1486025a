"""Lists of one level: items with a class or id, and lists of `label：value` pairs."""

from __future__ import annotations

import re

from generator.dialect.attributes import split
from generator.dialect.inline import Inline
from generator.dialect.table import grouped

_LINKED = re.compile(r"(?<=>)\d{5,}(?=</a>)")
_NOTE = " — "
_COLON = "："


def item_list(items: list[str], inline: Inline) -> str:
    """`<ul>`; an item's attributes stand at its end."""
    return f"<ul>{''.join(_item(item, inline) for item in items)}</ul>"


def definition_list(items: list[str], inline: Inline) -> str:
    """`<dl>` of `label：value — note` items; a pair is a `<div>`, a note a second `<dd>`."""
    return f"<dl>{''.join(_pair(item, inline) for item in items)}</dl>"


def _item(item: str, inline: Inline) -> str:
    text, found = split(item)
    return f"<li{found.html()}>{inline(text)}</li>"


def _grouped(match: re.Match[str]) -> str:
    return grouped(match[0])


def _pair(item: str, inline: Inline) -> str:
    text, found = split(item)
    label, _, rest = text.partition(_COLON if _COLON in text else ": ")
    value, _, note = rest.partition(_NOTE)
    remark = f'<dd class="note">{inline(note)}</dd>' if note else ""
    shown = _LINKED.sub(_grouped, inline(value))
    return f"<div{found.html()}><dt>{inline(label)}</dt><dd>{shown}</dd>{remark}</div>"
