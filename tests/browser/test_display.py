"""Every kind of page stays whole with large type; settings stay; the focus is seen."""

import pytest

from tests.browser.kinds import KINDS, look

OVERFLOW = "document.documentElement.scrollWidth"


def test_everything_stays_with_large_type(open_page, site):
    page = open_page("index.html", size={"width": 360, "height": 800})
    page.locator("[data-display] button", has_text="大字").click()
    wide = {}
    for kind, address in KINDS.items():
        if kind in ("embed", "chart", "en-chart"):  # have no script to set anything
            continue
        page.goto(site + address)
        look(page, kind)
        size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert size >= 20, kind
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if page.evaluate(OVERFLOW) > 360:
            wide[kind] = page.evaluate(OVERFLOW)
    assert wide == {}


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


@pytest.mark.parametrize(
    "address", ["index.html", "regions/640100/index.html", "agencies/index.html"]
)
def test_a_strip_of_years_is_as_high_as_a_line_of_text(open_page, address):
    page = open_page(address)
    sizes = page.locator("main svg.strip").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) =>"
        " one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).fontSize))"
    )
    assert all(1 <= size <= 1.5 for size in sizes)
    assert sizes or address == "agencies/index.html"


def test_suggestions_and_absent_agencies_have_their_strips(open_page):
    page = open_page("index.html")
    page.locator("#site-q").fill("民政局")
    page.locator(".app-option svg.strip").first.wait_for()
    option = page.locator(".app-option:has(svg.strip)").first
    text, box = option.bounding_box(), option.locator("svg").bounding_box()
    assert text["x"] <= box["x"] and box["x"] + box["width"] <= text["x"] + text["width"]
    assert "年报" in option.inner_text()
    page = open_page("regions/640106/index.html")
    absent = page.locator("h2#absent ~ details li:has(a)")
    assert absent.count()
    assert absent.locator("svg.strip").count()
