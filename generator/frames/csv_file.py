"""CSV files that are written frame by frame and replaced only when they changed."""

from __future__ import annotations

import filecmp
import gzip
import io
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import pandas as pd

_BOM_BYTES = 3  # a byte order mark, so that spreadsheets read the file as UTF-8


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
        is_packed = path.suffix == ".gz"
        if is_packed:
            raw = self._open.enter_context(gzip.GzipFile("", "wb", fileobj=raw, mtime=0))
        encoding = "utf-8" if is_packed else "utf-8-sig"
        self._stream = self._open.enter_context(io.TextIOWrapper(raw, encoding, newline=""))

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

    def content(self) -> IO[bytes] | gzip.GzipFile:
        """The closed file's bytes, uncompressed and without the byte order mark."""
        if self.path.suffix == ".gz":
            return gzip.open(self.path, "rb")
        stream = self.path.open("rb")
        stream.seek(_BOM_BYTES)
        return stream
