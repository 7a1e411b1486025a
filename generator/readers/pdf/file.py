"""PDF files with a text layer -> neutral document.

`Place.page` counts pages from 1, `Place.line` the lines and table rows of a page from 1.
A table that crosses pages stays one table for each page, a paragraph one block for each
printed line: joining them is a matter of meaning.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import playa

from generator.errors import GongkaiError, UnreadableDocumentError
from generator.readers.document import Block, Cell, Document, Image, Paragraph, Table
from generator.readers.formats import Source
from generator.readers.limits import Limits, check_size
from generator.readers.pdf import margins
from generator.readers.pdf.columns import LooseTable, find_loose_tables
from generator.readers.pdf.drawn import Char, DrawnPage
from generator.readers.pdf.gutters import (
    Order,
    Solid,
    by_columns,
    find_bands,
    gutters,
    may_have_columns,
    order,
    page_runs,
)
from generator.readers.pdf.marks import drop_overlays, without_marks
from generator.readers.pdf.page import UNKNOWN, drawn_page, quarters_to_upright
from generator.readers.pdf.tables import RuledGrid, find_grids
from generator.readers.pdf.text_lines import PrintedLine, lines_of
from generator.readers.traces import Traces
from generator.records import Note, Place

MEDIA_TYPE = "application/pdf"
_MIN_PICTURE_SHARE = 0.06
_SCAN_SHARE = 0.3
_FULL_PAGE_SHARE = 0.8
_MIN_TEXT_CHARS = 8
_TOP_SHARE = 0.2
_LEAST_BLANK_CELLS = 10
Item = PrintedLine | RuledGrid | LooseTable | Image
# The first words of warnings about fonts that cost no text: sizes that are not stated, an encoding
# that is a map of the file instead of a name, and the guess that is counted glyph by glyph.
_HARMLESS = (
    "Font spec is missing FontDescriptor",
    "Font spec has invalid Encoding",
    "Missing or unrecognized BaseFont",
    "Using StandardEncoding",
)


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


def read(source: Source) -> Document:
    """The document of a file; raises UnreadableDocumentError when it cannot be opened."""
    limits = source.limits
    with _complaints() as complaints, _opened(source.content) as pdf:
        try:
            count = _page_count(pdf, limits)
            pages = _in_order([_page(page, limits) for page in pdf.pages])
        except (GongkaiError, MemoryError, RecursionError):
            raise
        except Exception as error:
            # A broken object may lead the library to any of them.
            raise UnreadableDocumentError("readers.damaged", kind="PDF") from error
    if not pages:
        raise UnreadableDocumentError("readers.damaged", kind="PDF")
    if not any(page.items or page.is_scanned for page in pages):
        raise UnreadableDocumentError("readers.no_text")
    roles = margins.margin_lines(
        [
            (
                page.height,
                [(top, item.text) for top, item in page.items if isinstance(item, PrintedLine)],
            )
            for page in pages
        ]
    )
    blocks: list[Block] = []
    warnings = list(_warnings(pages))
    if count > len(pages) or b"%%EOF" not in source.content[-4096:]:
        warnings.append(Note(code="readers.incomplete"))
    if complaints.count:
        warnings.append(Note(code="readers.repaired", params={"count": str(complaints.count)}))
    for page, page_roles in zip(pages, roles, strict=True):
        blocks.extend(_blocks(page, page_roles))
    return Document(
        blocks=tuple(blocks),
        media_type=MEDIA_TYPE,
        page_count=len(pages),
        is_scanned=all(page.is_scanned for page in pages),
        warnings=tuple(warnings),
    )


@contextmanager
def _complaints() -> Iterator[_Counter]:
    """What the library says of a damaged file while it makes the best of it."""
    log = logging.getLogger("playa")
    counter = _Counter()
    propagates, log.propagate = log.propagate, False
    log.addHandler(counter)
    try:
        yield counter
    finally:
        log.removeHandler(counter)
        log.propagate = propagates


class _Counter(logging.Handler):
    """Counts the warnings of the library, but for those that cost no text."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += not str(record.msg).startswith(_HARMLESS)


def _opened(content: bytes) -> Any:

    try:
        return playa.parse(content, space="page")
    except playa.PDFEncryptionError:  # a wrong password is one of these
        raise UnreadableDocumentError("readers.encrypted") from None
    except (MemoryError, RecursionError):
        raise
    except Exception:
        raise UnreadableDocumentError("readers.damaged", kind="PDF") from None


def _page_count(pdf: Any, limits: Limits) -> int:
    """The stated number of pages, looked at before any page is made."""
    tree = playa.resolve(pdf.catalog.get("Pages"))
    stated = playa.resolve(tree.get("Count")) if isinstance(tree, dict) else 0
    count = stated if isinstance(stated, int) else 0
    if count > limits.pages:
        raise UnreadableDocumentError("readers.too_many_pages", pages=count, limit=limits.pages)
    return count


