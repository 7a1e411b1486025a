"""data/ -> content/: every page, each file touched only when its bytes differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.checks.dossier import Dossier, Dossiers, iter_agency_dossiers
from generator.checks.run import without_gc
from generator.errors import BadDataError
from generator.frames.build import Frames
from generator.frames.summaries import PUBLISHED, measures_of, peers_of, tallies_of
from generator.pages.agency import AgencyFile, agency_page, contact_of
from generator.pages.charts import ChartStore
from generator.pages.checks_page import checks_pages
from generator.pages.contact import has_contact, vcard
from generator.pages.drawings import Drawing
from generator.pages.facts import Facts, agency_name, facts_of
from generator.pages.home import home_page
from generator.pages.page import Page
from generator.pages.places import region_page, regions_with_agencies, year_page
from generator.pages.plan import plan_page
from generator.pages.report import Neighbours, Workshop, report_page
from generator.pages.settings import SiteSettings
from generator.store import write_atomically

Progress = Callable[[int, int], None]
_FOLDERS = ("agencies", "regions", "years")
_GENERATED = ("home", "checks")


@dataclass
class WriteResult:
    """What a run did: files written, left alone, removed; pictures drawn and kept.

    `removed` holds the files of pages that are there no more; where one moved, a row in
    data/redirects.csv leaves a redirect page at its old address.
    """

    written: int = 0
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    charts_drawn: int = 0
    charts_kept: int = 0

    @property
    def total(self) -> int:
        """All files there are now."""
        return self.written + self.unchanged


def write_content(
    dossiers: Dossiers,
    frames: Frames,
    content: Path,
    *,
    settings: SiteSettings,
    progress: Progress | None = None,
    charts: Path | None = None,
) -> WriteResult:
    """Writes every page below `content`; `progress(done, total)` counts reports.

    `charts` is the store of drawn charts (build/charts beside content/ unless named).
    """
    store = ChartStore(charts or content.parent / "build" / "charts")
    run = _Run(content)
    with without_gc():
        for page in _pages(dossiers, frames, run, settings, store, progress or _silent):
            run.put(page)
    run.remove_vanished()
    run.result.charts_drawn, run.result.charts_kept = store.drawn, store.kept
    return run.result


def _silent(_done: int, _total: int) -> None:
    """Nobody asked for progress."""


class _Run:
    """One run over the content folder."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.result = WriteResult()
        self._seen: set[Path] = set()

    def put(self, page: Page) -> None:
        """Writes a page's file."""
        self.file(page.file, page.text())

    def file(self, name: str, text: str) -> None:
        """Writes a file below content/ unless it already says that."""
        path = self.content / name
        if path in self._seen:
            raise BadDataError("pages.same_file", file=str(path))
        self._seen.add(path)
        if write_atomically(path, text.encode()):
            self.result.written += 1
        else:
            self.result.unchanged += 1

    def remove_vanished(self) -> None:
        """Removes what an earlier run wrote and this one did not."""
        for path in sorted(self._ours()):
            if path not in self._seen:
                path.unlink()
                self.result.removed.append(
                    path.relative_to(self.content).with_suffix("").as_posix()
                )
        for name in _FOLDERS:
            for folder in sorted((self.content / name).glob("**/"), reverse=True):
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()

    def _ours(self) -> Iterable[Path]:
        for name in _FOLDERS:
            yield from (path for path in (self.content / name).rglob("*") if path.is_file())
        for name in _GENERATED:
            yield from (self.content / "generated").glob(f"{name}.md")
            yield from (self.content / "generated").glob(f"{name}-*.md")


def _pages(
    dossiers: Dossiers,
    frames: Frames,
    run: _Run,
    settings: SiteSettings,
    store: ChartStore,
    progress: Progress,
) -> Iterator[Page]:
    registry = dossiers.registry
    facts = facts_of(frames, dossiers.outcomes)
    measures = measures_of(frames.indicators)
    shop = Workshop(registry, settings, Drawing(store), peers_of(measures, registry))
    plans = _plan_years(dossiers)
    absent = _absent_years(dossiers)
    done = 0
    for agency, of_agency in iter_agency_dossiers(dossiers):
        yield from _report_pages(of_agency, facts[agency], plans.get(agency, ()), shop)
        file = AgencyFile(agency, of_agency, facts[agency], plans.get(agency, ()), absent[agency])
        yield agency_page(file, shop)
        _write_card(run, agency, of_agency, shop)
        yield from _plan_pages(agency, of_agency, dossiers, plans, shop)
        done += len(of_agency)
        progress(done, len(dossiers.reports))
    for agency in dict.fromkeys((*registry.agencies, *plans)):
        if agency not in facts:
            file = AgencyFile(agency, {}, (), plans.get(agency, ()), absent[agency])
            yield agency_page(file, shop)
            yield from _plan_pages(agency, {}, dossiers, plans, shop)
    tallies = tallies_of(measures, dossiers.register, registry)
    years_of = frames.years_of
    for code in regions_with_agencies(registry):
        yield region_page(code, tallies, years_of, registry)
    for year in tallies.years:
        yield year_page(year, tallies, registry)
    yield from checks_pages(dossiers, settings)
    everything = [fact for of_agency in facts.values() for fact in of_agency]
    yield home_page(everything, len(dossiers.plans), tallies, registry, settings)


def _plan_years(dossiers: Dossiers) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for agency, year in dossiers.plans:
        found[agency].append(year)
    return {agency: tuple(sorted(years)) for agency, years in found.items()}


def _absent_years(dossiers: Dossiers) -> defaultdict[str, list[tuple[int, str]]]:
    """The years without a report for each agency that should have had one."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for (agency, year), status in dossiers.register.items():
        if status not in PUBLISHED and status != "not_required":
            found[agency].append((year, status))
    for years in found.values():
        years.sort()
    return found


def _report_pages(
    of_agency: dict[int, Dossier], facts: list[Facts], plans: tuple[int, ...], shop: Workshop
) -> Iterator[Page]:
    others = Neighbours(tuple(sorted(of_agency)), plans)
    for fact in facts:
        yield report_page(of_agency[fact.year], of_agency.get(fact.year - 1), fact, others, shop)


def _plan_pages(
    agency: str,
    of_agency: dict[int, Dossier],
    dossiers: Dossiers,
    plans: dict[str, tuple[int, ...]],
    shop: Workshop,
) -> Iterator[Page]:
    for year in plans.get(agency, ()):
        report = of_agency[year].record if year in of_agency else None
        yield plan_page(dossiers.plans[agency, year], report, shop)


def _write_card(run: _Run, agency: str, of_agency: dict[int, Dossier], shop: Workshop) -> None:
    contacts = contact_of(of_agency)
    if contacts is None or not has_contact(contacts):
        return
    entry = shop.registry.agencies.get(agency)
    region = shop.registry.full_region_name(entry.region) if entry is not None else ""
    newest = of_agency[max(of_agency)].record.agency_name
    name = agency_name(shop.registry, agency, newest)
    run.file(f"agencies/{agency}/contact.vcf", vcard(name, contacts, region))


__all__ = ["WriteResult", "write_content"]
