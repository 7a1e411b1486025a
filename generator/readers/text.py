"""Plain text and Markdown -> the neutral document.

A line is a paragraph unless it belongs to a table. Tables are told by tabs or by pipes;
pipes whose cells are broken over lines give a table of one cell a row, in reading order,
because nobody can tell there where a row ends. A table whose cells stand one a line
without any mark stays a run of paragraphs: what it means is for the parser to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.readers.closed_cells import ClosedCell, closed_cells, closed_rows, is_closed
from generator.readers.document import Block, Cell, Document, Image, Paragraph, Table
from generator.records import Note, Place

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
# What no cell is: a heading of Markdown, or a chapter's title, on a line without marks.
_HEADLINE = re.compile(r"^(?:#|[一二三四五六七八九十]+[、.．](?:.*(?:情况|事项))?$|.{8,}情况$)")
_IMAGE = re.compile(r"^!\[([^\]]*)\]\([^)]*\)$")
_DELIMITER = re.compile(r"^:?-+:?$")
# Marks of drawn tables: upright lines become pipes, level ones part rows and hold nothing.
_UPRIGHT = str.maketrans(dict.fromkeys("│┃║｜┆┇┊┋", "|"))
_LEVEL = re.compile(
    r"^(?=.*[+┼┬┴├┤┌┐└┘╋┳┻┣┫┏┓┗┛╬╦╩╠╣╔╗╚╝])[\s|+\-=─━═┄┅┈┉┼┬┴├┤┌┐└┘╋┳┻┣┫┏┓┗┛╬╦╩╠╣╔╗╚╝]+$"
)
_RULE_STARTS = tuple("+┌├└┏┣┗╔╠╚ ")
_LEAST_RULES = 4
_LONGEST_CELL = 60
_LONGEST_GAP = 4
_LEAST_USUAL = 0.8
_LEAST_ROWS = 5


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    page: int | None

    @property
    def at(self) -> Place:
        return Place(page=self.page, line=self.number)


def read_text(text: str, media_type: str) -> Document:
    """The document of a text; lines count from 1, pages (form feeds) from 1 when there are any."""
    lines = _without_rules(list(_lines(text)))
    pages = lines[-1].page if lines else None
    blocks = tuple(_blocks(lines))
    closed = {
        line.number for line in lines if line.text.strip()[:1] == "|" == line.text.strip()[-1:]
    }
    return Document(
        blocks=blocks,
        media_type=media_type,
        meta=_meta(lines),
        warnings=tuple(_ragged_rows(blocks, closed)),
        page_count=pages,
    )


def _ragged_rows(blocks: tuple[Block, ...], closed: set[int]) -> Iterator[Note]:
    """A note for each row with fewer or more cells than all others, where marks close rows."""
    for block in blocks:
        rows = block.rows() if isinstance(block, Table) and block.column_count > 1 else []
        if len(rows) < _LEAST_ROWS or any(row and row[0].at.line not in closed for row in rows):
            continue
        counts = [len(row) for row in rows]
        usual = max(counts, key=counts.count)
        if counts.count(usual) < _LEAST_USUAL * len(counts):
            continue
        for row in rows:
            if row and len(row) != usual:
                printed = " | ".join(cell.text for cell in row)[:80]
                yield Note(code="readers.ragged_row", params={"text": printed}, at=row[0].at)


def _lines(text: str) -> Iterator[_Line]:
    has_pages = "\f" in text
    page = 1
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        page += line.count("\f")
        yield _Line(line.replace("\f", ""), number, page if has_pages else None)


def _without_rules(lines: list[_Line]) -> list[_Line]:
    """Drawn tables as rows of pipes; the lines of one drawn row are put together."""
    found: list[_Line] = []
    row: list[_Line] = []
    rules = sum(bool(_LEVEL.match(line.text)) for line in lines if line.text[:1] in _RULE_STARTS)
    for line in lines:
        text = line.text.translate(_UPRIGHT)
        if _LEVEL.match(text):
            found += _drawn_row(row) if rules >= _LEAST_RULES else row
            row = []
        elif text.strip().startswith("|") and text is not line.text:
            row.append(_Line(text, line.number, line.page))
        else:
            found += [*row, line]
            row = []
    return [*found, *row]


def _drawn_row(lines: list[_Line]) -> list[_Line]:
    """One row of the lines between two rules, unless they hold figures of several rows."""
    cells = [_pipe_cells(line.text) for line in lines]
    if len(lines) < 2 or len({len(row) for row in cells}) != 1:
        return lines
    columns = list(zip(*cells, strict=True))
    if any(sum(_is_figure(text.strip()) for text in column) > 1 for column in columns):
        return lines
    whole = "|" + "|".join("".join(text.strip() for text in column) for column in columns) + "|"
    return [_Line(whole, lines[0].number, lines[0].page)]


def _meta(lines: list[_Line]) -> dict[str, str]:
    """The first Markdown heading, which a converter makes of the page's title."""
    for line in lines[:40]:
        found = _HEADING.match(line.text)
        if found and len(found.group(1)) == 1:
            return {"title": found.group(2)}
    return {}


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    index = 0
    while index < len(lines):
        line = lines[index]
        if _is_tab_row(lines, index):
            end = index
            while end < len(lines) and _is_tab_row(lines, end):
                end += 1
            yield _tab_table(lines[index:end])
            index = end
        elif _is_pipe_row(line.text) or _opens_lone_marks(lines, index):
            end = _pipe_end(lines, index)
            yield from _pipe_tables(lines[index:end])
            index = end
        else:
            if line.text.strip():
                yield _paragraph(line)
            index += 1


