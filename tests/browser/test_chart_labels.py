"""What stands in a chart is whole and apart: measured in Chromium, by the boxes of the texts."""

from itertools import combinations

import pytest

from generator.messages import speaking
from generator.pages.charts import ChartRow, ChartStore, chart, flow_chart
from generator.site.files.stylesheet import stylesheet
from generator.site_settings import THEME

BOXES = """svg => {
  const box = one => { const b = one.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
  return {
    picture: box(svg), scale: svg.getScreenCTM().a,
    texts: [...svg.querySelectorAll("text")].map(one => [one.textContent, ...box(one)]),
  };
}"""
SEEN = "one => getComputedStyle(one).display !== 'none'"
# A sans-serif as broad as DejaVu, where a machine has no other, and a usual one.
FONTS = ("DejaVu Sans", "Noto Sans CJK SC")


def bars(kind, values):
    names = ["政府公报公开数", "政府网站公开数", "告知更改补充", "法律服务机构", "结转下年度"]
    texts = [f"{value}" if value is not None else "有分项没有数字" for value in values]
    return chart(kind, [ChartRow(*row) for row in zip(names, values, texts, strict=True)])


def years(first, last, times=399):
    points = [
        (year, "2014" if year < 2019 else "2019" if year < 2021 else "2021", series, value)
        for year in range(first, last + 1)
        for series, value in (("新收", round(year * times)), ("办结", 7), ("结转下年", 0))
    ]
    return flow_chart(points)


CHARTS = {
    "short numbers": bars("outcomes", [9999, 1024, 0, None, 8888]),
    "nine digits": bars("outcomes", [398575812, 999999999, 0, None, 888888888]),
    "ten to seventeen digits": bars(
        "outcomes", [3985758123, 99999999999, 987654321098, 1234567890123456, 98765432109876543]
    ),
    "one of seven digits": bars("proactive", [447228, 3985758, 88283, None, None]),
    **{
        f"{count} years": years(2026 - count, 2025)
        for count in (2, 7, 8, 9, 10, 12, 14, 16, 18, 24)
    },
    **{
        f"up to {times}": years(2021, 2025, times / 2025) for times in (9_999, 10**7, 10**8, 10**11)
    },
}


ENGLISH = [
    ChartRow(name, 10 * len(name), f"{10 * len(name)}")
    for name in ("Granted", "Unable to provide", "Otherwise closed", "Requests carried over")
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A page with all the charts and the site's stylesheet, for each font."""
    folder = tmp_path_factory.mktemp("labels")
    (folder / "style.css").write_bytes(stylesheet(THEME))
    store = ChartStore(folder)
    pictures = (store.svg(store.put(one)) for one in CHARTS.values())
    figures = "".join(f'<figure class="chart">{picture}</figure>' for picture in pictures)
    with speaking("en"):
        english = store.svg(store.put(chart("outcomes", ENGLISH)))
    figures += f'<figure class="chart" lang="en">{english}</figure>'
    for font in FONTS:
        text = (
            '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
            '<link rel="stylesheet" href="style.css">'
            f"<style>:root {{ --font-sans: '{font}' }}</style><main class='wrap'>{figures}</main>"
        )
        (folder / f"{font}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize(("width", "type_size"), [(360, 16), (1280, 16), (360, 32), (1280, 32)])
def test_each_text_is_whole_and_touches_no_other(browser, folder, width, type_size, font):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((folder / f"{font}.html").as_uri())
    page.evaluate(f"document.documentElement.style.fontSize = '{type_size}px'")
    found = page.eval_on_selector_all("figure svg", f"all => all.filter({SEEN}).map({BOXES})")
    page.close()
    for name, one in zip([*CHARTS, "English"], found, strict=True):
        check(name, one, max(width, 360 * type_size / 16))
    digits = {words for words, *_ in found[1]["texts"]}
    assert {"398575812", "999999999", "888888888"} <= digits
    long = [words for words, *_ in found[2]["texts"]]
    assert {"约39.86亿", "约1000亿", "约9877亿", "约1235万亿", "见数据表"} <= set(long)


@pytest.mark.parametrize("font_size", [16, 20, 32])
def test_text_is_as_large_as_the_pages_type_on_a_phone(browser, folder, font_size):
    """13 pixels of usual type and more with larger type; a wider picture scrolls by itself."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((folder / f"{FONTS[0]}.html").as_uri())
    page.evaluate(f"document.documentElement.style.fontSize = '{font_size}px'")
    size_of = "one => one.getScreenCTM().a * parseFloat(getComputedStyle(one).fontSize)"
    sizes = page.eval_on_selector_all("figure svg", f"all => all.filter({SEEN}).map({size_of})")
    usual = 13 * font_size / 16
    assert all(usual <= size <= usual * 1.3 for size in sizes)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.parametrize(
    ("width", "is_wide"), [(360, False), (700, False), (800, True), (1280, True)]
)
def test_a_wide_column_has_the_picture_whose_lines_are_named_at_their_ends(
    browser, folder, width, is_wide
):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((folder / f"{FONTS[0]}.html").as_uri())
    look = page.eval_on_selector_all(
        "figure svg.narrow, figure svg.wide",
        f"all => all.filter({SEEN}).map(one => one.className.baseVal)",
    )
    assert set(look) == {"wide" if is_wide else "narrow"}
    if is_wide:
        figure = page.locator("figure:has(> svg.wide)").last
        room, drawn = figure.bounding_box(), figure.locator("svg.wide").bounding_box()
        assert drawn["width"] >= min(room["width"], 920) - 1
    seen = page.locator(f"figure svg.{'wide' if is_wide else 'narrow'}").last
    assert seen.locator("> text").all_text_contents() == ["新收", "办结", "结转下年"]
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_bars_take_the_width_there_is(browser, folder, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((folder / f"{FONTS[0]}.html").as_uri())
    figure = page.locator("figure:has(> svg.bars)").first
    room, drawn = figure.bounding_box(), figure.locator("svg").bounding_box()
    assert drawn["width"] >= min(room["width"], 920) - 1
    longest = max(one.bounding_box()["width"] for one in figure.locator("rect").all())
    ends = [one.bounding_box() for one in figure.locator("text").all()]
    assert longest >= 0.4 * drawn["width"]
    assert max(one["x"] + one["width"] for one in ends) <= drawn["x"] + drawn["width"]
    page.close()


def check(name, found, width):
    left, top, right, bottom = found["picture"]
    assert right <= width
    assert len(found["texts"]) > 6, name
    for words, *box in found["texts"]:
        assert left - 0.5 <= box[0], (name, words)
        assert box[2] <= right + 0.5, (name, words)
        assert top - 1 <= box[1], (name, words)
        assert box[3] <= bottom + 1, (name, words)
    for (one, *a), (other, *b) in combinations(found["texts"], 2):
        is_beside = a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5
        air = 4 * found["scale"]  # lines of text have air above and below
        is_above = a[3] <= b[1] + air or b[3] <= a[1] + air
        assert is_beside or is_above, (name, one, other)
