"""Characters with positions -> lines of text, as the eye reads them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from generator.readers.pdf.drawn import Char

# Some fonts map a character to the radical that looks like it; what is printed is the
# character. NFKC knows the Kangxi radicals but not their supplement.
_RADICALS = str.maketrans(
    "⺠⺟⻁⻃⻄⻅⻆⻉⻋⻓⻑⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⼾",
    "民母虎西西见角贝车长長门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟户",
)
WIDE_GAP = 0.7  # sizes of the type
_SPACE_GAP = 0.3
_SAME_LINE = 0.5
_TIGHT = 0.5  # points; a space squeezed to less is none


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters of one line without a wide gap; positions in points."""

    text: str
    x0: float
    x1: float

    @property
    def centre(self) -> float:
        """The middle of the segment."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line; `size` is the height of its largest character in points."""

    segments: tuple[Segment, ...]
    top: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        """The whole line, a space at each wide gap."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def centre(self) -> float:
        """The height of the middle of the line."""
        return (self.top + self.bottom) / 2


def lines_of(chars: list[Char]) -> list[PrintedLine]:
    """The lines of some characters from top to bottom.

    A gap of more than WIDE_GAP character sizes begins a new segment.
    """
    rows: list[list[Char]] = []
    bounds: list[tuple[float, float]] = []
    for char in sorted(chars, key=lambda c: c.y):
        middle = char.y
        if rows and bounds[-1][0] <= middle <= bounds[-1][1]:
            rows[-1].append(char)
        else:
            reach = _SAME_LINE * char.height
            rows.append([char])
            bounds.append((middle - reach, middle + reach))
    shown = [row for row in rows if not all(char.text.isspace() for char in row)]
    return [_line(row) for row in shown]


def _line(chars: list[Char]) -> PrintedLine:
    chars.sort(key=lambda c: c.x0)
    spaces = [c.x for c in chars if c.text.isspace()]
    chars = [c for c in chars if not c.text.isspace()]
    size = max(c.size for c in chars)
    segments: list[Segment] = []
    parts: list[str] = []
    start = chars[0].x0
    end: float | None = None
    for char in chars:
        gap = 0.0 if end is None else char.x0 - end
        reference = min(size, max(char.size, 1.0))
        if gap > WIDE_GAP * reference:
            segments.append(Segment("".join(parts), start, end or start))
            parts, start = [], char.x0
        elif gap > _SPACE_GAP * reference or (spaces and _has_space(spaces, end, char.x0)):
            parts.append(" ")
        parts.append(as_printed(char.text))
        end = max(end or 0.0, char.x1)
    segments.append(Segment("".join(parts), start, end or start))
    return PrintedLine(
        tuple(segments), min(c.top for c in chars), max(c.bottom for c in chars), size
    )


def _has_space(spaces: list[float], end: float | None, start: float) -> bool:
    """Whether a printed space stands between two characters."""
    if end is None or start - end < _TIGHT:
        return False
    return any(end <= space <= start for space in spaces)


@lru_cache(maxsize=4096)
def as_printed(text: str) -> str:
    """The character that a glyph shows where its font names only a radical."""
    text = text.translate(_RADICALS)
    return "".join(
        unicodedata.normalize("NFKC", char) if "\u2f00" <= char <= "\u2fdf" else char
        for char in text
    )


def cell_text(chars: list[Char]) -> str:
    """The text of a cell, one line for each printed line."""
    return "\n".join(line.text for line in lines_of(chars))
