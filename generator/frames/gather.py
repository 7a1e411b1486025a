"""The frames of a checked data folder: one walk over its records, or over what is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.case_file.report_view import ReportViews
from generator.checks.run import without_gc
from generator.frames.build import Frames
from generator.frames.rows import ReportRow, rows_of
from generator.kept import Kept
from generator.stamps import Stamps

Progress = Callable[[int, int], None]
_SEAL = "gongkai-rows 1"


def frames_of(
    report_views: ReportViews,
    *,
    spool: Path | None = None,
    progress: Progress | None = None,
    kept: Path | None = None,
    stamps: Stamps | None = None,
) -> Frames:
    """The frames of all reports; figures that do not fit in memory lie below `spool`.

    `progress(done, total)` counts reports. In the folder `kept` lie the rows of agencies; only
    those that have changed since are read, as `stamps` says.
    """
    frames, done, reports = Frames(spool), 0, report_views.reports
    rows = _Rows(report_views, kept, stamps or Stamps())
    with without_gc():
        for agency in reports.agencies():
            own = rows.of(agency)
            frames.add(own)
            done += len(own)
            if progress is not None:
                progress(done, len(reports))
    rows.close()
    return frames


class _Rows:
    """The rows of each agency, as they were kept or read now."""

    def __init__(self, report_views: ReportViews, folder: Path | None, stamps: Stamps) -> None:
        self._reports = report_views.reports
        self._kept = Kept(folder, _SEAL, tuple[ReportRow, ...]) if folder is not None else None
        self._stamps = stamps

    def of(self, agency: str) -> tuple[ReportRow, ...]:
        if self._kept is None:
            return self._read(agency)
        key = self._reports.made_from(agency, self._stamps)
        return self._kept.get(agency, key, lambda: self._read(agency))

    def _read(self, agency: str) -> tuple[ReportRow, ...]:
        reports = self._reports.of_agency(agency)
        return rows_of(reports[year] for year in sorted(reports))

    def close(self) -> None:
        if self._kept is not None:
            self._kept.remove_others(set(self._reports.agencies()))
