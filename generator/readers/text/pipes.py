"""Tables whose cells are parted by pipes, whole rows or cells broken over lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.readers.document import Block, Cell, Table
from generator.readers.text.closed_cells import ClosedCell, closed_cells, closed_rows, is_closed
from generator.readers.text.lines import SourceLine, cells_of, is_figure, pipe_cells
from generator.readers.text.pages import MARKED_PAGE_NUMBER
from generator.records import Note, Place

# What no cell is: a heading of Markdown, or a chapter's title, on a line without marks.
_HEADLINE = re.compile(r"^(?:#|[一二三四五六七八九十]+[、.．](?:.*(?:情况|事项))?$|.{8,}情况$)")
_DELIMITER = re.compile(r"^:?-+:?$")
# Below a head one hyphen parts it from its rows; elsewhere one hyphen may be what was printed.
# One cell with its mark behind it, on a line of its own, is a dash that was printed: ----- |
_CELLS = r":?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)"
_DELIMITER_ROW = re.compile(rf"^\s*(?:\|\s*{_CELLS}*|{_CELLS}+)\|?\s*$")
_LONGEST_CELL = 60
_LONGEST_GAP = 4
_LEAST_USUAL = 0.8
_LEAST_ROWS = 5


def is_pipe_row(text: str) -> bool:
    """Whether a line holds pipes as a row of a table does."""
    if "|" not in text:
        return False
    stripped = text.strip()
    return stripped.startswith("|") or stripped.endswith("|") or stripped.count("|") >= 2


def pipe_end(lines: list[SourceLine], start: int) -> int:
    """The end of a run of pipe lines; a gap of short lines belongs to broken cells."""
    end = start + 1
    index = end
    while index < len(lines) and index - end <= _LONGEST_GAP:
        text = lines[index].text.strip()
        if MARKED_PAGE_NUMBER.match(text) and (after := _after_page(lines, end)):
            end = index = after
            continue
        if is_pipe_row(text):
            if index > end and not _is_open_gap(lines, end, index):
                break
            end = index + 1
        elif _is_lone(lines, index - 1) and _is_lone(lines, index + 1):
            pass
        elif len(text) > _LONGEST_CELL or text.endswith("。") or _is_headline(lines, index):
            break
        index += 1
    return end


def _after_page(lines: list[SourceLine], end: int) -> int | None:
    """Behind the row that goes on where a page's number parts two rows of as many cells."""
    gap = end
    while gap < min(len(lines), end + _LONGEST_GAP + 1):
        text = lines[gap].text.strip()
        if is_pipe_row(text):
            return gap + 1 if text.count("|") == lines[end - 1].text.count("|") else None
        if text and not MARKED_PAGE_NUMBER.match(text):
            return None
        gap += 1
    return None


def _is_lone(lines: list[SourceLine], index: int) -> bool:
    """Whether a line is a mark and nothing else, as behind cells that have lines of their own."""
    return 0 <= index < len(lines) and lines[index].text.strip() == "|"


def opens_lone_marks(lines: list[SourceLine], index: int) -> bool:
    """Whether a line is the first cell of a table whose cells and marks take turns."""
    if not (_is_lone(lines, index + 1) and _is_lone(lines, index + 3)):
        return False
    text = lines[index].text.strip()
    return bool(text) and "|" not in text and not _is_lone(lines, index + 2)


def _is_headline(lines: list[SourceLine], index: int) -> bool:
    """Whether a line is a chapter's title: no mark stands behind it, not even on the next line."""
    after = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
    return bool(_HEADLINE.match(lines[index].text.strip())) and not after.startswith("|")


def _is_open_gap(lines: list[SourceLine], end: int, index: int) -> bool:
    """Whether the lines between two pipe lines are pieces of cells, not paragraphs."""
    gap = [line.text.strip() for line in lines[end:index]]
    before, after = lines[end - 1].text.strip(), lines[index].text.strip()
    if "|" in (before, after):
        return True
    if not before.endswith("|"):
        return any(gap)
    return all(gap) and not before.startswith("|")


def pipe_tables(lines: list[SourceLine]) -> Iterator[Block]:
    """The table of a run of lines with pipes; rows of hyphens part others wherever they stand."""
    lines = [
        line
        for line in lines
        if not _DELIMITER_ROW.match(line.text) and not MARKED_PAGE_NUMBER.match(line.text)
    ]
    rows = [line for line in lines if line.text.strip()]
    if not rows:
        return
    if _is_regular(rows):
        yield _regular_table(rows)
    elif is_closed([line.text for line in rows]):
        yield _closed_table(rows)
    else:
        yield _mended_table(rows) or _broken_table(lines)


def _is_regular(rows: list[SourceLine]) -> bool:
    """Whether every line is a whole row: all of one shape, with at least two cells."""
    texts = [line.text.strip() for line in rows]
    if not all(is_pipe_row(text) for text in texts):
        return False
    if _is_closed_evenly(texts):
        return True
    if texts[0].startswith("|"):
        ends = sum(text.endswith("|") for text in texts)
        is_even = all(text.startswith("|") for text in texts) and ends in (0, len(texts))
        return is_even and all(text.count("|") >= 2 for text in texts) and _cell_count(rows) > 1
    return all(text.strip("|").count("|") >= 1 for text in texts)


