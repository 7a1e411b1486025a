"""A page of PLAYA -> what is drawn on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from playa.content import ImageObject, PathObject, TextObject
from playa.font import Type3Font
from playa.miner import LTLine, LTRect, process_path
from playa.pdftypes import num_value
from playa.utils import transform_bbox

from generator.readers.pdf.colours import look_of, rgb
from generator.readers.pdf.drawn import Box, Char, DrawnPage, Edge, Path, Rgb
from generator.readers.pdf.fonts import is_guessed, say_what_is_stated

UNKNOWN = "\ufffd"
_THICKEST_LINE = 4.0  # points; lines of tables are often drawn as thin filled boxes


def drawn_page(page: Any, quarter_turns: int = 0) -> DrawnPage:
    """The objects of a page of PLAYA, turned clockwise by some quarters more than it says."""
    page.set_initial_ctm("page", (page.rotate + 90 * quarter_turns) % 360)
    sides = (page.width, page.height)
    width, height = sides if page.rotate % 180 == 0 else reversed(sides)
    drawn = DrawnPage(page.page_idx + 1, width, height)
    shown: Counter[Any] = Counter()
    descents: dict[Any, float] = {}
    for item in page.flatten():
        if isinstance(item, TextObject):
            font = item.gstate.font
            if font is None:  # there are no glyphs then, and the library says so
                continue
            if font not in descents:
                say_what_is_stated(font)
                descents[font] = _descent(font)
            look, descent = look_of(item.gstate), descents[font]
            chars = [_char(glyph, font, height, look, descent) for glyph in item]
            drawn.chars += chars
            shown[font] += len(chars)
        elif isinstance(item, PathObject):
            drawn.paths += (_path(path, height) for path in process_path(item))
        elif isinstance(item, ImageObject) and item.bbox is not None:
            drawn.images.append(Box(*_turned(item.bbox, height)))
    drawn.guessed_glyphs = sum(count for font, count in shown.items() if is_guessed(font))
    return drawn


def _char(glyph: Any, font: Any, height: float, look: Rgb | None, descent: float) -> Char:
    """A character in a box as high as its type, from the lowest point of the font up."""
    matrix, cid = glyph.matrix, glyph.cid
    if font.vertical:
        x, y = font.position(cid)
        x0, y0, x1, y1 = transform_bbox(matrix, (-x, y + font.vdisp(cid), 1 - x, y))
        size = x1 - x0
    else:
        x0, y0, x1, y1 = transform_bbox(matrix, (0, descent, font.hdisp(cid), descent + 1))
        size = y1 - y0
    # A glyph of which the file does not say what it means is no empty text.
    text = glyph.text or UNKNOWN
    top, bottom = height - y1, height - y0
    return Char(x0, top, x1, bottom, text, size, matrix, look, (x0 + x1) / 2, (top + bottom) / 2)


def quarters_to_upright(char: Char) -> int:
    """How many quarters clockwise set a character upright."""
    along, up = char.matrix[:2]
    if abs(along) >= abs(up):
        return 0 if along >= 0 else 2
    return 1 if up > 0 else 3


def _descent(font: Any) -> float:
    """How far letters reach below the line of writing, in sizes of the type; never above it.

    Only what a font states: the box around all its glyphs is another for each piece of a font,
    and characters of one line must stand at one height.
    """
    if isinstance(font, Type3Font):
        return 0.0
    try:
        stated = float(num_value(font.descriptor.get("Descent", font.descent)))
    except (TypeError, ValueError):
        return 0.0
    scale: float = font.matrix[3]
    return -abs(stated * scale)


def _path(path: Any, height: float) -> Path:
    left, top, right, bottom = _turned(path.bbox, height)
    if isinstance(path, LTLine):
        way = "h" if path.y0 == path.y1 else "v"
        return Path(left, top, right, bottom, [_edge(left, top, right, bottom, way)])
    # An area that is only filled has no outline: it shades a paragraph or a cell.
    is_area = not path.stroke and min(right - left, bottom - top) > _THICKEST_LINE
    if is_area:
        edges = []
    elif isinstance(path, LTRect):
        edges = [_edge(left, level, right, level, "h") for level in (top, bottom)]
        edges += [_edge(level, top, level, bottom, "v") for level in (left, right)]
    else:
        edges = list(_pieces(path, height))
    ground = rgb(path.non_stroking_color, path.ncs) if path.fill and is_area else None
    fill = path.non_stroking_color if path.fill else None
    return Path(left, top, right, bottom, edges, fill, ground)


def _turned(bounds: Any, height: float) -> tuple[float, float, float, float]:
    """Left, top, right, bottom: the heights of a PDF count from the lower edge."""
    x0, y0, x1, y1 = bounds
    return x0, height - y1, x1, height - y0


def _edge(x0: float, top: float, x1: float, bottom: float, orientation: str) -> Edge:
    return {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "orientation": orientation}


def _pieces(path: Any, height: float) -> Iterator[Edge]:
    """The pieces of a curve between two points each, those that lie level or upright."""
    for (x0, y0), (x1, y1) in pairwise(path.pts):
        if x0 == x1:
            yield _edge(x0, height - max(y0, y1), x0, height - min(y0, y1), "v")
        elif y0 == y1:
            yield _edge(min(x0, x1), height - y0, max(x0, x1), height - y0, "h")
