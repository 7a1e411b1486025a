"""The stage that writes Markdown, and the list of all content files of a site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.pages.settings import SiteSettings
from generator.site.paths import Paths
from generator.store import DataFolder

GENERATED = ("agencies", "regions", "years", "generated")


def make_content(
    paths: Paths, settings: SiteSettings, workers: int, advance: Callable[[int], None]
) -> Path:
    """Writes content/ from data/; the folder of further files that belong to the site."""
    from generator.checks.dossier import load_dossiers
    from generator.pages.write import write_content

    dossiers = load_dossiers(DataFolder(paths.data), jobs=workers)
    write_content(dossiers, paths.content, settings=settings)
    return paths.work / "apps"


def content_files(paths: Paths) -> list[Path]:
    """All Markdown files in a fixed order: the generated folders, then the prose."""
    files = [
        path
        for folder in GENERATED
        for path in sorted((paths.content / folder).rglob("*.md"))
        if not path.name.startswith(".")
    ]
    return [*files, *sorted(paths.prose.glob("*.md"))]
