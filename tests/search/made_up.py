"""A made-up site of 300 agencies for the search, over the pages of the small one."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.case_file.report_view import ReportViews, load_report_views
from generator.extras import Extras
from generator.frames.build import Frames
from generator.frames.rows import rows_of
from generator.pages.finder.agency_index import write_agency_index
from generator.pages.parts.script_data import AgencyOrder
from generator.pages.search.page import write_numbers
from generator.pages.search.write import SearchIndex
from generator.records import Record, Section, replace
from generator.site.files.search_index import publish_index
from generator.site.publishing.outfolder import OutFolder
from generator.store import DataFolder
from made_up import write_data

WORDS = {
    "640105-minzheng": "城乡低保按月发放。",
    "640104-jiaoyu": "低于上年，保障有力。水务和医保不在此列。",
    "640181-jiaoyu": "水务局的牌子已经更换，供水单位公开水价。",
    "640100-zhengfu": "农村人居环境整治依申请公开；行政复议三件。",
    "640200-caizheng": "按照演财发〔2023〕8号公开“三公经费”12,345.6万元，人人可查。",
}
"""Sentences that stand in the report for 2023 of one agency."""

REPORTING = ("640000-minzheng", "640100-jiaoyu", "640181-caizheng", "640221-minzheng",
             "640323-gongan", "640200-renshe")  # fmt: skip
"""Further agencies whose reports of the last three years are asked for."""


def make_data(folder: Path, years: tuple[int, int]) -> ReportViews:
    """Made-up reports of 300 agencies, some with a sentence of `WORDS`."""
    write_data(folder, 300, years, seed=3)
    data = DataFolder(folder)
    for agency in (*WORDS, *REPORTING):
        fill(data, agency, years)
    for agency, words in WORDS.items():
        path = data.path("annual_report", agency, 2023)
        data.write(with_words(data.read(path), words), path)
    return load_report_views(data, jobs=1)


def fill(data: DataFolder, agency: str, years: tuple[int, int]) -> None:
    """Gives the agency a report for each of the last three years: chance leaves some out."""
    paths = {year: data.path("annual_report", agency, year) for year in range(years[0], 2026)}
    there = max(year for year, path in paths.items() if path.exists())
    record = data.read(paths[there])
    for year in range(2023, 2026):
        if not paths[year].exists():
            title = (record.title or "").replace(str(there), str(year))
            data.write(replace(record, year=year, title=title, period=None), paths[year])


def with_words(record: Record, words: str) -> Record:
    part = Section(key="other", heading="六、其他需要报告的事项", text=words)
    return replace(record, sections=(*record.sections[:-1], part))


def make_site(report_views: ReportViews, small: Path, folder: Path) -> Path:
    """The pages of the small site with the search over these reports; the folder to serve."""
    site = folder / "site"
    shutil.copytree(small / "search", site / "search")
    shutil.copytree(small / "theme", site / "theme")
    index, frames = SearchIndex(folder / "work", report_views.registry), Frames()
    for reports in map(report_views.reports.of_agency, report_views.reports.agencies()):
        index.add(one.record for one in reports.values())
        frames.add(rows_of(reports.values()))
    index.add(report_views.plans.values())
    index.write()
    order = AgencyOrder(report_views.registry)
    write_agency_index(report_views.registry, order, frames.years_of, Extras(site))
    write_numbers(frames, order, Extras(site))
    publish_index(folder / "work", OutFolder(site, folder / "nothing", {}))
    return site
