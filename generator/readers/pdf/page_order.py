"""The order in which the pages of a PDF file are read: column by column, from the top."""

from __future__ import annotations

from itertools import zip_longest

from generator.readers.pdf.columns import find_loose_tables
from generator.readers.pdf.gutters import (
    Order,
    by_columns,
    find_bands,
    gutters,
    may_have_columns,
    order,
    page_runs,
)
from generator.readers.pdf.page_content import Item, PageContent
from generator.readers.pdf.text_lines import PrintedLine


def in_order(pages: list[PageContent]) -> list[PageContent]:
    """The pages with what stands on them in the order of reading, column by column."""
    is_likely = any(may_have_columns(page.lines) for page in pages)
    drafts = [page_runs(p.chars, [box for box, _ in p.solid]) for p in pages if is_likely]
    edges = gutters(drafts)
    for page, draft in zip_longest(pages, drafts):
        bands = find_bands(draft, edges) if edges else ()
        columns = by_columns(page.chars, bands) if bands else {(): page.lines}
        placed: list[tuple[Order, float, Item]] = [
            (order(bands, (x0 + x1) / 2, (top + bottom) / 2), top, item)
            for (x0, x1, top, bottom), item in page.solid
        ]
        placed += [(place, *item) for place, lines in columns.items() for item in _of_lines(lines)]
        placed.sort(key=lambda item: (*item[0], item[1]))
        page.items = [(top, item) for _, top, item in placed]
    return pages


def _of_lines(lines: list[PrintedLine]) -> list[tuple[float, Item]]:
    """Lines and the tables among them that are not drawn, each with its height."""
    loose = find_loose_tables(lines)
    used = {index for table in loose for index in range(table.first_line, table.last_line + 1)}
    tables: list[tuple[float, Item]] = [(lines[table.first_line].top, table) for table in loose]
    return tables + [(line.top, line) for n, line in enumerate(lines) if n not in used]
