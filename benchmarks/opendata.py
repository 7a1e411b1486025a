"""Time and memory of the files under /data/ for many reports, from a small made-up corpus.

    python -m benchmarks.opendata [--reports 100000] [--workbooks]

The rows of a few hundred made-up reports are repeated under agencies of 31 provinces until
there are enough. Figures are written as CSV and Parquet, and wide tables as CSV; workbooks
are written only when they are asked for.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.frames import held_rows, said
from generator.agencies import Agency, Registry
from generator.extras import Extras
from generator.frames.build import Frames
from generator.frames.rows import ReportRow
from generator.opendata.figures import FullFigures
from generator.opendata.files import figures_parts, table_parts, wide_parts
from generator.opendata.kept import KeptFiles
from generator.opendata.rows import wide_tables
from generator.opendata.workbook import sheets_of, write_workbook
from generator.site_settings import SiteSettings

PROVINCES = (
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66),
)  # fmt: skip


def main() -> None:
    """Prints processor seconds and the peak of memory after each step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--workbooks", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = held_rows(folder)
        frames, agencies = Frames(folder), []
        said("start")
        for agency, row in _many(few, options.reports):
            agencies.append(agency)
            frames.add((row,))
        said("rows added")
        kept = KeptFiles(folder / "kept", Extras(folder / "site"))
        _write(frames, Registry(agencies, ()), kept, workbooks=options.workbooks)
        size = sum(path.stat().st_size for path in (folder / "site").iterdir())
        largest = max(path.stat().st_size for path in (folder / "site").iterdir())
        said(f"{kept.written} files, {size / 1e6:.0f} MB, the largest {largest / 1e6:.1f} MB")


def _write(frames: Frames, registry: Registry, kept: KeptFiles, *, workbooks: bool) -> None:
    full = FullFigures(frames, registry, ())
    figures = 0
    for year in frames.years:
        for province, frame in full.of_year(year):
            figures += sum(part.rows for part in figures_parts(kept, year, province, frame))
    said(f"{figures} figures as CSV and Parquet")
    for table in ("reports", "contacts", "metrics"):
        list(table_parts(kept, table, getattr(frames, table)))
    said("tables of reports, contacts, metrics")
    for year in frames.years:
        wide = wide_tables(frames, year)
        for form_id, frame in wide.items():
            list(wide_parts(kept, "wide", f"reports-{year}-form-{form_id}", frame, year, form_id))
        if workbooks:
            sheets = list(sheets_of(wide, {}))
            kept.put(
                f"workbook-{year}.xlsx", f"{year}",
                lambda path, sheets=sheets: write_workbook(path, sheets, SiteSettings()),
            )  # fmt: skip
    said("wide tables" + (" and workbooks" if workbooks else ""))


def _many(few: list[ReportRow], count: int) -> Iterator[tuple[Agency, ReportRow]]:
    """Each made-up report under agency after agency of every province, until there are `count`."""
    for number in range(count):
        row = few[number % len(few)]
        region = f"{PROVINCES[number // len(few) % len(PROVINCES)]}0000"
        name = f"{region}-{number:06d}"
        agency = Agency(id=name, name=name, region=region, level="county", function="finance")
        yield agency, msgspec.structs.replace(row, agency=name)


if __name__ == "__main__":
    main()
