"""`::: kind …` blocks: the elements that open and close them."""

from __future__ import annotations

from functools import cache

from generator.forms import form, form_ids
from generator.pages.dialect.attributes import split
from generator.pages.dialect.inline import inline
from generator.pages.dialect.links import Resolver

_ELEMENTS = {"details": "details", "section": "section", "nav": "nav", "aside": "aside"}


def opening(words: str, resolve: Resolver) -> tuple[str, str]:
    """The kind of the block (`details 标题 {#id}` is "details") and its opening tags."""
    text, found = split(words)
    kind, _, title = text.partition(" ")
    kind = kind if kind.replace("-", "").isascii() and kind.replace("-", "").isalnum() else "block"
    if kind == "anchors":
        return kind, f'<div class="anchors">{_anchors(title)}'
    element = _ELEMENTS.get(kind)
    if element == "details":
        mark = found.html()
        return kind, f"<details{mark}><summary>{inline(title.strip(), resolve)}</summary>"
    if element is not None:
        label = f' aria-label="{title.strip()}"' if title.strip() else ""
        return kind, f"<{element}{found.html()}{label}>"
    role = ' role="note"' if kind == "note" else ""
    return kind, f"<div{found.html(kind)}{role}>"


@cache
def _anchors(words: str) -> str:
    """A place for every figure of a table that is not in the document (`2021 cases`)."""
    form_id, _, table_id = words.partition(" ")
    if form_id not in form_ids():
        return ""
    fields = form(form_id).fields.values()
    return "".join(
        f'<span id="f-{field.id}"></span>' for field in fields if field.table == table_id
    )


def closing(kind: str) -> str:
    """The closing tag of a block of that kind."""
    return f"</{_ELEMENTS.get(kind, 'div')}>"
