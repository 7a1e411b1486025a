"""PDF files with a text layer -> neutral document.

`Place.page` counts pages from 1, `Place.line` the lines and table rows of a page from 1.
A table that crosses pages stays one table for each page, a paragraph one block for each
printed line: joining them is a matter of meaning.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

import playa

from generator.errors import GongkaiError, UnreadableDocumentError
from generator.readers.document import Document, Image
from generator.readers.formats import Source
from generator.readers.limits import Limits
from generator.readers.pdf import margins
from generator.readers.pdf.blocks import blocks
from generator.readers.pdf.columns import LooseTable
from generator.readers.pdf.fonts import without_drawings
from generator.readers.pdf.page_content import PageContent, page_content
from generator.readers.pdf.page_order import in_order
from generator.readers.pdf.text_lines import PrintedLine
from generator.records import Note, Place

MEDIA_TYPE = "application/pdf"
# The first words of warnings about fonts that cost no text: sizes that are not stated, an encoding
# that is a map of the file instead of a name, and the guess that is counted glyph by glyph.
_HARMLESS = (
    "Font spec is missing FontDescriptor",
    "Font spec has invalid Encoding",
    "Missing or unrecognized BaseFont",
    "Using StandardEncoding",
)


def read(source: Source) -> Document:
    """The document of a file; raises UnreadableDocumentError when it cannot be opened."""
    limits = source.limits
    with _complaints() as complaints, _opened(source.content) as pdf:
        try:
            count = _page_count(pdf, limits)
            pages = in_order([page_content(page, limits) for page in pdf.pages])
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
    warnings = list(_warnings(pages))
    if count > len(pages) or b"%%EOF" not in source.content[-4096:]:
        warnings.append(Note(code="readers.incomplete"))
    if complaints.count:
        warnings.append(Note(code="readers.repaired", params={"count": str(complaints.count)}))
    return Document(
        blocks=tuple(chain.from_iterable(map(blocks, pages, roles))),
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
        return playa.parse(without_drawings(content), space="page")
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
