"""Empty columns on the right of a table, as converters add them to all of its rows."""

from __future__ import annotations

from collections import Counter
from functools import cache

from generator.forms import forms
from generator.parsing.tables.cells import is_value
from generator.parsing.tables.labels import part_of
from generator.readers.document import Cell


def without_empty_edge(rows: list[list[Cell]], part: str | None) -> list[list[Cell]]:
    """The rows without the empty columns that a converter added on the right of all of them.

    Columns in which nobody printed a figure are empty too: as many as the table has stay.
    """
    edge = min((_empty_edge(row) for row in rows), default=0)
    edge = edge and max(0, min(edge, _usual_width(rows) - least_columns(part)))
    return [row[: len(row) - edge] for row in rows] if edge else rows


def _usual_width(rows: list[list[Cell]]) -> int:
    """The cells of most rows with figures: a row beside a label of several rows has no more."""
    widths = Counter(len(row) for row in rows if has_figures([row]))
    if not widths:
        return max(map(len, rows), default=0)
    return min(widths, key=lambda width: (-widths[width], width))


def _empty_edge(row: list[Cell]) -> int:
    count = 0
    for cell in reversed(row[1:]):
        if cell.text.strip():
            break
        count += 1
    return count


@cache
def least_columns(part: str | None) -> int:
    """The columns that a part's only table has on every form, one for labels of several rows."""
    tables = [[t for t in f.tables if part_of(t.id) == part] for f in forms()]
    return min((len(t[0].columns) + (len(t[0].rows) > 1) for t in tables if len(t) == 1), default=0)


def has_figures(rows: list[list[Cell]]) -> bool:
    """Whether any of some rows holds a figure."""
    return any(is_value(cell.text) and cell.text.strip() for row in rows for cell in row)
