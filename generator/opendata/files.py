"""Frames as files: which parts a table has, and each part as CSV and as Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pandas as pd

from generator.frames.export import export
from generator.opendata.kept import KeptFiles, Made, key_of

FIGURES_A_FILE = 300_000
"""Figures of one part: some 3 MB packed, far below the 20 MB that a file may have."""

ROWS_A_FILE = 50_000
"""Rows of a file that is not packed: some 15 MB. A table with more is divided by year."""

WIDE_ROWS_A_FILE = 25_000
"""Reports of one wide table: 700 bytes each, so that its file stays below 20 MB."""

READ_BY = ["field", "year", "region", "agency"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a table: the rows and columns it has, its CSV and, if it has one, its Parquet.

    `form` and `year` say what a part of the wide tables holds; `part_of` names the file that
    the table would be if it were not divided.
    """

    table: str
    rows: int
    columns: tuple[str, ...]
    csv: Made
    parquet: Made | None = None
    year: int | None = None
    form: str | None = None
    part_of: str = ""

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.csv.name.partition(".")[0]

    @property
    def files(self) -> tuple[Made, ...]:
        """Its files."""
        return (self.csv,) if self.parquet is None else (self.csv, self.parquet)


def figures_parts(kept: KeptFiles, year: int, province: str, frame: pd.DataFrame) -> Iterator[Part]:
    """The figures of a province and year, divided between agencies where they are very many."""
    for number, piece in enumerate(_pieces(frame), start=1):
        stem = f"figures-{year}-{province}" + (f"-{number}" if number > 1 else "")
        sorted_for_queries = piece.sort_values(READ_BY, kind="stable", ignore_index=True)
        yield _part(kept, "figures", f"{stem}.csv.gz", piece, sorted_for_queries, year)


def _pieces(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    agencies = frame["agency"].cat.codes.to_numpy()
    start = 0
    while start < len(frame):
        end = min(start + FIGURES_A_FILE, len(frame))
        while end < len(frame) and agencies[end] == agencies[end - 1]:
            end += 1
        yield settled(frame.iloc[start:end])
        start = end


def table_parts(kept: KeptFiles, table: str, frame: pd.DataFrame) -> Iterator[Part]:
    """A table as one file, or as a file for each year when it has very many rows."""
    stem = table.replace("_", "-")
    if len(frame) <= ROWS_A_FILE or "year" not in frame:
        whole = settled(frame)
        yield _part(kept, table, f"{stem}.csv", whole, whole)
        return
    for year, rows in frame.groupby("year"):
        piece = settled(rows)
        yield _part(kept, table, f"{stem}-{year}.csv.gz", piece, piece, int(str(year)))


def wide_parts(
    kept: KeptFiles, table: str, stem: str, frame: pd.DataFrame, year: int, form: str | None
) -> Iterator[Part]:
    """A wide table, divided where it has very many rows.

    Its cells are printable already, and it has no Parquet file.
    """
    starts = range(0, len(frame), WIDE_ROWS_A_FILE)
    for start in starts:
        piece = frame.iloc[start : start + WIDE_ROWS_A_FILE]
        number = start // WIDE_ROWS_A_FILE + 1
        name = f"{stem}.csv" if len(starts) == 1 else f"{stem}-{number}.csv"
        made = kept.put(name, key_of("csv", piece), partial(_write_cells, piece))
        yield Part(
            table=table, rows=len(piece), columns=tuple(map(str, piece.columns)), csv=made,
            year=year, form=form, part_of="" if len(starts) == 1 else f"{stem}.csv",
        )  # fmt: skip


def _write_cells(frame: pd.DataFrame, path: Path) -> None:
    from generator.frames.csv_file import CsvFile

    file = CsvFile(path)
    file.add(frame)
    file.close()


def _part(
    kept: KeptFiles, table: str, name: str, frame: pd.DataFrame, ordered: pd.DataFrame,
    year: int | None = None,
) -> Part:  # fmt: skip
    key = key_of("rows", frame)
    csv = kept.put(name, f"{key}{''.join(Path(name).suffixes)}", lambda path: export([frame], path))
    parquet = kept.put(
        f"{name.partition('.')[0]}.parquet", f"{key}.parquet", lambda path: export([ordered], path)
    )
    columns = tuple(map(str, frame.columns))
    return Part(
        table=table, rows=len(frame), columns=columns, csv=csv, parquet=parquet, year=year
    )  # fmt: skip


def settled(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with only the categories that occur in it, sorted; other reports have no effect."""
    columns = {}
    for name in frame:
        column = frame[name].array
        if isinstance(column, pd.Categorical):
            used = column.remove_unused_categories()
            column = used.set_categories(sorted(used.categories))
        columns[name] = column
    return pd.DataFrame(columns)
