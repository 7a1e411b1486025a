"""A year names its reports: on its page, or by region on pages of 300 rows at most."""

from __future__ import annotations

import gzip

from generator.agencies import Agency, Region, Registry
from generator.frames.summaries import PlaceSummaries
from generator.pages.parts.facts import Facts
from generator.pages.places.page import Places, region_page
from generator.pages.places.year import year_page
from generator.pages.places.year_list import ON_ONE_PAGE, explore_line, year_parts
from generator.site_settings import SiteSettings

LIMIT = 60_000  # bytes of a page, gzipped


def world(count, provinces=3):
    regions = [Region(code=f"{n}0000", name=f"虚构省{n}", level="province")
               for n in range(11, 11 + provinces)]  # fmt: skip
    agencies = [
        Agency(id=f"{11 + n % provinces}0000-ju{n}", name=f"虚构省虚构市虚构县虚构局第{n}号",
               region=f"{11 + n % provinces}0000", level="province")
        for n in range(count)
    ]  # fmt: skip
    reports = [
        Facts(agency=one.id, year=2023, form="2021", scope="own", published=None, received=n,
              closed=n, granted=n, carried_over=None, review=0, litigation=0, failed=n % 2)
        for n, one in enumerate(agencies)
    ]  # fmt: skip
    return Registry(agencies, regions), reports


def places(registry):
    return Places(PlaceSummaries({}, {}, {}, {}, [2023]), registry, SiteSettings())


def size(page):
    return len(gzip.compress(page.text().encode()))


def test_a_small_year_lists_every_report_with_its_numbers():
    registry, reports = world(5)
    page = year_page(2023, reports, places(registry))
    rows = [line for line in page.lines if "/2023/)" in line and line.startswith("| [")]
    assert len(rows) == 5
    assert "| 4 | 4 | 100% | 无数字 {.missing} | 相符 |" in "\n".join(rows)
    assert list(year_parts(2023, reports, registry)) == []


def test_a_long_list_is_folded_by_region_and_a_short_one_is_not():
    for count, folds in ((40, 0), (41, 3)):
        registry, reports = world(count)
        page = year_page(2023, reports, places(registry))
        assert sum(line.startswith("::: details 虚构省1") for line in page.lines) == folds
        assert sum(line.startswith("| [虚构省") for line in page.lines) == count


def test_ten_thousand_reports_are_in_pages_of_three_hundred():
    registry, reports = world(10_000)
    page = year_page(2023, reports, places(registry))
    parts = list(year_parts(2023, reports, registry))
    listed = [sum(line.startswith("| [") for line in part.lines) for part in parts]
    assert sum(listed) == 10_000
    assert max(listed) == ON_ONE_PAGE
    assert max(map(size, [page, *parts])) < LIMIT
    text = "\n".join(page.lines)
    assert all(f"(site:years/2023/{code}/)" in text for code in ("110000", "120000", "130000"))
    others = "\n".join(line for part in parts for line in part.lines)
    assert all(f"(site:{part.url})" in text + others for part in parts)


def test_a_region_lists_three_hundred_agencies_and_leads_to_the_rest():
    registry, _ = world(10_000, provinces=1)
    page = region_page("110000", places(registry))
    assert sum(line.startswith("- [虚构省") for line in page.lines) == ON_ONE_PAGE
    assert any("(site:agencies/in-110000/)" in line and "9,700" in line for line in page.lines)
    assert size(page) < LIMIT


def test_the_way_into_the_explorer_holds_every_choice():
    line = explore_line(2023, "110000")
    assert "site:explore/?i=received&from=2023&to=2023&scope=o&region=110000" in line
    assert "site:explore/?i=received&from=2023&to=2023&scope=a&region=110000" in line
