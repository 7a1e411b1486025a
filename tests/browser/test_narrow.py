"""Narrow frames and large type: nothing is cut off, no number is torn apart."""

import pytest

from tests.browser.conftest import PHONE

CHART = "figure.chart > svg:not(.wide) text"
FIGURES = """() => [...document.querySelectorAll('.key-figures dd')].map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const boxes = [...range.getClientRects()];
  return { lines: new Set(boxes.map((box) => Math.round(box.top))).size,
    right: Math.max(...boxes.map((box) => box.right)) };
})"""


@pytest.mark.parametrize("chart", ["flow", "outcomes"])
def test_a_frame_of_280_pixels_shows_the_whole_chart(open_page, chart):
    page = open_page(
        f"embed/agencies/640100-zhengfuban/{chart}/index.html", size={"width": 280, "height": 400}
    )
    boxes = page.locator(CHART).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) > 4
    assert all(box["left"] >= 0 and box["right"] <= 280 for box in boxes)


@pytest.mark.parametrize("address", ["years/2023/", "agencies/640100-zhengfuban/2023/"])
def test_large_figures_in_large_type_stay_whole(open_page, address):
    page = open_page(address, size=PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = page.evaluate(FIGURES)
    assert len(found) > 3
    assert all(one["lines"] == 1 and one["right"] <= PHONE["width"] for one in found)


def test_a_rate_of_the_explorer_is_seen_beside_its_agency_in_large_type(open_page):
    """Its interval wraps: on one line it pushed the rate out of sight."""
    page = open_page("explore/?i=share_granted", size=PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    row = page.locator(".app-table tbody tr:has(td.n .app-small)").first
    rate = row.locator("td.n a").first.bounding_box()
    assert rate["x"] + rate["width"] <= PHONE["width"]
