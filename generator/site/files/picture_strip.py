"""An agency's strip of years on its picture for sharing: large, with years and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from generator.dialect.strip import GAP, HEIGHT, WIDTH, boxes, cells, width_of

if TYPE_CHECKING:
    from PIL import ImageDraw

_MOST_SCALE = 13
_TOP, _BOTTOM = 372, 532
_UP = (_BOTTOM - _TOP) / HEIGHT
_LABEL, _AIR = 24, 6

Fitting = Callable[[str, int, float], int | None]
"""The size in which words are no wider than that; None where even the smallest is too wide."""


class Label(NamedTuple):
    """Words, the middle of their base line and their size in pixels of the picture."""

    words: str
    at: tuple[float, float]
    size: int


class Layout(NamedTuple):
    """A strip within so many pixels: where it begins, and the pixels of one of its units."""

    code: str
    left: int
    scale: float

    def x(self, units: float) -> int:
        """The pixel of a place in the strip."""
        return round(self.left + units * self.scale)


def layout(code: str, left: int, right: int) -> Layout:
    """The largest layout that fits, limited in width for few years."""
    return Layout(code, left, min(_MOST_SCALE, (right - left) / width_of(code)))


def draw(strip: Layout, pen: ImageDraw.ImageDraw, inks: dict[str, int]) -> None:
    """The bars and signs of all years; `inks` names a colour of the palette for each part."""
    for part, left, top, bottom in boxes(strip.code):
        box = (strip.x(left), _y(top), strip.x(left + WIDTH) - 1, _y(bottom) - 1)
        if part == "no_report":
            _hatch(pen, box, inks[part])
        elif part == "no_number":
            pen.rectangle(box, outline=inks[part], width=2)
        else:
            pen.rectangle(box, fill=inks[part])


def _y(units: int) -> int:
    return round(_TOP + units * _UP)


def _hatch(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], ink: int) -> None:
    """Diagonal lines, clipped to the box."""
    left, top, right, bottom = box
    for offset in range(14, right - left + bottom - top, 14):
        start = (left + max(0, offset - (bottom - top)), min(bottom, top + offset))
        end = (min(right, left + offset), top + max(0, offset - (right - left)))
        pen.line((start, end), fill=ink, width=2)


def labels(strip: Layout, fitting: Fitting) -> Iterator[Label]:
    """A year under each cell and its number above; what has no room is left out."""
    room = (WIDTH + GAP) * strip.scale - _AIR
    tops: dict[int, int] = {}
    for _, left, top, _ in boxes(strip.code):
        tops[left] = min(top, tops.get(left, top))
    for cell in cells(strip.code):
        wanted = [(str(cell.year), _BOTTOM + 30)]
        wanted += [(number, _y(tops[cell.left]) - 8) for number in cell.numbers[:1]]
        for words, base in wanted:
            size = fitting(words, _LABEL, room)
            if size is not None:
                yield Label(words, (strip.x(cell.left + WIDTH / 2), base), size)
