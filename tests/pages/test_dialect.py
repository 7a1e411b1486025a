"""The Markdown dialect: what it knows, and that nothing else becomes HTML."""

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.dialect import Dialect, DialectPage, convert
from generator.dialect.shortcut import Shortcut
from tests.pages.same import same


def html(text: str, save_as: str = "agencies/x/2020/index.html", absolute: bool = False) -> str:
    return convert(text, DialectPage(save_as, absolute))


def soup(text: str, **options) -> BeautifulSoup:
    return BeautifulSoup(html(text, **options), "html.parser")


TABLE = """| 项目 | 自然人 {#natural_person} | 总计 {#total} |
|---|--:|--:|
| 三、办理结果 {#g-outcomes .group .depth-1} |
| （一）予以公开 {#outcomes.granted} | 13 | 空白 {.blank} |
| （七）总计 {#outcomes.total} | [44](#check-COLUMN) {.fails} | 0 |
{.statutory caption="申请"}
"""


def test_a_cell_has_the_id_of_its_row_and_column():
    page = soup(TABLE)
    assert page.find(id="f-outcomes.granted.natural_person").text == "13"
    assert page.find(id="f-outcomes.total.total").text == "0"


def test_a_column_that_is_added_up_has_cells_without_an_id():
    page = soup(TABLE.replace("{#natural_person}", "{#-}"))
    assert page.find(id="f-outcomes.granted.total")
    assert not page.find_all(id=lambda name: name and "natural" in name)
    assert page.find_all("td")[0].attrs == {}


def test_states_zero_and_numbers_look_different():
    page = soup(TABLE)
    blank = page.find(id="f-outcomes.granted.total")
    assert blank["class"] == ["state", "blank"]
    assert page.find(id="f-outcomes.total.total")["class"] == ["zero"]
    assert "class" not in page.find(id="f-outcomes.granted.natural_person").attrs


def test_a_row_of_zeros_alone_says_so_once():
    page = soup(TABLE.replace("| [44](#check-COLUMN) {.fails} | 0 |", "| 0 | 0 |"))
    cell = page.find(id="f-outcomes.total.total")
    assert "class" not in cell.attrs
    assert cell.parent["class"] == ["zeros"]


def test_a_table_of_numbers_says_so_once_and_any_other_in_its_cells():
    assert soup(TABLE).table["class"] == ["nums", "statutory"]
    mixed = soup("| 项目 | 名称 | 件数 |\n|---|---|--:|\n| 一 | 甲 | 0 |\n| 二 | 乙 | 7 |\n")
    assert "class" not in mixed.table.attrs
    assert [cell.get("class") for cell in mixed.find_all("td")] == [
        None,
        ["n", "zero"],
        None,
        ["n"],
    ]


def test_a_failing_cell_is_marked_in_words_and_linked():
    cell = soup(TABLE).find(id="f-outcomes.total.natural_person")
    assert "fails" in cell["class"]
    assert cell.a["href"] == "#check-COLUMN"
    assert cell.find(class_="flag")["aria-label"] == "核对有出入"


def test_a_row_of_one_cell_spans_the_table():
    row = soup(TABLE).find(id="g-outcomes")
    assert row["class"] == ["group", "depth-1"]
    assert row.th["colspan"] == "3"


def test_a_row_of_a_statutory_table_explains_itself():
    page = soup(TABLE)
    granted = page.find(id="f-outcomes.granted.natural_person").find_previous("th")
    assert granted.details.summary.text == "（一）予以公开"
    assert "三十六条" in granted.details.p.text


def test_a_wide_table_can_be_scrolled_with_the_keyboard():
    region = soup(TABLE).find(class_="table-wrap")
    assert (region["role"], region["tabindex"], region["aria-label"]) == ("region", "0", "申请")


