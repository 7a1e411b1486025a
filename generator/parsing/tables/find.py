"""Finds the statutory tables in a document, whatever they are made of.

A table may be a grid, lines with tabs or pipes, or one paragraph a cell; it may be cut
into pieces by pages, or two may be one. All of it becomes rows of cells in reading order,
each row with the part of the report (`labels.PARTS`) that it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from msgspec.structs import replace

from generator.parsing.normalise import compact, is_page_number
from generator.parsing.prose.headings import is_title, statutory_section
from generator.parsing.tables.cells import is_number, is_value
from generator.parsing.tables.empty_edges import has_figures, least_columns, without_empty_edge
from generator.parsing.tables.halves import halves
from generator.parsing.tables.labels import (
    LONGEST_CELL,
    anchor,
    is_fragment,
    row_index,
)
from generator.parsing.tables.line_rows import is_parted_heading, rows_of_lines
from generator.parsing.tables.merged_labels import parted
from generator.parsing.tables.other_tables import goes_on, is_other_table, names_group
from generator.parsing.tables.parted_remarks import (
    closes_remarks,
    groups_beside,
    whole_remarks,
)
from generator.parsing.tables.statutory_row import StatutoryRow, row_part
from generator.readers.document import Block, Cell, Document, Paragraph, Table


@dataclass(slots=True)
class Scan:
    """Every statutory row of a document, and the blocks that held nothing else.

    `others` are the first cells of tables that print labels of the forms under other headers.
    """

    rows: list[StatutoryRow] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)
    others: list[Cell] = field(default_factory=list)

    def add(self, rows: list[StatutoryRow], blocks: tuple[Block, ...], span: range) -> None:
        """Adds the rows of some blocks, with the line right above them that is their caption."""
        before = span.start - 1
        above = blocks[before] if span.start and before not in self.consumed else None
        if isinstance(above, Paragraph) and _is_caption(blocks, before, rows[0].part):
            self.consumed.add(before)
            if rows[0].part == "cases":
                caption = Cell(above.text, 0, 0, at=above.at)
                row = StatutoryRow((caption,), "cases", before, is_line=True)
                self.rows.append(row)
        self.rows += self._after_remarks(rows)
        self.consumed.update(span)

    def _after_remarks(self, rows: list[StatutoryRow]) -> list[StatutoryRow]:
        """The rows without a first one that is the rest of the last: it goes where it belongs."""
        last = self.rows[-1] if self.rows else None
        below = rows[0].cells
        if last is None or rows[0].is_line or not closes_remarks(last.cells, below):
            return rows
        self.rows[-1] = replace(last, cells=whole_remarks(last.cells, below))
        beside = groups_beside(below)
        return [replace(r, cells=(*beside, *r.cells)) for r in rows[1:2]] + rows[2:]

    def of(self, part: str) -> list[StatutoryRow]:
        """The rows of one part in reading order."""
        return [row for row in self.rows if row.part == part]


def find_statutory_rows(document: Document) -> Scan:
    """The statutory rows of a document in reading order."""
    found = Scan()
    part: str | None = None
    index = 0
    blocks = document.blocks
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, Table):
            last = found.rows[-1] if part else None
            statutory_rows = [r for h in halves(block) for r in _rows_of_tables(h, index, part)]
            statutory_rows = statutory_rows or _rest_of(last, block, index)
            is_open = last is not None and not has_figures([list(last.cells)])
            is_open = is_open or (last is not None and _goes_on(block, last, blocks))
            if statutory_rows and not is_open and is_other_table(block.rows()):
                found.others.append(next(cell for cell in block.cells if cell.text.strip()))
                part = None
            elif statutory_rows:
                found.add(statutory_rows, blocks, range(index, index + 1))
                part = statutory_rows[-1].part
            elif any(cell.text.strip() for cell in block.cells):
                part = None
            index += 1
            continue
        end, statutory_rows = rows_of_lines(blocks, index, part)
        if statutory_rows:
            found.add(statutory_rows, blocks, range(index, end))
            part = statutory_rows[-1].part
            index = end
            continue
        if isinstance(block, Paragraph) and not is_page_number(block.text):
            if part and _is_loose_piece(blocks, index):
                found.consumed.add(index)
            else:
                part = None if block.role in ("body", "heading", "title") else part
        index += 1
    found.rows += _caption_behind(found.of("cases"), blocks)
    return found


def _caption_behind(rows: list[StatutoryRow], blocks: tuple[Block, ...]) -> list[StatutoryRow]:
    """A caption behind the last small table, where another table stands above the first caption."""
    captions = [
        row.block for row in rows if row.is_line and isinstance(blocks[row.block], Paragraph)
    ]
    after = rows[-1].block + 1 if rows else len(blocks)
    if not captions or not captions[0] or after == len(blocks):
        return []
    caption = blocks[after]
    is_behind = isinstance(blocks[captions[0] - 1], Table) and _is_caption(blocks, after, "cases")
    if not is_behind or not isinstance(caption, Paragraph):
        return []
    cell = Cell(caption.text, 0, 0, at=caption.at)
    return [StatutoryRow((cell,), "cases", after, is_line=True)]


def _ends_title(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether a line is the rest of a chapter's title that begins on the line above."""
    pieces = [b.text for b in blocks[max(0, at - 1) : at + 1] if isinstance(b, Paragraph)]
    return len(pieces) > 1 and is_title("".join(pieces))


