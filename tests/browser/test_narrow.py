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


@pytest.mark.parametrize("address", ["agencies/640100-minzheng/", "agencies/640100-minzheng/2023/"])
def test_bars_in_large_type_have_their_numbers_in_sight(open_page, address):
    page = open_page(address, size=PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = page.locator("figure.chart:has(> svg.bars)").first.evaluate(
        """one => ({ box: one.getBoundingClientRect().toJSON(),
          texts: [...one.querySelectorAll("text")].map(t => t.getBoundingClientRect().toJSON()) })"""
    )
    assert len(found["texts"]) > 8
    assert all(
        found["box"]["left"] <= text["left"] and text["right"] <= found["box"]["right"]
        for text in found["texts"]
    )


def test_words_in_place_of_a_number_are_smaller_and_on_its_line(open_page, size):
    """The form of 2018 has no row for requests carried over."""
    page = open_page("years/2018/", size=size)
    found = page.locator(".key-figures dl > div").evaluate_all(
        """all => all.map(one => {
            const [label, value] = [one.querySelector("dt"), one.querySelector("dd")];
            const top = (part) => Math.round(part.getBoundingClientRect().top);
            return { words: value.textContent, row: top(one), under: top(label) - top(one),
              type: parseFloat(getComputedStyle(value).fontSize) };
        })"""
    )
    (quiet,) = [one for one in found if one["words"] == "无数字"]
    numbers = [one for one in found if one["words"].replace(",", "").isdigit()]
    assert len(numbers) == len(found) - 1 > 3
    assert quiet["type"] < 0.6 * min(one["type"] for one in numbers)
    assert quiet["row"] in {one["row"] for one in numbers}
    assert all(abs(one["under"] - quiet["under"]) <= 1 for one in numbers)


def test_a_rate_of_the_explorer_is_seen_beside_its_agency_in_large_type(open_page):
    """Its interval wraps: on one line it pushed the rate out of sight."""
    page = open_page("explore/?i=share_granted", size=PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    row = page.locator(".app-table tbody tr:has(td.n .app-small)").first
    rate = row.locator("td.n a").first.bounding_box()
    assert rate["x"] + rate["width"] <= PHONE["width"]
