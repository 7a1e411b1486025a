"""The site of the data that the repository holds, used as a citizen would use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.build import build
from generator.site.paths import project_paths
from generator.site_settings import SiteSettings
from tests.browser import rig
from tests.browser.conftest import DESKTOP, PHONE

DATA = Path(__file__).resolve().parents[2] / "data"
REPORT = "agencies/640105-zhengfu/2020/"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    root = tmp_path_factory.mktemp("published")
    build(project_paths(DATA, root / "site", root / "content", root / "work"), SiteSettings())
    with rig.served(root / "site") as served:
        yield served


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_citizen_looks_for_xixia(browser, address, size):
    context = browser.new_context(viewport=size, locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    page.fill("#site-q", "西夏区")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    link = page.locator(f'main a[href*="{REPORT}"]').first
    link.click()
    page.wait_for_url(f"**/{REPORT}*")
    assert page.locator('[id="f-requests.received.total"]').inner_text().strip() == "13"
    assert page.locator('[id="f-outcomes.granted.total"]').inner_text().strip() == "11"
    figures = page.locator(".key-figures").first.inner_text()
    assert "13" in figures
    assert "11" in figures
    assert page.locator('a[href="tel:0951-2078503"]').first.is_visible()
    page.locator("main a, nav.trail a", has_text="西夏区人民政府").first.click()
    page.wait_for_url("**/agencies/640105-zhengfu/**")
    assert "西夏区" in page.locator("h1").inner_text()
    page.go_back()
    assert REPORT in page.url
    context.close()


def test_the_same_without_scripts(browser, address):
    """Search needs scripts; the lists of the finder lead there without any."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}agencies/index.html")
    page.locator("main a", has_text="西夏区人民政府").first.click()
    page.locator('main a[href*="2020"]').first.click()
    assert page.locator('[id="f-requests.received.total"]').inner_text().strip() == "13"
    assert page.locator('a[href="tel:0951-2078503"]').first.is_visible()
    context.close()
