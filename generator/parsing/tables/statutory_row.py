"""A row of a statutory table, and the part of the report that it belongs to."""

from __future__ import annotations

from msgspec import Struct

from generator.parsing.normalise import key
from generator.parsing.tables.cells import is_value
from generator.parsing.tables.columns import is_header
from generator.parsing.tables.labels import EXACT, PARTS, anchor, row_index
from generator.readers.document import Cell
from generator.records import Place


class StatutoryRow(Struct, frozen=True, gc=False):
    """A row of cells in reading order; `block` counts the document's blocks from 0.

    `end` is where the text goes on behind the last of several rows that are lines.
    """

    cells: tuple[Cell, ...]
    part: str
    block: int
    is_line: bool
    end: Place | None = None


def row_part(row: list[Cell]) -> str | None:
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
        found = label_part(text)
        if found:
            return found
    return None


def label_part(text: str) -> str | None:
    """The one part whose row has exactly that label; None when none or several have it."""
    exact = [p for p in PARTS if p != "cases" and row_index(p).best(text) == EXACT]
    return exact[0] if len(exact) == 1 else None


def has_values(row: StatutoryRow) -> bool:
    """Whether a row holds a figure, or what stands for one."""
    for cell in row.cells:  # noqa: SIM110 - asked of every row: a generator costs as much
        if cell.text.strip() and is_value(cell.text):
            return True
    return False
