"""A report before it is put into a format: title, paragraphs and tables with spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.records import Record


@dataclass(frozen=True, slots=True)
class Box:
    """A table cell at a grid position; `field` is the figure that it prints."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    field: str | None = None


@dataclass(frozen=True, slots=True)
class PaperGrid:
    """A table: every grid position belongs to exactly one box."""

    id: str
    boxes: tuple[Box, ...]

    @property
    def row_count(self) -> int:
        """Rows of the grid."""
        return max(box.row + box.rows for box in self.boxes)

    @property
    def column_count(self) -> int:
        """Columns of the grid."""
        return max(box.column + box.columns for box in self.boxes)

    def lines(self) -> list[list[Box]]:
        """The boxes that begin in each row, left to right."""
        lines: list[list[Box]] = [[] for _ in range(self.row_count)]
        for box in sorted(self.boxes, key=lambda box: (box.row, box.column)):
            lines[box.row].append(box)
        return lines


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paragraph; `level` 1 for a chapter's heading, 2 below it, 0 for running text."""

    text: str
    level: int = 0


Block = PaperLine | PaperGrid


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the page, and the record that a perfect reader makes of it.

    `page_title` is what a web page has in <title>; `title` lines stand in the body and
    may be none. `accept` lists other right answers by member ("agency_name", "phones").
    `figures_may_be_missing` marks papers from which a figure may have been lost.
    """

    title: tuple[str, ...]
    page_title: str
    blocks: tuple[Block, ...]
    truth: Record
    layout: str = ""
    accept: dict[str, list[object]] = field(default_factory=dict)
    figures_may_be_missing: bool = False
    warns: tuple[str, ...] = ()