@pytest.mark.parametrize(
    ("absolute", "href"),
    [(False, "../../../guide/index.html#fees"), (True, "../../../guide/#fees")],
)
def test_site_links_are_relative(absolute, href):
    page = soup("[怎样申请](site:guide/#fees)", absolute=absolute)
    assert page.a["href"] == href


def test_the_home_page_is_reached_from_anywhere_and_from_itself():
    assert soup("[首页](site:)").a["href"] == "../../../index.html"
    assert soup("[首页](site:)", absolute=True, save_as="index.html").a["href"] == "./"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "JaVaScRiPt:alert(1)",
    ],
)
def test_other_addresses_are_no_links(address):
    for text in (
        f"[x]({address})",
        f"- a\n  - [x]({address})\n",
        f"| a |\n|---|\n| [x]({address}) |\n",
    ):
        assert soup(text).a is None


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "段落 <img src=x onerror=alert(1)> 完",
        "<div>\n\n<b>x</b>\n\n</div>",
        "- 项目\n  <script>alert(1)</script>\n",
        "> <iframe src=x></iframe>\n",
        "| <b>x</b> |\n|---|\n| <i>y</i> |\n",
        "# <u>x</u>",
        "::: details <s>x</s>\n:::\n",
        "两行\n<script>alert(1)</script>\n第三行",
        "<!-- x --> <?php y ?> <![CDATA[ z ]]>",
        "<http://evil.example>",
    ],
)
def test_there_is_no_raw_html(text):
    names = {tag.name for tag in soup(text).find_all()}
    assert not names & {"script", "img", "iframe", "b", "i", "u", "s", "a"}


def test_placeholders_cannot_be_forged():
    forged = "一段 \x02wzxhzdk:0\x03 文字\n\n| a |\n|---|\n| 秘密 |\n"
    assert html(forged).count("秘密") == 1


def test_headings_paragraphs_and_lists_take_ids_and_classes():
    page = soup("## 标题 {#a .b}\n\n一段 **粗**。 {.quiet}\n\n- 甲 {#x}\n- 乙\n")
    assert page.h2["id"] == "a"
    assert page.find("p", class_="quiet").strong.text == "粗"
    assert page.find("li", id="x").text == "甲"


def test_a_chart_is_a_place_for_its_picture():
    page = DialectPage(svg=lambda key: f'<svg id="{key}"></svg>')
    text = '![予以公开 11](chart:outcomes-0123abcd "办理结果")'
    figure = BeautifulSoup(convert(text, page), "html.parser").figure
    assert figure["data-chart"] == figure.svg["id"] == "outcomes-0123abcd"
    assert figure.figcaption.text == "办理结果"


def test_blocks_nest_and_always_close():
    page = soup("::: note {#n}\n\n::: details 更多 **粗**\n\n里面\n\n:::\n\n后面\n")
    assert page.find(id="n").details.p.text == "里面"
    assert page.find(id="n")["role"] == "note"
    assert html("::: note\n\n没有结束\n").endswith("</div>")
    assert html(":::\n\n多余的结束\n") == "<p>多余的结束</p>"


def test_a_contact_list_is_a_definition_list():
    page = soup("::: contact\n- 电话：[0951-1](tel:0951-1) — 上班时间\n:::\n")
    pair = page.find(class_="contact").dl.div
    assert pair.dt.text == "电话"
    assert pair.dd.a["href"] == "tel:0951-1"
    assert pair.find("dd", class_="note").text == "上班时间"


def test_a_table_that_is_not_in_the_document_keeps_the_places_of_its_figures():
    page = soup("::: anchors 2021 cases\n:::\n")
    assert page.find(id="f-review.total") is not None
    assert page.find(id="f-litigation.after_review.pending") is not None


def test_prose_may_use_the_rest_of_markdown():
    page = soup(
        "1. 一\n2. 二\n    - 里\n\n> 引\n\n```\n<b>\n| a |\n```\n\n行一\n行二 [链](site:guide/)\n"
    )
    assert len(page.ol.find_all("li", recursive=False)) == 2
    assert page.blockquote is not None
    assert page.code.text == "<b>\n| a |\n"
    assert page.find_all("p")[-1].a["href"] == "../../../guide/index.html"


