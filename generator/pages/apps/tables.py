"""CSV files that are written frame by frame and replaced only when they changed."""

from __future__ import annotations

import filecmp
import gzip
import io
from pathlib import Path
from typing import IO

import pandas as pd

BOM = "\ufeff"  # so that spreadsheets read the file as UTF-8


class Table:
    """One CSV file in the making; `rows` counts the rows without the header.

    Rows are collected in a file beside the final one, which `close` puts in its place.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.columns: tuple[str, ...] = ()
        self.rows = 0
        self._part = path.with_name(f".{path.name}.part")
        self._part.parent.mkdir(parents=True, exist_ok=True)
        self._stream: IO[str] = _open(self._part, is_gzip=path.suffix == ".gz")

    def add(self, cells: pd.DataFrame) -> None:
        """Adds rows of printable cells; the first ones give the columns."""
        is_first = not self.columns
        cells.to_csv(self._stream, index=False, header=is_first, lineterminator="\r\n")
        self.columns = tuple(cells.columns)
        self.rows += len(cells)

    def close(self) -> None:
        """Puts the file in its place; an unchanged one is left alone."""
        self._stream.close()
        if self.path.exists() and filecmp.cmp(self._part, self.path, shallow=False):
            self._part.unlink()
        else:
            self._part.replace(self.path)

    def content(self) -> IO[bytes] | gzip.GzipFile:
        """The closed table's bytes, uncompressed and without the byte order mark."""
        if self.path.suffix == ".gz":
            return gzip.open(self.path, "rb")
        stream = self.path.open("rb")
        stream.seek(len(BOM.encode()))
        return stream


def _open(path: Path, *, is_gzip: bool) -> IO[str]:
    if is_gzip:  # without name and time, so that the same rows give the same bytes
        raw = gzip.GzipFile(filename="", mode="wb", fileobj=path.open("wb"), mtime=0)
        return _GzipText(raw, encoding="utf-8", newline="")
    stream = path.open("w", encoding="utf-8", newline="")
    stream.write(BOM)
    return stream


class _GzipText(io.TextIOWrapper):
    """Text into gzip; GzipFile leaves the file below it open, so it is closed here."""

    def close(self) -> None:
        buffer = self.buffer
        below = getattr(buffer, "fileobj", None)
        super().close()
        if below is not None:
            below.close()
