"""Printed pages: one page of facts, with the address to look it up again."""

from __future__ import annotations

import io
import re
import unicodedata

import pdfplumber
import pytest
import zxingcpp

from generator.messages import LANGUAGES
from generator.site.build import build
from generator.site.files import qr
from generator.site.paths import project_paths
from generator.site_settings import SiteSettings
from made_up import write_data
from made_up.documents.printing import by_chromium
from tests.browser import rig

AGENCY = "agencies/640100-minzheng/"


def plain(text):
    """Chromium's PDF says some letters as the radicals that look the same."""
    letters = unicodedata.normalize("NFKC", text).replace("⺠", "民").replace("⻚", "页")
    return re.sub(r"\s", "", letters)


@pytest.fixture(scope="module")
def addressed(tmp_path_factory):
    """The small site as one with an address."""
    return rig.make_site(tmp_path_factory.mktemp("printed"), "https://gongkai.example.org")


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory):
    """A site with agencies of ten years, with an address."""
    folder = tmp_path_factory.mktemp("ten-years")
    write_data(folder / "data", 6, (2016, 2025), seed=5)
    paths = project_paths(folder / "data", folder / "site", folder / "content", folder / "work")
    build(paths, SiteSettings(url="https://gongkai.example.org", languages=LANGUAGES), jobs=1)
    return folder / "site"


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_agency_of_ten_years_is_one_sheet_of_a4(browser, ten_years, root):
    """All of its years are on it, and they are ten."""
    page, seen = browser.new_page(), 0
    with rig.served(ten_years) as site:
        for place in sorted((ten_years / "agencies").glob("*/2016")):
            years = [one.name for one in place.parent.iterdir() if one.name.isdigit()]
            if len(years) < 10:
                continue
            page.goto(f"{site}{root}agencies/{place.parent.name}/")
            made = page.pdf(format="A4", prefer_css_page_size=True)
            with pdfplumber.open(io.BytesIO(made)) as pdf:
                assert len(pdf.pages) == 1, place.parent.name
                sheet = pdf.pages[0]
                assert sheet.width == pytest.approx(595.3, abs=1)  # points
                assert sheet.height == pytest.approx(841.9, abs=1)
                text = sheet.extract_text()
            assert not [year for year in years if year not in text], place.parent.name
            seen += 1
    page.close()
    assert seen > 1


@pytest.fixture(scope="module")
def on_paper(browser, addressed):
    """A page as printed: the bytes of a PDF."""

    def on_paper_(address):
        page = browser.new_page(color_scheme="dark")
        with rig.served(addressed) as root:
            page.goto(root + address)
            made = page.pdf(format="A4", prefer_css_page_size=True)
        page.close()
        return made

    return on_paper_


@pytest.fixture(scope="module")
def printed(on_paper):
    def print_(address):
        with pdfplumber.open(io.BytesIO(on_paper(address))) as pdf:
            return [plain(page.extract_text()) for page in pdf.pages]

    return print_


def test_an_agency_is_one_page_with_its_address_and_day(printed):
    (page,) = printed(AGENCY)
    assert f"https://gongkai.example.org/{AGENCY}" in page
    assert "资料日期:2024-" in page
    for words in ("银川市民政局", "联系谁", "历年情况", "2023"):
        assert words in page
    for words in ("申请书", "接着看", "嵌入", "看数据表"):
        assert words not in page


def test_the_first_page_of_a_report_holds_its_facts(printed):
    first, *others = printed(f"{AGENCY}2023/")
    for words in ("申请的办理结果", "联系谁", f"https://gongkai.example.org/{AGENCY}2023/"):
        assert words in first
    rest = "".join(others)
    for words in ("法定表格", "报告正文", "来源"):
        assert words not in first
        assert words in rest


@pytest.mark.parametrize("address", [AGENCY, f"{AGENCY}2023/", f"en/{AGENCY}"])
def test_a_reader_decodes_the_printed_code_beside_which_the_day_stands(on_paper, address):
    """By a decoder of somebody else, from a copy of 150 dots an inch."""
    with pdfplumber.open(io.BytesIO(on_paper(address))) as pdf:
        first = pdf.pages[0]
        picture = first.to_image(resolution=150).original
        (found,) = zxingcpp.read_barcodes(picture)
        assert found.text == f"https://gongkai.example.org/{address}"
        place, to_points = found.position, 72 / 150
        left = min(place.top_left.x, place.bottom_left.x) * to_points
        beside = first.crop((left - 90, 0, first.width, place.bottom_right.y * to_points + 60))
        words = plain(beside.extract_text())
    assert f"https://gongkai.example.org/{address}" in words
    assert re.search(r"20\d\d-\d\d-\d\d", words)


def test_the_code_is_only_on_paper_and_only_with_an_address(open_page):
    page = open_page(AGENCY)
    assert page.locator(".printed").count() == 0  # this site knows no address


def test_a_code_is_one_path_and_the_same_for_the_same_address():
    address = f"https://gongkai.example.org/{AGENCY}2023/"
    code = qr.svg(address)
    assert code == qr.svg(address) != qr.svg(address + "x")
    assert code.count("<path") == 1
    assert len(code) < 2600
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', code)[1])
    assert (side - 17) % 4 == 0  # 8 of paper and a size of the standard: 17 + 4 × version


def test_pages_are_printed_while_another_browser_is_open(browser):
    assert browser.is_connected()
    (printed,) = by_chromium({"a": "<p>甲</p>"}).values()
    assert printed.startswith(b"%PDF-")
