"""What stands on a page of a PDF file -> blocks of the document, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.readers.document import Block, Cell, Paragraph, Table
from generator.readers.pdf.columns import LooseTable
from generator.readers.pdf.margins import MarginRole
from generator.readers.pdf.page_content import PageContent
from generator.readers.pdf.tables import RuledGrid
from generator.readers.pdf.text_lines import PrintedLine
from generator.records import Place


def blocks(page: PageContent, roles: dict[float, MarginRole]) -> Iterator[Block]:
    """The blocks of a page in the order of reading; `roles` are those of lines by their height."""
    line = 0
    for top, item in page.items:
        at = Place(page=page.number, line=line + 1)
        if isinstance(item, PrintedLine):
            line += 1
            yield Paragraph(item.text, at, roles.get(top, "body"))
        elif isinstance(item, RuledGrid):
            yield _drawn(item, at)
            line += len(item.ys) - 1
        elif isinstance(item, LooseTable):
            yield _loose(item, at)
            line += len(item.rows)
        else:
            yield item


def _drawn(grid: RuledGrid, at: Place) -> Table:
    first = at.line or 1
    cells = tuple(
        Cell(
            text=cell.text,
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            at=Place(page=at.page, line=first + cell.row, cell=ordinal),
        )
        for row in grid.rows()
        for ordinal, cell in enumerate(row)
    )
    return Table(cells, at)


def _loose(table: LooseTable, at: Place) -> Table:
    first = at.line or 1
    cells = tuple(
        Cell(text, row, column, at=Place(page=at.page, line=first + row, cell=column))
        for row, texts in enumerate(table.rows)
        for column, text in enumerate(texts)
    )
    return Table(cells, at)
