"""The stage that writes Markdown, and the list of all content files of a site."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from generator.dialect.links import in_language
from generator.errors import naming
from generator.messages import LANGUAGES
from generator.pages.home import HOME_FILE
from generator.pages.kinds import folders
from generator.pages.marks import EXTRAS, OWN_EXTRAS, marked
from generator.site.paths import CHECKED, HANDED, ROWS, Paths
from generator.site.progress import Progress
from generator.site.publishing import marker
from generator.site.publishing.walk import below
from generator.site_settings import SiteSettings
from generator.stamps import Stamps
from generator.store import DataFolder


def make_content(
    paths: Paths,
    settings: SiteSettings,
    workers: int,
    progress: Progress,
    stamps: Stamps,
    then: Callable[[Sequence[Path]], Any] | None = None,
) -> tuple[tuple[Path, ...], list[Any]]:
    """Writes content/ from data/; the folders of further files that belong to the site.

    With them what `then` gave to each worker that called it with content files it had written.
    Of the further files none stays that was not asked for, so that nothing is left of a
    withdrawn report.
    """
    from generator.case_file.report_view import load_report_views
    from generator.frames.gather import frames_of, keep_rows
    from generator.pages.write import write_content

    _remove(paths.work / HANDED)  # of a build that was killed
    progress.stage("check", None)
    report_views = load_report_views(
        DataFolder(paths.data),
        progress=_meter(progress),
        jobs=workers,
        kept=paths.work / CHECKED,
        stamps=stamps,
        beside=partial(keep_rows, paths.work / ROWS),
        handed=paths.work / HANDED / uuid4().hex,  # a lost worker may still write in an earlier one
    )
    for name in marked(paths.content):
        if name not in folders():
            _remove(paths.content / name)
    paths.content.mkdir(parents=True, exist_ok=True)
    progress.stage("content", None)
    frames = frames_of(
        report_views,
        spool=paths.work,
        progress=_meter(progress),
        kept=paths.work / ROWS,
    )
    result = write_content(
        report_views,
        frames,
        paths.content,
        settings=settings,
        progress=_meter(progress),
        work=paths.work,
        stamps=stamps,
        jobs=workers,
        then=then,
    )
    _remove(paths.work / HANDED)
    marker.put(paths.content, "content")
    return (paths.work / EXTRAS, paths.work / OWN_EXTRAS, paths.content), result.then


def _remove(folder: Path) -> None:
    if folder.exists():
        with naming(folder):
            shutil.rmtree(folder)


def content_files(paths: Paths, languages: Sequence[str]) -> tuple[list[Path], list[Path]]:
    """All Markdown files but news, in a fixed order: generated ones; the home pages and prose."""
    homes = [paths.content / in_language(HOME_FILE, lang) for lang in languages]
    others = [paths.prose / lang for lang in LANGUAGES[1:] if lang not in languages]
    names = [
        f"{folder}/{name}"
        for folder in folders()
        for name, entry in below(paths.content / folder)
        if name.endswith(".md") and not entry.name.startswith(".")
    ]
    generated = (paths.content / name for name in sorted(names, key=lambda name: name.split("/")))
    files = [path for path in generated if path not in homes]
    prose = (
        path
        for path in sorted(paths.prose.rglob("*.md"))
        if not any(path.is_relative_to(other) for other in others)
    )
    return files, [*(home for home in homes if home.exists()), *prose]


def _meter(progress: Progress) -> Callable[[int, int], None]:
    """Turns (done, total) into the steps since the last call."""
    seen = 0

    def tell(done: int, _total: int) -> None:
        nonlocal seen
        progress.advance(max(0, done - seen))
        seen = done

    return tell
