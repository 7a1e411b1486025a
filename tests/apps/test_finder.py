"""The finder's lists for readers without scripts: plain when short, folded when long."""

from __future__ import annotations

import pytest

from generator.agencies import Agency, Region, Registry
from generator.pages.finder.page import ONE_PAGE, UNFOLDED, FinderPages
from generator.pages.parts.script_data import AgencyOrder


def written(count, feeds=frozenset()):
    """The finder's own page and its parts, for two counties with half of the agencies each."""
    regions = [Region(code="110000", name="虚构省", level="province")]
    regions += [
        Region(code=f"11010{n}", name=f"虚构{n}县", level="county", parent="110000") for n in (1, 2)
    ]
    agencies = [
        Agency(id=f"11010{1 + n % 2}-ju{n}", name=f"虚构局{n}", region=f"11010{1 + n % 2}",
               level="county", function="education")
        for n in range(count)
    ]  # fmt: skip
    registry = Registry(agencies, regions)
    return {
        page.url: page.text()
        for page in FinderPages(registry, AgencyOrder(registry), {}, feeds).pages()
    }


@pytest.mark.parametrize(("count", "folds"), [(UNFOLDED, 0), (UNFOLDED + 1, 4)])
def test_a_long_page_folds_each_of_its_groups(count, folds):
    (page,) = written(count).values()
    assert page.count("::: details ") == folds  # two counties, one level, one field of work
    assert page.count("(site:agencies/110101-ju0/)") == 3
    assert ("### " in page) == (folds == 0)


def test_a_field_of_work_links_its_feed_where_there_is_one():
    feeds = frozenset({"feeds/functions/education.atom.xml"})
    link = "(site:feeds/functions/education.atom.xml)"
    for count in (UNFOLDED, UNFOLDED + 1):
        assert link in written(count, feeds)["agencies/"]
        assert "feeds/" not in written(count)["agencies/"]
    pages = written(ONE_PAGE + 1, feeds)
    assert [url for url, page in pages.items() if link in page] == ["agencies/function-education/"]
    assert "Feed: feeds/functions/education.atom.xml" in pages["agencies/function-education/"]
    assert "Feed:" not in pages["agencies/in-110000/"]


def test_pages_of_many_agencies_fold_by_region():
    pages = written(ONE_PAGE + 1)
    assert "::: details" not in pages["agencies/"]
    assert "::: details 虚构省虚构1县 151 个机关 {#r-110101}" in pages["agencies/in-110000/"]
