"""data/ -> content/: every page, each file touched only when its bytes differ."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.case_file.report_view import ReportViews
from generator.checks.run import without_gc
from generator.errors import BadDataError
from generator.extras import Extras
from generator.frames.build import Frames
from generator.frames.summaries import PUBLISHED
from generator.pages.agency.page import AgencyFile
from generator.pages.charts import ChartStore
from generator.pages.kept import KeptPages, MadeOf
from generator.pages.kinds import Material, folders, kinds
from generator.pages.marks import AGENCIES, EXTRAS, MARK, MARK_TEXT, OWN_EXTRAS
from generator.pages.own import Own, own_of
from generator.pages.parts.chart_sections import Drawing
from generator.pages.parts.content_file import Attachment, Extra, Page
from generator.pages.search.write import SearchIndex
from generator.sealed import digest_of
from generator.site_settings import SiteSettings
from generator.stamps import Stamps
from generator.store import write_atomically

Progress = Callable[[int, int], None]


@dataclass
class WriteResult:
    """What a run did: files written, left alone, removed; pictures drawn.

    `removed` holds the files of pages that are there no more; where one moved, a row in
    data/redirects.csv leaves a redirect page at its old address.
    """

    written: int = 0
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    charts_drawn: int = 0

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
) -> WriteResult:
    """Writes every page below `content`; `progress(done, total)` counts reports.

    `work` (build/ beside content/ unless named) holds the drawn charts, the search index,
    what was made of each agency, and in two folders the files that are published as they are.
    An agency of which nothing changed, as `stamps` says of its files, is not read.
    """
    work = work or content.parent / "build"
    store = ChartStore(work / "charts")
    run, extras = _Run(content, work / OWN_EXTRAS), Extras(work / EXTRAS)
    with without_gc():
        material = Material(report_views, frames, settings, Drawing(store), extras)
        index = SearchIndex(work / "search", report_views.registry)
        kept = KeptPages(work / AGENCIES, report_views, settings, stamps or Stamps())
        agencies = _Agencies(material, run, index, kept, store)
        done, total = 0, len(report_views.reports)
        for agency in agencies.names():
            agencies.write(agency)
            if progress is not None:
                done += len(report_views.reports.years_of(agency))
                progress(done, total)
        kept.close(agencies.names())
        for kind in kinds():
            if kind.pages is not None:
                for page in kind.made_in(settings.languages, partial(kind.pages, material)):
                    run.put(page)
        material.observed.close()
        index.write()
    run.remove_vanished()
    extras.remove_others()
    run.result.charts_drawn = store.drawn
    return run.result


class _Run:
    """One run over the content folder and that of the agencies' further files."""

    def __init__(self, content: Path, extras: Path) -> None:
        self.content = content
        self.extras = extras
        self.result = WriteResult()
        self._seen: set[str] = set()

    def put(self, page: Page | Attachment | Extra) -> tuple[str, str]:
        """Writes a page's file, and marks the folder of its kind; its name and its hash."""
        if isinstance(page, Extra):
            return page.file, self._file(self.extras, page.file, page.content)
        self._mark(page.path.partition("/")[0])
        return page.path, self._file(self.content, page.path, page.text().encode())

    def keep(self, made: MadeOf) -> None:
        """Notes the files of an agency that stand as they were written."""
        for folder, names in ((self.content, made.pages), (self.extras, made.extras)):
            for name in names:
                self._see(f"{folder}/{name}")
        self.result.unchanged += len(made.pages)
        for kind in {name.partition("/")[0] for name in made.pages}:
            self._mark(kind)

    def _mark(self, kind: str) -> None:
        mark = f"{self.content}/{kind}/{MARK}"
        if mark not in self._seen:
            self._seen.add(mark)
            write_atomically(Path(mark), MARK_TEXT.encode())

    def _see(self, path: str) -> None:
        if path in self._seen:
            raise BadDataError("pages.same_file", file=path)
        self._seen.add(path)

    def _file(self, folder: Path, name: str, content: bytes) -> str:
        """Writes a file unless it already says that."""
        self._see(f"{folder}/{name}")
        is_written = write_atomically(folder / name, content)
        if folder == self.content:
            self.result.written += is_written
            self.result.unchanged += not is_written
        return digest_of(content)

    def remove_vanished(self) -> None:
        """Removes what an earlier run wrote and this one did not."""
        for folder in (self.extras, *(self.content / name for name in folders())):
            for inner, _, names in sorted(os.walk(folder), reverse=True):
                inside = {name for name in names if f"{inner}/{name}" in self._seen}
                for name in sorted({*names} - inside):
                    Path(inner, name).unlink()
                    self._note_removed(Path(inner, name))
                if not (inside or any(Path(inner).iterdir())):
                    Path(inner).rmdir()

    def _note_removed(self, path: Path) -> None:
        if path.is_relative_to(self.content):
            self.result.removed.append(path.relative_to(self.content).with_suffix("").as_posix())


class _Agencies:
    """The pages of every agency, those with reports first."""

    def __init__(
        self,
        material: Material,
        run: _Run,
        index: SearchIndex,
        kept: KeptPages,
        store: ChartStore,
    ) -> None:
        self._material = material
        self._run = run
        self._index = index
        self._kept = kept
        self._store = store
        self._plans = _plan_years(material.report_views)
        self._absent = _absent_years(material.report_views)
        self._folders = {"pages": run.content, "extras": run.extras, "others": Path("/")}

    def names(self) -> dict[str, None]:
        """All agencies in the order in which they are written."""
        views = self._material.report_views
        others = (*views.registry.agencies, *self._plans)
        return dict.fromkeys((*views.reports.agencies(), *others))

    def write(self, agency: str) -> None:
        """Makes the pages of an agency, or keeps those of the last build."""
        own, facts = own_of(self._material, agency), self._material.facts.get(agency, ())
        shown = (facts, self._plans.get(agency, ()), self._absent[agency])
        key = self._kept.key(agency, own, shown)
        made = self._kept.find(agency, key, own, self._folders)
        if made is None:
            views = self._material.report_views.reports.of_agency(agency)
            made = self._made(AgencyFile(agency, views, *shown), own)
            self._kept.put(agency, key, made)
        else:
            self._run.keep(made)
            self._index.take(agency, made.members)

    def _made(self, file: AgencyFile, own: Own) -> MadeOf:
        agency, languages = file.agency, own.settings.languages
        pages: dict[str, str] = {}
        extras: dict[str, str] = {}
        self._store.used.clear()
        for kind in kinds():
            if kind.of_agency is not None:
                for page in kind.made_in(languages, partial(kind.of_agency, file, own)):
                    name, digest = self._run.put(page)
                    (extras if isinstance(page, Extra) else pages)[name] = digest
        records = [one.record for one in file.report_views.values()]
        records += [own.plans[agency, year] for year in file.plans]
        members = self._index.add(records, agency)
        others = [self._store.path(key) for key in sorted(self._store.used)]
        others += [self._index.texts(agency)] if members else []
        hashes = {str(path).lstrip("/"): digest_of(path.read_bytes()) for path in others}
        return MadeOf(own.first_seen.answers, pages, extras, hashes, members)


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
