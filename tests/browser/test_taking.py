"""Under every chart and table: as a picture, as data, as code for another page, as a citation."""

import csv
import io
import re
import struct
from html import unescape
from xml.etree import ElementTree

import pytest

from tests.browser.rig import HOSTILE_AGENCY

PAGES = {
    "agency": "agencies/640100-minzheng/index.html",
    "report": "agencies/640100-minzheng/2023/index.html",
    "region": "regions/640100/index.html",
    "year": "years/2023/index.html",
}


def saved(page, button):
    with page.expect_download() as download:
        button.click()
    return download.value.path().read_bytes()


def handed(page, place, what):
    place.locator(f"[data-take={what}]").click()
    page.locator(".take textarea").wait_for()
    return page.locator(".take textarea").input_value()


@pytest.mark.parametrize("kind", PAGES)
def test_every_chart_and_table_has_its_ways(open_page, show, size, kind):
    page = open_page(PAGES[kind], size=size)
    tables = page.locator("article > .table-wrap, article > details > .table-wrap")
    assert tables.count()
    for n in range(tables.count()):
        ways = tables.nth(n).locator("+ .take button")
        names = ways.evaluate_all("all => all.map(one => one.dataset.take)")
        assert names == ["csv", "png", "embed", "cite"]
    charts = page.locator("figure.chart")
    assert (charts.count() > 0) is (kind in {"agency", "report"})
    for n in range(charts.count()):
        ways = charts.nth(n).locator(".take [data-chart-view], .take [data-take]")
        names = ways.evaluate_all("all => all.map(one => one.dataset.take)")
        assert names == [None, "png", "svg", "csv", "embed", "cite"]  # the first is to look closer
    show(page, f"10-take-{kind}")


def test_a_chart_as_pictures(open_page):
    page = open_page(PAGES["report"])
    figure = page.locator("figure.chart").first
    svg = saved(page, figure.locator("[data-take=svg]")).decode()
    root = ElementTree.fromstring(svg)
    words = " ".join(root.itertext())
    assert "银川市民政局" in words.replace(" ", "")
    assert page.url in words.replace(" ", "")
    assert "var(" not in svg
    assert "style=" not in svg
    png = saved(page, figure.locator("[data-take=png]"))
    size = tuple(2 * round(float(root.get(one))) for one in ("width", "height"))
    assert size_of(png) == size
    assert colours_of(page, png) > 3  # paper, ink and bars, not an empty sheet


