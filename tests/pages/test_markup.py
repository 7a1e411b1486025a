"""Hostile and odd text from outside stays text."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from generator.dialect import DialectPage, convert
from generator.pages.parts.markup import escape, paragraph, plain, web_address
from generator.pages.report.body_text import body


def shown(markdown: str) -> BeautifulSoup:
    return BeautifulSoup(convert(markdown, DialectPage("index.html")), "html.parser")


texts = st.text(
    alphabet=st.sampled_from(list("甲乙 12.-+#*_`[](){}<>|&!:=~\\\"'\n\t/x；（")), max_size=40
)


@given(texts)
def test_a_paragraph_of_any_text_is_that_text(text):
    page = shown(paragraph(text))
    assert {tag.name for tag in page.find_all()} <= {"p"}
    assert page.text.strip() == plain(text)


@given(texts)
def test_a_cell_of_any_text_is_that_text(text):
    page = shown(f"| 甲 | 乙 |\n|---|---|\n| 丙 | {escape(text)} |\n")
    cells = page.find_all("td")
    assert len(cells) == 1
    assert cells[0].text == plain(text)


@given(st.lists(texts, max_size=4))
def test_running_text_holds_no_element_but_ours(lines):
    page = shown("\n".join(body("\n".join(lines))))
    allowed = {"p", "strong", "h4", "table", "thead", "tbody", "tr", "th", "td", "div"}
    assert {tag.name for tag in page.find_all()} <= allowed
    assert page.find(id=True) is None


def test_running_text_keeps_bold_and_tables():
    page = shown(
        "\n".join(body("一是**强化队伍**。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | **2** |\n\n完"))
    )
    assert page.strong.text == "强化队伍"
    assert [cell.text for cell in page.find_all(["th", "td"])][:2] == ["甲", "乙"]
    assert page.find_all("p")[-1].text == "完"


def test_unseen_characters_are_dropped():
    assert plain("甲\u202e乙\u200b\x07 丙\n丁") == "甲乙 丙 丁"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://mca.nx.gov.cn/", "http://mca.nx.gov.cn/"),
        ("www.example.org", "https://www.example.org"),
        ("https://a.example.org:8080/b?c=d", "https://a.example.org:8080/b?c=d"),
        ("javascript:alert(1)", None),
        ("http://a b.cn", None),
        ("https://x.cn/)[y](z", None),
        ("本机关网站", None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_addresses_are_linked(text, address):
    assert web_address(text) == address
