"""Text that is shown in another order than it is stored in: overridden, or from right to left.

A reader keeps such text between OVERRIDE and END until `settle` takes it out of the document.
The marks are those of Unicode's bidirectional algorithm (UAX #9); of the algorithm itself only
this is asked: whether the digits stand on the page in the order in which they are stored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from generator.readers.document import PICTURE, Block, Cell, Document, Paragraph, Table
from generator.records import Note, Place

OVERRIDE, RIGHT_TO_LEFT, END = "\u202e", "\u202b", "\u202c"
_ISOLATE_END = "\u2069"
_OPENING = {
    OVERRIDE: "override",
    RIGHT_TO_LEFT: "right",
    "\u2067": "right",
    "\u202a": "",
    "\u202d": "",
    "\u2066": "",
    "\u2068": "",
}
_ISOLATES = "\u2066\u2067\u2068"
_RIGHT_MARKS = "\u200f\u061c"
_TURNING = (OVERRIDE, RIGHT_TO_LEFT, "\u2067", *_RIGHT_MARKS)
# Cells are parted after this, so that each of them has marks of its own.
_IN_ONE_CELL = re.compile(r"[^\s|｜│┃║][^\t\n|｜│┃║]*")
_TURNED = re.compile(f"{OVERRIDE}([^{OVERRIDE}{END}]*){END}")
_LONGEST = 40
_MOST_NOTES = 100


def is_turning(text: str) -> bool:
    """Whether a text holds a mark that may change the order in which it is shown."""
    # Each mark by itself is found many times faster than by a pattern.
    return not text.isascii() and any(mark in text for mark in _TURNING)


def as_shown(text: str) -> str:
    """The text without marks of direction but those around what is shown in another order."""
    found = []
    for mode, group in groupby(_moded(text), key=lambda pair: pair[1]):
        part = "".join(char for char, _ in group)
        is_turned = mode == "override" or (mode == "right" and _changes_digits(part))
        found.append(_IN_ONE_CELL.sub(rf"{OVERRIDE}\g<0>{END}", part) if is_turned else part)
    return "".join(found)


def _moded(text: str) -> Iterator[tuple[str, str]]:
    """Each character that is no mark with how it is set: overridden, right to left, or neither."""
    opened: list[str] = []
    is_after_mark = False
    for char in text:
        if char in "\n\u2029":
            opened.clear()
            is_after_mark = False
        if char in _OPENING:
            opened.append(char)
        elif char == END:
            if opened and opened[-1] not in _ISOLATES:
                opened.pop()
        elif char == _ISOLATE_END:
            while opened and opened.pop() not in _ISOLATES:
                pass
        elif char in _RIGHT_MARKS:
            is_after_mark = True
        else:
            mode = _OPENING[opened[-1]] if opened else ""
            yield char, mode or ("right" if is_after_mark else "")


def _changes_digits(text: str) -> bool:
    """Whether a line set from right to left shows several numbers, or signs beside one.

    Text with letters is left alone: a wrong button in an editor sets whole paragraphs so.
    """
    kinds = [unicodedata.bidirectional(char) for char in text.strip()]
    if "EN" not in kinds or "L" in kinds:
        return False
    inside = kinds[1:-1]
    is_one_number = set(inside) <= {"EN", "CS", "ES", "ET"}
    return not (is_one_number and {kinds[0], kinds[-1]} <= {"EN", "ET"})


def settle(document: Document) -> Document:
    """The document with a sign in place of all text that is shown in another order, and notes."""
    if not is_turning("".join(part.text for block in document.blocks for part in _parts(block))):
        return document
    notes: list[Note] = []
    blocks = tuple(_settled(block, notes) for block in document.blocks)
    return replace(document, blocks=blocks, warnings=(*document.warnings, *notes))


def _parts(block: Block) -> tuple[Paragraph | Cell, ...]:
    if isinstance(block, Table):
        return block.cells
    return (block,) if isinstance(block, Paragraph) else ()


def _settled(block: Block, notes: list[Note]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_without_turned(block.text, block.at, notes))
    if isinstance(block, Table):
        cells = [replace(c, text=_without_turned(c.text, c.at, notes)) for c in block.cells]
        return replace(block, cells=tuple(cells))
    return block


def _without_turned(text: str, at: Place, notes: list[Note]) -> str:
    if not is_turning(text):
        return text
    shown = as_shown(text)
    for turned in _TURNED.findall(shown)[: _MOST_NOTES - len(notes)]:
        params = {"text": turned[:_LONGEST]}
        notes.append(Note(code="readers.turned_text", params=params, at=at))
    return _TURNED.sub(PICTURE, shown)
