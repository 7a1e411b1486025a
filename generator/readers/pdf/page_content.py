"""What stands on one page of a PDF file: characters, lines, tables, pictures, traces."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from generator.readers.document import Image
from generator.readers.limits import Limits, check_size
from generator.readers.pdf.columns import LooseTable
from generator.readers.pdf.drawn import Char, DrawnPage
from generator.readers.pdf.gutters import Solid
from generator.readers.pdf.marks import drop_overlays, without_marks
from generator.readers.pdf.page import UNKNOWN, drawn_page, quarters_to_upright
from generator.readers.pdf.tables import RuledGrid, find_grids
from generator.readers.pdf.text_lines import PrintedLine, lines_of
from generator.readers.traces import Traces
from generator.records import Place

_MIN_PICTURE_SHARE = 0.06
_SCAN_SHARE = 0.3
_FULL_PAGE_SHARE = 0.8
_MIN_TEXT_CHARS = 8
_TOP_SHARE = 0.2
_LEAST_BLANK_CELLS = 10
_ROW = 1 << 32  # more than the places of a page from top to bottom
_NEIGHBOURS = [column * _ROW + row for column in (0, -1, 1) for row in (0, -1, 1)]
Item = PrintedLine | RuledGrid | LooseTable | Image


@dataclass(slots=True)
class PageContent:
    """What stands on one page: (height of its top edge, block), and what went wrong.

    `items` are in the order of reading. Before that is known there are the characters outside of
    tables, their lines as if the page had no columns, and what stands between them.
    """

    number: int
    height: float
    items: list[tuple[float, Item]] = field(default_factory=list)
    chars: list[Char] = field(default_factory=list)
    lines: list[PrintedLine] = field(default_factory=list)
    solid: list[tuple[Solid, RuledGrid | Image]] = field(default_factory=list)
    is_scanned: bool = False
    is_recognised: bool = False
    unknown_glyphs: int = 0
    guessed_glyphs: int = 0
    traces: Traces = field(default_factory=Traces)


def page_content(source: Any, limits: Limits) -> PageContent:
    """What stands on a page of the library, its items not in order yet.

    UnreadableDocumentError where its streams are larger than the limits let a page be.
    """
    check_size(sum(len(stream.buffer) for stream in source.streams), limits.page_bytes)
    page = drawn_page(source)
    chars = _shown(page)
    turns = Counter(map(quarters_to_upright, chars))
    if turns and 2 * turns[0] < turns.total():
        page = drawn_page(source, turns.most_common(1)[0][0])
        chars = _shown(page)
    found = PageContent(page.number, page.height, guessed_glyphs=page.guessed_glyphs)
    chars, page = without_marks(page, chars, found.traces)
    pictures = _pictures(found, page, len(chars))
    grids = find_grids(page) if chars else []
    for grid in grids:
        chars = grid.take(chars)
        grid.mark_pictures(page)
        drop_overlays([c.chars for c in grid.cells], found.traces, Place(page=found.number))
    grids = [g for g in grids if any(c.chars for c in g.cells) or _is_blank_row(g, page.height)]
    at = Place(page=found.number)
    found.solid = [(box, Image("", at)) for box in pictures]
    found.solid += [((grid.xs[0], grid.xs[-1], grid.top, grid.bottom), grid) for grid in grids]
    found.chars, found.lines = chars, lines_of(chars)
    return found


def _is_blank_row(grid: RuledGrid, height: float) -> bool:
    """Whether a grid is one row of empty cells at the top of a page, parted from its headers."""
    is_at_top = grid.top < _TOP_SHARE * height
    return is_at_top and len(grid.ys) == 2 and len(grid.cells) >= _LEAST_BLANK_CELLS


def _shown(page: DrawnPage) -> list[Char]:
    """The characters on the paper, those printed twice for boldness once."""
    shown: list[Char] = []
    seen: defaultdict[tuple[str, float], set[int]] = defaultdict(set)
    for char in page.chars:
        x, y = char.x, char.y
        if not (0 <= x <= page.width and 0 <= y <= page.height):
            continue
        # Half a narrow figure is further than bold type is ever shifted.
        unit = min(1.0, 0.3 * char.width) or 1.0
        same = seen[char.text, round(unit, 2)]
        place = round(x / unit) * _ROW + round(y / unit)
        if same and not char.text.isspace():
            near = [place + step for step in _NEIGHBOURS]
            if not same.isdisjoint(near):
                continue
        same.add(place)
        shown.append(char)
    return shown


def _pictures(found: PageContent, page: DrawnPage, char_count: int) -> list[Solid]:
    """Where the larger pictures stand; notes what they and the glyphs say of the page."""
    area = page.width * page.height or 1.0
    shares = [abs(image.width * image.height) / area for image in page.images]
    largest = sum(shares)
    found.is_scanned = char_count < _MIN_TEXT_CHARS and largest > _SCAN_SHARE
    found.is_recognised = not found.is_scanned and any(share > _FULL_PAGE_SHARE for share in shares)
    found.unknown_glyphs = sum(1 for char in page.chars if _is_unknown(char.text))
    if found.is_recognised:
        return []
    return [
        (image.x0, image.x1, image.top, image.bottom)
        for image, share in zip(page.images, shares, strict=True)
        if share > _MIN_PICTURE_SHARE
    ]


def _is_unknown(text: str) -> bool:
    return text == UNKNOWN or "\ue000" <= text <= "\uf8ff"
