"""Writes what the applications of the site need: their data, their pages, the downloads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.checks.dossier import Dossiers
from generator.frames.build import Frames
from generator.frames.measures import told
from generator.messages import message
from generator.pages.apps.agency_index import AgencyOrder, write_agency_index
from generator.pages.apps.api import write_api
from generator.pages.apps.compare import write_compare
from generator.pages.apps.downloads import write_downloads
from generator.pages.apps.explorer import LETTERS, write_explorer
from generator.pages.apps.finder import FinderPages
from generator.pages.apps.findings import write_findings
from generator.pages.apps.glossary import write_glossary
from generator.pages.apps.markdown import head_of, write_page
from generator.pages.apps.numbers import write_numbers
from generator.pages.apps.workdays import write_workdays
from generator.pages.settings import SiteSettings

Progress = Callable[[int, int], None]


def write_apps(
    dossiers: Dossiers,
    frames: Frames,
    content: Path,
    target: Path,
    *,
    settings: SiteSettings,
    progress: Progress | None = None,
) -> None:
    """Writes the pages to `content/generated/` and the files to `target`.

    `target` mirrors the site: `static/apps/`, `data/` and `api/` under it belong at the same
    addresses. Files are touched only when their bytes differ. `progress(done, total)`
    counts reports.
    """
    registry = dossiers.registry
    order = AgencyOrder(registry)
    write_agency_index(registry, order, frames.years_of, target)
    FinderPages(registry, order, frames.years_of).write(content)
    write_workdays(target)
    write_glossary(content)
    _write_search_page(content)
    counts = told(frames.indicators, LETTERS)
    write_explorer(frames, counts, order, content, target)
    write_compare(frames, counts, content, target)
    write_numbers(frames, order, target)
    write_findings(dossiers, target)
    write_downloads(dossiers, frames, content, target, settings)
    write_api(dossiers, counts, order, target, settings, progress)


def _write_search_page(content: Path) -> None:
    words = {name: message(f"apps.search.{name}", {}) for name in ("title", "description")}
    head = head_of(words["title"], "search/", "search", words["description"])
    write_page(content, "search", head, [f"{message('apps.search.without', {})} {{.no-js}}"])
