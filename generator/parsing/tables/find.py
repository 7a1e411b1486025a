"""Finds the statutory tables in a document, whatever they are made of.

A table may be a grid, lines with tabs or pipes, or one paragraph a cell; it may be cut
into pieces by pages, or two may be one. All of it becomes rows of cells in reading order,
each row with the part of the report (`labels.PARTS`) that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from generator.parsing.data import pattern
from generator.parsing.normalise import compact, is_page_number, key
from generator.parsing.prose.headings import is_title, section_key, statutory_section
from generator.parsing.tables.cells import is_number, is_value
from generator.parsing.tables.columns import is_header
from generator.parsing.tables.empty_edges import has_figures, least_columns, without_empty_edge
from generator.parsing.tables.halves import halves
from generator.parsing.tables.labels import (
    EXACT,
    KNOWN,
    LONGEST_CELL,
    PARTS,
    anchor,
    is_fragment,
    is_known_word,
    is_unit,
    row_index,
)
from generator.parsing.tables.merged_labels import parted
from generator.parsing.tables.other_tables import goes_on, is_other_table, names_group
from generator.parsing.tables.parted_remarks import (
    closes_remarks,
    groups_beside,
    whole_remarks,
)
from generator.parsing.tables.spaced_cells import spaced_cells
from generator.readers.document import Block, Cell, Document, Paragraph, Table
from generator.records import Place

_LEAST_FIGURES = 2
_LEAST_LABELS = 8
_LEAST_HEADS = 12


class StatutoryRow(Struct, frozen=True, gc=False):
    """A row of cells in reading order; `block` counts the document's blocks from 0.

    `end` is where the text goes on behind the last of several rows that are lines.
    """

    cells: tuple[Cell, ...]
    part: str
    block: int
    is_line: bool
    end: Place | None = None


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
        end, statutory_rows = _rows_of_lines(blocks, index, part)
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
    parts = [_row_part(row) for row in rows]
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


def _row_part(row: list[Cell]) -> str | None:
    """The part that a row certainly belongs to: by an anchor, or by an exact row label."""
    printed = [cell.text for cell in row if cell.text.strip()]
    texts = [text for text in printed if not is_value(text)]
    for text in texts:
        found = anchor(text)
        if found:
            return found
    has_figures = len(texts) < len(printed)
    for text in texts:
        if is_header(text) or (not has_figures and len(key(text)) < 6):
            continue
        found = _label_part(text)
        if found:
            return found
    return None


def _label_part(text: str) -> str | None:
    exact = [p for p in PARTS if p != "cases" and row_index(p).best(text) == EXACT]
    return exact[0] if len(exact) == 1 else None


def _rows_of_lines(
    blocks: tuple[Block, ...], start: int, part: str | None
) -> tuple[int, list[StatutoryRow]]:
    """The run of paragraphs from `start` that are the cells of a table, if it is one."""
    first = blocks[start]
    if not isinstance(first, Paragraph) or first.role in ("header", "footer", "navigation"):
        return start, []
    cells = spaced_cells(first)
    current = _row_part(list(cells)) if len(cells) > 1 else anchor(first.text)
    current = current or (part if part and _starts_piece(cells) else None)
    if current is None or len(first.text) > LONGEST_CELL * 2 or statutory_section(first.text):
        return start, []
    statutory_rows: list[StatutoryRow] = []
    end = start
    for index, cells in _zone(blocks, start):
        found = _row_part(list(cells)) if index > start else current
        current = found or current
        statutory_rows.append(StatutoryRow(cells, current, index, is_line=len(cells) == 1))
        end = index + 1
    figures = sum(is_value(cell.text) for row in statutory_rows for cell in row.cells)
    has_words = any(not is_value(cell.text) for row in statutory_rows for cell in row.cells)
    is_table = figures >= _LEAST_FIGURES and has_words
    if not is_table and not _has_many_labels(statutory_rows):
        return start, []
    after = blocks[end].at if end < len(blocks) else None
    return end, [*statutory_rows[:-1], replace(statutory_rows[-1], end=after)]


def _has_many_labels(statutory_rows: list[StatutoryRow]) -> bool:
    """A table whose figures were lost or never printed: its labels stand line after line."""
    heads = [c for row in statutory_rows if row.part == "cases" for c in row.cells]
    if sum(is_known_word(cell.text) for cell in heads) >= _LEAST_HEADS:
        return True
    labels = {
        key(cell.text) for row in statutory_rows for cell in row.cells if _label_part(cell.text)
    }
    return len(labels) >= _LEAST_LABELS


def _starts_piece(cells: tuple[Cell, ...]) -> bool:
    return len(cells) > 2 or any(len(key(cell.text)) > 3 and _known(cell.text) for cell in cells)


def _zone(blocks: tuple[Block, ...], start: int) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Paragraphs from `start` on as long as they can be cells of a statutory table."""
    waiting: list[tuple[int, tuple[Cell, ...]]] = []
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            return
        if block.role in ("header", "footer") or is_page_number(block.text):
            continue
        if statutory_section(block.text) or len(block.text) > LONGEST_CELL * 2:
            return
        if _is_parted_heading(blocks, index) or _is_parted_heading(blocks, index + 1):
            return
        cells = spaced_cells(block)
        if all(_known(cell.text) for cell in cells) or _is_row(cells):
            yield from waiting
            waiting = []
            yield index, cells
        elif len(compact(block.text)) > 40 or len(waiting) >= 2 or block.text.endswith("。"):
            return
        else:
            waiting.append((index, cells))


def _is_row(cells: tuple[Cell, ...]) -> bool:
    """Whether a line of a table is a row of it by its shape: words, then several figures."""
    return len(cells) > 2 and all(is_value(cell.text) for cell in cells[1:])


def _known(text: str) -> bool:
    if is_value(text) or is_known_word(text) or anchor(text):
        return True
    if any(row_index(part).best(text) >= KNOWN for part in PARTS):
        return True
    return is_fragment(text) or is_unit(text)


def _is_loose_piece(blocks: tuple[Block, ...], index: int) -> bool:
    """A page number or a piece of a cell's label that stands alone between two tables."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or len(compact(block.text)) > 20 or names_group(block):
        return False
    if is_title(block.text) or statutory_section(block.text) or _is_parted_heading(blocks, index):
        return False
    follows = any(isinstance(b, Table) for b in blocks[index + 1 : index + 3])
    is_digits = bool(re.fullmatch(r"\d{1,3}", compact(block.text)))
    return follows and (is_digits or (is_fragment(block.text) and not is_number(block.text)))


def _is_parted_heading(blocks: tuple[Block, ...], index: int) -> bool:
    """A chapter's title whose number stands on the line above it."""
    if not 0 < index < len(blocks):
        return False
    above, block = blocks[index - 1], blocks[index]
    if not isinstance(above, Paragraph) or not isinstance(block, Paragraph):
        return False
    return section_key(block.text) is not None and bool(
        pattern("outline", "number_alone").match(compact(above.text))
    )