def _is_closed_evenly(texts: list[str]) -> bool:
    """Whether each row closes its cells, as many in each, and has no mark before the first.

    An empty first cell then looks like a mark before the row.
    """
    marks = {text.count("|") for text in texts}
    is_closed_row = all(text.endswith("|") for text in texts)
    return is_closed_row and len(marks) == 1 and not all(text.startswith("|") for text in texts)


def _cell_count(rows: list[SourceLine]) -> int:
    return max(len(pipe_cells(line.text)) for line in rows)


def _regular_table(rows: list[SourceLine]) -> Table:
    cells: list[Cell] = []
    row = 0
    stripped = [line.text.strip() for line in rows]
    starts = sum(text.startswith("|") for text in stripped)
    has_edge = 2 * starts > len(rows) and not _is_closed_evenly(stripped)
    for index, line in enumerate(rows):
        texts = pipe_cells(line.text, has_edge)
        if index == 1 and all(_DELIMITER.match(text.strip()) for text in texts):
            continue
        cells.extend(cells_of(texts, row, line))
        row += 1
    return Table(tuple(cells), rows[0].at)


def _mended_table(rows: list[SourceLine]) -> Table | None:
    """The table whose rows begin and end with a mark, cells broken over lines put together.

    None where the rows so made differ in length: then nobody can tell where a row ends.
    """
    mended: list[list[SourceLine]] = []
    for line in rows:
        if mended and not mended[-1][-1].text.rstrip().endswith("|"):
            mended[-1].append(line)
        elif line.text.strip().startswith("|"):
            mended.append([line])
        else:
            return None
    whole = ["".join(line.text.strip() for line in row) for row in mended]
    counts = [len(pipe_cells(text)) for text in whole]
    usual, times = Counter(counts).most_common(1)[0]
    if usual < 2 or times < _LEAST_USUAL * len(counts):
        return None
    cells: list[Cell] = []
    for row, (lines, text) in enumerate(zip(mended, whole, strict=True)):
        cells.extend(cells_of(pipe_cells(text), row, lines[0]))
    return Table(tuple(cells), rows[0].at)


def _closed_table(lines: list[SourceLine]) -> Table:
    """Rows where their length is certain, else one cell a row in reading order."""
    listed = closed_cells([line.text for line in lines])
    rows = closed_rows(listed) or [[cell] for cell in listed]
    cells = [
        _closed_cell(cell, row, column, lines[cell.line])
        for row, texts in enumerate(rows)
        for column, cell in enumerate(texts)
    ]
    return Table(tuple(cells), lines[0].at)


def _closed_cell(cell: ClosedCell, row: int, column: int, line: SourceLine) -> Cell:
    return Cell(cell.text, row, column, at=Place(page=line.page, line=line.number, cell=0))


def _broken_table(rows: list[SourceLine]) -> Table:
    """One cell a row, in reading order; pieces of one cell are joined."""
    cells: list[Cell] = []
    for text, line, position in _tokens(rows):
        at = Place(page=line.page, line=line.number, cell=position)
        cells.append(Cell(text, len(cells), 0, at=at))
    return Table(tuple(cells), rows[0].at)


def _tokens(rows: list[SourceLine]) -> Iterator[tuple[str, SourceLine, int]]:
    """What stands between two pipes, line by line; a digit and a word never share a cell."""
    pieces: list[tuple[str, SourceLine, int]] = []
    is_row_end = False
    for line in rows:
        if not line.text.strip() and pieces:
            yield from _joined(pieces, line)
            pieces = []
            continue
        for position, part in enumerate(line.text.split("|")):
            is_between_rows = is_row_end and position == 1 and not pieces
            if position and not is_between_rows:
                yield from _joined(pieces, line)
                pieces = []
            if part.strip():
                pieces.append((part.strip(), line, position))
        is_row_end = _ends_row(line.text)
    if pieces:
        yield from _joined(pieces, rows[-1])


def _ends_row(text: str) -> bool:
    """Whether a line closes cells with a mark behind them: the next mark opens a row."""
    return text.rstrip().endswith("|") and bool(text.strip(" |\t"))


def _joined(
    pieces: list[tuple[str, SourceLine, int]], line: SourceLine
) -> Iterator[tuple[str, SourceLine, int]]:
    if not pieces:
        yield "", line, 0
        return
    text, first, position = pieces[0]
    for piece, at, place in pieces[1:]:
        if is_figure(text) or is_figure(piece):
            yield text, first, position
            text, first, position = piece, at, place
        else:
            text += piece
    yield text, first, position


def ragged_rows(blocks: tuple[Block, ...], lines: list[SourceLine]) -> Iterator[Note]:
    """A note for each row with fewer or more cells than all others, where marks close rows."""
    texts = ((line.number, line.text.strip()) for line in lines if "|" in line.text)
    closed = {number for number, text in texts if text[:1] == "|" == text[-1:]}
    for block in blocks if closed else ():
        rows = block.rows() if isinstance(block, Table) and block.column_count > 1 else []
        if len(rows) < _LEAST_ROWS or any(row and row[0].at.line not in closed for row in rows):
            continue
        counts = [len(row) for row in rows]
        usual, times = Counter(counts).most_common(1)[0]
        if times < _LEAST_USUAL * len(counts):
            continue
        for row in rows:
            if row and len(row) != usual:
                printed = " | ".join(cell.text for cell in row)[:80]
                yield Note(code="readers.ragged_row", params={"text": printed}, at=row[0].at)
