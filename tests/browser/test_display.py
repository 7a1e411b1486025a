"""Every kind of page fits a phone and large type; settings stay; the focus is seen."""

import pytest

from tests.browser.kinds import KINDS, look

PHONE = {"width": 360, "height": 740}
OVERFLOW = "document.documentElement.scrollWidth"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_a_phone(open_page, kind):
    page = open_page(KINDS[kind], size=PHONE)
    look(page, kind)
    assert page.evaluate(OVERFLOW) <= 360


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind != "embed"]
)  # has no script to set anything
def test_everything_stays_with_large_type(open_page, kind):
    page = open_page(KINDS[kind], size={"width": 640, "height": 800})
    page.evaluate("localStorage.setItem('gongkai-size', 'large')")
    page.reload()
    look(page, kind)
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 20
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(OVERFLOW) <= 640


def test_the_scheme_and_the_size_persist(open_page):
    page = open_page("index.html")
    page.locator("[data-display] button", has_text="大字").click()
    page.locator("[data-display] button", has_text="深色").click()
    page.goto(page.url.replace("index.html", "about/index.html"))
    assert page.locator("html").get_attribute("data-size") == "large"
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(part) for part in colour[4:-1].split(",")) < 120


@pytest.mark.parametrize("kind", ["home", "report-2021", "explore", "guide"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(open_page, kind):
    page = open_page(KINDS[kind])
    look(page, kind)
    seen = 0
    for _ in range(30):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(() => { const e = document.activeElement; if (e === document.body) return null;"
            "const s = getComputedStyle(e);"
            "return [s.outlineStyle, parseFloat(s.outlineWidth)]; })()"
        )
        if outline is None:
            break
        assert outline[0] != "none", page.evaluate("document.activeElement.outerHTML")
        assert outline[1] >= 2
        seen += 1
    assert seen >= 10


def test_reduced_motion_and_forced_colours_keep_the_bars(open_page):
    page = open_page("explore/index.html", forced_colors="active", reduced_motion="reduce")
    page.wait_for_selector(".app-bar")
    bar, paper = page.evaluate(
        "[getComputedStyle(document.querySelector('.app-bar')).backgroundColor,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert bar != paper
