"""`make publish`: reads the sources, if any are named, notes the changes, builds the site.

It alone writes data/changes.csv and data/addresses.csv: what each publication changed, and
the addresses that it gave out.

A source that is not there stops everything, for it is a slip of the pen. A file in it
that could not be read does not stop the site from being built from all that could; the
exit code is 1 all the same, so that nobody overlooks it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator import change_log
from generator.case_file.report_view import load_report_views
from generator.checks.run import Outcomes
from generator.cli import main as gongkai
from generator.errors import GongkaiError
from generator.hand_dates import today_in_china
from generator.messages import message
from generator.site.paths import CHANGED, CHECKED, Paths, project_paths
from generator.site.publishing.addresses import note_addresses
from generator.site.publishing.ownership import check_apart, claim_work
from generator.site.publishing.staging import lock
from generator.store import DataFolder, alone, write_atomically

REGISTRY_FILES = ("agencies.csv", "regions.csv")
STOPPED = 128  # a higher exit code is a signal's, and whoever sent it wants no site either
HOME = Path(__file__).resolve().parent.parent


def check_sources(sources: Path) -> None:
    """GongkaiError when there is nothing to read."""
    if not sources.exists():
        raise GongkaiError("publish.no_source", file=str(sources))
    if sources.is_dir() and not any(files for _, _, files in os.walk(sources)):
        raise GongkaiError("publish.empty_source", file=str(sources))


def seed_registry(data: Path) -> None:
    """Gives a new data folder the project's registry of agencies and regions."""
    data.mkdir(parents=True, exist_ok=True)
    for name in REGISTRY_FILES:
        if not (data / name).exists():
            shutil.copyfile(HOME / "data" / name, data / name)


def run(*arguments: str) -> int:
    """Runs gongkai in this process, so that both end together; its exit code."""
    sys.argv = ["gongkai", *arguments]
    try:
        gongkai()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
        if code > STOPPED or sys.stderr.closed:
            raise
        return code
    return 0


def publish(data: Path, output: Path, *options: str) -> int:
    """Notes the changes, builds, notes the addresses; nobody else writes in data/ meanwhile.

    A build that failed or was stopped has published no change: the log is as it was. Only
    after SIGKILL its rows stay, and the next publication shows them under that day.
    """
    with alone(data), _undone_unless_published(data / change_log.NAME) as published:
        paths = project_paths(data, output, None, None)
        outcomes = _checked(paths, is_forced="--force" in options)
        kept = paths.work / CHANGED
        change_log.note_changes(DataFolder(data), outcomes, today_in_china(), kept)
        built = run("build", "--data", str(data), "--output", str(output), *options)
        if not built:
            published.append(True)
            note_addresses(data, output)
    return built


def _checked(paths: Paths, *, is_forced: bool) -> Outcomes:
    """What the checks find; kept where the build looks, so that it need not check again."""
    check_apart(paths)
    with lock(paths.work):
        claim_work(paths.work, paths.manifest, _say, force=is_forced)
        return load_report_views(DataFolder(paths.data), kept=paths.work / CHECKED).outcomes


def _say(error: GongkaiError) -> None:
    click.echo(error.text(), err=True)


@contextmanager
def _undone_unless_published(log: Path) -> Iterator[list[bool]]:
    """Gives the log back as it was, however the block ends, unless something is appended."""
    before = log.read_bytes() if log.exists() else None
    published: list[bool] = []
    try:
        yield published
    finally:
        if not published and before is None:
            log.unlink(missing_ok=True)
        elif not published and before is not None:
            write_atomically(log, before, is_durable=True)


def main() -> int:
    """0 when everything was read and built; else the first failure's code, 2 for no sources."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--sources")
    parser.add_argument("--site-url")
    parser.add_argument("--jobs")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--accept", action="store_true")
    options = parser.parse_args()
    if options.sources and not options.force:
        try:
            check_sources(Path(options.sources))
        except GongkaiError as error:
            _say(error)
            return 2
    seed_registry(options.data)
    data = ["--data", str(options.data)]
    read = 0
    if options.sources:
        jobs = ["--jobs", options.jobs] if options.jobs else []
        jobs += ["--accept-proposals"] if options.accept else []
        read = run("ingest", options.sources, *data, *jobs)
    site_url = ["--site-url", options.site_url] if options.site_url else []
    force = ["--force"] if options.force else []
    try:
        built = publish(options.data, Path(options.output), *site_url, *force)
    except GongkaiError as error:
        _say(error)
        return 2
    if not built:
        page = (Path(options.output) / "index.html").resolve()
        click.echo(message("publish.look", {"address": page.as_uri(), "file": str(page)}))
    return built or read


if __name__ == "__main__":
    sys.exit(main())
