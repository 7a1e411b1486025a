"""The home page on a desktop: nothing stands alone in a row, strips stand beside the names."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP

BOXES = """(places) => [...document.querySelectorAll(places)].map((one) => {
  const { top, bottom, left, right } = one.getBoundingClientRect();
  return { top, bottom, left, right };
})"""


@pytest.fixture(params=["", "en/"], ids=["zh", "en"])
def home(open_page, request):
    return open_page(f"{request.param}index.html", size=DESKTOP)


def test_the_ways_are_one_row(home):
    ways = home.evaluate(BOXES, ".ways li")
    assert len(ways) == 5
    assert len({round(one["top"]) for one in ways}) == 1


def test_a_strip_stands_beside_the_first_line_of_its_report(home):
    """Two columns of reports; each strip is at the right of its entry, above its second line."""
    entries = home.evaluate(BOXES, "#newest ~ ul > li:has(> .strip)")
    strips = home.evaluate(BOXES, "#newest ~ ul > li > .strip")
    links = home.evaluate(BOXES, "#newest ~ ul > li > a:first-child")
    assert len(entries) == len(strips) == len(links) > 4
    assert len({round(one["left"]) for one in entries}) == 2
    for entry, strip, link in zip(entries, strips, links, strict=True):
        assert strip["left"] >= link["right"] and round(strip["right"]) <= round(entry["right"])
        assert abs(strip["top"] - link["top"]) < 12  # less than half a line
        assert strip["bottom"] <= entry["bottom"]
