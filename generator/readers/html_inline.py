"""What stands inside a line or cell and is not simply text: struck words, note marks, fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import Tag

from generator.readers import clean
from generator.records import Note, Place

PICTURE = "\ufffc"  # Unicode's own sign for a picture in a line of text
_STRUCK_TAGS = frozenset(("del", "s", "strike"))
_STRUCK_STYLE = re.compile(r"text-decoration[^;]*line-through")
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super")
_NOTE_MARK = re.compile(r"[\[(（【〔]?(?:[\d①-⑳*＊]{1,2}|注\d{0,2})[\])）】〕]?")
_SHOWN_FIELDS = frozenset(("", "text", "number", "tel", "email"))
_MOST_NOTES = 300
_MIN_PICTURE_PIXELS = 12


@dataclass(slots=True)
class Traces:
    """What was left out of the text of a document, with its place."""

    notes: list[Note] = field(default_factory=list)

    def struck(self, text: str, at: Place) -> None:
        """Words with a line through them: withdrawn, so not read."""
        self._add("readers.struck_text", text, at)

    def mark(self, text: str, at: Place) -> None:
        """A raised number behind a figure: it calls a note and is no digit of the figure."""
        self._add("readers.note_mark", text, at)

    def _add(self, code: str, text: str, at: Place) -> None:
        shown = clean.flow(text)[:40]
        if shown and len(self.notes) < _MOST_NOTES:
            self.notes.append(Note(code=code, params={"text": shown}, at=at))


def is_struck(tag: Tag) -> bool:
    """Whether a line goes through the text of the element."""
    if tag.name in _STRUCK_TAGS:
        return True
    style = tag.attrs.get("style")
    return bool(style) and _STRUCK_STYLE.search(str(style).lower()) is not None


def is_note_mark(tag: Tag, before: str) -> bool:
    """Whether the element is the mark of a note right behind the digits of `before`."""
    style = tag.attrs.get("style")
    is_raised = tag.name == "sup" or (
        bool(style) and _RAISED_STYLE.search(str(style).lower()) is not None
    )
    return is_raised and is_mark(tag.get_text(), before)


def is_mark(text: str, before: str) -> bool:
    """Whether raised text is the mark of a note that stands right behind a digit."""
    is_after_digit = before.rstrip()[-1:].isdigit()
    return is_after_digit and _NOTE_MARK.fullmatch(clean.flow(text)) is not None


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
    return float(digits) if digits.isascii() and digits.isdigit() else float("inf")
