"""Time and memory of the frames of many reports, of rows made from a small made-up corpus.

    python -m benchmarks.frames [--reports 100000]

The rows of a few hundred made-up reports are repeated under other agencies until there are
enough; then every frame is put together, and the figures of all years are written to a file.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from generator.frames.build import Frames
from generator.frames.export import export
from generator.frames.rows import ReportRow, rows_of
from generator.store import DataFolder
from made_up.data import write_data_of


class _Held(msgspec.Struct):
    record: object
    corrections: tuple[()] = ()


def main() -> None:
    """Prints seconds and the peak of memory after each step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = held_rows(folder)
        said("start")
        frames = Frames(folder)
        for rows in _many(few, options.reports):
            frames.add(rows)
        said("rows added")
        reports, contacts, metrics = frames.reports, frames.contacts, frames.metrics
        said(f"{len(reports)} reports, {len(contacts)} contacts, {len(metrics)} metrics")
        for ending in (".parquet", ".csv"):
            rows_written = 0
            for year in frames.years:
                rows_written += export(frames.parts(year), folder / f"{year}{ending}")
            size = sum(path.stat().st_size for path in folder.glob(f"*{ending}"))
            said(f"{rows_written} figures as {ending}, {size / 1e6:.0f} MB")


def held_rows(folder: Path) -> list[ReportRow]:
    """The rows of 300 made-up reports."""
    write_data_of(folder / "data", 300, 1)
    return [rows_of([_Held(record)])[0] for record in DataFolder(folder / "data").reports()]


def _many(few: list[ReportRow], count: int) -> Iterator[tuple[ReportRow, ...]]:
    """Each made-up report under agency after agency, until there are `count`."""
    done = 0
    while done < count:
        for row in few[: count - done]:
            agency = f"{row.agency}-{done:06d}"
            yield (msgspec.structs.replace(row, agency=agency),)
            done += 1


def said(what: str) -> None:
    """Processor seconds since the start, and the most memory held at once so far."""
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    click.echo(f"{time.process_time():6.1f} s, peak {peak_mb:4.0f} MB: {what}")


if __name__ == "__main__":
    main()
