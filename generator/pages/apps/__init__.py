"""Finder, explorer, comparison, search, downloads and the static JSON interface."""

from __future__ import annotations

from pathlib import Path

from generator.checks.dossier import Dossiers
from generator.messages import message
from generator.pages.apps.agency_index import AgencyOrder, write_agency_index
from generator.pages.apps.api import Api
from generator.pages.apps.compare import Compare
from generator.pages.apps.downloads import Downloads
from generator.pages.apps.explorer import Explorer, indicator_settings
from generator.pages.apps.finder import FinderPages
from generator.pages.apps.findings import FindingFiles
from generator.pages.apps.glossary import write_glossary
from generator.pages.apps.markdown import head_of, write_page
from generator.pages.apps.numbers import Numbers
from generator.pages.apps.walk import Collector, Progress, walk
from generator.pages.apps.workdays import write_workdays
from generator.pages.settings import SiteSettings

__all__ = ["write_apps"]


def write_apps(
    dossiers: Dossiers,
    content: Path,
    target: Path,
    *,
    settings: SiteSettings,
    progress: Progress | None = None,
) -> int:
    """Writes the pages to `content/generated/` and the files to `target`; the reports seen.

    `target` mirrors the site: `static/apps/`, `data/` and `api/` under it belong at the same
    addresses. Files are touched only when their bytes differ. `progress(done, total)`
    counts reports.
    """
    registry = dossiers.registry
    order = AgencyOrder(registry)
    years = report_years(dossiers)
    write_agency_index(registry, order, years, target)
    FinderPages(registry, order, years).write(content)
    write_workdays(target)
    write_glossary(content)
    _write_search_page(content)
    collectors: list[Collector] = [
        Explorer(order, content, target),
        Compare(
            content, target, indicator_settings(sorted({year for _, year in dossiers.outcomes}))
        ),
        Numbers(order, target),
        FindingFiles(registry, target),
        Downloads(registry, content, target, settings),
        Api(registry, order, target, settings),
    ]
    return walk(dossiers, collectors, progress)


def report_years(dossiers: Dossiers) -> dict[str, tuple[int, ...]]:
    """The years of each agency's reports, oldest first."""
    found: dict[str, list[int]] = {}
    for agency, year in dossiers.outcomes:
        found.setdefault(agency, []).append(year)
    return {agency: tuple(sorted(years)) for agency, years in found.items()}


def _write_search_page(content: Path) -> None:
    words = {name: message(f"apps.search.{name}", {}) for name in ("title", "description")}
    head = head_of(words["title"], "search/", "search", words["description"])
    write_page(content, "search", head, [f"{message('apps.search.without', {})} {{.no-js}}"])
