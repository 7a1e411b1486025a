"""What stands beside the statutory tables: tables of other kinds, and captions above them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.parsing.data import pattern
from generator.parsing.normalise import compact
from generator.parsing.prose.headings import statutory_section
from generator.parsing.tables.cells import is_value
from generator.parsing.tables.columns import group_of, is_corner, names_anything
from generator.parsing.tables.labels import KNOWN, PARTS, is_fragment, is_unit, row_index
from generator.readers.document import Block, Cell, Paragraph, Table


def is_other_table(rows: list[list[Cell]]) -> bool:
    """Whether the headers of a table name no column of any form: it compares years, for instance.

    Such a table prints labels of the forms and takes their rows away if it is read as one.
    """
    heads = list(_heads(rows))
    texts = [text for head in heads for text in head]
    return any(len(head) > 1 for head in heads) and not any(map(_is_of_a_form, texts))


def goes_on(table: Table, above: Block) -> bool:
    """Whether a table begins with the rest of the row that the page before ends with.

    It is as wide, and all that its first row prints are pieces of labels and units of figures.
    """
    if not isinstance(above, Table) or table.column_count != above.column_count:
        return False
    page, first = above.cells[-1].at.page, table.rows()[0]
    texts = [cell.text for cell in first if cell.text.strip()]
    is_next = page is not None and table.at.page == page + 1 and 0 < len(texts) < len(first)
    return is_next and all(is_fragment(text) or is_unit(text) for text in texts)


def _heads(rows: list[list[Cell]]) -> Iterator[list[str]]:
    """The words of the rows above the first label or figure."""
    for row in rows:
        texts = [cell.text for cell in row if cell.text.strip()]
        if any(is_value(text) or _is_label(text) for text in texts):
            return
        yield [text for text in texts if not is_corner(text)] or texts[:1]


def _is_label(text: str) -> bool:
    return any(row_index(part).best(text) >= KNOWN for part in PARTS) and not names_anything(text)


def _is_of_a_form(text: str) -> bool:
    return names_anything(text) or bool(pattern("labels", "article").search(compact(text)))


def names_group(block: Block) -> bool:
    """Whether a line is the caption of one of the small tables that table four is printed as."""
    if not isinstance(block, Paragraph):
        return False
    return group_of(block.text) is not None and not statutory_section(block.text)
