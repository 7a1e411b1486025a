"""Frames into one Parquet or CSV file, part by part; the same frames give the same bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from generator.frames.cells import printable
from generator.frames.csv_file import CsvFile

ROWS_A_GROUP = 1 << 14
"""So few that a reader over HTTP leaves out most of what it does not ask for."""


def export(parts: Iterable[pd.DataFrame], path: Path) -> int:
    """Writes the parts one below the other, in a form by the file's ending; the rows written.

    The file takes its place when it is whole.
    """
    write = _parquet if path.suffix == ".parquet" else _csv
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        whole = Path(folder) / path.name
        rows = write(parts, whole)
        whole.replace(path)
    return rows


def _csv(parts: Iterable[pd.DataFrame], path: Path) -> int:
    file = CsvFile(path)
    for part in parts:
        file.add(printable(part))
    file.close()
    return file.rows


def _parquet(parts: Iterable[pd.DataFrame], path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows, writer = 0, None
    try:
        for part in parts:
            table = pa.Table.from_pandas(part, preserve_index=False)
            writer = writer or pq.ParquetWriter(path, _schema(table), compression="zstd")
            writer.write_table(table.cast(writer.schema), row_group_size=ROWS_A_GROUP)
            rows += len(part)
    finally:
        if writer is not None:
            writer.close()
    return rows


def _schema(table: Any) -> Any:
    """The table's schema with one type for all categories, however few the first part has."""
    import pyarrow as pa

    words = pa.dictionary(pa.int32(), pa.string())
    fields = [f.with_type(words) if pa.types.is_dictionary(f.type) else f for f in table.schema]
    return pa.schema(fields, metadata=table.schema.metadata)
