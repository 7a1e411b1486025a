"""The home page: no figure is torn apart, nothing stands alone, strips stand beside the names."""

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


LINES_OF_FIGURES = """() => [...document.querySelectorAll('#newest ~ ul > li:has(> .strip)')]
  .flatMap((entry) => [...entry.childNodes].filter((one) => one.nodeType === 3 && /\\d/.test(one.data)))
  .map((text) => {
    const range = document.createRange();
    range.setStart(text, text.data.search(/[^：:\\s]/));
    range.setEnd(text, text.data.trimEnd().length);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
  })"""


@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_figure_stands_on_one_line_with_its_words(open_page, size, folder):
    """“新收 13 件申请” beside a strip, on a phone and on a desktop."""
    lines = open_page(f"{folder}index.html", size=size).evaluate(LINES_OF_FIGURES)
    assert len(lines) > 4
    assert set(lines) == {1}
