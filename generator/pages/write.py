"""data/ -> content/: every page, each file touched only when its bytes differ."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from generator import cluster
from generator.case_file.report_view import ReportViews
from generator.checks.run import without_gc
from generator.errors import BadDataError
from generator.extras import Extras
from generator.frames.build import Frames
from generator.frames.summaries import PUBLISHED
from generator.pages import agencies
from generator.pages.agencies import (
    AgencyWriter,
    Folders,
    Made,
    Sender,
    Shared,
    Then,
    Work,
    at_once,
)
from generator.pages.charts import ChartStore
from generator.pages.kept import KeptPages, MadeOf
from generator.pages.kinds import Material, folders, kinds
from generator.pages.marks import AGENCIES, EXTRAS, MARK, MARK_TEXT, OWN_EXTRAS
from generator.pages.own import own_of
from generator.pages.parts.chart_sections import Drawing
from generator.pages.parts.content_file import Attachment, Extra, Page
from generator.pages.search.write import SearchIndex
from generator.processes import worker_pool
from generator.site_settings import SiteSettings
from generator.stamps import Stamps
from generator.store import write_atomically

Progress = Callable[[int, int], None]

START = "spawn"
"""How workers start that no earlier stage has started: forked, each would hold all we know."""
MOST_COPIED = 30_000
"""Reports above which this process is not copied: two of it would hold more than 2 GB."""


@dataclass
class WriteResult:
    """What a run did: files written, left alone, removed; pictures drawn in this process.

    `removed` holds the files of pages that are there no more; where one moved, a row in
    data/redirects.csv leaves a redirect page at its old address. `then` is what workers did
    with files that they had written.
    """

    written: int = 0
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    charts_drawn: int = 0
    then: list[Any] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All files there are now."""
        return self.written + self.unchanged


def write_content(  # noqa: PLR0913 - what a build has and where it goes
    report_views: ReportViews,
    frames: Frames,
    content: Path,
    *,
    settings: SiteSettings,
    progress: Progress | None = None,
    work: Path | None = None,
    stamps: Stamps | None = None,
    jobs: int = 1,
    then: Then | None = None,
) -> WriteResult:
    """Writes every page below `content`; `progress(done, total)` counts reports.

    `work` (build/ beside content/ unless named) holds the drawn charts, the search index,
    what was made of each agency, and in two folders the files that are published as they are.
    An agency of which nothing changed, as `stamps` says of its files, is not read. Where many
    have changed, `jobs` processes make their pages and call `then` with what they wrote, while
    this one makes the pages of the whole site.
    """
    work = work or content.parent / "build"
    store = ChartStore(work / "charts")
    run, extras = _Run(Folders(content, work / OWN_EXTRAS)), Extras(work / EXTRAS)
    with without_gc(), ExitStack() as ends:
        material = Material(report_views, frames, settings, Drawing(store), extras)
        index = SearchIndex(work / "search", report_views.registry)
        places = {"pages": content, "extras": work / OWN_EXTRAS, "others": Path("/")}
        kept = KeptPages(work / AGENCIES, report_views, settings, stamps or Stamps(), places)
        shared = _shared(run.folders, work, report_views, then)
        sender = _sender(shared, len(report_views.reports), jobs, ends)
        writer = AgencyWriter(run.folders, store, index)
        own = _Agencies(material, run, index, kept, writer=writer, sender=sender, progress=progress)
        workers = jobs if len(report_views.reports) <= MOST_COPIED else 1
        for kind in kinds():
            if kind.files is not None:
                ends.enter_context(material.begun(kind.files, workers))
        own.begin()
        for kind in sorted(kinds(), key=lambda kind: kind.files is not None):  # those wait
            if kind.pages is not None:
                for page in kind.made_in(settings.languages, partial(kind.pages, material)):
                    run.put(page)
                own.collect()
        own.end()
        material.observed.close()
        index.write()
    run.remove_vanished()
    extras.remove_others()
    run.result.charts_drawn = store.drawn
    return run.result


def _shared(found: Folders, work: Path, views: ReportViews, then: Then | None) -> Shared:
    return Shared(found, work, views.reports.source, views.plans, views.first_seen, then)


def _sender(shared: Shared, reports: int, jobs: int, ends: ExitStack) -> Sender | None:
    """What hands agencies to workers, who are started when it has enough; none for one process."""
    if jobs < 2 and not cluster.is_connected():
        return None
    pool = partial(worker_pool, jobs, START, agencies.begin, (shared,), may_travel=True)
    return Sender(lambda: ends.enter_context(pool()), shared.work, at_once(reports, jobs))


