"""A share of few cases has its 95% interval beside it, wherever shares are ranked or mapped."""

import re

import pytest

from generator.frames.intervals import wilson  # held to printed examples by tests/frames

FEW = 100
CASES = re.compile(r"^([\d,]+) / ([\d,]+)(?:，95% 区间 ([\d.]+)%–([\d.]+)%)?$")


def judged(texts):
    """Every text says the right interval, or none where there are many cases; how many have one."""
    found = 0
    for text in texts:
        part, whole, low, high = CASES.match(text).groups()
        part, whole = (int(one.replace(",", "")) for one in (part, whole))
        assert (low is not None) == (0 < whole < FEW), text
        if low is not None:
            found += 1
            for printed, exact in zip((low, high), wilson(part, whole), strict=True):
                assert float(printed) == pytest.approx(100 * exact, abs=0.051), text
    return found


@pytest.mark.parametrize(
    "address",
    [
        "explore/?i=share_granted&from=2023&to=2023",
        "reasons/?r=outcomes.unable.not_held&by=agency&year=2023",
        "compare/?a=640000-zhengfuban,640100-zhengfuban,640105-zhengfuban&year=2023&i=share_granted",
    ],
)
def test_a_ranked_share_of_few_cases_has_its_interval(open_page, address, size):
    page = open_page(address, size=size)
    page.locator(".app-ready").wait_for()
    page.locator(".app-result td.n .app-small").first.wait_for()
    assert judged(page.locator(".app-result td.n .app-small").all_inner_texts())
