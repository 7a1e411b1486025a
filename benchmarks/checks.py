"""How fast a data folder is checked: `python -m benchmarks.checks --reports 10000`.

Makes a made-up data folder (or takes the one given with --data), checks it on all cores,
and prints the time, the reports a second, and the greatest memory of any process.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

from generator.checks.dossier import load_dossiers
from generator.demo import write_data
from generator.store import DataFolder

_YEARS = 10
_REPORTS_PER_AGENCY = 7.8  # some agencies were merged within the ten years


def measure(data: Path, jobs: int | None) -> None:
    """Checks the folder once and prints what it took."""
    start = time.perf_counter()
    dossiers = load_dossiers(DataFolder(data), jobs=jobs)
    seconds = time.perf_counter() - start
    count = len(dossiers.reports)
    failed = sum(1 for _ in dossiers.findings())
    holds = sum(outcome.holds for outcome in dossiers.outcomes.values())
    own, workers = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    sys.stdout.write(
        f"{count} reports in {seconds:.1f} s ({count / seconds:.0f}/s); "
        f"{holds} checks hold, {failed} differ; "
        f"memory {own} MiB, a worker {workers} MiB\n"
    )


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
