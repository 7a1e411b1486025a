"""What a tool is for stands above it, with and without scripts."""

import pytest

APPS = ("reasons", "explore", "compare", "checks")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("name", APPS)
def test_the_introduction_stands_above(open_page, size, name, javascript):
    page = open_page(f"{name}/", size=size, javascript=javascript)
    lead = page.locator(".record > h1 + .lead").bounding_box()
    below = page.locator(".record form, .record table, .record .findings").locator("visible=true")
    assert lead is not None
    assert below.count() or name == "compare"  # which shows nothing without scripts
    tops = [one.bounding_box()["y"] for one in below.all()]
    assert all(lead["y"] + lead["height"] <= top for top in tops)
