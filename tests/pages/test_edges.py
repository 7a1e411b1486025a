"""Where a list ends, folds or goes on: a case on either side of each number of the pages."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from generator.agencies import Agency, Region, Registry
from generator.change_log import Change
from generator.checks.catalogue import all_checks, file_finding
from generator.checks.finding import CheckOutcome, Side
from generator.checks.judgement import fails
from generator.dialect.table import grouped
from generator.extras import Extras
from generator.frames.counts import MINIMUM_BASE
from generator.frames.reasons import reasons
from generator.frames.summaries import MINIMUM_PEERS, Coverage, Peers, PlaceSummaries, Spread
from generator.pages.agency.apply import apply_section
from generator.pages.agency.peers import peers_section
from generator.pages.downloads import changes
from generator.pages.downloads.page import _size
from generator.pages.explorer.page import body_of
from generator.pages.finder.agency_index import parts_of, write_agency_index
from generator.pages.finder.page import FinderPages
from generator.pages.finder.pinyin import _pairs
from generator.pages.findings.page import checks_pages
from generator.pages.home import home_page
from generator.pages.parts.chart_sections import _row
from generator.pages.parts.facts import Facts
from generator.pages.parts.onward_links import Alike, ways_of_agency
from generator.pages.parts.script_data import AgencyOrder
from generator.pages.parts.share_card import agency_card
from generator.pages.parts.strips import NO_STRIPS, Strips
from generator.pages.parts.tile_map import Granted, minimum_base
from generator.pages.places.page import Places, region_page
from generator.pages.places.year_list import year_list
from generator.pages.plan.targets import passages_for
from generator.pages.reasons.browser_data import packed
from generator.pages.report.findings import failing_cells
from generator.pages.search.postings import Postings
from generator.records import Contacts, Figure, Section, Task
from generator.site_settings import SiteSettings
from tests.pages.making import record

PROVINCE, COUNTY = "110000", "110101"
REGIONS = [
    Region(code=PROVINCE, name="虚构省", level="province"),
    Region(code=COUNTY, name="虚构县", level="county", parent=PROVINCE),
]


def registry(count):
    agencies = [
        Agency(id=f"{COUNTY}-ju{n:04}", name=f"虚构局{n}", region=COUNTY, level="county",
               function="education")
        for n in range(count)
    ]  # fmt: skip
    return Registry(agencies, REGIONS)


def fact(number=0, year=2023, closed=20, form="2021"):
    return Facts(
        agency=f"{COUNTY}-ju{number:04}", year=year, form=form, scope="own", published=None,
        received=closed, closed=closed, granted=closed, carried_over=0, review=0, litigation=0,
        failed=0,
    )  # fmt: skip


def test_a_part_of_the_findings_has_two_hundred_and_fifty():
    agency, side = f"{COUNTY}-ju0000", Side(label="新收申请", value=1)
    found = tuple(
        file_finding(all_checks()["CARRY"], fails(side, side, f"s{n}"), agency, 2023)
        for n in range(501)
    )
    outcomes = {(agency, 2023): CheckOutcome(failed=found)}
    views = SimpleNamespace(outcomes=outcomes, registry=registry(1), reviews={})
    pages = list(checks_pages(views, SiteSettings()))
    counts = {page.url: sum(line.startswith("- [") for line in page.lines) for page in pages}
    assert list(counts.values()) == [0, 250, 250, 1]
    assert list(counts)[1:3] == [f"checks/{PROVINCE}-2023/", f"checks/{PROVINCE}-2023-2/"]


def test_a_page_of_the_finder_has_five_hundred_agencies():
    known = registry(501)
    pages = {page.url: page for page in FinderPages(known, AgencyOrder(known), {}).pages()}
    counts = [
        sum(line.startswith("- [虚构局") for line in pages[url].lines)
        for url in (f"agencies/in-{PROVINCE}/", f"agencies/in-{PROVINCE}/2/")
    ]
    assert counts == [500, 1]


def test_a_picture_for_sharing_has_six_bars():
    bars = agency_card([fact(year=year) for year in range(2015, 2022)])["bars"]
    assert [year for year, *_ in bars] == ["2016", "2017", "2018", "2019", "2020", "2021"]


@pytest.mark.parametrize(("first", "shown"), [(2004, 2004), (2003, 2004)])
def test_a_strip_has_the_last_twenty_years(first, shown):
    facts = [fact(year=year) for year in range(first, 2024)]
    strips = Strips({facts[0].agency: facts}, {}, [one.year for one in facts])
    assert strips.code(facts[0].agency).startswith(f"{shown}:")


@pytest.mark.parametrize(
    ("published", "expected", "step"),
    [(0, 5, "none"), (1, 5, 1), (1, 4, 2), (1, 2, 3), (3, 4, 4), (4, 4, 4)],
)
def test_the_tile_of_a_region_has_a_shade_for_each_quarter(published, expected, step):
    coverage = {(COUNTY, 2023): Coverage(expected=expected, published=published)}
    places = Places(PlaceSummaries({}, {}, coverage, {}, [2023]), registry(1), SiteSettings())
    (tile,) = [line for line in region_page(PROVINCE, places).lines if ".tile" in line]
    assert tile.endswith(f"{{.tile .step-{0 if step == 'none' else step}}}")


@pytest.mark.parametrize(("count", "rows"), [(150, 150), (151, 151)])
def test_a_region_names_a_hundred_and_fifty_without_a_report(count, rows):
    known = registry(count)
    missing = {(COUNTY, 2023, "missing"): sorted(known.agencies)}
    coverage = {(COUNTY, 2023): Coverage(expected=count, published=1)}
    places = Places(PlaceSummaries({}, {}, coverage, missing, [2023]), known, SiteSettings())
    lines = list(region_page(COUNTY, places).lines)
    items = [
        line for line in lines[lines.index("## 没有收录的报告 {#absent}") :] if line[:2] == "- "
    ]
    assert len(items) == rows
    assert sum(line.startswith("- [虚构局") for line in items) == 150


def test_the_home_page_names_twelve_reports():
    facts = [fact(n) for n in range(13)]
    measures = pd.DataFrame(columns=["agency", "year", "scope", "granted", "closed"])
    summaries = PlaceSummaries({}, {}, {}, {}, [2023])
    page = home_page(facts, measures, NO_STRIPS, summaries, registry(13), SiteSettings())
    assert sum("(site:agencies/110101-" in line for line in page.lines) == 12


@pytest.mark.parametrize(("count", "shown"), [(100, 100), (101, 100)])
def test_the_explorer_ranks_a_hundred_without_scripts(count, shown):
    names = {f"a{n}": f"机关{n}" for n in range(count)}
    reports = pd.DataFrame(
        {"agency": list(names), "year": 2022, "scope": "own", "received": range(count),
         "received_state": "number"}
    )  # fmt: skip
    lines = list(body_of(reports, names, "received"))
    assert sum(line.startswith("| [机关") for line in lines) == shown


@pytest.mark.parametrize(("closed", "own"), [(MINIMUM_BASE, "100%"), (MINIMUM_BASE - 1, "—")])
def test_an_agency_has_a_share_beside_its_peers_from_the_least_number(closed, own):
    spread = {"granted_share": Spread(0.5, 0.2, 0.9, 7)}
    peers = Peers({(2023, "county", "education"): spread}, {})
    lines = peers_section(fact(closed=closed), peers, registry(1))
    (row,) = [line for line in lines if line.startswith("| 公开或部分公开占办理结果的比例")]
    assert f"| {own} |" in row


@pytest.mark.parametrize(("count", "shown"), [(500, 500), (501, 500)])
def test_the_log_shows_five_hundred_changes(count, shown, tmp_path):
    rows = [
        Change(date="2024-01-02", change="added", kind="annual_report",
               agency=f"{COUNTY}-ju{n:04}", year=2023, digest=f"{n}")
        for n in range(count)
    ]  # fmt: skip
    views = SimpleNamespace(changes=rows, registry=registry(count))
    material = SimpleNamespace(report_views=views, extras=Extras(tmp_path), settings=SiteSettings())
    (page,) = changes._pages(material)
    assert sum(line.startswith("- ") for line in page.lines) == shown
    assert len((tmp_path / "data/changes/changes.csv").read_text().splitlines()) == count + 1


@pytest.mark.parametrize(("count", "files"), [(250, 1), (251, 2)])
def test_a_file_of_strips_has_two_hundred_and_fifty(count, files, tmp_path):
    known = registry(count)
    strips = Strips({one: [fact(n)] for n, one in enumerate(known.agencies)}, {}, [2023])
    years = dict.fromkeys(known.agencies, (2023,))
    write_agency_index(known, AgencyOrder(known), years, Extras(tmp_path), strips)
    assert len(list((tmp_path / "static/apps/strips").iterdir())) == files


@pytest.mark.parametrize(("count", "pages"), [(300, 1), (301, 3)])
def test_three_hundred_findings_are_one_page(count, pages):
    agency, side = f"{COUNTY}-ju0000", Side(label="新收申请", value=1)
    found = tuple(
        file_finding(all_checks()["CARRY"], fails(side, side, f"s{n}"), agency, 2023)
        for n in range(count)
    )
    outcomes = {(agency, 2023): CheckOutcome(failed=found)}
    views = SimpleNamespace(outcomes=outcomes, registry=registry(1), reviews={})
    assert len(list(checks_pages(views, SiteSettings()))) == pages


@pytest.mark.parametrize(("count", "rows"), [(300, 300), (301, 0)])
def test_three_hundred_reports_of_a_year_stand_on_its_page(count, rows):
    reports = [fact(n) for n in range(count)]
    lines = year_list(2023, reports, registry(count), NO_STRIPS)
    assert sum(line.startswith("| [虚构局") for line in lines) == rows


def test_the_byline_of_a_region_is_of_the_newest_year_with_a_report():
    coverage = {(COUNTY, 2022): Coverage(3, 2), (COUNTY, 2023): Coverage(3, 0)}
    places = Places(PlaceSummaries({}, {}, coverage, {}, [2022, 2023]), registry(3), SiteSettings())
    (byline,) = [line for line in region_page(COUNTY, places).lines if ".byline" in line]
    assert "2022" in byline
    assert "2023" not in byline


@pytest.mark.parametrize(("closed", "is_given"), [(0, True), (-1, False)])
def test_a_tile_has_a_share_from_the_least_number(closed, is_given):
    found = Granted(3, minimum_base() + closed, MINIMUM_PEERS)
    assert (found.share is not None) == is_given


def test_all_of_enough_requests_have_a_share():
    lines = apply_section("测试局", None, [fact(closed=MINIMUM_BASE)], Contacts(), "")
    assert any("占 100%" in line for line in lines)


def test_an_aggregate_is_not_set_beside_its_peers():
    spread = {"received": Spread(5, 2, 9, 7)}
    peers = Peers({(2023, "county", "education"): spread}, {})
    one = fact()
    assert peers_section(one, peers, registry(1)) != []
    assert peers_section(replace(one, scope="aggregate"), peers, registry(1)) == []


@pytest.mark.parametrize(("near", "words"), [(1, "与别的机关"), (2, "与相近的同类机关")])
def test_an_agency_alone_of_its_kind_is_compared_with_any(near, words):
    known = registry(2)
    names = list(known.agencies)[:near]
    lines = ways_of_agency(names[0], "虚构局0", [fact()], names, known, SiteSettings())
    assert any(words in line for line in lines)


def test_a_report_that_leaves_reasons_blank_and_dashed_has_one_letter():
    states = ["b"] * (len(reasons()) - 1)
    assert packed([[*states, "b"], [*states, "d"]])["w"] == "bx"


@pytest.mark.parametrize(("size", "written"), [(999_999, "999 KB"), (1_000_000, "1.0 MB")])
def test_a_million_bytes_are_a_megabyte(size, written):
    assert _size(size) == written


@pytest.mark.parametrize(("tasks", "found"), [(2, {1, 2}), (3, set())])
def test_a_term_of_two_tasks_tells_and_one_of_three_does_not(tasks, found):
    text = "发布养老服务补贴标准"
    plan = [Task(number=n, group="", title=text, text=None) for n in range(1, tasks + 1)]
    section = Section(key="overview", heading="一、总体情况", text=f"全年{text}两次，群众满意。")
    assert set(passages_for(plan, record(sections=(section,)))) == found


def test_a_pair_that_is_read_in_two_ways_is_not_packed():
    single = {"长": "chang", "大": "da", "一": "yi", "二": "er"}
    one = {"长大一": ["zhang", "da", "yi"]}
    assert _pairs(one, single) == {"长大": ("zhang", "")}
    assert _pairs(one | {"长大二": ["chang", "da", "er"]}, single) == {}


def test_a_sum_of_two_figures_of_which_one_is_blank_has_no_bar():
    fields = ("outcomes.granted.total", "outcomes.partly.total")
    figures = {
        fields[0]: Figure(value=3, state="number", raw="3"),
        fields[1]: Figure(state="blank"),
    }
    row, cell = _row(record(2021, figures=figures), "公开", fields)
    assert row.v is None
    assert row.t == cell == "有分项没有数字"


@pytest.mark.parametrize(("count", "pages", "folded"), [(300, 1, 1), (301, 2, 0)])
def test_three_hundred_agencies_are_one_page_of_the_finder(count, pages, folded):
    known = registry(count)
    found = list(FinderPages(known, AgencyOrder(known), {}).pages())
    assert sum("/in-" in page.url for page in found) == pages - 1
    assert any("details" in line for line in found[0].lines) is bool(folded)


@pytest.mark.parametrize(("count", "is_folded"), [(40, False), (41, True)])
def test_lists_of_more_than_forty_agencies_are_folded(count, is_folded):
    known = registry(count)
    (page,) = FinderPages(known, AgencyOrder(known), {}).pages()
    assert any("details" in line for line in page.lines) is is_folded


def test_a_task_has_two_passages():
    words = "推进政务服务中心标准化规范化便利化"
    plan = [Task(number=1, group="", title=words, text=None)]
    text = "\n".join(f"第{n}段：{words}。" for n in range(3))
    section = Section(key="overview", heading="一、总体情况", text=text)
    found = passages_for(plan, record(sections=(section,)))
    assert {number: len(passages) for number, passages in found.items()} == {1: 2}


@pytest.mark.parametrize(("summands", "marked"), [(2, 3), (3, 1)])
def test_of_a_sum_over_three_rows_only_the_total_is_marked(summands, marked):
    total, parts = Side(label="总计", fields=("total",)), tuple(f"part{n}" for n in range(summands))
    judgement = fails(total, Side(label="分项", fields=parts))
    finding = file_finding(all_checks()["CARRY"], judgement, f"{COUNTY}-ju0000", 2023)
    assert len(failing_cells([finding])) == marked


@pytest.mark.parametrize(("agencies", "files"), [(4000, 1), (4001, 2)])
def test_a_file_of_the_finder_has_four_thousand_agencies(agencies, files):
    assert parts_of(range(agencies)) == files


@pytest.mark.parametrize(("count", "is_folded"), [(40, False), (41, True)])
def test_reports_of_a_year_are_folded_by_city_above_forty(count, is_folded):
    reports = [fact(number) for number in range(count - 1)]
    reports += [replace(fact(), agency=f"{COUNTY}-elsewhere")]
    lines = year_list(2023, reports, registry(count), NO_STRIPS)
    assert any("details" in line for line in lines) is is_folded


def test_an_agency_is_compared_with_the_four_nearest():
    known = registry(9)
    names = sorted(known.agencies)
    assert Alike(known, names).near(names[4]) == (names[4], *names[2:4], *names[5:7])


@pytest.mark.parametrize(("digits", "parts"), [("1234", "1234"), ("12345", "12 345")])
def test_a_number_of_five_digits_is_parted(digits, parts):
    said = grouped(digits).replace('<span class="group-3">', " ").replace("</span>", "")
    assert said == parts


@pytest.mark.parametrize(("size", "files"), [(15_992, 1), (15_993, 2)])
def test_keys_of_sixteen_kilobytes_are_one_file(size, files):
    """A key takes eight bytes beside its positions."""
    assert len(Postings(["甲"], ["x" * size], [1], [0], [0]).parts()) == files
