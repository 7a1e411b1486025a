"""data/ -> content/: every page, each file touched only when its bytes differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.case_file.report_view import ReportViews, iter_agency_views
from generator.checks.run import without_gc
from generator.errors import BadDataError
from generator.frames.build import Frames
from generator.frames.summaries import PUBLISHED
from generator.pages.agency.page import AgencyFile
from generator.pages.charts import ChartStore
from generator.pages.kinds import Material, folders, kinds
from generator.pages.marks import EXTRAS, MARK, MARK_TEXT
from generator.pages.parts.chart_sections import Drawing
from generator.pages.parts.content_file import Attachment, Page
from generator.pages.search.write import SearchIndex
from generator.site_settings import SiteSettings
from generator.store import write_atomically

Progress = Callable[[int, int], None]


@dataclass
class WriteResult:
    """What a run did: files written, left alone, removed; pictures drawn and kept.

    `removed` holds the files of pages that are there no more; where one moved, a row in
    data/redirects.csv leaves a redirect page at its old address.
    """

    written: int = 0
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    charts_drawn: int = 0
    charts_kept: int = 0

    @property
    def total(self) -> int:
        """All files there are now."""
        return self.written + self.unchanged


def write_content(
    report_views: ReportViews,
    frames: Frames,
    content: Path,
    *,
    settings: SiteSettings,
    progress: Progress | None = None,
    work: Path | None = None,
) -> WriteResult:
    """Writes every page below `content`; `progress(done, total)` counts reports.

    `work` (build/ beside content/ unless named) holds the drawn charts, the search index,
    and in `extras` the files that are published as they are.
    """
    work = work or content.parent / "build"
    store = ChartStore(work / "charts")
    run = _Run(content)
    with without_gc():
        material = Material(report_views, frames, settings, Drawing(store), work / EXTRAS)
        index = SearchIndex(work / "search", report_views.registry)
        for page in _pages(material, progress or _silent, index):
            run.put(page)
        index.write()
    run.remove_vanished()
    run.result.charts_drawn, run.result.charts_kept = store.drawn, store.kept
    return run.result


def _silent(_done: int, _total: int) -> None:
    """Nobody asked for progress."""


class _Run:
    """One run over the content folder."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.result = WriteResult()
        self._seen: set[Path] = set()

    def put(self, page: Page | Attachment) -> None:
        """Writes a page's file, and marks the folder of its kind."""
        mark = self.content / page.path.partition("/")[0] / MARK
        if mark not in self._seen:
            self._seen.add(mark)
            write_atomically(mark, MARK_TEXT.encode())
        self.file(page.path, page.text())

    def file(self, name: str, text: str) -> None:
        """Writes a file below content/ unless it already says that."""
        path = self.content / name
        if path in self._seen:
            raise BadDataError("pages.same_file", file=str(path))
        self._seen.add(path)
        if write_atomically(path, text.encode()):
            self.result.written += 1
        else:
            self.result.unchanged += 1

    def remove_vanished(self) -> None:
        """Removes what an earlier run wrote and this one did not."""
        for path in sorted(self._ours()):
            if path not in self._seen:
                path.unlink()
                self.result.removed.append(
                    path.relative_to(self.content).with_suffix("").as_posix()
                )
        for name in folders():
            for folder in sorted((self.content / name).glob("**/"), reverse=True):
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()

    def _ours(self) -> Iterable[Path]:
        """The files of all kinds."""
        for name in folders():
            yield from (path for path in (self.content / name).rglob("*") if path.is_file())


def _pages(
    material: Material, progress: Progress, index: SearchIndex
) -> Iterator[Page | Attachment]:
    done, total = 0, len(material.report_views.reports)
    languages = material.settings.languages
    for file in _agencies(material):
        for kind in kinds():
            if kind.of_agency is not None:
                yield from kind.made_in(languages, partial(kind.of_agency, file, material))
        index.add(report_view.record for report_view in file.report_views.values())
        index.add(material.report_views.plans[file.agency, year] for year in file.plans)
        done += len(file.report_views)
        progress(done, total)
    for kind in kinds():
        if kind.pages is not None:
            yield from kind.made_in(languages, partial(kind.pages, material))


def _agencies(material: Material) -> Iterator[AgencyFile]:
    """Every agency, those with reports first."""
    report_views, facts = material.report_views, material.facts
    plans = _plan_years(report_views)
    absent = _absent_years(report_views)
    for agency, own in iter_agency_views(report_views):
        yield AgencyFile(agency, own, facts[agency], plans.get(agency, ()), absent[agency])
    for agency in dict.fromkeys((*report_views.registry.agencies, *plans)):
        if agency not in facts:
            yield AgencyFile(agency, {}, (), plans.get(agency, ()), absent[agency])


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


__all__ = ["WriteResult", "write_content"]
