"""The small charts of observations: labels apart and inside, at each width and type size."""

import pytest

BOXES = """() => [...document.querySelectorAll('.trend')].map((chart) => ({
  texts: [...chart.querySelectorAll('text')].map((one) => one.getBoundingClientRect().toJSON()),
  whole: chart.getBoundingClientRect().toJSON(),
}))"""


@pytest.mark.parametrize("percent", [100, 200])
def test_labels_stand_apart_and_inside(open_page, size, percent):
    page = open_page("years/2023/", size=size)
    page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
    charts = page.evaluate(BOXES)
    assert len(charts) == 5
    for chart in charts:
        first, last = chart["texts"]
        assert first["right"] < last["left"]
        assert chart["whole"]["left"] - 1 <= first["left"]
        assert last["right"] <= min(chart["whole"]["right"], size["width"]) + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_intervals_stand_under_one_another(open_page, size):
    """The scale of every row begins at the same place, so that the dots can be compared."""
    page = open_page("years/2023/", size=size)
    boxes = page.locator("#differences .span").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) >= 3
    assert len({round(box["left"]) for box in boxes}) == 1
    assert len({round(box["width"]) for box in boxes}) == 1


def test_the_anchor_of_a_sentence_opens_its_table(open_page):
    page = open_page("years/2023/")
    page.locator("a[href$='#coverage']").first.click()
    page.wait_for_function("document.querySelector('#coverage').checkVisibility()")