def _paragraph(line: _Line) -> Block:
    text = line.text.strip()
    image = _IMAGE.match(text)
    if image:
        return Image(alt=image.group(1), at=line.at)
    heading = _HEADING.match(text)
    if heading:
        return Paragraph(heading.group(2), line.at, "heading", len(heading.group(1)))
    return Paragraph(text, line.at)


def _is_tab_row(lines: list[_Line], index: int) -> bool:
    """A line with tabs, unless the tab only indents a paragraph."""
    text = lines[index].text
    if "\t" not in text:
        return False
    if not text.strip():
        return text.count("\t") >= 4 and _touches_tabs(lines, index)
    if "\t" in text.lstrip():
        return len(text.strip()) <= _LONGEST_CELL or "\t" in text.strip()
    return len(text.strip()) <= _LONGEST_CELL and _touches_tabs(lines, index)


def _touches_tabs(lines: list[_Line], index: int) -> bool:
    near = [lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return any("\t" in text.lstrip() for text in near)


def _row(texts: list[str], row: int, line: _Line) -> Iterator[Cell]:
    for column, text in enumerate(texts):
        at = Place(page=line.page, line=line.number, cell=column)
        yield Cell(text.strip(), row, column, at=at)


def _tab_table(lines: list[_Line]) -> Table:
    cells: list[Cell] = []
    for row, line in enumerate(lines):
        cells.extend(_row(line.text.split("\t"), row, line))
    return Table(tuple(cells), lines[0].at)


def _is_pipe_row(text: str) -> bool:
    stripped = text.strip()
    return stripped.startswith("|") or stripped.endswith("|") or stripped.count("|") >= 2


def _pipe_end(lines: list[_Line], start: int) -> int:
    """The end of a run of pipe lines; a gap of short lines belongs to broken cells."""
    end = start + 1
    index = end
    while index < len(lines) and index - end <= _LONGEST_GAP:
        text = lines[index].text.strip()
        if _is_pipe_row(text):
            if index > end and not _is_open_gap(lines, end, index):
                break
            end = index + 1
        elif _is_lone(lines, index - 1) and _is_lone(lines, index + 1):
            pass
        elif len(text) > _LONGEST_CELL or text.endswith("。") or _is_headline(lines, index):
            break
        index += 1
    return end


def _is_lone(lines: list[_Line], index: int) -> bool:
    """Whether a line is a mark and nothing else, as behind cells that have lines of their own."""
    return 0 <= index < len(lines) and lines[index].text.strip() == "|"


def _opens_lone_marks(lines: list[_Line], index: int) -> bool:
    """Whether a line is the first cell of a table whose cells and marks take turns."""
    text = lines[index].text.strip()
    takes_turns = _is_lone(lines, index + 1) and _is_lone(lines, index + 3)
    return bool(text) and "|" not in text and takes_turns and not _is_lone(lines, index + 2)


def _is_headline(lines: list[_Line], index: int) -> bool:
    """Whether a line is a chapter's title: no mark stands behind it, not even on the next line."""
    after = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
    return bool(_HEADLINE.match(lines[index].text.strip())) and not after.startswith("|")


def _is_open_gap(lines: list[_Line], end: int, index: int) -> bool:
    """Whether the lines between two pipe lines are pieces of cells, not paragraphs."""
    gap = [line.text.strip() for line in lines[end:index]]
    before, after = lines[end - 1].text.strip(), lines[index].text.strip()
    if "|" in (before, after):
        return True
    if not before.endswith("|"):
        return any(gap)
    return all(gap) and not before.startswith("|")


def _pipe_cells(text: str, has_edge: bool = True) -> list[str]:
    """The cells of a line; where lines begin with a mark, it makes no cell of its own."""
    stripped = text.strip()
    parts = (stripped.removeprefix("|") if has_edge else stripped).split("|")
    if stripped.endswith("|") and len(parts) > 1:
        parts.pop()
    return parts


def _pipe_tables(lines: list[_Line]) -> Iterator[Block]:
    rows = [line for line in lines if line.text.strip()]
    if _is_regular(rows):
        yield _regular_table(rows)
    elif is_closed([line.text for line in rows]):
        yield _closed_table(rows)
    else:
        yield _mended_table(rows) or _broken_table(lines)


def _is_regular(rows: list[_Line]) -> bool:
    """Whether every line is a whole row: all of one shape, with at least two cells."""
    texts = [line.text.strip() for line in rows]
    if not all(_is_pipe_row(text) for text in texts):
        return False
    if texts[0].startswith("|"):
        ends = sum(text.endswith("|") for text in texts)
        is_even = all(text.startswith("|") for text in texts) and ends in (0, len(texts))
        return is_even and all(text.count("|") >= 2 for text in texts) and _cell_count(rows) > 1
    return all(text.strip("|").count("|") >= 1 for text in texts)


def _cell_count(rows: list[_Line]) -> int:
    return max(len(_pipe_cells(line.text)) for line in rows)


def _regular_table(rows: list[_Line]) -> Table:
    cells: list[Cell] = []
    row = 0
    has_edge = sum(line.text.strip().startswith("|") for line in rows) * 2 > len(rows)
    for index, line in enumerate(rows):
        texts = _pipe_cells(line.text, has_edge)
        if index == 1 and all(_DELIMITER.match(text.strip()) for text in texts):
            continue
        cells.extend(_row(texts, row, line))
        row += 1
    return Table(tuple(cells), rows[0].at)


def _mended_table(rows: list[_Line]) -> Table | None:
    """The table whose rows begin and end with a mark, cells broken over lines put together.

    None where the rows so made differ in length: then nobody can tell where a row ends.
    """
    mended: list[list[_Line]] = []
    for line in rows:
        if mended and not mended[-1][-1].text.rstrip().endswith("|"):
            mended[-1].append(line)
        elif line.text.strip().startswith("|"):
            mended.append([line])
        else:
            return None
    whole = ["".join(line.text.strip() for line in row) for row in mended]
    counts = [len(_pipe_cells(text)) for text in whole]
    usual = max(counts, key=counts.count)
    if usual < 2 or counts.count(usual) < _LEAST_USUAL * len(counts):
        return None
    cells: list[Cell] = []
    for row, (lines, text) in enumerate(zip(mended, whole, strict=True)):
        cells.extend(_row(_pipe_cells(text), row, lines[0]))
    return Table(tuple(cells), rows[0].at)


def _closed_table(lines: list[_Line]) -> Table:
    """Rows where their length is certain, else one cell a row in reading order."""
    listed = closed_cells([line.text for line in lines])
    rows = closed_rows(listed) or [[cell] for cell in listed]
    cells = [
        _closed_cell(cell, row, column, lines[cell.line])
        for row, texts in enumerate(rows)
        for column, cell in enumerate(texts)
    ]
    return Table(tuple(cells), lines[0].at)


def _closed_cell(cell: ClosedCell, row: int, column: int, line: _Line) -> Cell:
    return Cell(cell.text, row, column, at=Place(page=line.page, line=line.number, cell=0))


def _broken_table(rows: list[_Line]) -> Table:
    """One cell a row, in reading order; pieces of one cell are joined."""
    cells: list[Cell] = []
    for text, line, position in _tokens(rows):
        at = Place(page=line.page, line=line.number, cell=position)
        cells.append(Cell(text, len(cells), 0, at=at))
    return Table(tuple(cells), rows[0].at)


def _tokens(rows: list[_Line]) -> Iterator[tuple[str, _Line, int]]:
    """What stands between two pipes, line by line; a digit and a word never share a cell."""
    pieces: list[tuple[str, _Line, int]] = []
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


def _joined(pieces: list[tuple[str, _Line, int]], line: _Line) -> Iterator[tuple[str, _Line, int]]:
    if not pieces:
        yield "", line, 0
        return
    text, first, position = pieces[0]
    for piece, at, place in pieces[1:]:
        if _is_figure(text) or _is_figure(piece):
            yield text, first, position
            text, first, position = piece, at, place
        else:
            text += piece
    yield text, first, position


def _is_figure(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.,+\-/—\s]+", text))
