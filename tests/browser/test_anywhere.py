"""The same files on a server, in a folder below it, and opened from a disk."""

import re

import pytest

from tests.browser import rig
from tests.browser.kinds import KINDS, look
from tests.browser.rig import until


@pytest.fixture(scope="module")
def below(site_folder):
    """The site's address when it stands in a folder of a server."""
    with rig.served(site_folder.parent) as address:
        yield f"{address}{site_folder.name}/"


def test_every_kind_of_page_from_a_disk(open_page, site_folder):
    page = open_page((site_folder / "index.html").as_uri())
    for kind, address in KINDS.items():
        path, _, query = address.partition("?")
        page.goto(f"{(site_folder / path).as_uri()}?{query}")
        look(page, kind)
        colour = page.evaluate("getComputedStyle(document.body).fontFamily")
        assert "PingFang" in colour, f"{kind} has no stylesheet"


def test_from_a_disk_people_find_and_explore(open_page, site_folder):
    page = open_page((site_folder / "agencies" / "index.html").as_uri())
    page.fill("#finder-q", "xxqmz")
    page.wait_for_selector(".app-finder [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("agencies/640105-minzheng/index.html"))
    page = open_page((site_folder / "explore" / "index.html").as_uri())
    page.wait_for_selector(".app-explorer .app-table")
    page.select_option("[name=i]", "reviews")
    until(page, "location.search.includes('i=reviews')")


def test_below_a_folder_every_kind_of_page(open_page, below):
    page = open_page(f"{below}index.html")
    for kind, address in KINDS.items():
        page.goto(below + address)
        look(page, kind)


def test_below_a_folder_from_the_home_page_to_a_figure(open_page, below):
    page = open_page(f"{below}index.html")
    page.fill("#site-q", "培训")
    page.wait_for_selector(".search-box [role=option]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".app-results > li")
    page.locator(".app-results .app-title").first.click()
    page.wait_for_url(re.compile(f"^{re.escape(below)}agencies/"))
    page.goto(f"{below}agencies/640100-minzheng/2023/")
    page.locator("[data-chart-view]").first.click()
    page.wait_for_selector(".chart-stage svg")


def test_nothing_is_stored_but_how_the_site_looks(open_page, site):
    page = open_page("index.html")
    page.locator("[data-display] button", has_text="大字").click()
    for kind, address in KINDS.items():
        page.goto(site + address)
        look(page, kind)
        assert page.evaluate("document.cookie") == ""
        assert page.evaluate("Object.keys(localStorage)") == ["gongkai-size"]
