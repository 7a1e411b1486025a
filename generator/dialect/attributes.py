"""`{#id .class name="value"}` behind a heading, paragraph, cell, item or table."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import NamedTuple

_TAIL = re.compile(r"(?:^|\s)\{((?:[#.][^\s{}]+|\w+=\"[^\"]*\"|\s)+)\}$")
_PART = re.compile(r"([#.])([^\s{}\"]+)|(\w+)=\"([^\"]*)\"")


class Attributes(NamedTuple):
    """What stood in braces; everything is ready to stand in HTML attributes."""

    id: str = ""
    classes: str = ""
    named: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """A named value, or an empty string."""
        return dict(self.named).get(name, "")

    def html(self, extra_class: str = "") -> str:
        """` id="…" class="…"`, or nothing."""
        classes = f"{extra_class} {self.classes}".strip()
        mark = f' id="{self.id}"' if self.id else ""
        return mark + (f' class="{classes}"' if classes else "")


NOTHING = Attributes()


@lru_cache(maxsize=8192)
def split(text: str) -> tuple[str, Attributes]:
    """The text without the braces at its end, and what stood in them."""
    if not text.endswith("}"):
        return text, NOTHING
    match = _TAIL.search(text)
    if match is None:
        return text, NOTHING
    found = Attributes()
    classes, named = [], []
    for sign, word, name, value in _PART.findall(match[1]):
        if sign == "#":
            found = found._replace(id=escape(word))
        elif sign == ".":
            classes.append(escape(word))
        else:
            named.append((name, _quoted(value)))
    found = found._replace(classes=" ".join(classes), named=tuple(named))
    return text[: match.start()], found


def alone(line: str) -> Attributes | None:
    """What stands in a line of nothing but braces; None for any other line."""
    text, found = split(line) if line.startswith("{") else (line, NOTHING)
    return None if text else found


def _quoted(value: str) -> str:
    """Entities of the Markdown stay as they are; what could end an attribute does not."""
    return value.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
