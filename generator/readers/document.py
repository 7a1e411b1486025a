"""The neutral document that every reader gives and every parser takes.

Blocks stand in reading order. A reader reports what stands in the source and decides
nothing about its meaning: it joins no paragraphs, drops no repeated line, and keeps
page numbers, headers and footers as blocks of their own kind where the format tells
them apart.
"""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import Literal

import msgspec

from generator.records import Note, Place

PICTURE = "\ufffc"  # Unicode's own sign for an object in a line of text
_COLUMN = attrgetter("column")
Role = Literal["body", "heading", "title", "header", "footer", "navigation", "text_box"]


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A run of text (NFKC is *not* applied); `level` 1-6 for headings that the format marks."""

    text: str
    at: Place
    role: Role = "body"
    level: int | None = None


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A table cell; `row` and `column` are grid positions from 0, spans count from 1."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    at: Place = Place()


class Table(msgspec.Struct, frozen=True, dict=True):
    """Cells in source order, each once, with its resolved grid position."""

    cells: tuple[Cell, ...]
    at: Place
    has_images: bool = False

    @property
    def row_count(self) -> int:
        """Rows of the grid, spans included."""
        return max([cell.row + cell.row_span for cell in self.cells], default=0)

    @property
    def column_count(self) -> int:
        """Columns of the grid, spans included."""
        return max([cell.column + cell.column_span for cell in self.cells], default=0)

    def rows(self) -> list[list[Cell]]:
        """The cells that begin in each grid row, left to right (a span counts once)."""
        return [row.copy() for row in self._rows]

    @cached_property
    def _rows(self) -> list[list[Cell]]:
        rows: list[list[Cell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        for row in rows:
            row.sort(key=_COLUMN)
        return rows


class Image(msgspec.Struct, frozen=True, gc=False):
    """A picture in the body: its alternative text, never its content."""

    alt: str
    at: Place


Block = Paragraph | Table | Image


class Document(msgspec.Struct, frozen=True):
    """What a reader found in one file.

    `meta` holds what the format says about the document itself, under lower-case
    keys where present: title, article_title, pub_date, content_source, site_name,
    column_name, index_number, publisher, breadcrumb, url.
    `is_scanned` says that pages carry pictures and no text.
    """

    blocks: tuple[Block, ...]
    media_type: str
    meta: dict[str, str] = msgspec.field(default_factory=dict)
    page_count: int | None = None
    is_scanned: bool = False
    warnings: tuple[Note, ...] = ()
