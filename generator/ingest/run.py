"""A whole run of `gongkai ingest`: find, read, decide, store, note."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from pathlib import Path

import msgspec

from generator import cluster
from generator.agencies import Agency, Registry
from generator.cluster import on_cluster
from generator.code_version import code_version
from generator.errors import GongkaiError
from generator.first_seen import load_first_seen, note_first_seen
from generator.hand_dates import today_in_china
from generator.ingest import journal as journals
from generator.ingest import proposals as proposing
from generator.ingest.files import files_of
from generator.ingest.given import Given
from generator.ingest.objects import paths_of
from generator.ingest.outcome import (
    FileOutcome,
    FileReading,
    IngestOutcome,
    Problem,
    bad_outcome,
    no_agency,
    not_stored,
    outcome_of,
    unrecognised,
)
from generator.ingest.pool import Pool, WorkerLimits
from generator.ingest.reading import SHEETS, Settings, checksum, read
from generator.ingest.summary import Summary, stored_checksums
from generator.ingest.travelling import TravellingPool
from generator.privacy import load_exceptions
from generator.processes import exit_code
from generator.readers.clean import printable
from generator.records import Record, replace
from generator.store import DataFolder, alone
from generator.versions import Prefer

Seen = Callable[[FileOutcome], None]


@dataclass(frozen=True)
class IngestOptions:
    """How to ingest; `journal` is None for the usual place, `scheduler` without a cluster."""

    data: Path
    jobs: int = 1
    scheduler: str | None = None
    keeps_text: bool = True
    prefer: Prefer = "ask"
    accepts_proposals: bool = False
    journal: Path | None = None
    limits: WorkerLimits = field(default_factory=WorkerLimits)


def ingest(paths: Iterable[Path], options: IngestOptions, seen: Seen | None = None) -> Summary:
    """Reads the files and stores what can be placed; `seen` is called after each file.

    An interruption ends the run; what was done until then is in the summary. GongkaiError
    when another run is storing into the same data folder.
    """
    paths = list(paths)
    with alone(options.data):
        DataFolder(options.data).sweep()
        load_first_seen(options.data)  # a wrong row stops the run before it reads anything
        folders = [path for path in paths if path.is_dir()]
        with on_cluster(options.scheduler, folders) as workers:
            options = replaced(options, jobs=workers or options.jobs)
            return _Run(options).run(list(paths), seen or (lambda _: None))


class _Run:
    def __init__(self, options: IngestOptions) -> None:
        self.options = options
        self.folder = DataFolder(options.data)
        self.registry: Registry = self.folder.registry()
        self.given = Given(self.folder)
        self.proposals = proposing.Proposals(self.registry)
        path = options.journal or journals.default_path(options.data)
        self.journal = journals.Journal(path, self._stamp())
        self.skipped: dict[Path, FileOutcome] = {}

    def _stamp(self) -> str:
        """Names all that an outcome depends on beside the file itself."""
        parts = [code_version(journals.ROOMS), str(self.options.keeps_text)]
        for name in ("agencies.csv", "regions.csv", "privacy_exceptions.csv"):
            with suppress(OSError):
                parts.append(checksum(self.options.data / name))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def run(self, paths: list[Path], seen: Seen) -> Summary:
        summary = Summary()
        settings = Settings(
            registry=self.registry.growing() if self.options.accepts_proposals else self.registry,
            exceptions=load_exceptions(self.options.data),
            keeps_text=self.options.keeps_text,
            accepts_proposals=self.options.accepts_proposals,
        )
        kind = TravellingPool if cluster.is_connected() else Pool
        pool = kind(read, settings, self.options.jobs, self.options.limits)
        try:
            with pool:
                for file in self._each(list(files_of(paths_of(paths))), pool):
                    summary.files.append(file)
                    seen(file)
        except KeyboardInterrupt as stop:
            summary.is_stopped, summary.exit_code = True, exit_code(stop)
        finally:
            self._end()
            note_first_seen(self.options.data, stored_checksums(summary.files), today_in_china())
        summary.proposed = [self.proposals.agencies[k] for k in sorted(self.proposals.agencies)]
        return summary

    def _end(self) -> None:
        if self.options.accepts_proposals:  # also what a killed run left at the end
            proposing.put_in_order(self.options.data)
            self.journal.follow(self._stamp())
        self.journal.close()

    def _each(self, files: list[Path], pool: Pool | TravellingPool) -> Iterator[FileOutcome]:
        """Outcomes in the order of the files, those known from earlier runs among them."""
        ready: dict[Path, FileOutcome] = {}

        def unread() -> Iterator[Path]:
            for path in files:
                known = self._known(path)
                if known is None:
                    yield path
                else:
                    ready[path] = known

        readings = pool.map(unread())
        waiting = iter(files)
        for path, reading in readings:
            for earlier in waiting:
                if earlier == path:
                    break
                yield self._again(ready.pop(earlier))
            yield self._settle(path, reading)
        for rest in waiting:
            yield self._again(ready.pop(rest))

    def _again(self, known: FileOutcome) -> FileOutcome:
        """An earlier outcome; what it proposed is still to be decided, and it counts as given."""
        for outcome in known.outcomes:
            self.given.note(outcome)
            if outcome.status == "proposed":
                self.proposals.propose(outcome.agency_name, outcome.region)
        return known

    def _known(self, path: Path) -> FileOutcome | None:
        try:
            known = self.journal.outcome(path, checksum(path), self.options.data)
        except OSError:
            return None
        if known is None or self._is_decided_now(known):
            return None
        return msgspec.structs.replace(known, file=printable(str(path)), is_skipped=True)

    def _is_decided_now(self, known: FileOutcome) -> bool:
        """Whether this run answers what an earlier one had to leave open."""
        statuses = {outcome.status for outcome in known.outcomes}
        accepts = self.options.accepts_proposals and "proposed" in statuses
        is_open = not statuses.isdisjoint({"version", "promoted"})
        is_chosen = self.options.prefer == "given"  # among all that are given now
        return accepts or is_chosen or (self.options.prefer != "ask" and is_open)

    def _settle(self, path: Path, reading: FileReading) -> FileOutcome:
        outcomes = [
            IngestOutcome(status="failed", is_bad=True, problem=problem)
            for problem in reading.problems
        ]
        is_whole = path.suffix.lower() in SHEETS
        stored = [self._store(record, is_whole) for record in reading.records]
        sha256 = reading.sha256 or None
        done = FileOutcome(file=printable(str(path)), sha256=sha256, outcomes=(*outcomes, *stored))
        if all(outcome.status != "failed" for outcome in stored):  # else data/ has to be mended
            self.journal.add(path, done)
        return done

    def _store(self, record: Record, is_whole: bool) -> IngestOutcome:
        """Stores a record, or says why it cannot be."""
        if record.kind == "unrecognised":
            return bad_outcome(record, "unrecognised", unrecognised(record.warnings))
        if record.year is None:
            return bad_outcome(record, "unplaced", Problem(code="ingest.no_year"))
        if record.agency is None:
            agency = self.proposals.propose(record.agency_name, record.region)
            if agency is None:
                return bad_outcome(record, "unplaced", no_agency(record))
            joined = self.proposals.ground(agency, _printed(record))
            other = self.proposals.holder(agency)
            if other or not self.options.accepts_proposals:
                params = {"id": agency.id, "name": agency.name}
                problem = Problem(code="ingest.proposed", params=params)
                if other:
                    params = params | {"other": other.name}
                    problem = Problem(code="ingest.id_taken", params=params)
                proposed = bad_outcome(record, "proposed", problem)
                return msgspec.structs.replace(proposed, joined=joined)
            self._accept(agency)
            record = replace(record, agency=agency.id, agency_name=agency.name)
        else:
            known = self.registry.agencies.get(record.agency)
            joined = self.proposals.ground(known, _printed(record)) if known else None
        return msgspec.structs.replace(self._put(record, is_whole), joined=joined)

    def _accept(self, agency: Agency) -> None:
        """Registers a proposed agency once; what was read before stays read."""
        if agency.id not in self.proposals.accepted:
            self.proposals.accepted.add(agency.id)
            proposing.accept(self.options.data, agency)
            self.journal.follow(self._stamp())

    def _put(self, record: Record, is_whole: bool) -> IngestOutcome:
        prefer = self.options.prefer
        try:
            stored, is_other = self.given.put(record, prefer, is_whole=is_whole)
        except GongkaiError as error:
            return bad_outcome(record, "failed", not_stored(error))
        outcome = outcome_of(record, stored.status)
        if is_whole:
            outcome = msgspec.structs.replace(outcome, whole=record.source.sha256)
        name = str(stored.path.relative_to(self.options.data))
        problem = None
        if stored.status in ("version", "promoted"):
            params = {"agency": str(record.agency), "year": str(record.year), "path": name}
            open_end = "_for_now" if stored.status == "promoted" and stored.is_open else ""
            if prefer == "given" and stored.status == "version":
                open_end = "_of_given"
            problem = Problem(code=f"ingest.{stored.status}{open_end}", params=params)
        if is_other:
            problem = Problem(code="ingest.read_otherwise", params={"path": name})
        is_bad = stored.is_open or is_other
        return msgspec.structs.replace(outcome, stored=name, problem=problem, is_bad=is_bad)


def _printed(record: Record) -> str:
    """The agency's name as the document bears it."""
    evidence = record.evidence.get("agency")
    return (evidence.raw if evidence else None) or record.agency_name or ""
