"""Charts that can be touched: drawn when asked for, from the table, on a server and in a folder."""

import re

import pytest

from tests.browser.looking import findings
from tests.browser.rig import until

PHONE = {"width": 360, "height": 740}
AGENCY = "agencies/640100-minzheng/index.html"
REPORT = "agencies/640100-minzheng/2023/index.html"
OLD_REPORT = "agencies/640100-minzheng/2018/index.html"


@pytest.fixture(params=["server", "folder"])
def at(request, site_folder):
    """An address on the server, or of the same file opened from its folder."""
    if request.param == "server":
        return lambda address: address
    return lambda address: (site_folder / address).as_uri()


def table_of(page, kind):
    """What the table under the chart says: [[row, value], …]."""
    figure = f"figure[data-chart^={kind}]"
    return page.eval_on_selector(
        f"{figure} + details table",
        "table => [...table.tBodies[0].rows].map(r => [...r.cells].map(c => c.textContent.trim()))",
    )


def opened(page, kind):
    figure = page.locator(f"figure[data-chart^={kind}]")
    figure.locator("[data-chart-view]").click()
    figure.locator(".chart-stage svg").wait_for()
    return figure


@pytest.mark.parametrize(("address", "kind"), [(REPORT, "outcomes"), (OLD_REPORT, "channels")])
def test_bars_say_what_the_table_says(open_page, at, address, kind):
    page = open_page(at(address), size=PHONE)
    figure = opened(page, kind)
    assert figure.locator(".chart-stage").evaluate("one => one === document.activeElement")
    said = []
    for label, value in table_of(page, kind):
        page.keyboard.press("ArrowDown")
        said.append(figure.locator(".chart-reading").inner_text())
        shown = value if re.fullmatch(r"\d+", value) else f"（{value}）"
        assert said[-1] == f"{label}：{shown}"
    assert len(said) >= 5
    texts = figure.locator(".chart-stage svg text").all_text_contents()
    assert {value for _, value in table_of(page, kind) if value.isdigit()} <= set(texts)


def test_sorting_and_back_to_the_picture(open_page):
    page = open_page(REPORT)
    figure = opened(page, "outcomes")
    figure.locator("label", has_text="从多到少").click()
    figure.locator(".chart-stage").focus()
    counts = []
    for _ in table_of(page, "outcomes"):
        page.keyboard.press("ArrowDown")
        found = re.search(r"：(\d+)$", figure.locator(".chart-reading").inner_text())
        counts.append(int(found[1]) if found else -1)
    assert counts == sorted(counts, reverse=True)
    figure.locator("[data-chart-view]").click()
    assert figure.locator(".chart-stage").count() == 0
    assert figure.locator("svg").is_visible()


def test_years_by_keyboard_and_by_pointer(open_page, at):
    page = open_page(at(AGENCY))
    figure = opened(page, "flow")
    reading = figure.locator(".chart-reading")
    rows = page.locator("table.years tbody tr:not(.break)")
    for position in range(rows.count()):
        page.keyboard.press("ArrowRight")
        cells = rows.nth(position).locator("th, td").all_inner_texts()
        assert reading.inner_text().startswith(f"{cells[0]} 年：新收 {cells[1]}，办结 {cells[2]}")
    assert "复议" not in reading.inner_text()
    figure.locator("label", has_text="复议").click()
    page.keyboard.press("Escape")
    box = figure.locator(".chart-stage svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] / 2)
    until(page, "document.querySelector('.chart-reading').textContent.includes('复议')")
    assert reading.inner_text().startswith("2023 年")


def test_the_breaks_between_forms_stay(open_page):
    page = open_page(AGENCY)
    assert page.locator("table.years tr.break").count() == 2
    assert page.locator("table.years tr.break.apart").count() == 1
    drawn = page.locator("figure[data-chart^=flow] > svg.wide line[stroke-dasharray='3,3']").count()
    assert drawn == 2
    figure = opened(page, "flow")
    dashed = figure.locator(".chart-stage svg line[stroke-dasharray='3,3']")
    widths = dashed.evaluate_all("all => all.map(one => one.getAttribute('stroke-width'))")
    assert widths.count("1") == drawn


def test_the_picture_can_be_saved(open_page):
    page = open_page(REPORT)
    figure = opened(page, "outcomes")
    with page.expect_download() as waiting:
        figure.locator("button", has_text="存为图片").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "var(" not in text


def test_without_scripts_there_is_no_button(open_page):
    page = open_page(REPORT, javascript=False)
    assert page.locator("figure.chart > svg").first.is_visible()
    assert page.locator("[data-chart-view]:visible").count() == 0


def test_large_type_makes_its_text_larger_and_the_pointer_still_fits(open_page):
    page = open_page(AGENCY, size=PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    figure = opened(page, "flow")
    assert (
        figure.locator(".chart-stage svg text").first.evaluate("one => one.getScreenCTM().a") == 2
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    figure.evaluate("one => { one.scrollLeft = one.scrollWidth; }")
    box = figure.locator(".chart-stage svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] - 40, box["y"] + box["height"] / 2)
    until(page, "document.querySelector('.chart-reading').textContent.startsWith('2023 年')")


@pytest.mark.parametrize(("address", "kind"), [(REPORT, "outcomes"), (AGENCY, "flow")])
def test_axe_finds_nothing_in_it(open_page, axe, size, address, kind):
    page = open_page(address, size=size)
    opened(page, kind)
    page.evaluate(axe)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert findings(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
