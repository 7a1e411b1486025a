"""data/ -> output/: the stages of a build, in order, and what becomes of failures.

report views -> Markdown -> Pelican with our plugin -> one step in which the new site takes the
old one's place. When any page failed, nothing is published.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter

from generator.checks.run import without_gc
from generator.errors import GongkaiError, naming
from generator.pages.charts.views import begun_early
from generator.pages.kinds import folders
from generator.processes import same_workers
from generator.site.content import content_files, make_content
from generator.site.files.packed import pack
from generator.site.fingerprint import fingerprint
from generator.site.paths import PAGES, SPARE, STAMPS, Paths
from generator.site.pelican_plugin.facts import PageFacts
from generator.site.pelican_plugin.known import KnownPages
from generator.site.pelican_plugin.run_pelican import (
    PAGES_PER_RUN,
    Job,
    Ran,
    run_all,
    run_files,
    run_site,
)
from generator.site.pelican_plugin.whole import Site
from generator.site.progress import Progress, Silent
from generator.site.publishing import marker
from generator.site.publishing.addresses import lost_addresses
from generator.site.publishing.hosts import too_much
from generator.site.publishing.manifest import Survey, dump_manifest, standing, survey
from generator.site.publishing.outfolder import OutFolder
from generator.site.publishing.ownership import (
    Notice,
    altered,
    check_apart,
    claim_content,
    claim_work,
    is_report,
    refuse_foreign,
)
from generator.site.publishing.spare import mirror, settle
from generator.site.publishing.staging import BuildError, Stage, lock, staged
from generator.site.publishing.unchanged import Sources, sources_of
from generator.site_settings import SiteSettings
from generator.stamps import Stamps
from generator.store import write_atomically


@dataclass(slots=True)
class Result:
    """What a build did: pages and files of the site, files written anew, seconds."""

    pages: int = 0
    files: int = 0
    written: int = 0
    seconds: float = 0.0


def _say_nothing(_: GongkaiError) -> None:
    """Ignores the notice."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How far a build may go, and who is told what it does about things that it finds.

    `force`: replace what is not ours, publish far fewer reports than before,
    leave addresses without a page. `verify`:
    read every published file instead of trusting its size and times.
    """

    force: bool = False
    verify: bool = False
    notice: Notice = _say_nothing

    def let_pass(self, error: BuildError) -> None:
        """Only tells of it when the build is forced; raises it otherwise."""
        if not self.force:
            raise error
        self.notice(error)


def build(
    paths: Paths,
    settings: SiteSettings,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    options: BuildOptions | None = None,
) -> Result:
    """Builds and publishes the site of a data folder.

    FailedBuildError when a page failed, BuildError when another build is running or when
    something that is not ours would be lost, BadDataError when data/ is wrong; the
    published site is untouched in each case.
    """
    workers = jobs or os.cpu_count() or 1
    return _Build(paths, settings, workers, progress or Silent(), options or BuildOptions()).run()


class _Build:
    def __init__(
        self,
        paths: Paths,
        settings: SiteSettings,
        workers: int,
        progress: Progress,
        options: BuildOptions,
    ) -> None:
        self.paths = paths
        self.settings = settings.for_data(paths.data)
        self.workers = workers
        self.progress = progress
        self.options = options
        self.result = Result()
        self.warnings: list[GongkaiError] = []
        self.is_forced_through = False  # something was let pass because `force` said so

    def run(self) -> Result:
        if not self.paths.data.is_dir():
            raise BuildError("site.no_data", file=str(self.paths.data))
        check_apart(self.paths)
        started = perf_counter()
        paths, notice = self.paths, self.options.notice
        with without_gc(), lock(paths.work), lock(paths.content):
            with staged(paths.output) as stage:
                found = self._claim()
                sources = sources_of(paths, self.settings)
                built = sources.standing(found)
                stage.is_needed = built is None
                out = self._made(stage, found) if built is None else None
            for left in stage.left:
                notice(BuildError("site.not_removed", file=str(left)))
            if out is not None:
                self._remember(sources, out, found, stage)
            elif built is not None:
                self.result.pages, self.result.files = built.pages, built.files
                for said in built.warnings:
                    notice(said.error())
        self.result.seconds = perf_counter() - started
        return self.result

    def _made(self, stage: Stage, found: Survey) -> OutFolder:
        paths, spare, charts = self.paths, self.paths.work / SPARE, self.paths.work / "charts"
        made_by = fingerprint(self.settings, paths.theme)
        import_module("generator.site.pelican_plugin.plugin")  # once, and not in each worker
        with begun_early(charts):
            with same_workers(paths.work), naming(paths.work):
                stamps = Stamps(paths.work / STAMPS)
                then = partial(run_files, self._job((), made_by, stage.new))
                extras, ran = make_content(
                    paths, self.settings, self.workers, self.progress, stamps, then
                )
            # Other workers: the first still hold what agencies' pages were made from.
            with same_workers(paths.work), naming(stage.new):
                out = self._publishable(stage.new, found, extras, stamps, made_by, ran)
        with naming(stage.new):
            settle(out, stage, spare, found.inode)
        stage.reuse = lambda old: mirror(out, old, found.addresses(), spare)
        return out

    def _remember(self, sources: Sources, out: OutFolder, found: Survey, stage: Stage) -> None:
        """Notes what stands there now, for the next build."""
        paths, result = self.paths, self.result
        is_in_spare = stage.finished != stage.new  # then what is kept was not linked anew
        files = standing(paths.output, out.files, found if is_in_spare else Survey())
        manifest = dump_manifest(paths.output, files)
        write_atomically(paths.manifest, manifest)
        if self.is_forced_through:
            sources.forget()
        else:
            sources.remember(manifest, result.pages, result.files, self.warnings)

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

    def _publishable(
        self,
        new: Path,
        found: Survey,
        extras: tuple[Path, ...],
        stamps: Stamps,
        made_by: str,
        ran: list[bytes],
    ) -> OutFolder:
        out = OutFolder(new, self.paths.output, found.usable)
        site = Site(
            settings=self.settings,
            out=out,
            theme=self.paths.theme,
            work=self.paths.work,
            data=self.paths.data,
            extras=extras,
            stamps=stamps,
            folders=folders(),
            workers=self.workers,
            progress=self.progress,
        )
        many, few = content_files(self.paths, self.settings.languages)
        self._many_pages(many, site, made_by, ran)
        self._refuse_loss(site.pages, found)
        run_site(site, tuple(few), self.paths.content)
        _refuse(site)
        stamps.close()
        self._finish(site)
        return out

    def _finish(self, site: Site) -> None:
        """Takes over what is as published, packs and counts; warns of what hosts do not take.

        BuildError where an address was lost.
        """
        out = site.out
        self._refuse_lost_addresses(out)
        out.adopt_rest()
        if self.settings.precompress:
            self.progress.stage("packed", None)
            pack(out, self.workers)
        self.warnings = [*site.warnings, *too_much(out.files, self.settings)]
        for warning in self.warnings:
            self.options.notice(warning)
        out.write(marker.NAME, marker.content("site", out.files))
        self.result.pages = len(site.pages)
        self.result.files, self.result.written = len(out.files), out.fresh

    def _refuse_loss(self, pages: list[PageFacts], found: Survey) -> None:
        """A wrong folder or a typo must not empty a site."""
        before = sum(1 for address in found.addresses() if is_report(address))
        now = sum(1 for page in pages if is_report(page.save_as))
        if 2 * now >= before:
            return
        code = "site.fewer_published" if self.options.force else "site.fewer_reports"
        self.options.let_pass(BuildError(code, file=str(self.paths.output), now=now, before=before))

    def _refuse_lost_addresses(self, out: OutFolder) -> None:
        """An address that was published once leads somewhere for ever."""
        error = lost_addresses(self.paths.data, out.files, self.settings.languages)
        if error is not None:
            self.options.let_pass(error)
            self.is_forced_through = True

    def _many_pages(
        self, files: list[Path], site: Site, made_by: str, ran_before: list[bytes]
    ) -> None:
        """The generated pages, run by run; FailedBuildError when one failed.

        `ran_before` are the runs of workers that had written the files, packed.
        """
        self.progress.stage("html", len(files))
        known = KnownPages(self.paths.work / PAGES, made_by)
        found: dict[str, PageFacts] = {}
        done: set[Path] = set()

        def take(ran: Ran) -> None:
            known.note(ran.met)
            found.update({one.facts.source: one.facts for one in ran.met})
            site.failures += ran.failures
            site.warnings += ran.warnings
            site.out.take(ran.files, ran.kept, ran.fresh)
            done.update(ran.asked)

        while ran_before:  # one after the other, for each holds some hundred pages twice
            take(pickle.loads(ran_before.pop(0)))
        changed = []
        for path in files:
            if path in done:
                continue
            page = known.take(str(path), site.stamps, site.out)
            if page is None:
                changed.append(path)
            else:
                found[str(path)] = page.facts
        self.progress.advance(len(files) - len(changed))
        jobs = [self._job(part, made_by, site.out.new) for part in _parts(changed, self.workers)]
        for ran in run_all(jobs, self.workers, self.progress.advance):
            take(ran)
        site.pages += [found[str(path)] for path in files if str(path) in found]
        order = {str(path): place for place, path in enumerate(files)}
        site.failures.sort(key=lambda one: order.get(one.source, 0))
        _refuse(site)
        known.close()

    def _job(self, files: Sequence[Path], made_by: str, new: Path) -> Job:
        return Job(
            files=tuple(files),
            settings=self.settings,
            fingerprint=made_by,
            content=self.paths.content,
            theme=self.paths.theme,
            work=self.paths.work,
            new=new,
            old=self.paths.output,
        )


def _parts(files: list[Path], workers: int) -> Iterator[list[Path]]:
    """The files in runs: as many as there are workers, none longer than PAGES_PER_RUN."""
    runs = max(workers, -(-len(files) // PAGES_PER_RUN))
    size = max(1, -(-len(files) // runs))
    for start in range(0, len(files), size):
        yield files[start : start + size]


def _refuse(site: Site) -> None:
    """FailedBuildError when something failed, or Pelican left a page out without a word."""
    site.refuse_failures()
    missing = [page for page in site.pages if page.save_as not in site.out.files]
    for page in missing:
        site.fail(page.source, BuildError("site.page_failed", file=page.source, reason="Pelican"))
    site.refuse_failures()
