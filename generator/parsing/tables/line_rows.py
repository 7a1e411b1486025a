"""Statutory tables that are lines: rows with tabs or pipes, or one paragraph a cell."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.parsing.data import pattern
from generator.parsing.normalise import compact, is_page_number, key
from generator.parsing.prose.headings import section_key, statutory_section
from generator.parsing.tables.cells import is_value
from generator.parsing.tables.labels import (
    KNOWN,
    LONGEST_CELL,
    PARTS,
    anchor,
    is_fragment,
    is_known_word,
    is_unit,
    row_index,
)
from generator.parsing.tables.spaced_cells import spaced_cells
from generator.parsing.tables.statutory_row import StatutoryRow, label_part, row_part
from generator.readers.document import Block, Cell, Paragraph

_LEAST_FIGURES = 2
_LEAST_LABELS = 8
_LEAST_HEADS = 12


def rows_of_lines(
    blocks: tuple[Block, ...], start: int, part: str | None
) -> tuple[int, list[StatutoryRow]]:
    """The run of paragraphs from `start` that are the cells of a table, if it is one."""
    first = blocks[start]
    if not isinstance(first, Paragraph) or first.role in ("header", "footer", "navigation"):
        return start, []
    cells = spaced_cells(first)
    current = row_part(list(cells)) if len(cells) > 1 else anchor(first.text)
    current = current or (part if part and _starts_piece(cells) else None)
    if current is None or len(first.text) > LONGEST_CELL * 2 or statutory_section(first.text):
        return start, []
    statutory_rows: list[StatutoryRow] = []
    end = start
    for index, cells in _zone(blocks, start):
        found = row_part(list(cells)) if index > start else current
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
        key(cell.text) for row in statutory_rows for cell in row.cells if label_part(cell.text)
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
        if is_parted_heading(blocks, index) or is_parted_heading(blocks, index + 1):
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


def is_parted_heading(blocks: tuple[Block, ...], index: int) -> bool:
    """A chapter's title whose number stands on the line above it."""
    if not 0 < index < len(blocks):
        return False
    above, block = blocks[index - 1], blocks[index]
    if not isinstance(above, Paragraph) or not isinstance(block, Paragraph):
        return False
    return section_key(block.text) is not None and bool(
        pattern("outline", "number_alone").match(compact(above.text))
    )
