"""Runs Pelican over lists of content files, some at a time, in several processes.

Pelican keeps every page of a run in memory; runs of PAGES_PER_RUN files keep a site of
any size within a bounded space, and runs share nothing, so that every core can take one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.pages.settings import PROJECT, SiteSettings
from generator.processes import worker_pool
from generator.site.facts import PageFacts
from generator.site.manifest import Written
from generator.site.outfolder import OutFolder
from generator.site.page import Failure, Site
from generator.site.staging import BuildError

PAGES_PER_RUN = 500
PARALLEL_FROM = 200


@dataclass(frozen=True, slots=True)
class Job:
    """What one run needs; it crosses to another process."""

    files: tuple[Path, ...]
    before: dict[str, Written]
    settings: SiteSettings
    fingerprint: str
    content: Path
    theme: Path
    charts: Path
    new: Path
    old: Path


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run did: the pages it met, what was written, what failed."""

    pages: list[PageFacts]
    files: dict[str, Written]
    fresh: int
    failures: list[Failure]


def run_all(jobs: list[Job], workers: int, advance: Callable[[int], None]) -> list[Ran]:
    """Runs the jobs, several at once where that pays; in the order of the jobs."""
    pages = sum(len(job.files) for job in jobs)
    if workers < 2 or len(jobs) < 2 or pages < PARALLEL_FROM:
        return list(_one_by_one(jobs, advance))
    results: dict[int, Ran] = {}
    with worker_pool(workers, "spawn") as pool:
        futures = {pool.submit(run, job): number for number, job in enumerate(jobs)}
        for future in as_completed(futures):
            results[futures[future]] = future.result()
            advance(len(jobs[futures[future]].files))
    return [results[number] for number in range(len(jobs))]


def _one_by_one(jobs: list[Job], advance: Callable[[int], None]) -> Iterator[Ran]:
    for job in jobs:
        yield run(job)
        advance(len(job.files))


def run(job: Job) -> Ran:
    """One run of Pelican over the job's files."""
    from pelican import Pelican
    from pelican.settings import read_settings

    from generator.site.pelican_hooks import SETTING

    site = _site(job)
    overrides: dict[str, Any] = {
        "PATH": str(job.content),
        "OUTPUT_PATH": str(job.new),
        "THEME": str(job.theme),
        "SITENAME": job.settings.name,
        "SITEURL": job.settings.url or "",
        "PAGE_PATHS": [str(path) for path in job.files],
        SETTING: site,
    }
    with _errors_noted(site):
        Pelican(read_settings(str(PROJECT / "pelicanconf.py"), override=overrides)).run()
    return Ran(site.pages, site.out.files, site.out.fresh, site.failures)


def _site(job: Job) -> Site:
    from generator.pages.charts import svg_in

    return Site(
        settings=job.settings,
        out=OutFolder(job.new, job.old, job.before),
        fingerprint=job.fingerprint,
        svg=svg_in(job.charts),
    )


class _errors_noted(logging.Handler):  # noqa: N801 - used as a context manager
    """Turns whatever Pelican logs as an error into a failure; Pelican itself would exit 0."""

    def __init__(self, site: Site) -> None:
        super().__init__(logging.ERROR)
        self.site = site

    def emit(self, record: logging.LogRecord) -> None:
        """Called by logging for each error."""
        error = BuildError("site.pelican_error", reason=record.getMessage())
        self.site.failures.append(Failure("", error))

    def __enter__(self) -> None:
        from pelican.log import console

        self._was_quiet, console.quiet = console.quiet, True
        logging.getLogger("pelican").addHandler(self)

    def __exit__(self, *_: object) -> None:
        from pelican.log import console

        console.quiet = self._was_quiet
        logging.getLogger("pelican").removeHandler(self)
