"""CSV files that are written frame by frame and replaced only when they changed."""

from __future__ import annotations

import filecmp
import gzip
import io
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pandas as pd

_LEVEL = 6  # of compression: 9 takes three times as long for one or two per cent


class CsvFile:
    """One CSV file in the making; `rows` counts the rows without the header.

    Rows are collected in a file beside the final one, which `close` puts in its place. A
    file whose name ends in .gz is compressed, without name and time, so that the same rows
    give the same bytes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.columns: tuple[str, ...] = ()
        self.rows = 0
        self._part = path.with_name(f".{path.name}.part")
        self._part.parent.mkdir(parents=True, exist_ok=True)
        self._open = ExitStack()
        raw: Any = self._open.enter_context(self._part.open("wb"))
        if path.suffix == ".gz":
            raw = self._open.enter_context(gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0))
        # With a byte order mark, by which spreadsheets know UTF-8.
        self._stream = self._open.enter_context(io.TextIOWrapper(raw, "utf-8-sig", newline=""))

    def add(self, cells: pd.DataFrame) -> None:
        """Adds rows of printable cells; the first ones give the columns."""
        is_first = not self.columns
        cells.to_csv(self._stream, index=False, header=is_first, lineterminator="\r\n")
        self.columns = tuple(cells.columns)
        self.rows += len(cells)

    def close(self) -> None:
        """Puts the file in its place; an unchanged one is left alone."""
        self._open.close()
        if self.path.exists() and filecmp.cmp(self._part, self.path, shallow=False):
            self._part.unlink()
        else:
            self._part.replace(self.path)
