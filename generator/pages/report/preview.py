"""A report's page as text, made from the data of its agency alone: to compare two states."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

from generator.case_file.masking import cover_corrections, cover_registry
from generator.case_file.report_view import ReportMapping
from generator.checks.report_source import ReportSource, by_agency, keys_of
from generator.checks.run import check_all
from generator.corrections.apply import load_corrections
from generator.frames.build import Frames
from generator.frames.rows import rows_of
from generator.frames.summaries import measures_of, peers_of
from generator.pages.agency.page import AgencyFile
from generator.pages.charts import ChartStore
from generator.pages.parts.chart_sections import Drawing
from generator.pages.parts.facts import facts_of
from generator.pages.report.page import PageContext, report_page
from generator.privacy import load_exceptions
from generator.site_settings import SiteSettings
from generator.store import DataFolder


def page_lines(data: DataFolder, agency: str, year: int, charts: Path) -> list[str]:
    """Title and text of the page; other agencies, with which it is compared, are left out."""
    exceptions = load_exceptions(data.root)
    registry = cover_registry(data.registry(), exceptions)
    keys = set(keys_of(data.paths("annual_report")))
    corrections = cover_corrections(load_corrections(data, registry, keys), exceptions)
    years = by_agency(key for key in sorted(keys) if key[0] == agency)
    source = ReportSource(data, registry, years, corrections, exceptions)
    outcomes = check_all(source, jobs=1)
    report_views = ReportMapping(source, outcomes, {}).of_agency(agency)
    frames = Frames()
    frames.add(rows_of(report_views.values()))
    (fact,) = (one for one in facts_of(frames, outcomes)[agency] if one.year == year)
    peers = peers_of(measures_of(frames.indicators), registry)
    context = PageContext(registry, SiteSettings(), Drawing(ChartStore(charts)), peers, {})
    page = report_page(AgencyFile(agency, report_views, [fact], (), ()), fact, context)
    return [page.title, *page.lines]


def changes(before: list[str], after: list[str]) -> list[str]:
    """The lines that went (-) and came (+), without the lines around them."""
    lines = list(unified_diff(before, after, n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")]
