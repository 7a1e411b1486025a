"""Runs Pelican: lists of pages some at a time, in several processes; then what is one.

Pelican keeps every page of a run in memory; runs of PAGES_PER_RUN files keep a site of
any size within a bounded space, and runs share nothing, so that every core can take one.
The last run makes the hand-written pages, the news, and all that needs the whole site.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator import cluster
from generator.errors import GongkaiError, stops_all
from generator.processes import worker_pool
from generator.site.pelican_plugin.configuration import FILE
from generator.site.pelican_plugin.known import Known
from generator.site.pelican_plugin.whole import SETTING, FailedBuildError, Failure, Site
from generator.site.publishing.manifest import Written
from generator.site.publishing.outfolder import OutFolder
from generator.site_settings import SiteSettings

PAGES_PER_RUN = 500
PARALLEL_FROM = 200

_NOTHING_ELSE: dict[str, Any] = {
    "ARTICLE_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "TEMPLATE_PAGES": {},
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
}
"""For a run that makes some pages of many."""


@dataclass(frozen=True, slots=True)
class Job:
    """What one run needs; it crosses to another process."""

    files: tuple[Path, ...]
    settings: SiteSettings
    fingerprint: str
    content: Path
    theme: Path
    work: Path
    new: Path
    old: Path


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run did: the pages it met, what was written, what failed, what Pelican said.

    `asked` are the files that it was given.
    """

    asked: tuple[Path, ...]
    met: list[Known]
    files: dict[str, Written]
    kept: set[str]
    fresh: int
    failures: list[Failure]
    warnings: list[GongkaiError]


def run_all(jobs: list[Job], workers: int, advance: Callable[[int], None]) -> list[Ran]:
    """Runs the jobs, several at once where that pays; in the order of the jobs."""
    pages = sum(len(job.files) for job in jobs)
    is_few = workers < 2 or len(jobs) < 2 or pages < PARALLEL_FROM
    if is_few and not cluster.is_connected():
        return list(_one_by_one(jobs, advance))
    results: dict[int, Ran] = {}
    with worker_pool(workers, "spawn", may_travel=True) as pool:
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
    """One run over the job's files and nothing else."""
    site = Site(
        settings=job.settings,
        out=OutFolder(job.new, job.old, {}),
        theme=job.theme,
        work=job.work,
        fingerprint=job.fingerprint,
        is_whole=False,
    )
    run_site(site, job.files, job.content, _NOTHING_ELSE)
    out = site.out
    return Ran(job.files, site.met, out.files, out.kept, out.fresh, site.failures, site.warnings)


def run_files(job: Job, files: Sequence[Path]) -> bytes:
    """A run over other files than the job's; what it did is packed, for it is not needed yet."""
    return pickle.dumps(run(replace(job, files=tuple(files))))


def run_site(
    site: Site, pages: tuple[Path, ...], content: Path, other: dict[str, Any] | None = None
) -> None:
    """One run of Pelican for a site; errors are collected among its failures."""
    from pelican import Pelican
    from pelican.settings import read_settings

    from generator.site.pelican_plugin.pelican_log import ErrorsNoted

    overrides: dict[str, Any] = {
        "PATH": str(content),
        "OUTPUT_PATH": str(site.out.new),
        "THEME": str(site.theme),
        "SITENAME": site.settings.name,
        "SITEURL": site.settings.url or "",
        "GONGKAI": site.settings,
        "PAGE_PATHS": [str(path) for path in pages],
        SETTING: site,
        **(other or {}),
    }
    with ErrorsNoted(site):
        try:
            Pelican(read_settings(str(FILE), override=overrides)).run()
        except FailedBuildError:
            return  # the site knows its failures
        except GongkaiError:
            raise
        except Exception as error:
            if stops_all(error):
                raise
            site.fail(site.present, error)
