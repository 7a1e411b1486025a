"""`::: kind …` blocks: the elements that open and close them."""

from __future__ import annotations

from functools import cache

from generator.dialect.attributes import split
from generator.dialect.inline import Inline
from generator.forms import form, form_ids
from generator.forms.anchors import has_anchor

TERMS, TERMS_END = "\x02terms\x03", "\x02/terms\x03"
"""What stands around the sentences whose words are explained, until the page is whole."""

_DEFINED = frozenset({"contact", "key-figures", "facts"})
_ELEMENTS = {"details": "details", "section": "section", "nav": "nav", "aside": "aside"}


def opening(words: str, inline: Inline) -> tuple[str, str]:
    """The kind of the block (`details 标题 {#id}` is "details") and its opening tags.

    `{app="name"}` names the script that serves the block.
    """
    text, found = split(words)
    kind, _, title = text.partition(" ")
    kind = kind if kind.replace("-", "").isascii() and kind.replace("-", "").isalnum() else "block"
    if kind == "anchors":
        return kind, f'<div class="anchors">{_anchors(title)}'
    if kind == "terms":
        return kind, TERMS
    element = _ELEMENTS.get(kind)
    if element == "details":
        mark = found.html()
        return kind, f"<details{mark}><summary>{inline(title.strip())}</summary>"
    if element is not None:
        label = f' aria-label="{title.strip()}"' if title.strip() else ""
        app = f' data-app="{found.get("app")}"' if found.get("app") else ""
        return kind, f"<{element}{found.html()}{label}{app}>"
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
        f'<span id="f-{field.id}"></span>'
        for field in fields
        if field.table == table_id and has_anchor(field.id)
    )


def closing(kind: str) -> str:
    """The closing tag of a block of that kind."""
    return TERMS_END if kind == "terms" else f"</{_ELEMENTS.get(kind, 'div')}>"


def is_defined(kind: str) -> bool:
    """Whether lists in a block of that kind are lists of `label：value` pairs."""
    return kind in _DEFINED
