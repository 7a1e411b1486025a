"""One walk over all reports feeds every application: a record is read only once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from generator.checks.dossier import Dossier, Dossiers, iter_agency_dossiers

Progress = Callable[[int, int], None]


class Collector(Protocol):
    """Takes what it needs from each agency's reports, in the order of the walk."""

    def add(self, agency: str, reports: dict[int, Dossier]) -> None:
        """Takes the reports of one agency by year."""

    def finish(self) -> None:
        """Writes what can be written only when all reports have been seen."""


def walk(dossiers: Dossiers, collectors: list[Collector], progress: Progress | None) -> int:
    """Shows every report to every collector; the number of reports."""
    done, total = 0, len(dossiers.reports)
    for agency, reports in iter_agency_dossiers(dossiers):
        for collector in collectors:
            collector.add(agency, reports)
        done += len(reports)
        if progress is not None:
            progress(done, total)
    for collector in collectors:
        collector.finish()
    return done
