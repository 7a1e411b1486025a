"""The frames of a checked data folder: one walk over its records, or over what is kept of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from generator.case_file.report_view import ReportViews
from generator.checks.run import without_gc
from generator.frames.build import Frames
from generator.frames.rows import Held, ReportRow, rows_of
from generator.kept import Kept

Progress = Callable[[int, int], None]
_SEAL = "gongkai-rows 2"


def keep_rows(folder: Path, agency: str, key: str, reports: Iterable[Held]) -> None:
    """Keeps the rows of an agency's reports, oldest first, under its key."""
    _kept(folder).put(agency, key, rows_of(reports))


def frames_of(
    report_views: ReportViews,
    *,
    spool: Path | None = None,
    progress: Progress | None = None,
    kept: Path | None = None,
) -> Frames:
    """The frames of all reports; figures that do not fit in memory lie below `spool`.

    `progress(done, total)` counts reports. In the folder `kept` lie the rows of agencies
    (`keep_rows`); the reports of the others are read.
    """
    frames, done, reports = Frames(spool), 0, report_views.reports
    with without_gc():
        for agency in reports.agencies():
            own = _rows(report_views, agency, kept)
            frames.add(own)
            done += len(own)
            if progress is not None:
                progress(done, len(reports))
    if kept is not None:
        _kept(kept).remove_others(set(reports.agencies()))
    return frames


def _rows(report_views: ReportViews, agency: str, folder: Path | None) -> tuple[ReportRow, ...]:
    keys = report_views.keys
    known = _kept(folder).find(agency, keys.of(agency)) if folder is not None else None
    if known is not None:
        return known
    rows = rows_of(report_views.reports.of_agency(agency).values())
    if folder is not None and keys.is_as_before(agency):
        _kept(folder).put(agency, keys.of(agency), rows)
    return rows


def _kept(folder: Path) -> Kept[tuple[ReportRow, ...]]:
    return Kept(folder, _SEAL, tuple[ReportRow, ...])
