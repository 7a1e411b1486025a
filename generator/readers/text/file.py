"""Plain text and Markdown -> the neutral document.

A line is a paragraph unless it belongs to a table. Tables are told by tabs or by pipes;
pipes whose cells are broken over lines give a table of one cell a row, in reading order,
because nobody can tell there where a row ends. A table whose cells stand one a line
without any mark stays a run of paragraphs: what it means is for the parser to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from generator.errors import UnreadableDocumentError
from generator.readers import charset
from generator.readers.clean import visible
from generator.readers.document import Block, Cell, Document, Image, Paragraph, Table
from generator.readers.formats import Source
from generator.readers.limits import check_size
from generator.readers.text.lines import SourceLine, cells_of, source_lines, without_strokes
from generator.readers.text.pages import without_page_numbers, without_running_lines
from generator.readers.text.pipes import (
    is_pipe_row,
    opens_lone_marks,
    pipe_end,
    pipe_tables,
    ragged_rows,
)
from generator.readers.traces import Traces

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_IMAGE = re.compile(r"^!\[([^\]]*)\]\([^)]*\)$")
_MARKDOWN = (".md", ".markdown")
_LONGEST_CELL = 60
# At most two tabs before the text, or one behind its number: 一、 (二) 3.
_INDENTED = re.compile(
    r"^\s*$|^\t{0,2}(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]+[ \u3000]*\t)?"
    r"(?=[^\t]*[\u4e00-\u9fff])[^\t]+$"
)


def read(source: Source) -> Document:
    """The document of a file; raises UnreadableDocumentError when it holds no text."""
    check_size(len(source.content), source.limits.markup_bytes)
    decoded = charset.decode(source.content)
    if not decoded.text.strip():
        raise UnreadableDocumentError("readers.no_text")
    is_markdown = source.name.lower().endswith(_MARKDOWN)
    document = read_text(decoded.text, "text/markdown" if is_markdown else "text/plain")
    return replace(document, warnings=(*decoded.warnings, *document.warnings))


def read_text(text: str, media_type: str) -> Document:
    """The document of a text; lines count from 1, pages (form feeds) from 1 when there are any."""
    traces = Traces()
    lines = list(source_lines(visible(text)))
    pages = lines[-1].page
    running: list[Paragraph] = []
    if pages is not None:
        lines, running = without_running_lines(without_page_numbers(lines, traces))
    lines = without_strokes(lines)
    blocks = tuple(_blocks(lines))
    return Document(
        blocks=(*running, *blocks),
        media_type=media_type,
        meta=_meta(lines),
        warnings=(*traces.notes, *ragged_rows(blocks, lines)),
        page_count=pages,
    )


def _meta(lines: list[SourceLine]) -> dict[str, str]:
    """The first Markdown heading, which a converter makes of the page's title."""
    for line in lines[:40]:
        found = _HEADING.match(line.text)
        if found and len(found.group(1)) == 1:
            return {"title": found.group(2)}
    return {}


def _blocks(lines: list[SourceLine]) -> Iterator[Block]:
    index = 0
    while index < len(lines):
        line = lines[index]
        if _is_tab_row(lines, index):
            end = index
            while end < len(lines) and _is_tab_row(lines, end):
                end += 1
            yield from _of_tabs(lines[index:end])
            index = end
        elif is_pipe_row(line.text) or opens_lone_marks(lines, index):
            end = pipe_end(lines, index)
            yield from pipe_tables(lines[index:end])
            index = end
        else:
            if line.text.strip():
                yield _paragraph(line)
            index += 1


def _paragraph(line: SourceLine) -> Block:
    text = line.text.strip()
    image = _IMAGE.match(text)
    if image:
        return Image(alt=image.group(1), at=line.at)
    heading = _HEADING.match(text)
    if heading:
        return Paragraph(heading.group(2), line.at, "heading", len(heading.group(1)))
    return Paragraph(text, line.at)


def _is_tab_row(lines: list[SourceLine], index: int) -> bool:
    """A line with tabs, unless the tab only indents a paragraph."""
    text = lines[index].text
    if "\t" not in text:
        return False
    if not text.strip():
        return text.count("\t") >= 4 and _touches_tabs(lines, index)
    if "\t" in text.lstrip():
        return len(text.strip()) <= _LONGEST_CELL or "\t" in text.strip()
    return len(text.strip()) <= _LONGEST_CELL and _touches_tabs(lines, index)


def _of_tabs(lines: list[SourceLine]) -> Iterator[Block]:
    """A table; or paragraphs whose tabs only indent them or follow their numbers."""
    if not all(_INDENTED.match(line.text) for line in lines):
        yield _tab_table(lines)
        return
    for line in lines:
        if line.text.strip():
            yield Paragraph(re.sub(r"\s*\t\s*", "", line.text.strip()), line.at)


def _touches_tabs(lines: list[SourceLine], index: int) -> bool:
    near = [lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return any("\t" in text.lstrip() for text in near)


def _tab_table(lines: list[SourceLine]) -> Table:
    cells: list[Cell] = []
    for row, line in enumerate(lines):
        cells.extend(cells_of(line.text.split("\t"), row, line))
    return Table(tuple(cells), lines[0].at)
