"""What is drawn on one page of a PDF: characters, lines, shapes and pictures.

Positions are in points from the upper left corner of the page, as it is turned for reading.
Objects are dictionaries with the names that pdfplumber gives, whose finder of tables takes them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from generator.readers.pdf.colours import Rgb, look_of, rgb
from generator.readers.pdf.fonts import is_guessed, say_what_is_stated
from generator.readers.pdf.ruling_lines import Edge
from generator.readers.pdf.text_lines import Char

Shape = dict[str, Any]
Box = tuple[float, float, float, float]
UNKNOWN = "\ufffd"
_THICKEST_LINE = 4.0  # points; lines of tables are often drawn as thin filled boxes


@dataclass(slots=True)
class DrawnPage:
    """The objects of a page; `number` counts from 1, `width` and `height` are in points.

    Each of `paths` has its `edges` (the line itself, the sides of a rectangle, the straight
    pieces of a curve), its `fill`, a colour of PLAYA or None, and as an area its `ground`.
    """

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    paths: list[Shape] = field(default_factory=list)
    images: list[Shape] = field(default_factory=list)
    guessed_glyphs: int = 0

    @property
    def edges(self) -> list[Edge]:
        """The straight lines of all paths, level and upright ones."""
        return [edge for path in self.paths for edge in path["edges"]]


def drawn_page(page: Any, quarter_turns: int = 0) -> DrawnPage:
    """The objects of a page of PLAYA, turned clockwise by some quarters more than it says."""
    from playa.content import ImageObject, PathObject, TextObject
    from playa.miner import process_path

    page.set_initial_ctm("page", (page.rotate + 90 * quarter_turns) % 360)
    sides = (page.width, page.height)
    width, height = sides if page.rotate % 180 == 0 else reversed(sides)
    drawn = DrawnPage(page.page_idx + 1, width, height)
    shown: Counter[Any] = Counter()
    descents: dict[Any, float] = {}
    for item in page.flatten():
        if isinstance(item, TextObject):
            font = item.gstate.font
            if font is not None and font not in descents:
                say_what_is_stated(font)
                descents[font] = _descent(font)
            # Without a font there are none, and the library says so.
            look = look_of(item.gstate)
            chars = [_char(glyph, height, look, descents) for glyph in item]
            drawn.chars += chars
            shown[font] += len(chars)
        elif isinstance(item, PathObject):
            drawn.paths += (_path(path, height) for path in process_path(item))
        elif isinstance(item, ImageObject) and item.bbox is not None:
            drawn.images.append(_box(item.bbox, height))
    drawn.guessed_glyphs = sum(count for font, count in shown.items() if is_guessed(font))
    return drawn


def _char(glyph: Any, height: float, look: Rgb | None, descents: dict[Any, float]) -> Char:
    """A character in a box as high as its type, from the lowest point of the font up."""
    font, matrix = glyph.font, glyph.matrix
    if font.vertical:
        x, y = font.position(glyph.cid)
        box = (-x, y + font.vdisp(glyph.cid), 1 - x, y)
    else:
        low = descents[font]
        box = (0, low, font.hdisp(glyph.cid), low + 1)
    x0, y0, x1, y1 = _bounds_of()(matrix, box)
    return {
        # A glyph of which the file does not say what it means is no empty text.
        "text": glyph.text or UNKNOWN,
        "x0": x0,
        "x1": x1,
        "top": height - y1,
        "bottom": height - y0,
        "size": x1 - x0 if font.vertical else y1 - y0,
        "matrix": matrix,
        "look": look,
    }


@cache
def _bounds_of() -> Callable[[Any, Box], Box]:
    """PLAYA's box around a box that a matrix moves; an import for each glyph would take as long."""
    from playa.utils import transform_bbox

    return transform_bbox


def quarters_to_upright(char: Char) -> int:
    """How many quarters clockwise set a character upright."""
    along, up = char["matrix"][:2]
    if abs(along) >= abs(up):
        return 0 if along >= 0 else 2
    return 1 if up > 0 else 3


def _descent(font: Any) -> float:
    """How far letters reach below the line of writing, in sizes of the type; never above it.

    Only what a font states: the box around all its glyphs is another for each piece of a font,
    and characters of one line must stand at one height.
    """
    from playa.font import Type3Font
    from playa.pdftypes import num_value

    if isinstance(font, Type3Font):
        return 0.0
    try:
        stated = float(num_value(font.descriptor.get("Descent", font.descent)))
    except (TypeError, ValueError):
        return 0.0
    scale: float = font.matrix[3]
    return -abs(stated * scale)


def _path(path: Any, height: float) -> Shape:
    from playa.miner import LTLine, LTRect

    box = _box(path.bbox, height)
    if isinstance(path, LTLine):
        line = {**box, "orientation": "h" if path.y0 == path.y1 else "v"}
        return {**box, "edges": [line], "fill": None, "ground": None}
    # An area that is only filled has no outline: it shades a paragraph or a cell.
    is_area = not path.stroke and min(box["width"], box["height"]) > _THICKEST_LINE
    sides = _sides(box) if isinstance(path, LTRect) else _pieces(path, height)
    return {
        **box,
        "edges": [] if is_area else list(sides),
        "fill": path.non_stroking_color if path.fill else None,
        "ground": rgb(path.non_stroking_color, path.ncs) if path.fill and is_area else None,
    }


def _box(bounds: tuple[float, float, float, float], height: float) -> Shape:
    x0, y0, x1, y1 = bounds
    return _rectangle(x0, height - y1, x1, height - y0)


def _rectangle(x0: float, top: float, x1: float, bottom: float) -> Shape:
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _sides(box: Shape) -> Iterator[Edge]:
    left, right, top, bottom = box["x0"], box["x1"], box["top"], box["bottom"]
    for level in (top, bottom):
        yield {**_rectangle(left, level, right, level), "orientation": "h"}
    for level in (left, right):
        yield {**_rectangle(level, top, level, bottom), "orientation": "v"}


def _pieces(path: Any, height: float) -> Iterator[Edge]:
    """The pieces of a curve between two points each, those that lie level or upright."""
    for (x0, y0), (x1, y1) in pairwise(path.pts):
        if x0 == x1 or y0 == y1:
            bounds = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            yield {**_box(bounds, height), "orientation": "v" if x0 == x1 else "h"}
