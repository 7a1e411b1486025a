"""The frames of a checked data folder: one walk over its records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.case_file.report_view import ReportViews, iter_agency_views
from generator.checks.run import without_gc
from generator.frames.build import Frames
from generator.frames.rows import rows_of

Progress = Callable[[int, int], None]


def frames_of(
    report_views: ReportViews, *, spool: Path | None = None, progress: Progress | None = None
) -> Frames:
    """The frames of all reports; figures that do not fit in memory lie below `spool`.

    `progress(done, total)` counts reports.
    """
    frames, done = Frames(spool), 0
    with without_gc():
        for _, reports in iter_agency_views(report_views):
            frames.add(rows_of(reports[year] for year in sorted(reports)))
            done += len(reports)
            if progress is not None:
                progress(done, len(report_views.reports))
    return frames
