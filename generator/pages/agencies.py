"""The pages of agencies, each made of what is its own: in other processes where there are many.

What they need of everyone goes to a worker once (`Shared`), what an agency needs with its
work. A worker that has written some agencies goes on with their pages (`Shared.then`).
"""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from generator import cluster
from generator.agencies import Registry
from generator.case_file.report_view import PlanMapping, ReportMapping
from generator.checks.report_source import ReportSource
from generator.checks.run import without_gc
from generator.errors import BadDataError
from generator.pages.agency.page import AgencyFile
from generator.pages.charts import ChartStore
from generator.pages.kept import MadeOf
from generator.pages.kinds import kinds
from generator.pages.own import Asked, Own
from generator.pages.parts.chart_sections import Drawing
from generator.pages.parts.content_file import Attachment, Extra, Page
from generator.pages.parts.facts import Facts
from generator.pages.search.write import SearchIndex
from generator.processes import GIVEN
from generator.records import Record
from generator.sealed import digest_of
from generator.store import write_atomically

LEAST_AT_ONCE = 60
"""Pages of reports and agencies below which no other process is asked."""
_MOST_AT_ONCE = 350
_PARTS_A_WORKER = 4

Then = Callable[[Sequence[Path]], Any]


@dataclass(frozen=True)
class Folders:
    """Where content files go, and where files that are published as they are."""

    content: Path
    extras: Path

    def write(self, page: Page | Attachment | Extra) -> tuple[str, str, bool]:
        """Writes a page's file unless it says that already: name, hash, whether it did."""
        if isinstance(page, Extra):
            folder, name, content = self.extras, page.file, page.content
        else:
            folder, name, content = self.content, page.path, page.text().encode()
        return name, digest_of(content), write_atomically(folder / name, content)


@dataclass(frozen=True)
class Work:
    """What the pages of one agency are made from: `AgencyFile` says what the sequences are."""

    own: Own
    reports: ReportMapping
    facts: Sequence[Facts]
    plans: Sequence[int]
    missing: Sequence[tuple[int, str]]

    @property
    def size(self) -> int:
        """How many pages it makes, by and large."""
        return len(self.facts) + 1

    def file(self) -> AgencyFile:
        """The same with the agency's records, which are read."""
        agency = self.own.agency
        views = self.reports.of_agency(agency)
        return AgencyFile(agency, views, self.facts, self.plans, self.missing)


@dataclass(frozen=True)
class Made:
    """What was made of an agency, and which of its content files were written anew."""

    agency: str
    of: MadeOf
    written: tuple[str, ...] = ()


class AgencyWriter:
    """Writes the pages of one agency after the other."""

    def __init__(self, folders: Folders, store: ChartStore, index: SearchIndex) -> None:
        self._folders = folders
        self._store = store
        self._index = index

    def make(self, work: Work) -> Made:
        """Writes what all kinds of pages make of an agency; BadDataError for a file named twice."""
        file, own, written = work.file(), work.own, []
        pages: dict[str, str] = {}
        extras: dict[str, str] = {}
        self._store.used.clear()
        for kind in kinds():
            if kind.of_agency is not None:
                made_of = partial(kind.of_agency, file, own)
                for page in kind.made_in(own.settings.languages, made_of):
                    found = extras if isinstance(page, Extra) else pages
                    name, digest, is_written = self._folders.write(page)
                    if name in found:
                        raise BadDataError("pages.same_file", file=name)
                    found[name] = digest
                    if is_written and found is pages:
                        written.append(name)
        members = self._index.put(file.agency, self._records(file, own.plans))
        others = {self._store.path(key): digest for key, digest in sorted(self._store.used.items())}
        if members:
            texts = self._index.texts(file.agency)
            others[texts] = digest_of(texts.read_bytes())
        hashes = {str(path).lstrip("/"): digest for path, digest in others.items()}
        made = MadeOf(own.first_seen.answers, pages, extras, hashes, members)
        return Made(file.agency, made, tuple(written))

    def _records(self, file: AgencyFile, plans: Mapping[tuple[str, int], Record]) -> list[Record]:
        reports = [one.record for one in file.report_views.values()]
        return reports + [plans[file.agency, year] for year in file.plans]


