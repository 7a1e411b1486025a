"""data/ -> output/: the stages of a build, in order, and what becomes of failures.

dossiers -> Markdown -> Pelican -> static files -> search index, sitemap, feeds -> one
step in which the new site takes the old one's place. When any page failed, nothing is
published.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import jinja2

from generator.pages.settings import SiteSettings
from generator.site import feeds, pictures, redirects, sitemap
from generator.site.content import content_files, make_content
from generator.site.facts import PageFacts
from generator.site.fingerprint import fingerprint
from generator.site.outfolder import OutFolder, dump_manifest, load_manifest
from generator.site.page import Failure
from generator.site.paths import Paths
from generator.site.progress import Progress, Silent
from generator.site.run_pelican import PAGES_PER_RUN, Job, Ran, run_all
from generator.site.search_index import build_index
from generator.site.staging import BuildError, lock, staged
from generator.site.static_files import write_chart_views, write_extras, write_static
from generator.store import write_atomically


class FailedBuildError(BuildError):
    """Pages that could not be made; the published site is as it was."""

    def __init__(self, failures: list[Failure]) -> None:
        self.failures = failures
        super().__init__("site.failed", count=len(failures))


@dataclass(slots=True)
class Result:
    """What a build did: pages and files of the site, files written anew, seconds by stage."""

    pages: int = 0
    files: int = 0
    written: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    paths: Paths,
    settings: SiteSettings,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Result:
    """Builds and publishes the site of a data folder.

    FailedBuildError when a page failed, BuildError when another build is running,
    BadDataError when data/ is wrong; the published site is untouched in each case.
    """
    return _Build(paths, settings, jobs or os.cpu_count() or 1, progress or Silent()).run()


class _Build:
    def __init__(
        self, paths: Paths, settings: SiteSettings, workers: int, progress: Progress
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.workers = workers
        self.progress = progress
        self.result = Result()
        self._started = perf_counter()

    def run(self) -> Result:
        if not self.paths.data.is_dir():
            raise BuildError("site.no_data", file=str(self.paths.data))
        with lock(self.paths.work), staged(self.paths.output) as new:
            self._started = perf_counter()
            extras = make_content(self.paths, self.settings, self.workers, self.progress)
            self._end("content")
            out = self._publishable(new, extras)
        write_atomically(self.paths.manifest, dump_manifest(self.paths.output, out.files))
        return self.result

    def _publishable(self, new: Path, extras: tuple[Path, ...]) -> OutFolder:
        before = load_manifest(self.paths.manifest, self.paths.output)
        out = OutFolder(new, self.paths.output, before)
        pages = self._pages(out)
        self._extras(out, pages, extras)
        self._begin("search", sum(1 for page in pages if page.filters))
        build_index(pages, out, self.settings, self.paths.work, self.progress.advance)
        self._end("search")
        self.result.files, self.result.written = len(out.files), out.fresh
        return out

    def _pages(self, out: OutFolder) -> list[PageFacts]:
        files = content_files(self.paths)
        self._begin("html", len(files))
        runs = run_all(self._jobs(files, out), self.workers, self.progress.advance)
        pages = [page for ran in runs for page in ran.pages]
        failures = [failure for ran in runs for failure in ran.failures]
        failures += _same_addresses(pages) + _not_written(pages, runs, failures)
        if failures:
            raise FailedBuildError(failures)
        for ran in runs:
            out.files.update(ran.files)
            out.fresh += ran.fresh
        self.result.pages = len(pages)
        self._end("html")
        return pages

    def _jobs(self, files: list[Path], out: OutFolder) -> list[Job]:
        return [
            Job(
                files=tuple(part),
                before=out.before,
                settings=self.settings,
                fingerprint=fingerprint(self.settings, self.paths.theme),
                content=self.paths.content,
                theme=self.paths.theme,
                charts=self.paths.charts,
                new=out.new,
                old=out.old,
            )
            for part in _parts(files, self.workers)
        ]

    def _extras(self, out: OutFolder, pages: list[PageFacts], extras: tuple[Path, ...]) -> None:
        self._begin("extras", None)
        write_static(self.paths.theme, out)
        write_chart_views(self.paths.charts, out)
        for folder in extras:
            write_extras(folder, out)
        templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.paths.theme / "templates"), autoescape=True
        )
        redirect = templates.get_template("redirect.html")
        redirects.write_redirects(self.paths.data, out, self.settings, redirect)
        sitemap.write_sitemap(pages, out, self.settings)
        feeds.write_feeds(pages, out, self.settings)
        self._end("extras")
        if self.settings.is_absolute:
            self._begin("pictures", None)
            self._pictures(out, pages)
            self._end("pictures")

    def _pictures(self, out: OutFolder, pages: list[PageFacts]) -> None:
        from generator.pages.charts import ChartStore

        store = ChartStore(self.paths.charts)
        keys = {page.picture for page in pages if page.picture}
        look = f"{store.folder.name} {pictures.version()}"
        painter = pictures.Painter(store.standalone_svg, self.settings.name, look, self.workers)
        painter.write(keys, out)

    def _begin(self, name: str, total: int | None) -> None:
        self._started = perf_counter()
        self.progress.stage(name, total)

    def _end(self, name: str) -> None:
        self.result.seconds[name] = perf_counter() - self._started


def _parts(files: list[Path], workers: int) -> Iterator[list[Path]]:
    """The files in runs: as many as there are workers, none longer than PAGES_PER_RUN."""
    runs = max(workers, -(-len(files) // PAGES_PER_RUN))
    size = max(1, -(-len(files) // runs))
    for start in range(0, len(files), size):
        yield files[start : start + size]


def _same_addresses(pages: Iterable[PageFacts]) -> list[Failure]:
    seen: dict[str, str] = {}
    found = []
    for page in pages:
        other = seen.setdefault(page.save_as, page.source)
        if other != page.source:
            error = BuildError(
                "site.same_address", file=page.source, address=page.save_as, other=other
            )
            found.append(Failure(page.source, error))
    return found


def _not_written(
    pages: Iterable[PageFacts], runs: Iterable[Ran], failures: Iterable[Failure]
) -> list[Failure]:
    """Pages that neither were written nor say why: Pelican left them out silently."""
    written = {address for ran in runs for address in ran.files}
    explained = {failure.source for failure in failures}
    return [
        Failure(page.source, BuildError("site.page_failed", file=page.source, reason="Pelican"))
        for page in pages
        if page.save_as not in written and page.source not in explained
    ]
