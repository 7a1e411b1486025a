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
from typing import Any

from generator.errors import GongkaiError, UnreadableDocumentError
from generator.readers.document import Block, Cell, Document, Image, Paragraph, Table
from generator.readers.formats import Source
from generator.readers.limits import Limits, check_size
from generator.readers.pdf import margins
from generator.readers.pdf.columns import LooseTable, find_loose_tables
from generator.readers.pdf.marks import drop_overlays, without_marks
from generator.readers.pdf.page import UNKNOWN, DrawnPage, drawn_page, quarters_to_upright
from generator.readers.pdf.tables import RuledGrid, find_grids
from generator.readers.pdf.text_lines import Char, PrintedLine, lines_of
from generator.readers.traces import Traces
from generator.records import Note, Place

MEDIA_TYPE = "application/pdf"
_MIN_PICTURE_SHARE = 0.06
_SCAN_SHARE = 0.3
_FULL_PAGE_SHARE = 0.8
_MIN_TEXT_CHARS = 8
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
    """What stands on one page: (height of its top edge, block), and what went wrong."""

    number: int
    height: float
    items: list[tuple[float, PrintedLine | RuledGrid | LooseTable | Image]] = field(
        default_factory=list
    )
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
            pages = [_page(_checked(page, limits)) for page in pdf.pages]
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
    import playa

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
    import playa

    tree = playa.resolve(pdf.catalog.get("Pages"))
    stated = playa.resolve(tree.get("Count")) if isinstance(tree, dict) else 0
    count = stated if isinstance(stated, int) else 0
    if count > limits.pages:
        raise UnreadableDocumentError("readers.too_many_pages", pages=count, limit=limits.pages)
    return count


def _checked(page: Any, limits: Limits) -> Any:
    """The page, when its drawing instructions are not absurdly many."""
    check_size(sum(len(stream.buffer) for stream in page.streams), limits.page_bytes)
    return page


def _page(source: Any) -> PageContent:
    page = drawn_page(source)
    chars = _shown(page)
    turns = Counter(map(quarters_to_upright, chars))
    if turns and 2 * turns[0] < turns.total():
        page = drawn_page(source, turns.most_common(1)[0][0])
        chars = _shown(page)
    found = PageContent(page.number, page.height, guessed_glyphs=page.guessed_glyphs)
    chars, page = without_marks(page, chars, found.traces)
    _add_pictures(found, page, len(chars))
    grids = find_grids(page) if chars else []
    for grid in grids:
        chars = grid.take(chars)
        grid.mark_pictures(page)
        drop_overlays([c.chars for c in grid.cells], found.traces, Place(page=found.number))
    grids = [grid for grid in grids if any(cell.chars for cell in grid.cells)]
    found.items += [(grid.top, grid) for grid in grids]
    lines = lines_of(chars)
    loose = find_loose_tables(lines)
    used = {index for table in loose for index in range(table.first_line, table.last_line + 1)}
    found.items += [(lines[table.first_line].top, table) for table in loose]
    found.items += [(line.top, line) for index, line in enumerate(lines) if index not in used]
    found.items.sort(key=lambda item: item[0])
    return found


def _shown(page: DrawnPage) -> list[Char]:
    """The characters on the paper, those printed twice for boldness once."""
    shown: list[Char] = []
    seen: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not (0 <= x <= page.width and 0 <= y <= page.height):
            continue
        # Half a narrow figure is further than bold type is ever shifted.
        unit = min(1.0, 0.3 * (char["x1"] - char["x0"])) or 1.0
        same = seen[f"{char['text']}{unit:.2f}"]
        column, row = round(x / unit), round(y / unit)
        if same and not char["text"].isspace():
            near = [(column + dx, row + dy) for dy in (0, -1, 1) for dx in (0, -1, 1)]
            if not same.isdisjoint(near):
                continue
        same.add((column, row))
        shown.append(char)
    return shown


def _add_pictures(found: PageContent, page: DrawnPage, char_count: int) -> None:
    area = page.width * page.height or 1.0
    shares = [(image["top"], abs(image["width"] * image["height"]) / area) for image in page.images]
    largest = sum(share for _, share in shares)
    found.is_scanned = char_count < _MIN_TEXT_CHARS and largest > _SCAN_SHARE
    found.is_recognised = not found.is_scanned and any(
        share > _FULL_PAGE_SHARE for _, share in shares
    )
    at = Place(page=found.number)
    found.items += [
        (top, Image("", at))
        for top, share in shares
        if share > _MIN_PICTURE_SHARE and not found.is_recognised
    ]
    found.unknown_glyphs = sum(1 for char in page.chars if _is_unknown(char["text"]))


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