def _is_caption(blocks: tuple[Block, ...], at: int, part: str) -> bool:
    """Whether the line right above a table is the table's own caption."""
    above = blocks[at]
    if not isinstance(above, Paragraph):
        return False
    if part == "cases":
        return names_group(above) and not _ends_title(blocks, at)
    return part == "stats" and len(above.text) <= LONGEST_CELL and anchor(above.text) == part


def _rows_of_tables(table: Table, index: int, part: str | None) -> list[StatutoryRow]:
    rows = [row for row in parted(table).rows() if row]
    parts = [row_part(row) for row in rows]
    rows = without_empty_edge(rows, next(filter(None, parts), part))
    if not any(parts):
        is_row = has_figures(rows) or _is_blank_row(rows, part)
        if part is None or not is_row or not all(_is_piece(row, part) for row in rows):
            return []
        return [StatutoryRow(tuple(row), part, index, is_line=False) for row in rows]
    has_anchor = any(anchor(cell.text) for row in rows for cell in row)
    if part is None and not has_anchor and not has_figures(rows):
        return []
    current = part if part and _is_piece(rows[0], part) else None
    current = current or next(found for found in parts if found)
    statutory_rows = []
    for row, found in zip(rows, parts, strict=True):
        current = found or current
        statutory_rows.append(StatutoryRow(tuple(row), current, index, is_line=False))
    return statutory_rows


def _goes_on(table: Table, last: StatutoryRow, blocks: tuple[Block, ...]) -> bool:
    """Whether a table begins with the rest of the last row of the page before."""
    first = next((row for row in table.rows() if row), [])
    return goes_on(table, blocks[last.block]) or closes_remarks(last.cells, first)


def _rest_of(last: StatutoryRow | None, table: Table, index: int) -> list[StatutoryRow]:
    """The only printed row of a table that closes the brackets of the page before's last row."""
    rows = [row for row in table.rows() if row]
    is_alone = bool(rows) and not any(c.text.strip() for row in rows[1:] for c in row)
    if last is None or not is_alone or not closes_remarks(last.cells, rows[0]):
        return []
    return [StatutoryRow(tuple(rows[0]), last.part, index, is_line=False)]


def _is_blank_row(rows: list[list[Cell]], part: str | None) -> bool:
    """Whether a piece of a table ends with its only row of figures, of which none is printed."""
    last = rows[-1] if rows else []
    is_blank = not any(cell.text.strip() for cell in last)
    return part == "cases" and is_blank and len(last) == least_columns(part)


def _is_piece(row: list[Cell], part: str) -> bool:
    texts = [cell.text for cell in row if cell.text.strip()]
    return all(is_value(text) or is_fragment(text) or row_index(part).match(text) for text in texts)


def _is_loose_piece(blocks: tuple[Block, ...], index: int) -> bool:
    """A page number or a piece of a cell's label that stands alone between two tables."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or len(compact(block.text)) > 20 or names_group(block):
        return False
    if is_title(block.text) or statutory_section(block.text) or is_parted_heading(blocks, index):
        return False
    follows = any(isinstance(b, Table) for b in blocks[index + 1 : index + 3])
    is_digits = bool(re.fullmatch(r"\d{1,3}", compact(block.text)))
    return follows and (is_digits or (is_fragment(block.text) and not is_number(block.text)))