def _page(source: Any, limits: Limits) -> PageContent:
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


def _in_order(pages: list[PageContent]) -> list[PageContent]:
    """The pages with what stands on them in the order of reading, column by column."""
    is_likely = any(may_have_columns(page.lines) for page in pages)
    drafts = [page_runs(p.chars, [box for box, _ in p.solid]) for p in pages if is_likely]
    edges = gutters(drafts)
    for page, draft in zip_longest(pages, drafts):
        bands = find_bands(draft, edges) if edges else ()
        columns = by_columns(page.chars, bands) if bands else {(): page.lines}
        placed: list[tuple[Order, float, Item]] = [
            (order(bands, (x0 + x1) / 2, (top + bottom) / 2), top, item)
            for (x0, x1, top, bottom), item in page.solid
        ]
        placed += [(place, *item) for place, lines in columns.items() for item in _of_lines(lines)]
        placed.sort(key=lambda item: (*item[0], item[1]))
        page.items = [(top, item) for _, top, item in placed]
    return pages


def _of_lines(lines: list[PrintedLine]) -> list[tuple[float, Item]]:
    """Lines and the tables among them that are not drawn, each with its height."""
    loose = find_loose_tables(lines)
    used = {index for table in loose for index in range(table.first_line, table.last_line + 1)}
    tables: list[tuple[float, Item]] = [(lines[table.first_line].top, table) for table in loose]
    return tables + [(line.top, line) for n, line in enumerate(lines) if n not in used]


def _shown(page: DrawnPage) -> list[Char]:
    """The characters on the paper, those printed twice for boldness once."""
    shown: list[Char] = []
    seen: defaultdict[tuple[str, float], set[tuple[int, int]]] = defaultdict(set)
    for char in page.chars:
        x, y = char.x, char.y
        if not (0 <= x <= page.width and 0 <= y <= page.height):
            continue
        # Half a narrow figure is further than bold type is ever shifted.
        unit = min(1.0, 0.3 * char.width) or 1.0
        same = seen[char.text, round(unit, 2)]
        column, row = round(x / unit), round(y / unit)
        if same and not char.text.isspace():
            near = [(column + dx, row + dy) for dy in (0, -1, 1) for dx in (0, -1, 1)]
            if not same.isdisjoint(near):
                continue
        same.add((column, row))
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


def _blocks(page: PageContent, roles: dict[float, margins.MarginRole]) -> Iterator[Block]:
    line = 0
    for top, item in page.items:
        at = Place(page=page.number, line=line + 1)
        if isinstance(item, PrintedLine):
            line += 1
            yield Paragraph(item.text, at, roles.get(top, "body"))
        elif isinstance(item, RuledGrid):
            yield _drawn(item, at)
            line += len(item.ys) - 1
        elif isinstance(item, LooseTable):
            yield _loose(item, at)
            line += len(item.rows)
        else:
            yield item


def _drawn(grid: RuledGrid, at: Place) -> Table:
    first = at.line or 1
    cells = tuple(
        Cell(
            text=cell.text,
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            at=Place(page=at.page, line=first + cell.row, cell=ordinal),
        )
        for row in grid.rows()
        for ordinal, cell in enumerate(row)
    )
    return Table(cells, at)


def _loose(table: LooseTable, at: Place) -> Table:
    first = at.line or 1
    cells = tuple(
        Cell(text, row, column, at=Place(page=at.page, line=first + row, cell=column))
        for row, texts in enumerate(table.rows)
        for column, text in enumerate(texts)
    )
    return Table(cells, at)


def _warnings(pages: list[PageContent]) -> Iterator[Note]:
    for code, numbers in (
        ("readers.scanned_page", [page.number for page in pages if page.is_scanned]),
        ("readers.recognised_text", [page.number for page in pages if page.is_recognised]),
    ):
        if numbers:
            shown = ", ".join(map(str, numbers[:20]))
            yield Note(code=code, params={"pages": shown}, at=Place(page=numbers[0]))
    for page in pages:
        if any(isinstance(item, LooseTable) for _, item in page.items):
            yield Note(code="readers.unruled_table", at=Place(page=page.number))
        yield from page.traces.notes
    for code, glyphs in (
        ("readers.undecodable_glyphs", sum(page.unknown_glyphs for page in pages)),
        ("readers.guessed_glyphs", sum(page.guessed_glyphs for page in pages)),
    ):
        if glyphs:
            yield Note(code=code, params={"count": str(glyphs)})
    pictures = [page for page in pages if any(isinstance(item, Image) for _, item in page.items)]
    pictures = [page for page in pictures if not page.is_scanned]
    if pictures:
        count = sum(isinstance(item, Image) for page in pictures for _, item in page.items)
        at = Place(page=pictures[0].number)
        yield Note(code="readers.images", params={"count": str(count)}, at=at)
