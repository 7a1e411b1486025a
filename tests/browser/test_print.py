"""Printed pages: one page of facts, with the address to look it up again."""

from __future__ import annotations

import io
import re
import unicodedata

import pdfplumber
import pytest
import zxingcpp

from generator.site.files import qr
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
