"""The sums of a region by year as CSV, for readers without scripts and for programs."""

from __future__ import annotations

from generator.frames.summaries import COUNTS, PlaceSummaries
from generator.pages.parts.markup import link, site
from generator.pages.parts.words import say
from generator.site_settings import SiteSettings
from generator.spreadsheet import csv_text


def sums_csv(code: str, name: str, summaries: PlaceSummaries, settings: SiteSettings) -> str:
    """A row for each year and scope, `own` and `aggregate` never in one; "" when there is none.

    Beside each sum stands the number of reports that it rests on; without any it is empty.
    """
    rows = []
    for scope, kept in (("own", summaries.own), ("aggregate", summaries.aggregate)):
        for year in summaries.years:
            summary = kept.get((code, year))
            if summary is None:
                continue
            cells: list[object] = []
            for measure in COUNTS:
                total = summary.totals.get(measure)
                cells += ["", 0] if total is None else [total.value, total.known]
            rows.append([code, name, year, scope, summary.reports, *cells, settings.licence_name])
    columns = [column for measure in COUNTS for column in (measure, f"{measure}_reports")]
    head = ["region", "region_name", "year", "scope", "reports", *columns, "licence"]
    return csv_text([head, *rows]) if rows else ""


def sums_line(code: str, summaries: PlaceSummaries) -> list[str]:
    """The link to the file, where there is one."""
    if all(place != code for place, _ in (*summaries.own, *summaries.aggregate)):
        return []
    return [f"{link(say('ways.csv'), site(f'regions/{code}/years.csv'))} {{.others}}", ""]