def size_of(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def colours_of(page, png):
    return page.evaluate(
        """async (bytes) => {
            const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
            const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
            canvas.drawImage(image, 0, 0);
            const found = canvas.getImageData(0, 0, image.width, image.height).data;
            return new Set(new Uint32Array(found.buffer)).size;
        }""",
        list(png),
    )


@pytest.mark.parametrize("kind", ["report", "region"])
def test_a_table_as_a_picture(open_page, size, kind):
    """As broad as all its columns, also where a phone shows a part of them."""
    page = open_page(PAGES[kind], size=size)
    table = page.locator("article > .table-wrap").first
    words = [re.sub(r"\s", "", row.inner_text()) for row in table.locator("tr").all()]
    png = saved(page, table.locator("+ .take [data-take=png]"))
    width = table.locator("table").evaluate("one => one.rows[0].getBoundingClientRect().width")
    assert size_of(png)[0] >= 2 * width
    assert colours_of(page, png) > 3
    svg = page.evaluate(
        """place => new Promise(resolve => {
            gongkai.saveAs = (name, text) => resolve(text);
            gongkai.savePicture(place, "svg");
        })""",
        table.element_handle(),
    )
    root = ElementTree.fromstring(svg)
    drawn = re.sub(r"\s", "", "".join(root.itertext()))
    assert [row for row in words if row not in drawn] == []
    hidden = table.locator("details:not([open]) p").all_text_contents()
    assert [one for one in hidden if one and re.sub(r"\s", "", one)[:12] in drawn] == []
    inner = root.find("{http://www.w3.org/2000/svg}svg")
    edges = [float(one.get("x")) for one in inner.iter("{http://www.w3.org/2000/svg}text")]
    assert min(edges) >= 0
    assert max(edges) < float(inner.get("width"))


def test_a_chart_hands_out_the_numbers_under_it(open_page):
    page = open_page(PAGES["report"])
    figure = page.locator("figure.chart").first
    text = saved(page, figure.locator("[data-take=csv]")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["项目", "数量"]
    assert len(rows) == 8  # seven outcomes


def test_a_chart_of_an_agency_is_embedded_by_its_page(open_page, site):
    page = open_page(PAGES["agency"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    figure = page.locator("figure.chart[data-chart^=flow]")
    code = handed(page, figure, "embed")
    assert page.evaluate("navigator.clipboard.readText()") == code
    source = re.search('<iframe src="([^"]+)"', code)[1]
    alone = open_page(source)
    assert alone.locator("figure svg:visible").count() == 1


def test_a_chart_of_a_report_is_embedded_by_the_page_for_all(open_page, show, size):
    page = open_page(PAGES["report"], size=size)
    figures = page.locator("figure.chart")
    for figure in figures.all():
        code = handed(page, figure, "embed")
        source = unescape(re.search('<iframe src="([^"]+)"', code)[1])
        alone = open_page(source, size=size)
        alone.locator("figure svg").wait_for()
        key = figure.get_attribute("data-chart")
        assert alone.locator("figure").get_attribute("data-chart") == key
        assert alone.locator("h1").inner_text() == page.locator("h1").inner_text()
        assert alone.locator(".small a").get_attribute("href").endswith("640100-minzheng/2023/")
        figure.locator("textarea").evaluate("one => one.remove()")
    assert figures.count() >= 3
    show(alone, "10-embedded")


CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.mark.parametrize(
    ("kind", "label"), [("agency", "closed and carried over"), ("report", "Granted")]
)
def test_an_english_page_hands_out_an_english_chart(open_page, show, size, kind, label):
    page = open_page(f"en/{PAGES[kind]}", size=size)
    figure = (
        page.locator("figure.chart").last
        if kind == "agency"
        else page.locator("figure.chart").first
    )
    source = unescape(re.search('<iframe src="([^"]+)"', handed(page, figure, "embed"))[1])
    alone = open_page(source, size=size)
    alone.locator("figure svg:visible").wait_for()
    assert alone.locator("html").get_attribute("lang") == "en"
    assert alone.locator("figure").get_attribute("data-chart") == figure.get_attribute("data-chart")
    words = alone.locator("figure").text_content()
    assert label in words and not CHINESE.search(words)
    assert alone.locator("h1").inner_text() == page.locator("h1").inner_text()
    credit = alone.locator(".small")
    assert credit.inner_text().startswith("Source: ") and not CHINESE.search(credit.inner_text())
    assert f"/en/{PAGES[kind].removesuffix('index.html')}" in credit.locator("a").get_attribute(
        "href"
    )
    show(alone, f"10-embedded-en-{kind}")


def test_an_english_page_without_scripts_names_the_english_chart(open_page):
    for kind, report in (("agency", "640100-minzheng"), ("report", "640100-minzheng/2023")):
        page = open_page(f"en/{PAGES[kind]}", javascript=False)
        ways = page.locator("main a[href*='embed/']").evaluate_all(
            "all => all.map(one => one.href)"
        )
        assert ways and all(
            f"/en/embed/chart/index.html?report={report}&chart=" in one for one in ways
        )


def test_from_a_folder_an_english_chart_is_copied_and_alone_says_where_it_is(
    open_page, site_folder
):
    page = open_page((site_folder / "en" / PAGES["report"]).as_uri())
    code = handed(page, page.locator("figure.chart").first, "embed")
    assert ElementTree.fromstring(code).find("{http://www.w3.org/2000/svg}svg") is not None
    assert "Granted" in code
    page = open_page((site_folder / "en" / PAGES["agency"]).as_uri(), javascript=False)
    alone = open_page(page.locator("main a[href*='embed/']").first.evaluate("one => one.href"))
    alone.locator("p", has_text="cannot be shown when opened from a folder").wait_for()
    alone.locator("main p a").first.evaluate("one => one.removeAttribute('target')")
    alone.locator("main p a").first.click()
    alone.wait_for_url("**/en/agencies/640100-minzheng/index.html")


def test_the_badge_has_english_words_where_they_are_asked_for(open_page):
    page = open_page("en/about/")
    drawn = page.evaluate(
        """async (sources) => Promise.all(sources.map(async (src) => {
            const image = new Image();
            image.src = src;
            await image.decode();
            const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
            canvas.drawImage(image, 0, 0);
            return canvas.getImageData(0, 0, image.width, image.height).data.join();
        }))""",
        [f"../../agencies/640100-minzheng/badge.svg{mark}" for mark in ("", "#zh", "#en")],
    )
    assert drawn[0] == drawn[1] != drawn[2]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "没有写全"),
        ("?report=640100-minzheng/2023", "没有写全"),
        ("?report=../../checks/2023&chart=outcomes", "没有写全"),
        ('?report=640100-minzheng/2023&chart="><img src=x onerror=alert(1)>', "没有写全"),
        ("?report=640100-minzheng/2023&chart=flow", "没有这张图"),
    ],
)
def test_an_address_without_a_chart_says_so(open_page, query, words):
    page = open_page(f"embed/chart/index.html{query}")
    page.locator("p", has_text=words).wait_for()
    assert page.locator("figure, img").count() == 0


def test_a_chart_from_a_folder_is_copied_as_it_is(open_page, site_folder):
    page = open_page((site_folder / PAGES["report"]).as_uri())
    code = handed(page, page.locator("figure.chart").first, "embed")
    root = ElementTree.fromstring(code)
    assert root.find("{http://www.w3.org/2000/svg}svg") is not None
    assert "var(" not in code
    alone = open_page(
        (site_folder / "embed/chart/index.html").as_uri() + "?report=a-b/2023&chart=x"
    )
    alone.locator("p", has_text="从文件夹打开时").wait_for()


def test_a_table_as_code_and_as_data(open_page):
    page = open_page(PAGES["region"])
    bar = page.locator("article > .table-wrap:has(.sums) + .take").first
    code = handed(page, bar, "embed")
    cells = [[cell.text or "" for cell in row] for row in ElementTree.fromstring(code).iter("tr")]
    text = saved(page, bar.locator("[data-take=csv]")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert cells == rows
    assert len(rows) > 2
    assert rows[0][0] == "年份"


def test_a_citation_names_what_where_and_when(open_page):
    page = open_page(PAGES["year"])
    page.clock.set_fixed_time("2026-03-05T04:00:00Z")
    words = handed(page, page.locator("article > .table-wrap + .take").first, "cite")
    assert words.startswith("2023 年的政府信息公开年报：")
    assert page.url in words
    assert "据机关公布的年度报告整理" in words
    assert words.endswith("2026年3月5日取得。")


def test_only_a_report_is_cited_as_a_copy_of_what_was_published(open_page):
    for address, said in (
        (PAGES["report"], "照录机关公布的年度报告"),
        ("guide/index.html", None),
    ):
        page = open_page(address)
        words = handed(page, page.locator(".take:visible").first, "cite")
        assert (said in words) if said else ("年度报告，" not in words and "整理" not in words)


def test_an_embedded_chart_has_its_own_ground_in_the_dark(open_page, site_folder):
    page = open_page((site_folder / PAGES["report"]).as_uri())
    page.emulate_media(color_scheme="dark")
    code = handed(page, page.locator("figure.chart + .take, figure.chart .take").first, "embed")
    assert "<rect" in code.split("<text")[0]


def test_the_sample_letter_prints_without_the_site_around_it(open_page):
    page = open_page("guide/letter/index.html")
    page.emulate_media(media="print")
    for selector in (".site-head", ".site-foot", "h1", ".apply .app-actions"):
        place = page.locator(selector)
        assert not any(place.nth(n).is_visible() for n in range(place.count())), selector
    assert page.locator(".letter").first.is_visible()


def test_hostile_words_stay_text_in_the_code(open_page):
    page = open_page(f"agencies/{HOSTILE_AGENCY}/2023/index.html")
    bar = page.locator("article .table-wrap + .take").first
    code = handed(page, bar, "embed")
    assert "<img" not in code
    ElementTree.fromstring(code)


@pytest.mark.parametrize("kind", PAGES)
def test_without_scripts_the_page_can_be_cited_and_charts_embedded(open_page, kind):
    page = open_page(PAGES[kind], javascript=False)
    assert page.locator(".take").count() == 0
    assert page.locator("details", has_text="引用这一页").count() == 1
    if kind == "agency":
        page.locator("summary", has_text="嵌入这张图").first.click()
        page.locator("a", has_text="单独打开这张图").first.click()
        assert page.locator("figure svg").is_visible()
    if kind == "report":
        page.locator("summary", has_text="嵌入这一页的图").click()
        page.locator("details a[href*='embed/chart/']").first.click()
        assert page.locator("main", has_text="要用脚本").is_visible()
    if kind == "region":
        with page.expect_download() as download:
            page.locator("a", has_text="历年数字（CSV）").click()
        rows = list(csv.DictReader(download.value.path().open(encoding="utf-8-sig")))
        assert {row["scope"] for row in rows} == {"own", "aggregate"}
        assert {row["region"] for row in rows} == {"640100"}


class TestCompareThroughTheYears:
    ADDRESS = "compare/index.html?a=640100-minzheng,640100-jiaoyu&year=2023&i=received"

    @pytest.fixture
    def figures(self, site_folder):
        from generator.store import DataFolder

        data = DataFolder(site_folder.parent / "data")
        return lambda agency, year: data.read(data.path("annual_report", agency, year))

    def rows(self, page):
        page.wait_for_selector(".app-trend")
        rows = page.locator(".app-trend tbody tr:not(.break)")
        return [
            [part.split("\n")[0] for part in row.locator("th, td").all_inner_texts()]
            for row in rows.all()
        ]

    def test_a_number_through_the_years(self, open_page, show, size, figures):
        page = open_page(self.ADDRESS, size=size)
        found = {row[0]: row[1:] for row in self.rows(page)}
        for year in (2021, 2022, 2023):
            for n, agency in enumerate(("640100-minzheng", "640100-jiaoyu")):
                value = figures(agency, year).value("requests.received.total")
                assert found[str(year)][n] == f"{value:,}"
        assert page.locator(".app-trend tr.break").count() == 0
        page.select_option("[name=i]", "documents_made")
        assert page.locator(".app-trend tr.break").count() == 2  # 2018 | 2019, 2020 | 2021
        show(page, "3-trend")

    def test_the_indicator_stands_in_the_address_and_in_the_file(self, open_page):
        page = open_page(self.ADDRESS)
        self.rows(page)
        page.select_option("[name=i]", "carried_over")
        assert "i=carried_over" in page.url
        shown = self.rows(page)
        text = saved(page, page.locator("button", has_text="下载历年")).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[0] == ["year", "640100-minzheng", "640100-minzheng_scope",
                           "640100-jiaoyu", "640100-jiaoyu_scope"]  # fmt: skip
        assert [[part.replace(",", "") for part in row] for row in shown] == [
            [row[0], row[1], row[3]] for row in rows[1:]
        ]
        assert {scope for row in rows[1:] for scope in (row[2], row[4])} <= {"own", "aggregate", ""}
        again = open_page(page.url)
        assert self.rows(again) == shown