class _Run:
    """One run over the content folder and that of the agencies' further files."""

    def __init__(self, written: Folders) -> None:
        self.folders = written
        self.result = WriteResult()
        self._seen: set[str] = set()

    def put(self, page: Page | Attachment | Extra) -> None:
        """Writes a page's file, and marks the folder of its kind."""
        is_extra = isinstance(page, Extra)
        self._see(page.file if isinstance(page, Extra) else page.path, is_extra=is_extra)
        _, _, is_written = self.folders.write(page)
        if not is_extra:
            self._count(is_written, not is_written)

    def take(self, made: MadeOf, written: int) -> None:
        """Takes in the files that were made of an agency, so many pages of it just now."""
        for name in made.pages:
            self._see(name)
        for name in made.extras:
            self._see(name, is_extra=True)
        self._count(written, len(made.pages) - written)

    def _count(self, written: int, unchanged: int) -> None:
        self.result.written += written
        self.result.unchanged += unchanged

    def _see(self, name: str, *, is_extra: bool = False) -> None:
        path = f"{self.folders.extras if is_extra else self.folders.content}/{name}"
        if path in self._seen:
            raise BadDataError("pages.same_file", file=path)
        self._seen.add(path)
        if not is_extra:
            self._mark(name.partition("/")[0])

    def _mark(self, kind: str) -> None:
        mark = f"{self.folders.content}/{kind}/{MARK}"
        if mark not in self._seen:
            self._seen.add(mark)
            write_atomically(Path(mark), MARK_TEXT.encode())

    def remove_vanished(self) -> None:
        """Removes what an earlier run wrote and this one did not."""
        content = self.folders.content
        for folder in (self.folders.extras, *(content / name for name in folders())):
            for inner, _, names in sorted(os.walk(folder), reverse=True):
                inside = {name for name in names if f"{inner}/{name}" in self._seen}
                for name in sorted({*names} - inside):
                    Path(inner, name).unlink()
                    self._note_removed(Path(inner, name))
                if not (inside or any(Path(inner).iterdir())):
                    Path(inner).rmdir()

    def _note_removed(self, path: Path) -> None:
        if path.is_relative_to(self.folders.content):
            name = path.relative_to(self.folders.content).with_suffix("").as_posix()
            self.result.removed.append(name)


class _Agencies:
    """The pages of every agency: kept, made here, or made by workers meanwhile."""

    def __init__(  # noqa: PLR0913 - what they are made from, by whom, and where it goes
        self,
        material: Material,
        run: _Run,
        index: SearchIndex,
        kept: KeptPages,
        *,
        writer: AgencyWriter,
        sender: Sender | None,
        progress: Progress | None,
    ) -> None:
        self._material = material
        self._facts = material.facts  # before a copy of this process would find them once more
        self._run = run
        self._index = index
        self._kept = kept
        self._writer = writer
        self._sender = sender
        self._progress = progress
        self._done = 0
        self._keys: dict[str, str] = {}

    def begin(self) -> None:
        """Takes in what is kept; makes the others, or hands them to workers."""
        views = self._material.report_views
        plans, absent = _plan_years(views), _absent_years(views)
        names = dict.fromkeys((*views.reports.agencies(), *views.registry.agencies, *plans))
        for name in names:
            facts = self._facts.get(name, ())
            own = own_of(self._material, name)
            work = Work(own, views.reports, facts, plans.get(name, ()), absent[name])
            if not self._is_kept(name, work):
                if self._sender is None:
                    self._make([work])
                else:
                    self._sender.add(work)
        if self._sender is not None:
            self._make(self._sender.rest())
        self._kept.close(names)

    def _is_kept(self, name: str, work: Work) -> bool:
        key = self._kept.key(name, work.own, (work.facts, work.plans, work.missing))
        made = self._kept.find(name, key, work.own)
        if made is None:
            self._keys[name] = key
        else:
            self._take(Made(name, made))
        return made is not None

    def _make(self, works: Iterable[Work]) -> None:
        for work in works:
            self._take(self._writer.make(work))

    def collect(self, *, wait: bool = False) -> None:
        """Takes in what workers have made since."""
        if self._sender is not None:
            for several, then in self._sender.made(wait=wait):
                for made in several:
                    self._take(made)
                if then is not None:
                    self._run.result.then.append(then)

    def end(self) -> None:
        """Takes in what workers have still to make."""
        self.collect(wait=True)

    def _take(self, made: Made) -> None:
        self._run.take(made.of, len(made.written))
        self._index.take(made.agency, made.of.members)
        if made.agency in self._keys:
            self._kept.put(made.agency, self._keys.pop(made.agency), made.of)
        reports = self._material.report_views.reports
        self._done += len(reports.years_of(made.agency))
        if self._progress is not None:
            self._progress(self._done, len(reports))


def _plan_years(report_views: ReportViews) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for agency, year in report_views.plans:
        found[agency].append(year)
    return {agency: tuple(sorted(years)) for agency, years in found.items()}


def _absent_years(report_views: ReportViews) -> defaultdict[str, list[tuple[int, str]]]:
    """The years without a report for each agency that should have had one."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for (agency, year), status in report_views.register.items():
        if status not in PUBLISHED and status != "not_required":
            found[agency].append((year, status))
    for years in found.values():
        years.sort()
    return found
