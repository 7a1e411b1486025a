"""Columns that a form does not have, in the rows of its tables: a row that lost a figure there.

Where a column that no header names stands in every row, a row that fits has lost a cell. Where
a header names it, its own cell tells: it is empty, or holds a figure where words should stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.parsing.tables.cells import is_value
from generator.readers.document import Cell

# The key of the header of each printed column; None for a column that the form has.
Names = Sequence[str | None]


def _filled(cells: Iterable[Cell]) -> int:
    return len([cell for cell in cells if cell.text.strip()])


class StrangeColumns:
    """What most rows of a table print beside the form's columns."""

    def __init__(self, rows: Iterable[tuple[Sequence[Cell], Names]]) -> None:
        """`rows` are the cells behind each row's labels, and the columns that they stand in."""
        kept = wide = 0
        self._kinds: dict[str, Counter[str]] = {}
        for cells, names in rows:
            filled = _filled(cells)
            kept += filled > 0
            wide += filled > len(names)
            for name, cell in _beside(cells, names) if filled else ():
                self._kinds.setdefault(name, Counter())[_kind(cell.text)] += 1
        self._is_wide = 2 * wide > kept

    def has_lost(self, values: Sequence[Cell], chosen: Sequence[Cell], names: Names) -> bool:
        """Whether a row of `values`, of which some were `chosen`, has lost a figure."""
        if self._is_wide and 0 < _filled(values) <= len(names):
            return True
        beside = _beside(chosen, names)
        if not beside:
            return False
        own = [cell for cell, name in zip(chosen, names, strict=True) if name is None]
        is_full = all(_kind(cell.text) == "number" for cell in own)
        return any(self._is_odd(name, cell, is_full) for name, cell in beside)

    def _is_odd(self, name: str, cell: Cell, is_full: bool) -> bool:
        """Whether a cell is not what most rows hold in its column.

        Words in a column of remarks, mostly empty, say nothing against their row, nor does an
        empty one where every column of the form is filled: a remark that moved would stand there.
        """
        kinds, kind = self._kinds.get(name, Counter()), _kind(cell.text)
        if kind == "number":
            return 2 * kinds[kind] < kinds.total()
        is_remark = is_full and not kinds["number"]
        return kind == "blank" and not is_remark and 2 * kinds[kind] <= kinds.total()


def _beside(cells: Sequence[Cell], names: Names) -> list[tuple[str, Cell]]:
    """The cells of a row that stand in columns of no form."""
    if len(cells) != len(names):
        return []
    return [(name, cell) for name, cell in zip(names, cells, strict=True) if name is not None]


def _kind(text: str) -> str:
    if not text.strip():
        return "blank"
    return "number" if is_value(text) else "words"
