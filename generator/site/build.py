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

from generator.errors import GongkaiError, naming
from generator.pages.settings import SiteSettings
from generator.site import feeds, marker, pictures, redirects, sitemap
from generator.site.content import content_files, make_content
from generator.site.facts import PageFacts
from generator.site.fingerprint import fingerprint
from generator.site.manifest import Survey, dump_manifest, standing, survey
from generator.site.outfolder import OutFolder
from generator.site.ownership import (
    Notice,
    altered,
    check_apart,
    claim_content,
    claim_work,
    is_report,
    published_reports,
    refuse_foreign,
)
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


def _say_nothing(_: GongkaiError) -> None:
    """Nobody wants to be told."""


@dataclass(frozen=True, slots=True)
class Options:
    """How far a build may go, and who is told what it does about things that it finds.

    `force`: replace what is not ours, publish far fewer reports than before. `verify`:
    read every published file instead of trusting its size and times.
    """

    force: bool = False
    verify: bool = False
    notice: Notice = _say_nothing


def build(
    paths: Paths,
    settings: SiteSettings,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    options: Options | None = None,
) -> Result:
    """Builds and publishes the site of a data folder.

    FailedBuildError when a page failed, BuildError when another build is running or when
    something that is not ours would be lost, BadDataError when data/ is wrong; the
    published site is untouched in each case.
    """
    workers = jobs or os.cpu_count() or 1
    return _Build(paths, settings, workers, progress or Silent(), options or Options()).run()


class _Build:
    def __init__(
        self,
        paths: Paths,
        settings: SiteSettings,
        workers: int,
        progress: Progress,
        options: Options,
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.workers = workers
        self.progress = progress
        self.options = options
        self.result = Result()
        self._started = perf_counter()

    def run(self) -> Result:
        if not self.paths.data.is_dir():
            raise BuildError("site.no_data", file=str(self.paths.data))
        check_apart(self.paths)
        paths, notice = self.paths, self.options.notice
        with lock(paths.work), lock(paths.content), staged(paths.output) as stage:
            found = self._claim()
            self._started = perf_counter()
            with naming(paths.work):
                extras = make_content(paths, self.settings, self.workers, self.progress)
            self._end("content")
            with naming(stage.new):
                out = self._publishable(stage.new, found, extras)
        for left in stage.left:
            notice(BuildError("site.not_removed", file=str(left)))
        files = standing(paths.output, out.files)
        write_atomically(paths.manifest, dump_manifest(paths.output, files))
        return self.result

    def _claim(self) -> Survey:
        """Makes sure that only what is ours will be replaced; what was published before."""
        paths, notice, force = self.paths, self.options.notice, self.options.force
        found = survey(paths.manifest, paths.output, verify=self.options.verify)
        refuse_foreign(paths.output, found.foreign, notice, force=force)
        claim_content(paths.content, notice, force=force)
        claim_work(paths.work, paths.manifest, notice, force=force)
        if found.is_damaged:
            notice(BuildError("site.manifest_damaged", file=str(paths.manifest)))
        if found.altered:
            notice(altered(paths.output, found.altered))
        return found

    def _publishable(self, new: Path, found: Survey, extras: tuple[Path, ...]) -> OutFolder:
        out = OutFolder(new, self.paths.output, found.intact)
        pages = self._pages(out)
        self._refuse_loss(pages)
        self._extras(out, pages, extras)
        self._begin("search", sum(1 for page in pages if page.filters))
        build_index(pages, out, self.settings, self.paths.work, self.progress.advance)
        self._end("search")
        out.write(marker.NAME, marker.content("site", out.files))
        self.result.files, self.result.written = len(out.files), out.fresh
        return out

    def _refuse_loss(self, pages: list[PageFacts]) -> None:
        """A wrong folder or a typo must not empty a site."""
        before = published_reports(self.paths.output)
        now = sum(1 for page in pages if is_report(page.save_as))
        if 2 * now >= before:
            return
        code = "site.fewer_published" if self.options.force else "site.fewer_reports"
        error = BuildError(code, file=str(self.paths.output), now=now, before=before)
        if not self.options.force:
            raise error
        self.options.notice(error)

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
