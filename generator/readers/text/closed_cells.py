"""Tables whose cells stand one a line, each with a mark behind it: `规章 |`, `3 |`, `|`.

Extractors of web text leave tables so. A mark alone is an empty cell, and a row shorter than
the table ends in a line of several marks, so that all rows are of one length: where one length
alone makes a row of the lines, the rows are certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import gcd

from generator.readers.text.lines import is_figure

_MARKS = re.compile(r"^\|+$")
_LONGEST_ROW = 40
_MOST_CELLS = 20_000  # so many are no statutory table
_LEAST_ROWS = 3
# One row in three holds a figure: words alone could be cut into rows of any length.
_LEAST_SHARE = 3
# Only the table of reviews and lawsuits has a row without any words, of fifteen figures.
_LEAST_FIGURES = 10


@dataclass(frozen=True, slots=True)
class ClosedCell:
    """A cell's text, the line that it begins on, and whether a line of marks ends with it."""

    text: str
    line: int
    ends_marks: bool = False


def is_closed(lines: Sequence[str]) -> bool:
    """Whether every mark stands behind a cell and none before one."""
    texts = [line.strip() for line in lines if line.strip()]
    if not texts or not all(_MARKS.match(text) or "|" not in text[:-1] for text in texts):
        return False
    words = [not _MARKS.match(text) for text in texts]
    closed = sum(is_word and text.endswith("|") for text, is_word in zip(texts, words, strict=True))
    turns = sum(above and not below for above, below in pairwise(words))
    return words[0] and (closed > 1 or turns > 1)


def closed_cells(lines: Sequence[str]) -> list[ClosedCell]:
    """The cells in reading order; pieces of a cell on several lines are put together."""
    found: list[ClosedCell] = []
    pieces: list[str] = []
    first = 0
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if _MARKS.match(text):
            marks = len(text)
            if pieces:
                found += _closed(pieces, first)
                pieces, marks = [], marks - 1
            found += [ClosedCell("", number, n == marks - 1 > 0) for n in range(marks)]
            continue
        first = first if pieces else number
        pieces.append(text.removesuffix("|").strip())
        if text.endswith("|"):
            found += _closed(pieces, first)
            pieces = []
    return [*found, *_closed(pieces, first)] if pieces else found


def _closed(pieces: list[str], line: int) -> list[ClosedCell]:
    """One cell of some lines of words; figures that share it are cells of their own."""
    if len(pieces) > 1 and any(map(_is_figure, pieces)):
        return [ClosedCell(piece, line) for piece in pieces]
    return [ClosedCell("".join(pieces), line)]


def closed_rows(cells: Sequence[ClosedCell]) -> list[Sequence[ClosedCell]] | None:
    """The rows, where exactly one length makes them; None where none or several do."""
    whole = len(cells)
    if whole > _MOST_CELLS:
        return None
    for position, cell in enumerate(cells):
        if cell.ends_marks:
            whole = gcd(whole, position + 1)
    lengths = [n for n in range(2, min(whole, _LONGEST_ROW) + 1) if whole % n == 0]
    cut = ([cells[at : at + n] for at in range(0, len(cells), n)] for n in lengths)
    found = [rows for rows in cut if _are_rows(rows)]
    return found[0] if len(found) == 1 else None


def _are_rows(rows: list[Sequence[ClosedCell]]) -> bool:
    if len(rows) < _LEAST_ROWS or not all(_is_row(row) for row in rows):
        return False
    with_figures = [row for row in rows if any(cell.text and _is_figure(cell.text) for cell in row)]
    has_bare_row = any(_is_figure(row[0].text) for row in with_figures)
    return has_bare_row or len(with_figures) * _LEAST_SHARE >= len(rows)


def _is_figure(text: str) -> bool:
    """Whether a cell holds no label: a figure, a word that says none, or nothing."""
    return text in ("", "无", "无。") or is_figure(text)


def _is_row(row: Sequence[ClosedCell]) -> bool:
    """Whether it begins with labels and ends with figures, or holds nothing but figures."""
    figures = [_is_figure(cell.text) for cell in row]
    if all(figures):
        return len(row) >= _LEAST_FIGURES
    last_label = len(row) - 1 - figures[::-1].index(False)
    return not figures[0] and not any(figures[:last_label])
