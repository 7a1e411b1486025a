"""Runs the checks over a data folder: agency by agency, then across agencies."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache

import msgspec

from generator.checks.catalogue import Check, all_checks, file_finding
from generator.checks.finding import Finding, Outcome
from generator.checks.judgement import Judgement
from generator.checks.shelf import Key, Shelf
from generator.checks.subject import Subject

Progress = Callable[[int, int], None]
Outcomes = dict[Key, Outcome]

_FEW_REPORTS = 600  # below this, starting other processes costs more than it saves
_AGENCIES_PER_TASK = 40


@dataclass(frozen=True, slots=True)
class Tally:
    """The judgements of one report as they come in."""

    agency: str
    year: int
    failed: list[Finding]
    not_judged: list[Finding]

    def add(self, entry: Check, judgement: Judgement) -> int:
        """Files a judgement; 1 when the check holds."""
        if judgement.result == "holds":
            return 1
        kept = self.failed if judgement.result == "fails" else self.not_judged
        kept.append(file_finding(entry, judgement, self.agency, self.year))
        return 0


@cache
def _own_checks() -> tuple[Check, ...]:
    return tuple(entry for entry in all_checks().values() if entry.run is not None)


def check_report(subject: Subject) -> Outcome:
    """Every check that one report and its agency's other reports allow."""
    tally = Tally(subject.record.agency or "", subject.year, [], [])
    holds = 0
    for entry in _own_checks():
        assert entry.run is not None
        for judgement in entry.run(subject):
            holds += tally.add(entry, judgement)
    return Outcome(holds=holds, failed=tuple(tally.failed), not_judged=tuple(tally.not_judged))


def check_agency(shelf: Shelf, agency: str) -> list[tuple[int, Outcome]]:
    """The outcomes of an agency's reports by year."""
    subjects = shelf.subjects(agency, shelf.read_agency(agency))
    return [(subject.year, check_report(subject)) for subject in subjects]


_worker_shelf: Shelf | None = None


def _start_worker(shelf: Shelf) -> None:
    global _worker_shelf  # noqa: PLW0603  # a worker process has one shelf for its whole life
    _worker_shelf = shelf


def _check_agencies(agencies: list[str]) -> bytes:
    assert _worker_shelf is not None
    found = [(agency, check_agency(_worker_shelf, agency)) for agency in agencies]
    return msgspec.msgpack.encode(found)


def _tasks(shelf: Shelf) -> list[list[str]]:
    agencies = list(shelf.years)
    return [
        agencies[start : start + _AGENCIES_PER_TASK]
        for start in range(0, len(agencies), _AGENCIES_PER_TASK)
    ]


def check_all(
    shelf: Shelf, *, progress: Progress | None = None, jobs: int | None = None
) -> Outcomes:
    """The outcome of every report, in the order of the shelf."""
    total = sum(len(years) for years in shelf.years.values())
    jobs = jobs or os.cpu_count() or 1
    results = _in_turn(shelf) if jobs == 1 or total < _FEW_REPORTS else _side_by_side(shelf, jobs)
    found: Outcomes = {}
    for agency, outcomes in results:
        found |= {(agency, year): outcome for year, outcome in outcomes}
        if progress:
            progress(len(found), total)
    order = [(agency, year) for agency, years in shelf.years.items() for year in sorted(years)]
    return {key: found[key] for key in order}


_AgencyOutcomes = tuple[str, list[tuple[int, Outcome]]]


def _in_turn(shelf: Shelf) -> Iterator[_AgencyOutcomes]:
    for agency in shelf.years:
        yield agency, check_agency(shelf, agency)


def _side_by_side(shelf: Shelf, jobs: int) -> Iterator[_AgencyOutcomes]:
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(shelf,)) as pool:
        futures: list[Future[bytes]] = [
            pool.submit(_check_agencies, task) for task in _tasks(shelf)
        ]
        for future in as_completed(futures):
            yield from msgspec.msgpack.decode(future.result(), type=list[_AgencyOutcomes])
