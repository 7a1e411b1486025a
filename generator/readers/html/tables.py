"""Data tables of a page with their grid; layout tables told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import PageElement, Tag

from generator.readers import clean, grid
from generator.readers.document import PICTURE, Cell, Table
from generator.readers.html.inline import field_value, is_large_picture, is_note_mark, is_struck
from generator.readers.html.markup import LINE
from generator.readers.html.regions import SKIPPED, is_hidden, is_text
from generator.readers.html.soup import tags_of
from generator.readers.html.visibility import look_of
from generator.readers.html.words import words
from generator.readers.limits import Limits
from generator.readers.traces import Traces
from generator.records import Place

BREAKING = words().tags["breaking"]
_DRAWING = frozenset(("svg", "canvas", "script", "object", "embed"))
_IN_TABLES = ("td", "th", "caption", "colgroup", "col")
_SPAN = re.compile(r"\s*(\d{1,6})")
# What is neither a field nor a mark, and shown unless a style says otherwise.
_PLAIN = frozenset(("p", "span", "b", "strong", "font", "div", "br", "u", "em", "i"))
_MAX_LAYOUT_SHARE = 0.5
_LONG_CELL = 400


def source_line(tag: Tag) -> int | None:
    """The line on which the tag stands in the source, from 1."""
    value = tag.attrs.get(LINE)
    return int(str(value)) if value else None


def own_rows(table: Tag) -> list[list[Tag]]:
    """The cells of each shown row of this table, not of tables inside it."""
    rows: list[list[Tag]] = []
    loose: list[Tag] = []  # cells that stand in no row
    for tag in _own_parts(table):
        if tag.name == "tr":
            loose = []
            row = [cell for cell in _cells_of(tag) if not _is_gone(cell)]
            if not _is_spacer(tag, row):
                rows.append(row)
        else:
            if not loose:
                rows.append(loose)
            loose.append(tag)
    return rows


def _own_parts(table: Tag) -> Iterator[Tag]:
    """Rows, and cells outside rows, through row groups and stray wrappers."""
    for child in table.children:
        if not isinstance(child, Tag) or child.name in SKIPPED:
            continue
        if child.name in ("td", "th"):
            yield child
        elif child.name == "tr":
            if not is_hidden(child):
                yield child
        elif child.name in ("tbody", "thead", "tfoot", "form", "center") and not is_hidden(child):
            yield from _own_parts(child)


def _cells_of(row: Tag) -> Iterator[Tag]:
    for child in row.children:
        if isinstance(child, Tag):
            if child.name in ("td", "th"):
                yield child
            elif child.name == "form":
                yield from _cells_of(child)


def _outside_cells(part: Tag) -> Iterator[tuple[str, int | None]]:
    """What stands in a table, a row group or a row but in no cell, with its line."""
    line = source_line(part)
    for child in part.children:
        if not isinstance(child, Tag):
            text = str(child).strip() if is_text(child) else ""
            if text:
                yield text, line
            continue
        line = source_line(child) or line
        if child.name in ("tr", "tbody", "thead", "tfoot", "form", "center"):
            if not is_hidden(child):
                yield from _outside_cells(child)
        elif child.name not in _IN_TABLES and child.name not in SKIPPED and not is_hidden(child):
            text = child.get_text(strip=True)
            if text:
                yield text, line


def _is_gone(cell: Tag) -> bool:
    """A cell with display:none takes no place in the grid; other hidden ones do."""
    return look_of(cell) == "gone"


def _is_spacer(row: Tag, cells: list[Tag]) -> bool:
    """The row of height 0 that Excel and Word write to fix the widths of columns."""
    height = str(row.attrs.get("height", "")).strip()
    return height in ("0", "0px") and not any(cell.get_text(strip=True) for cell in cells)


def is_layout(table: Tag, rows: list[list[Tag]]) -> bool:
    """Whether the table only arranges the page: its cells are then read in sequence."""
    if max((len(row) for row in rows), default=0) <= 1:
        return True
    if any(map(_is_data_like, tags_of(table, ("table",)))):
        return True
    texts = [(len(cell.get_text(strip=True)), cell) for row in rows for cell in row]
    longest, cell = max(texts, key=lambda pair: pair[0])
    if next(tags_of(cell, ("h1", "h2")), None) is not None:
        return True
    total = sum(length for length, _ in texts)
    is_heavy = longest > _LONG_CELL and longest > _MAX_LAYOUT_SHARE * total
    return is_heavy and len(cell.find_all(("p", "div", "br"), limit=4)) > 3


def _is_data_like(table: Tag) -> bool:
    """Two rows of two cells: not a wrapper around one value."""
    return sum(1 for row in own_rows(table) if len(row) > 1) > 1


def read_table(table: Tag, rows: list[list[Tag]], limits: Limits, traces: Traces) -> Table:
    """The table with resolved spans; cell lines are joined by a newline."""
    spanning = [
        [
            grid.Spanning(cell, _span(cell, "rowspan"), max(1, _span(cell, "colspan")))
            for cell in row
        ]
        for row in rows
    ]
    cells: list[Cell] = []
    for placed in grid.place(spanning, limits.cells):
        at = Place(line=source_line(placed.item), cell=placed.ordinal)
        text = cell_text(placed.item, traces, at)
        cells.append(Cell(text, placed.row, placed.column, placed.row_span, placed.column_span, at))
    for text, line in _outside_cells(table):
        traces.outside(text, Place(line=line))
    has_images = _has_image(table) and any(_has_image(cell) for row in rows for cell in row)
    return Table(tuple(cells), Place(line=source_line(table)), has_images=has_images)


def _has_image(tag: Tag) -> bool:
    return next(tags_of(tag, ("img",)), None) is not None


def _span(cell: Tag, name: str) -> int:
    match = _SPAN.match(str(cell.attrs[name])) if name in cell.attrs else None
    return int(match[1]) if match else 1


def cell_text(cell: Tag, traces: Traces, at: Place) -> str:
    """What a cell shows, one line for each line or block in it; a lone picture as a sign."""
    if len(cell.contents) == 1 and is_text(cell.contents[0]):
        return clean.flow(str(cell.contents[0]))
    parts: list[list[str]] = [[]]
    has_picture = False
    stack: list[Iterator[PageElement] | None] = [iter(cell.contents)]
    while stack:
        children = stack[-1]
        child = next(children, None) if children else None
        if child is None:
            stack.pop()
            # A None below an iterator says that the element just left was a block.
            if children is None:
                parts.append([])
        elif isinstance(child, Tag):
            has_picture = has_picture or _draws(child)
            shown = _inner(child, parts[-1], traces, at)
            if shown is not None:
                parts[-1].append(shown)
                continue
            if child.name in BREAKING:
                parts.append([])
                stack.append(None)
            stack.append(iter(child.contents))
        elif is_text(child):
            parts[-1].append(str(child))
    text = clean.lines([clean.flow("".join(part)) for part in parts])
    is_drawn = has_picture or look_of(cell) == "written"
    return PICTURE if is_drawn and not text else text


def _draws(tag: Tag) -> bool:
    """Whether something else than text may be shown: a picture, a drawing, what a script writes."""
    if tag.name == "img":
        return is_large_picture(tag)
    return tag.name in _DRAWING or look_of(tag) == "written"


def _inner(tag: Tag, before: list[str], traces: Traces, at: Place) -> str | None:
    """What an element shows where its content is not to be walked; None to walk it."""
    if tag.name in _PLAIN and look_of(tag) is None:
        return None
    if is_hidden(tag):
        traces.unseen(tag.get_text(), at)
        return ""
    value = field_value(tag)
    if value is not None:
        return value
    if tag.name in SKIPPED:
        return ""
    if is_struck(tag):
        traces.struck(tag.get_text(), at)
        return ""
    if is_note_mark(tag, "".join(before)):
        traces.mark(tag.get_text(), at)
        return ""
    return None
