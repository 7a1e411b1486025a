"""A link that somebody shared shows the same rows when two more years have been published."""

import shutil

import pytest

from generator.site.build import build
from generator.site.paths import project_paths
from generator.site_settings import MADE_UP, SiteSettings
from generator.store import DataFolder
from made_up import write_data
from tests.browser import rig

NEWEST, LATER = 2021, 2023


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The site as it was, and the same two years later: addresses of both."""
    folder = tmp_path_factory.mktemp("later")
    write_data(folder / "later", 6, (NEWEST - 1, LATER), seed=11)
    (folder / "later" / MADE_UP).unlink()
    shutil.copytree(folder / "later", folder / "before")
    data = DataFolder(folder / "before")
    gone = [path for path in data.paths("annual_report") if int(path.stem) > NEWEST]
    gone += [path for path in data.paths("work_plan") if int(path.stem) > NEWEST]
    assert gone
    for path in gone:
        path.unlink()
    for name in ("before", "later"):
        own = folder / f"site-{name}"
        paths = project_paths(folder / name, own / "site", own / "content", own / "work")
        build(paths, SiteSettings(), jobs=1)
    with (
        rig.served(folder / "site-before" / "site") as before,
        rig.served(folder / "site-later" / "site") as later,
    ):
        yield before, later


# Whether a number leaps out is judged by all years there are, so other checks may change.
WAYS = {
    "explore": ("explore/index.html", ".app-explorer .app-table"),
    "explore-rate": ("explore/index.html?i=share_granted", ".app-explorer .app-table"),
    "compare": ("compare/index.html?a={agencies}", ".app-compare"),
    "checks": (
        "checks/index.html?result=open&check=STOCK_WITHIN",
        ".app-checks .app-result:not([hidden])",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_link_shows_the_same_rows(sites, open_page, way):
    before, later = sites
    address, place = WAYS[way]
    first = open_page(f"{before}explore/index.html")
    rows = first.locator(".app-table tbody a")
    rows.first.wait_for()
    agencies = [rows.nth(n).get_attribute("href").split("/")[-3] for n in range(2)]
    page = open_page(before + address.format(agencies=",".join(agencies)))
    page.locator(place).wait_for()
    shared = page.url
    assert "2021" in shared
    shown = page.locator(place).inner_text()
    assert len(shown.splitlines()) > 2
    again = open_page(shared.replace(before, later))
    again.locator(place).wait_for()
    assert again.locator(place).inner_text() == shown
    assert again.url == shared.replace(before, later)
