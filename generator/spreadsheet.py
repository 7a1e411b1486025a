"""Cells that no spreadsheet runs as a formula, and the way back to what was printed.

A text whose first character, after spaces and apostrophes, begins a formula (= + - @, also
full-width, a tab or a line's end) gets one apostrophe in front, unless it is a number.
`original` takes it off again: the rule is reversible, whatever the text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import StringIO
from typing import IO, Any

_BEGINS_FORMULA = re.compile(r"[' ]*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
# Nearly every cell begins otherwise and needs no closer look.
_FIRST = frozenset("' =+-@＝＋－＠\t\r\n")


def guarded(value: object) -> object:
    """The value as it may stand in a cell of a CSV or XLSX file; what is no text stays."""
    if not isinstance(value, str) or value[:1] not in _FIRST:
        return value
    if _BEGINS_FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def original(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell[:1] == "'" and _BEGINS_FORMULA.match(cell, 1) else cell


class Writer:
    """A `csv.writer` every cell of which is guarded; None becomes an empty cell."""

    def __init__(self, stream: IO[str], lineterminator: str = "\r\n") -> None:
        self._writer = csv.writer(stream, lineterminator=lineterminator)

    def writerow(self, cells: Iterable[object]) -> Any:
        """Writes one row."""
        return self._writer.writerow(map(guarded, cells))

    def writerows(self, rows: Iterable[Iterable[object]]) -> None:
        """Writes many rows."""
        self._writer.writerows(map(guarded, cells) for cells in rows)


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """A whole CSV file as text, with the mark by which spreadsheets know UTF-8."""
    stream = StringIO()
    Writer(stream).writerows(rows)
    return f"\ufeff{stream.getvalue()}"
