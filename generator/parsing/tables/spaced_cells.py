"""A line whose cells are parted by spaces alone, as when a page's text is copied."""

from __future__ import annotations

from generator.parsing.normalise import key
from generator.parsing.tables.cells import is_value
from generator.parsing.tables.columns import names_anything
from generator.parsing.tables.labels import is_known_word, is_unit
from generator.readers.document import Cell, Paragraph
from generator.records import Place


def spaced_cells(block: Paragraph) -> tuple[Cell, ...]:
    """A paragraph as cells: one, or several where spaces part a label from its figures."""
    pieces = block.text.split()
    texts = _spaced(block.text, pieces) if 1 < len(pieces) <= 30 else [block.text]
    at = block.at
    return tuple(
        Cell(text, 0, n, at=Place(page=at.page, line=at.line, cell=n))
        for n, text in enumerate(texts)
    )


def _spaced(text: str, pieces: list[str]) -> list[str]:
    count = 0
    while count < len(pieces) - 1 and is_value(pieces[-1 - count]):
        count += 1
    has_unit = count and count + 2 <= len(pieces) and is_unit(pieces[-1 - count])
    if has_unit and not is_value("".join(pieces[: -1 - count])):
        return ["".join(pieces[: -1 - count]), *pieces[-1 - count :]]
    if count and not is_value(text):
        label = "".join(pieces[: len(pieces) - count])
        return [label, *pieces[len(pieces) - count :]] if not is_value(label) else pieces
    if all(is_value(piece) for piece in pieces):
        return pieces if len(pieces) > 2 else [text]
    heads = [p for p in pieces if len(key(p)) > 1 and (is_known_word(p) or names_anything(p))]
    is_head = len(heads) == len(pieces) or len(heads) == len(pieces) - 1 > 1
    return pieces if is_head else [text]
