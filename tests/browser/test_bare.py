"""A site that knows less: no report and no plan says when it was published.

An agency without a region, or in none of the table, is refused before anything is built
(`tests/test_bad_data.py`).
"""

import pytest

from generator.records import replace
from generator.site.build import build
from generator.site.paths import project_paths
from generator.site_settings import MADE_UP, SiteSettings
from generator.store import DataFolder
from made_up import write_data
from tests.browser import rig

AGENCY = "640000-jiaoyu"

PAGES = {
    "home": "index.html",
    "finder": "agencies/index.html",
    "agency": f"agencies/{AGENCY}/index.html",
    "report": f"agencies/{AGENCY}/2023/index.html",
    "for-agency": f"for-agencies/{AGENCY}/index.html",
    "other": "agencies/640000-minzheng/index.html",
    "region": "regions/640000/index.html",
    "year": "years/2023/index.html",
    "checks": "checks/index.html",
    "data": "data/index.html",
    "explore": "explore/index.html",
    "compare": f"compare/index.html?a={AGENCY},640000-minzheng&year=2023",
    "search": "search/index.html?q=公开",
}


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bare")
    write_data(folder / "data", 8, (2022, 2023), seed=2)
    (folder / "data" / MADE_UP).unlink()
    data = DataFolder(folder / "data")
    for path in sorted((folder / "data").glob("*/*/*.json")):
        record = data.read(path)
        source = replace(record.source, published=None)
        data.write(replace(record, source=source), path)
    paths = project_paths(folder / "data", folder / "site", folder / "content", folder / "work")
    build(paths, SiteSettings(url="https://site.example"), jobs=1)
    with rig.served(folder / "site") as address:
        yield address, folder / "site"


@pytest.mark.parametrize("kind", PAGES)
def test_each_page_stands_without_them(bare, open_page, show, size, kind):
    address, _ = bare
    page = open_page(address + PAGES[kind], size=size)
    page.wait_for_timeout(300)
    words = page.locator("main").inner_text()
    assert "None" not in words
    assert "公布于" not in words
    assert "（）" not in words
    show(page, f"11-bare-{kind}")


def test_without_any_date_there_is_no_feed_and_no_page_speaks_of_one(bare):
    _, site = bare
    assert not list(site.rglob("*.atom.xml"))
    for path in site.rglob("*.html"):
        assert "atom.xml" not in path.read_text(encoding="utf-8"), path
