"""How fast a data folder is checked: `python -m benchmarks.checks --reports 10000`.

Makes a made-up data folder (or takes the one given with --data), reads it once by itself,
then checks it (on all cores unless --jobs says otherwise), and prints the time, the time of
the processors, the reports a second, and the greatest memory of any process.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from generator.case_file.report_view import load_report_views
from generator.store import DataFolder
from made_up import write_data

_YEARS = 10
_ALL = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
_REPORTS_PER_AGENCY = 7.8  # some agencies were merged within the ten years


def measure(data: Path, jobs: int | None) -> None:
    """Reads the folder once, checks it once, and prints what it took."""
    _measure_reading(DataFolder(data))
    start, busy = time.perf_counter(), _processor_seconds()
    report_views = load_report_views(DataFolder(data), jobs=jobs)
    seconds, busy = time.perf_counter() - start, _processor_seconds() - busy
    count = len(report_views.reports)
    failed = sum(len(outcome.failed) for outcome in report_views.outcomes.values())
    holds = sum(outcome.holds for outcome in report_views.outcomes.values())
    own, workers = (resource.getrusage(who).ru_maxrss // 1024 for who in _ALL)
    sys.stdout.write(
        f"{count} reports read, covered and checked in {seconds:.1f} s ({count / seconds:.0f}/s), "
        f"{busy:.1f} s of processor time (workers {_processor_seconds(_ALL[1]):.1f} s), "
        f"{jobs or os.cpu_count()} processes; "
        f"{holds} checks hold, {failed} differ; memory {own} MiB, a worker {workers} MiB\n"
    )


def _measure_reading(data: DataFolder) -> None:
    """The files alone, in one process: part of every check, and measured to tell it apart."""
    start, busy = time.perf_counter(), _processor_seconds()
    count = sum(1 for _ in data.reports())
    seconds, busy = time.perf_counter() - start, _processor_seconds() - busy
    sys.stdout.write(
        f"{count} files only read in {seconds:.1f} s, {busy:.1f} s of processor time\n"
    )
    sys.stdout.flush()


def _processor_seconds(*whose: int) -> float:
    """User and system time of this process and, unless `whose` says otherwise, of its workers."""
    used = [resource.getrusage(who) for who in whose or _ALL]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Reads the arguments, makes the folder if none is given, measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--data", type=Path)
    given = parser.parse_args()
    if given.data is not None and given.data.is_dir():
        measure(given.data, given.jobs)
        return
    with tempfile.TemporaryDirectory() as folder:
        agencies = max(10, round(given.reports / _REPORTS_PER_AGENCY))
        data = given.data or Path(folder)
        write_data(data, agencies, _YEARS, given.seed)
        measure(data, given.jobs)


if __name__ == "__main__":
    main()
