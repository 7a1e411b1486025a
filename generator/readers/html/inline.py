"""What stands inside a line or cell and is not simply text: struck words, note marks, fields."""

from __future__ import annotations

from bs4 import Tag

from generator.readers.html.visibility import look_of
from generator.readers.traces import is_mark

_STRUCK_TAGS = frozenset(("del", "s", "strike"))
_RAISED_TAGS = frozenset(("sup", "sub"))
_ANNOTATIONS = frozenset(("rt", "rp"))
_SHOWN_FIELDS = frozenset(("", "text", "number", "tel", "email"))
_MIN_PICTURE_PIXELS = 12


def is_struck(tag: Tag) -> bool:
    """Whether a line goes through the text of the element."""
    return tag.name in _STRUCK_TAGS or look_of(tag) == "struck"


def is_note_mark(tag: Tag, before: str) -> bool:
    """Whether the element is a note: a mark right behind the digits of `before`, or ruby text.

    A mark is raised, lowered, or a link to another place of the page.
    """
    if tag.name in _ANNOTATIONS:
        return True
    is_link = tag.name == "a" and str(tag.attrs.get("href", "")).startswith("#")
    is_apart = is_link or tag.name in _RAISED_TAGS or look_of(tag) == "raised"
    return is_apart and is_mark(tag.get_text(), before)


def field_value(tag: Tag) -> str | None:
    """What a field of a form shows; None for anything that is no such field."""
    if tag.name == "input" and str(tag.attrs.get("type", "")).lower() in _SHOWN_FIELDS:
        return str(tag.attrs.get("value", ""))
    if tag.name == "textarea":
        return tag.get_text()
    if tag.name != "select":
        return None
    options = tag.find_all("option")
    chosen = [option for option in options if "selected" in option.attrs] or options[:1]
    return chosen[0].get_text() if chosen else ""


def is_large_picture(tag: Tag) -> bool:
    """Whether an img is more than a spacer; without stated sizes it counts as large."""
    return all(pixels(tag, side) >= _MIN_PICTURE_PIXELS for side in ("width", "height"))


def pixels(tag: Tag, side: str) -> float:
    """The stated width or height; without one the picture counts as large."""
    digits = str(tag.attrs.get(side, "")).strip().lower().removesuffix("px")
    return float(digits) if digits.isascii() and digits.isdecimal() else float("inf")
