"""axe-core finds nothing on any kind of page, at three widths, light and dark."""

import os

import pytest

from tests.browser.kinds import KINDS, READY
from tests.browser.rig import NODE, SCREENSHOTS

pytestmark = pytest.mark.slow

AXE = NODE / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (360, 768, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MIN_TARGET = 24  # CSS pixels, WCAG 2.2 criterion 2.5.8


@pytest.fixture(scope="module")
def axe():
    if AXE.exists():
        return AXE.read_text(encoding="utf-8")
    message = "axe-core is not installed: run `npm ci` in tests/node"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def look(page, kind):
    if kind in READY:
        page.wait_for_selector(READY[kind])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page, axe, kind, scheme):
    page = open_page(KINDS[kind], size={"width": WIDTHS[0], "height": 800}, color_scheme=scheme)
    look(page, kind)
    page.evaluate(axe)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(50)
        name = f"{kind}-{width}-{scheme}.png"
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / name, full_page=width != 768)
        report = page.evaluate(
            "(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS
        )
        for violation in report["violations"]:
            where = [" ".join(node["target"]) for node in violation["nodes"][:3]]
            found[f"{width}: {violation['id']}"] = where
    assert found == {}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_a_phone(open_page, kind):
    page = open_page(KINDS[kind], size={"width": 360, "height": 740})
    look(page, kind)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("kind", KINDS)
def test_everything_stays_with_large_type(open_page, kind):
    page = open_page(KINDS[kind], size={"width": 640, "height": 800})
    page.evaluate("localStorage.setItem('gongkai-size', 'large')")
    page.reload()
    look(page, kind)
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 20
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


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
