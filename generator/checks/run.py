"""Runs the checks over a data folder: agency by agency, then across agencies."""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import as_completed
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache

import msgspec

from generator import cluster
from generator.checks.catalogue import Check, CheckFunction, all_checks, file_finding
from generator.checks.digest import digest
from generator.checks.finding import CheckOutcome, Finding, Interner
from generator.checks.hierarchy import within_the_aggregate
from generator.checks.judgement import Judgement
from generator.checks.kept import Checked, Keeping
from generator.checks.neighbours import like_a_neighbour
from generator.checks.peers import out_of_the_group
from generator.checks.report_source import Key, ReportSource, SourceReport
from generator.checks.subject import Subject
from generator.processes import worker_pool
from generator.records import Record

Progress = Callable[[int, int], None]
Outcomes = dict[Key, CheckOutcome]

_FEW_REPORTS = 600  # below this, starting other processes costs more than it saves
_AGENCIES_PER_TASK = 40


def _filed(
    key: Key, judged: Iterable[tuple[Check, Judgement]], before: CheckOutcome
) -> CheckOutcome:
    """The judgements about a report, behind what was found before."""
    holds, found = before.holds, defaultdict[str, list[Finding]](list)
    for entry, judgement in judged:
        if judgement.result == "holds":
            holds += 1
        else:
            found[judgement.result].append(file_finding(entry, judgement, *key))
    return CheckOutcome(
        holds=holds,
        failed=(*before.failed, *found["fails"]),
        not_judged=(*before.not_judged, *found["not_judged"]),
        explained=(*before.explained, *found["explained"]),
    )


@cache
def _own_checks() -> tuple[tuple[Check, CheckFunction], ...]:
    checks = all_checks().values()
    return tuple((entry, entry.run) for entry in checks if entry.run is not None)


def check_report(subject: Subject) -> CheckOutcome:
    """Every check that one report and its agency's other reports allow."""
    key = subject.record.agency or "", subject.year
    judged = ((entry, said) for entry, run in _own_checks() for said in run(subject))
    return _filed(key, judged, CheckOutcome())


def check_agency(
    source: ReportSource, agency: str, reads: dict[int, SourceReport]
) -> list[Checked]:
    """The agency's reports, each checked among the others."""
    return [
        Checked(agency, subject.year, check_report(subject), digest(subject))
        for subject in source.subjects(agency, reads)
    ]


_Asked = tuple[str, str]
"""An agency and its key, which is empty where nothing is kept."""


@dataclass(frozen=True)
class _Pass:
    """What is done with each agency, here or in a worker: its records are read once."""

    source: ReportSource
    keeping: Keeping | None

    def check(self, asked: _Asked) -> list[Checked]:
        agency, key = asked
        reads = self.source.read_agency(agency)
        checked = check_agency(self.source, agency, reads)
        if self.keeping is not None:
            self.keeping.put(agency, key, checked, reads.values())
        return checked


_worker: _Pass | None = None


def _start_worker(given: _Pass) -> None:
    global _worker  # noqa: PLW0603  # a worker process does the same for its whole life
    _worker = given


def _check_agencies(asked: list[_Asked]) -> bytes:
    assert _worker is not None
    with without_gc():
        found = [checked for one in asked for checked in _worker.check(one)]
    return msgspec.msgpack.encode(found)


def check_all(
    source: ReportSource,
    *,
    progress: Progress | None = None,
    jobs: int | None = None,
    keeping: Keeping | None = None,
) -> Outcomes:
    """The outcome of every report, in the order of the source.

    `keeping` has what an earlier run found; what has changed since is checked.
    """
    total = sum(len(years) for years in source.years.values())
    found: dict[Key, Checked] = {}
    interner = Interner()
    results = _all_checked(_Pass(source, keeping), jobs or os.cpu_count() or 1)
    with closing(results), without_gc():
        for several in results:
            for one in several:
                outcome = interner.outcome(one.outcome)
                found[one.agency, one.year] = msgspec.structs.replace(one, outcome=outcome)
            if progress:
                progress(len(found), total)
        order = [(agency, year) for agency, years in source.years.items() for year in sorted(years)]
        return _across(source, {key: found[key] for key in order})


@contextmanager
def without_gc() -> Iterator[None]:
    """Runs the block without the search for cycles: records and pages make none worth it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _all_checked(work: _Pass, jobs: int) -> Generator[list[Checked], None, None]:
    """Each agency's reports: as they were found before, else checked."""
    years, keeping = work.source.years, work.keeping
    changed = []
    for agency in years:
        known = keeping.find(agency) if keeping is not None else None
        if known is None:
            changed.append((agency, keeping.keys.of(agency) if keeping is not None else ""))
        else:
            yield known
    reports = sum(len(years[agency]) for agency, _ in changed)
    if not cluster.is_connected() and (jobs == 1 or reports < _FEW_REPORTS):
        yield from map(work.check, changed)
    else:
        yield from _side_by_side(work, changed, jobs)
    if keeping is not None:
        keeping.remove_others()


def _side_by_side(
    work: _Pass, changed: list[_Asked], jobs: int
) -> Generator[list[Checked], None, None]:
    with worker_pool(jobs, begin=_start_worker, arguments=(work,), may_travel=True) as pool:
        starts = range(0, len(changed), _AGENCIES_PER_TASK)
        tasks = (changed[start : start + _AGENCIES_PER_TASK] for start in starts)
        for future in as_completed(pool.submit(_check_agencies, task) for task in tasks):
            yield msgspec.msgpack.decode(future.result(), type=list[Checked])


def _across(source: ReportSource, found: dict[Key, Checked]) -> Outcomes:
    """Adds what the checks across agencies say."""
    added: dict[Key, list[tuple[Check, Judgement]]] = {key: [] for key in found}
    digests = {key: checked.digest for key, checked in found.items()}

    def read(agency: str, year: int) -> Record:
        return source.read(agency, year).record

    for check_id, judged in (
        ("HIERARCHY", within_the_aggregate(digests, source.registry)),
        ("PEERS", out_of_the_group(digests, source.registry)),
        ("SIMILAR_OTHER", like_a_neighbour(digests, source.registry, read)),
    ):
        entry = all_checks()[check_id]
        for key, judgement in judged:
            added[key].append((entry, judgement))
    return {key: _filed(key, added[key], checked.outcome) for key, checked in found.items()}
