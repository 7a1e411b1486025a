"""What paragraph styles say: heading level, title, and the list they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from generator.readers.docx.wordml import W, integer_of, value_of

_HEADING = re.compile(r"heading (\d)", re.I)
_MAX_BASES = 12


@dataclass(frozen=True, slots=True)
class Style:
    """Of a paragraph: level 1-6 or None, whether it is the title, its list and list level."""

    level: int | None = None
    is_title: bool = False
    number_id: str | None = None
    number_level: int = 0


PLAIN = Style()


def read_styles(root: Any | None) -> dict[str, Style]:
    """All paragraph styles by id, with what they take over from the styles below them."""
    if root is None:
        return {}
    elements = {
        element.get(f"{W}styleId"): element
        for element in root.iterchildren(f"{W}style")
        if element.get(f"{W}type", "paragraph") == "paragraph"
    }
    return {key: _resolve(element, elements) for key, element in elements.items() if key}


def _resolve(element: Any, elements: dict[str, Any]) -> Style:
    level: int | None = None
    is_title = False
    number_id: str | None = None
    number_level = 0
    for _ in range(_MAX_BASES):
        name = value_of(element, "name") or ""
        properties = element.find(f"{W}pPr")
        own = of_paragraph(properties, {})
        heading = _HEADING.fullmatch(name.strip())
        level = level or own.level or (_limited(int(heading[1])) if heading else None)
        is_title = is_title or name.strip().lower() == "title"
        if number_id is None and own.number_id is not None:
            number_id, number_level = own.number_id, own.number_level
        base = elements.get(value_of(element, "basedOn") or "")
        if base is None or base is element:
            break
        element = base
    return Style(level, is_title, number_id, number_level)


def of_paragraph(properties: Any | None, styles: dict[str, Style]) -> Style:
    """The style of a paragraph with these w:pPr; direct settings win over the style."""
    if properties is None:
        return styles.get("", PLAIN)
    style = styles.get(value_of(properties, "pStyle") or "", PLAIN)
    outline = value_of(properties, "outlineLvl")
    level = style.level
    if outline is not None and outline.isdecimal():
        level = _limited(int(outline) + 1)
    number_id, number_level = style.number_id, style.number_level
    numbering = properties.find(f"{W}numPr")
    if numbering is not None:
        # A numId of 0 takes the paragraph out of the list of its style.
        number_id = value_of(numbering, "numId") or number_id
        number_level = integer_of(numbering, "ilvl", number_level)
    return Style(level, style.is_title, number_id, number_level)


def _limited(level: int) -> int | None:
    """Levels 1-6; Word's ninth outline level means body text."""
    return min(level, 6) if 1 <= level <= 9 else None
