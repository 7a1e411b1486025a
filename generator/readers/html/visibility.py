"""How the text of an element is shown: not at all, struck, raised, written by something else.

Only the page's own sheets and `style` attributes are looked at, never those of other files.
What was found out about an element stands in its attribute LOOK. tinycss2 reads the rules,
soupsieve matches the selectors, and only rules that could hide something are asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Literal

import soupsieve
import tinycss2
from bs4 import BeautifulSoup, Tag

from generator.readers.document import PICTURE
from generator.readers.html.soup import within
from generator.readers.html.stylesheet import (
    GONE,
    NO_SHEETS,
    UNSEEN,
    Rgb,
    Rule,
    Sheets,
    colour,
    declarations,
    is_telling,
)

LOOK = "data-look"
Look = Literal["gone", "unseen", "struck", "raised", "written"]

_WHITE: Rgb = (1.0, 1.0, 1.0)
_NEAR = 0.1  # how far colours that cannot be told apart differ in each part of 0 to 1
_INLINE = frozenset(("span", "font", "b", "strong", "em", "i", "u", "a", "big", "small", "sub"))
_GROUND_LIMIT = 40  # ancestors


def mark(soup: BeautifulSoup, sheets: Sheets) -> None:
    """Notes in the attribute LOOK of elements how sheets, colours and scripts show their text."""
    styled = Styled(sheets)
    for tag in _candidates(soup, sheets):
        tag.attrs[LOOK] = styled.look(tag) or ""
    for rule in sheets.rules:
        if rule.writes:
            for tag in _matched(soup, rule):
                if tag.name in ("td", "th") or tag.find_parent(("td", "th")) is not None:
                    tag.append(PICTURE)
    for name in sheets.ids:
        for tag in soup.find_all(id=name):
            tag.attrs.setdefault(LOOK, "written")


def look_of(tag: Tag) -> Look | None:
    """How the text of an element is shown; None for as it stands."""
    attributes = tag.attrs
    look = attributes.get(LOOK)
    if look is None:
        style = attributes.get("style")
        if "hidden" in attributes:
            return "gone"
        if not style or not is_telling(str(style)):
            return None
        look = _PLAIN.look(tag) or ""
        attributes[LOOK] = look
    return look or None  # type: ignore[return-value]


def _candidates(soup: BeautifulSoup, sheets: Sheets) -> Iterable[Tag]:
    found: dict[int, Tag] = {}
    for rule in sheets.hiding:
        found.update((id(tag), tag) for tag in _matched(soup, rule))
    for tag in within(soup):
        if isinstance(tag, Tag) and _has_style_to_judge(tag):
            found.setdefault(id(tag), tag)
    return found.values()


def _has_style_to_judge(tag: Tag) -> bool:
    attributes = tag.attrs
    style = attributes.get("style")
    if style and is_telling(str(style)):
        return True
    return tag.name == "font" and "color" in attributes


def _matched(soup: BeautifulSoup, rule: Rule) -> list[Tag]:
    """The elements that a selector means; none where the selector is not one that we know."""
    try:
        return list(soupsieve.select(rule.selector, soup))
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError):
        return []


class Styled:
    """What rules and attributes together say of single elements."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self._by_property: dict[str, list[Rule]] = defaultdict(list)
        for rule in sorted(sheets.rules, key=lambda rule: rule.rank):
            for name in rule.declared if not rule.writes else ():
                self._by_property[name].append(rule)

    def look(self, tag: Tag) -> Look | None:
        """How the text of the element is shown; None for as it stands."""
        if "hidden" in tag.attrs or any(self.value(tag, name) is True for name in GONE):
            return "gone"
        if any(self.value(tag, name) is True for name in UNSEEN if name != "font-size"):
            return "unseen"
        if self.value(tag, "font-size") is True and not self._is_larger_inside(tag):
            return "unseen"
        if self.value(tag, "struck") is True:
            return "struck"
        if self.value(tag, "raised") is True:
            return "raised"
        return "unseen" if self._melts_into_ground(tag) else None

    def value(self, tag: Tag, name: str) -> Any:
        """What the closest declaration says of one fact; None where there is none."""
        style = tag.attrs.get("style")
        own = declarations(str(style)) if style else {}
        if name in own:
            return own[name]
        for rule in reversed(self._by_property.get(name, [])):
            try:
                if soupsieve.match(rule.selector, tag):
                    return rule.declared[name]
            except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError):
                continue
        return None

    def _is_larger_inside(self, tag: Tag) -> bool:
        """Whether parts of the element set a size of their own, as menus without gaps do."""
        return any(
            self.value(inner, "font-size") is False or "size" in inner.attrs
            for inner in tag.find_all(True)
        )

    def _melts_into_ground(self, tag: Tag) -> bool:
        found = self.value(tag, "color") or _font_colour(tag)
        if found is None:
            return False
        own, alpha = found
        if alpha < _NEAR:
            return True
        if any(self.value(inner, "color") or _font_colour(inner) for inner in tag.find_all(True)):
            return False
        ground = self._ground(tag)
        return ground is not None and all(
            abs(a - b) <= _NEAR for a, b in zip(own, ground, strict=True)
        )

    def _ground(self, tag: Tag) -> Rgb | None:
        """The colour behind an element; None where a picture or an unseen sheet may be there."""
        node: Tag | None = tag
        is_certain = not self._sheets.has_links
        for _ in range(_GROUND_LIMIT):
            if node is None or node.name == "[document]":
                break
            if self.value(node, "has_picture") or node.attrs.get("background"):
                return None
            ground = self.value(node, "ground") or _attribute_colour(node.attrs.get("bgcolor"))
            if ground is not None and ground[1] > _NEAR:
                return ground[0] if ground[1] > 0.9 else None  # a shade of what lies behind
            is_classed = "class" in node.attrs and node.name not in _INLINE
            if not is_certain and is_classed and node.find_parent(("table", "td", "th")):
                return None
            node = node.parent
        return _WHITE


def _font_colour(tag: Tag) -> tuple[Rgb, float] | None:
    return _attribute_colour(tag.attrs.get("color")) if tag.name == "font" else None


def _attribute_colour(value: object) -> tuple[Rgb, float] | None:
    if not value:
        return None
    text = str(value).strip()
    is_hex = re.fullmatch(r"[0-9a-fA-F]{6}", text) is not None
    tokens = tinycss2.parse_component_value_list(f"#{text}" if is_hex else text)
    return colour(tokens)


_PLAIN = Styled(NO_SHEETS)