def test_escapes_and_entities_are_text():
    assert (
        soup(r"\*不是强调\* &#123;static&#125; 甲 & 乙 &lt;").p.text
        == "*不是强调* {static} 甲 & 乙 <"
    )
    assert "{static}" not in html("&#123;static&#125;")


def test_a_caption_that_repeats_the_heading_is_only_for_screen_readers():
    text = '## 历年情况\n\n| 年 | 数 |\n|---|--:|\n| 2023 | 1 |\n{{caption="{0}"}}\n'
    html = convert(text.format("历年情况"), DialectPage("x/index.html"))
    assert '<caption class="unseen">历年情况</caption>' in html
    html = convert(text.format("件"), DialectPage("x/index.html"))
    assert "<caption>件</caption>" in html


def test_headings_paragraphs_lists_and_cells_of_others_are_the_same_both_ways():
    piece = st.sampled_from(
        ["## 一 {#a .b}", "字 **粗** [x](site:y/){.z} `c` {.q}", "- 甲 {.k}\n- 乙 *斜*", TABLE, "1. 一\n2. 二",
         "::: details 开 {#d}", ":::", "::: contact", "- 电话：1 — 注", '![a](chart:x-0a "b")', "> 引", "a\\*b &amp; <i>"]
    )  # fmt: skip

    @given(st.lists(piece, max_size=8))
    @settings(max_examples=100, deadline=None)
    def check(pieces):
        text = "\n\n".join(pieces)
        assert same(convert(text)) == same(convert(text, fast=False))

    check()


_PIECES = ["_", "__", "___", "____", "________", "甲", "a", " ", "（", "，", "**甲**", " `x` "]


@given(st.lists(st.sampled_from(_PIECES), max_size=10))
@settings(max_examples=400, deadline=None)
def test_lines_to_write_on_are_the_same_both_ways(pieces):
    text = "".join(pieces)
    assert same(convert(text)) == same(convert(text, fast=False))


@pytest.mark.parametrize("line", ["姓名：________", "________年____月____日", "_" * 40])
def test_a_line_to_write_on_needs_no_parser(line):
    """Each agency's page has some: Python-Markdown took as long for it as for ten others."""
    dialect = Dialect()
    assert Shortcut([line], dialect).run() in (f"<p>{line}</p>", "<hr>")


def test_python_markdown_knows_the_extension_by_its_name():
    page = markdown.markdown("# 题 {#t}\n\n[首页](site:)", extensions=["generator.dialect"])
    assert page == '<h1 id="t">题</h1><p><a href="index.html">首页</a></p>'


def test_a_chart_without_a_picture_says_what_it_shows():
    page = soup('![甲 1 件，乙 2 件](chart:outcomes-0a "结果")')
    assert page.figure.p.text == "甲 1 件，乙 2 件"
    assert page.figcaption.text == "结果"


@pytest.mark.parametrize(
    ("printed", "groups"),
    [("4321", []), ("54321", ["321"]), ("3985758", ["985", "758"]), ("100000", ["000"])],
)
def test_large_numbers_are_grouped_by_style_alone(printed, groups):
    """What is read by a machine, found and copied is the plain number."""
    page = soup(f"| 项目 | 数 |\n|---|--:|\n| 甲 | {printed} |\n| 乙 | [{printed}](#a) |\n")
    for cell in page.select("td"):
        assert cell.get_text() == printed
        assert [one.get_text() for one in cell.select(".group-3")] == groups
    facts = soup(f"::: key-figures\n- 新收：[{printed}](#a)\n:::\n")
    assert facts.dd.get_text() == printed
    assert [one.get_text() for one in facts.select(".group-3")] == groups
