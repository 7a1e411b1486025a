"""Times a whole build of made-up records, stage by stage: data/ -> output/.

    python -m benchmarks.site [--reports 2000] [--jobs 1]

Three builds: the first, one where nothing changed, one with a single changed record; then
all three for a site with an address, which has feeds, a sitemap and pictures for sharing.
Processor time of this process and its children, so that a busy machine matters less; the
search index is made while the pages are written.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import click

from generator.records import replace
from generator.site.build import build
from generator.site.paths import Paths, project_paths
from generator.site.progress import Progress
from generator.site_settings import SiteSettings
from generator.store import DataFolder
from made_up.data import write_data_of


def spent_seconds() -> float:
    """Processor seconds of this process and of its children that ended."""
    return sum(os.times()[:4])


class _Clock(Progress):
    """Notes the processor time of each stage of a build."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._name = ""
        self._since = spent_seconds()

    def stage(self, name: str, total: int | None) -> None:
        del total
        self.end()
        self._name, self._since = name, spent_seconds()

    def advance(self, steps: int = 1) -> None:
        del steps

    def end(self) -> None:
        """Closes the last stage."""
        if self._name:
            self.seconds[self._name] = spent_seconds() - self._since


def main() -> None:
    """Prints the seconds of each stage and the milliseconds a page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    for url in (None, "https://example.org"):
        click.echo(f"SITE_URL={url or ''}")
        _three_builds(options.reports, options.jobs, SiteSettings(url=url))


def _three_builds(reports: int, jobs: int, settings: SiteSettings) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_data_of(folder / "data", reports, 1)
        paths = project_paths(
            folder / "data", folder / "output", folder / "content", folder / "work"
        )
        _timed("first build", paths, settings, jobs)
        _timed("nothing changed", paths, settings, jobs)
        _change_one(DataFolder(paths.data))
        _timed("one record changed", paths, settings, jobs)


def _timed(label: str, paths: Paths, settings: SiteSettings, jobs: int) -> None:
    clock, started = _Clock(), time.perf_counter()
    result = build(paths, settings, jobs=jobs, progress=clock)
    clock.end()
    wall_seconds = time.perf_counter() - started
    own = sum(seconds for stage, seconds in clock.seconds.items() if stage != "search")
    click.echo(f"{label}: {result.pages} pages, {result.written} files, {wall_seconds:.1f} s")
    for stage, seconds in clock.seconds.items():
        click.echo(f"  {stage:<9} {seconds:7.2f} s  {seconds * 1000 / result.pages:6.2f} ms a page")
    click.echo(f"  without the search index {own * 1000 / result.pages:.2f} ms a page")


def _change_one(data: DataFolder) -> None:
    record = next(iter(data.reports()))
    path = data.path(record.kind, record.agency or "", record.year or 0)
    data.write(replace(record, title=f"{record.title}（改）"), path)


if __name__ == "__main__":
    main()