@dataclass(frozen=True)
class Shared:
    """What a worker is given once. `then` is called with the content files that were written."""

    folders: Folders
    work: Path
    source: ReportSource
    plans: Mapping[tuple[str, int], Record]
    first_seen: dict[str, str]
    then: Then | None = None

    @property
    def registry(self) -> Registry:
        """The registry of all agencies."""
        return self.source.registry

    @property
    def asked(self) -> Asked:
        """The days of first readings, for one agency."""
        return Asked(self.first_seen)


class _Worker:
    """What this process has, being a worker."""

    def __init__(self, shared: Shared) -> None:
        store = ChartStore(shared.work / "charts")
        index = SearchIndex(shared.work / "search", shared.registry)
        self.shared = shared
        self.drawing = Drawing(store)
        self.writer = AgencyWriter(shared.folders, store, index)


_worker: _Worker | None = None


def begin(shared: Shared) -> None:
    """Makes this process a worker."""
    global _worker  # noqa: PLW0603 - a process is one worker
    _worker = _Worker(shared)


def make(path: str) -> tuple[list[Made], Any]:
    """Makes the agencies whose work lies in a file; what `then` gave, None without it."""
    assert _worker is not None
    works: list[Work] = pickle.loads(Path(path).read_bytes())
    with without_gc():
        made = [_worker.writer.make(work) for work in works]
    content, then = _worker.shared.folders.content, _worker.shared.then
    files = [content / name for one in made for name in one.written if name.endswith(".md")]
    return made, then(files) if then is not None and files else None


def _of_worker(name: str) -> Any:
    assert _worker is not None
    return _worker.drawing if name == "drawing" else getattr(_worker.shared, name)


def _named(name: str) -> Callable[[Any], tuple[Any, ...]]:
    return lambda _: (_of_worker, (name,))


_OF_ALL = {
    ReportSource: "source",
    Registry: "registry",
    PlanMapping: "plans",
    Asked: "asked",
    Drawing: "drawing",
}


def packed(works: Sequence[Work]) -> bytes:
    """Work for a worker; what every worker has is named in it."""
    stream = BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    named = {kind: _named(name) for kind, name in _OF_ALL.items()}
    pickler.dispatch_table = {**copyreg.dispatch_table, **named}
    pickler.dump(works)
    return stream.getvalue()


@dataclass
class Sender:
    """Hands agencies to workers, some at a time, once there are enough of them.

    `start` starts the workers. What they made is given in the order in which it was asked for.
    """

    start: Callable[[], Executor]
    folder: Path
    at_once: int
    _waiting: list[Work] = field(default_factory=list)
    _sent: list[tuple[Path, Future[Any]]] = field(default_factory=list)
    _pool: Executor | None = None
    _count: int = 0

    def add(self, work: Work) -> None:
        """Takes in an agency."""
        self._waiting.append(work)
        if sum(one.size for one in self._waiting) >= self.at_once:
            self._send()

    def rest(self) -> list[Work]:
        """Ends the adding; the agencies for which no worker is needed."""
        if self._pool is None and not cluster.is_connected():
            return self._waiting
        if self._waiting:
            self._send()
        return []

    def _send(self) -> None:
        self._pool = self._pool or self.start()
        views = [_alone(work) for work in self._waiting]
        path = self.folder / f"{GIVEN}{self._count}"
        write_atomically(path, packed(views))
        self._sent.append((path, self._pool.submit(make, str(path))))
        self._waiting, self._count = [], self._count + 1

    def made(self, *, wait: bool) -> list[tuple[list[Made], Any]]:
        """What has been made since, or all that is still to come."""
        found = []
        while self._sent and (wait or self._sent[0][1].done()):
            path, future = self._sent.pop(0)
            found.append(future.result())
            path.unlink()
        return found


def _alone(work: Work) -> Work:
    agency = work.own.agency
    return Work(work.own, work.reports.part(agency), work.facts, work.plans, work.missing)


def at_once(pages: int, workers: int) -> int:
    """How many pages a worker makes at a time."""
    return min(_MOST_AT_ONCE, max(LEAST_AT_ONCE, pages // (workers * _PARTS_A_WORKER)))
