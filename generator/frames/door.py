"""A data folder as frames, for analysis outside the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from generator.case_file.masking import cover_corrections, cover_registry
from generator.case_file.report_view import load_report_views
from generator.checks.report_source import ReportSource, by_agency, keys_of
from generator.corrections.apply import load_corrections
from generator.errors import BadDataError
from generator.frames.build import Frames
from generator.frames.others import agencies_frame, coverage_frame, findings_frame
from generator.frames.rows import rows_of
from generator.frames.schema import tables
from generator.privacy import load_exceptions
from generator.store import DataFolder


def parts_of(table: str, data: Path, year: int | None) -> Iterator[pd.DataFrame]:
    """One table of a data folder, of one year or all, in parts that fit in memory.

    BadDataError when the folder has no report of that year. Corrections are applied and
    personal data covered, as on the site.
    """
    if table == "agencies":
        yield agencies_frame(cover_registry(DataFolder(data).registry(), load_exceptions(data)))
    elif table in ("findings", "coverage"):
        found = load_report_views(DataFolder(data))
        _require(year, {of for _, of in found.outcomes}, data)
        whole = (
            findings_frame(found.findings(with_open=True))
            if table == "findings"
            else coverage_frame(found.register)
        )
        yield whole if year is None else whole[whole["year"] == year]
    else:
        frames = _frames(data, year)
        if table == "figures":
            parts = (part for one in frames.years for part in frames.parts(one))
            yield next(parts, tables()["figures"].rows(()))
            yield from parts
        else:
            yield getattr(frames, table)


def _frames(data: Path, year: int | None) -> Frames:
    folder, exceptions = DataFolder(data), load_exceptions(data)
    registry = cover_registry(folder.registry(), exceptions)
    keys = keys_of(folder.paths("annual_report"))
    _require(year, {of for _, of in keys}, data)
    corrections = cover_corrections(load_corrections(folder, registry, set(keys)), exceptions)
    wanted = by_agency(key for key in keys if year in (None, key[1]))
    source = ReportSource(folder, registry, wanted, corrections, exceptions)
    frames = Frames()
    for agency in source.years:
        frames.add(rows_of(source.read_agency(agency).values()))
    return frames


def _require(year: int | None, years: set[int], data: Path) -> None:
    if not years or (year is not None and year not in years):
        known = ", ".join(str(one) for one in sorted(years)) or "—"
        code = "frames.no_reports" if year is None else "frames.no_year"
        raise BadDataError(code, file=str(data), year=year, years=known)
