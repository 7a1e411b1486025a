"""Web pages: the article among menus and feet, tables with their grid, charsets, particulars."""

from __future__ import annotations

import pytest

from generator.errors import UnreadableDocumentError
from generator.readers.document import Image, Paragraph, Table
from generator.readers.open import read_bytes
from tests.readers.samples import (
    OVERVIEW,
    PREAMBLE,
    TITLE,
    expected_figures,
    figures_of,
    html_table,
    tables_of,
    texts,
)

MENU = "".join(f'<li><a href="/c{n}/">栏目{n}</a></li>' for n in range(12))
FOOT = "<p>主办：某县人民政府 电话：0955-7654321</p><p>版权所有 备案号：宁ICP备05000001号</p>"
BODY = (
    f"<p>{PREAMBLE}</p><p>一、总体情况</p><p>{OVERVIEW}</p><p>三、收到和处理政府信息公开申请情况</p>"
    f"{html_table()}<p>六、其他需要报告的事项</p><p>本年度没有其他需要报告的事项，未收取信息处理费。</p>"
)


def div_page(body: str = BODY) -> str:
    """A content system with named parts, an editor's container and metadata."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="SiteName" content="某县人民政府"><meta name="ColumnName" content="年度报告">
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-01-22 09:30">
<meta name="ContentSource" content="某县民政局"><title>{TITLE}_某县人民政府</title></head><body>
<div class="header"><div class="logo">某县人民政府</div><ul class="nav">{MENU}</ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/x">民政局</a> &gt; 年度报告</div>
<h1>{TITLE}</h1><div class="info">来源：某县民政局　发布时间：2024-01-22　浏览次数：12</div>
<div class="TRS_Editor">{body}</div>
<div class="share">分享到：</div><div class="footer">{FOOT}</div></body></html>"""


def table_page(body: str = BODY) -> str:
    """An old page laid out by tables, with a table of particulars, upper-case tags."""
    return f"""<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY>
<TABLE width=1000><TR><TD colspan=2>某县人民政府门户网站</TD></TR>
<TR><TD><TABLE>{"".join(f"<TR><TD><A href=/{n}>栏目{n}</A></TD></TR>" for n in range(12))}</TABLE></TD>
<TD><TABLE border=1><TR><TD>索 引 号：</TD><TD>640500-105/2024-00001</TD><TD>发布机构：</TD>
<TD>某县民政局</TD></TR><TR><TD>发文日期：</TD><TD>2024年1月22日</TD><TD>文　号：</TD><TD></TD></TR></TABLE>
<TABLE><TR><TD align=center>{TITLE}</TD></TR><TR><TD>{body}</TD></TR></TABLE></TD></TR>
<TR><TD colspan=2>{FOOT}</TD></TR></TABLE></BODY></HTML>"""


def list_page(body: str = BODY) -> str:
    """A disclosure platform: particulars as a list, nothing named after its use."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{TITLE}-政府信息公开</title></head><body><div class="a1"><div class="a2">{MENU}</div></div>
<div class="b1"><ul><li><b>索引号：</b>000014349/2024-00003</li><li><b>发布机构：</b>某县民政局</li>
<li><b>公开日期：</b>2024-01-22</li></ul><div class="b2">{TITLE}</div><div class="b3">{body}</div></div>
<div class="c1">{FOOT}</div></body></html>"""


def word_page(body: str = BODY) -> str:
    """Word's own export: nested spans, conditional comments, no page around the text."""
    spans = "<span lang=EN-US style='font-size:12.0pt'><font face=宋体>{}<o:p></o:p></font></span>"
    body = body.replace("<p>", "<p class=MsoNormal align=center>").replace("</p>", "&nbsp;</p>")
    table = html_table(cell=f"<p class=MsoNormal>{spans}</p>")
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator
content="Microsoft Word 15"><title>{TITLE}</title><!--[if gte mso 9]><xml><o:a>0</o:a></xml>
<![endif]--></head><body lang=ZH-CN><div class=WordSection1><p class=MsoNormal><b>{TITLE}</b></p>
{body.replace(html_table().replace("<p>", "<p class=MsoNormal align=center>").replace("</p>", "&nbsp;</p>"), table)}
</div></body></html>"""


PAGES = {"div": div_page, "table": table_page, "list": list_page, "word": word_page}


@pytest.mark.parametrize("style", PAGES)
def test_every_style_gives_the_figures_and_the_text_of_the_report(style: str) -> None:
    document = read_bytes("page.html", PAGES[style]().encode())
    tables = [table for table in tables_of(document) if table.row_count > 20]
    assert len(tables) == 1
    assert figures_of(tables[0]) == expected_figures()
    body = texts(document, "body", "heading")
    for text in (PREAMBLE, "一、总体情况", OVERVIEW, "六、其他需要报告的事项"):
        assert text in body
    assert TITLE in texts(document, "title")


@pytest.mark.parametrize("style", ["div", "table", "list"])
def test_menus_and_feet_are_kept_apart(style: str) -> None:
    document = read_bytes("page.html", PAGES[style]().encode())
    body = "".join(texts(document, "body", "heading", "title"))
    assert "栏目3" not in body
    assert "0955-7654321" not in body
    assert "ICP备" not in body
    assert "栏目3" in "".join(texts(document, "navigation"))
    assert any("0955-7654321" in text for text in texts(document, "footer"))


def test_metadata_of_the_head_is_read() -> None:
    meta = read_bytes("page.html", div_page().encode()).meta
    assert meta["article_title"] == TITLE
    assert meta["title"] == f"{TITLE}_某县人民政府"
    assert meta["pub_date"] == "2024-01-22 09:30"
    assert meta["content_source"] == "某县民政局"
    assert meta["site_name"] == "某县人民政府"
    assert meta["column_name"] == "年度报告"
    assert "民政局" in meta["breadcrumb"]


@pytest.mark.parametrize(
    ("style", "index_number", "date"),
    [
        ("table", "640500-105/2024-00001", "2024年1月22日"),
        ("list", "000014349/2024-00003", "2024-01-22"),
    ],
)
def test_particulars_are_read_and_are_no_data_table(
    style: str, index_number: str, date: str
) -> None:
    document = read_bytes("page.html", PAGES[style]().encode())
    assert document.meta["index_number"] == index_number
    assert document.meta["publisher"] == "某县民政局"
    assert document.meta["pub_date"] == date
    assert not any("发布机构" in c.text for t in tables_of(document) for c in t.cells)
    assert any(index_number in text for text in texts(document, "header"))


def test_address_of_the_page() -> None:
    saved = "<!-- saved from url=(0045)https://www.example.gov.cn/a/b.html -->\n" + word_page()
    assert read_bytes("a.html", saved.encode()).meta["url"] == "https://www.example.gov.cn/a/b.html"
    linked = div_page().replace("<head>", '<head><link rel="canonical" href="https://e.gov.cn/1">')
    assert read_bytes("a.html", linked.encode()).meta["url"] == "https://e.gov.cn/1"
    assert "url" not in read_bytes("a.html", div_page().encode()).meta


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("gbk", "gbk"),
        ("GB18030", "gb18030"),
        ("utf-8", "utf-8"),
        ("gb2312", "utf-8"),  # a page saved by a browser keeps its old declaration
        ("utf-8", "gb18030"),  # a template's declaration that nobody changed
        ("iso-8859-1", "gb18030"),
        ("big5", "big5"),
        (None, "gb18030"),
        (None, "utf-8"),
        (None, "utf-8-sig"),
        (None, "utf-16"),
    ],
)
def test_charsets(declared: str | None, encoding: str) -> None:
    text = "政府資訊公開年報" if encoding == "big5" else f"{PREAMBLE}镕"
    if encoding in ("gb18030", "utf-8", "utf-16"):
        text += "𠮷" if encoding != "gb18030" else "㐂"
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body><p>{text}</p></body></html>"
    assert texts(read_bytes("page.html", page.encode(encoding))) == [text]


TRADITIONAL = (
    "<html><title>虛構市樣例區民政局</title><p>本局依法公開政府信息，全年按時答覆，沒有發生泄密的情況，"
    "申請人可以到本局查閱，也可以寫信、打電話，工作人員會說明怎樣辦理。</p><p>規章 12 件</p>"
)


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs"])
def test_big5_without_a_declaration_is_told_by_its_bytes(encoding: str) -> None:
    document = read_bytes("page.html", TRADITIONAL.encode(encoding))
    assert texts(document)[-1] == "規章 12 件"
    assert [note.code for note in document.warnings] == ["readers.encoding_guessed"]


def test_a_big5_page_with_a_broken_byte_is_not_taken_for_another_encoding() -> None:
    page = TRADITIONAL.encode("big5").replace(b"12", b"\xff12")
    with pytest.raises(UnreadableDocumentError) as raised:
        read_bytes("page.html", page)
    assert raised.value.code in ("readers.encoding_unknown", "readers.encoding")


def test_a_few_undecodable_bytes_are_reported_not_hidden() -> None:
    page = f"<html><meta charset=utf-8><body><p>{PREAMBLE * 3}</p>".encode() + b"<p>\xff1\xfe2</p>"
    document = read_bytes("page.html", page)
    assert any(note.code == "readers.replaced_characters" for note in document.warnings)
    assert "\ufffd" in texts(document)[-1]


def test_hidden_parts_scripts_and_comments_are_not_read() -> None:
    page = div_page(
        '<p>看得见的一段文字，有逗号。</p><p style="display: none">藏起来的</p>'
        "<script>document.write('脚本')</script><style>.样式{}</style><!-- 注释<p>里面 -->"
        '<p>数<span style="display:none">藏</span>字<span>9</span></p><p hidden>也藏</p>'
    )
    everything = "".join(texts(read_bytes("page.html", page.encode())))
    assert "数字9" in everything
    for hidden in ("藏", "脚本", "样式", "注释", "里面"):
        assert hidden not in everything


def test_invisible_characters_vanish_and_wrapped_lines_join() -> None:
    page = "<p>政府\u00ad信\u200b息公\n   开工&nbsp;&nbsp;作　报告 12\n34</p>"
    assert texts(read_bytes("page.html", page.encode())) == ["政府信息公开工 作　报告 12 34"]


def test_a_line_break_parts_lines_as_a_paragraph_does() -> None:
    page = "<div>　　一、概述<br>　　第一段<br/><br>第二段</div>"
    assert texts(read_bytes("page.html", page.encode())) == ["一、概述", "第一段", "第二段"]


def test_one_table_split_in_two_stays_two() -> None:
    page = "<table><tr><td>甲<td>1</tr></table><p></p><table><tr><td>乙<td>2</table>"
    tables = tables_of(read_bytes("page.html", page.encode()))
    assert [[cell.text for cell in table.cells] for table in tables] == [["甲", "1"], ["乙", "2"]]


def test_spans_are_resolved_to_the_grid() -> None:
    page = (
        "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d"
        "<tr><td rowspan=9>e<td>f<td>g<tr><td colspan=0>h<td>i</table>"
    )
    (table,) = tables_of(read_bytes("page.html", page.encode()))
    places = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert places == {
        "a": (0, 0, 2, 1),
        "b": (0, 1, 1, 2),
        "c": (1, 1, 1, 1),
        "d": (1, 2, 1, 1),
        "e": (2, 0, 2, 1),
        "f": (2, 1, 1, 1),
        "g": (2, 2, 1, 1),
        "h": (3, 1, 1, 1),
        "i": (3, 2, 1, 1),
    }


def test_cells_say_where_they_stand() -> None:
    page = "<html>\n<body>\n<table>\n<tr><td>a</td>\n<td>b</td></tr>\n</table>\n<p>c</p>"
    document = read_bytes("page.html", page.encode())
    first, second = tables_of(document)[0].cells
    assert (first.at.line, first.at.cell) == (4, 0)
    assert (second.at.line, second.at.cell) == (5, 1)
    assert document.blocks[-1].at.line == 7


def test_blank_cells_stay_blank() -> None:
    page = "<table><tr><td>规章<td>&nbsp;<td> <td>　<td>0</table>"
    (table,) = tables_of(read_bytes("page.html", page.encode()))
    assert [cell.text for cell in table.cells] == ["规章", "", "", "", "0"]


def test_the_spacer_row_of_a_spreadsheet_is_no_row() -> None:
    page = "<table><tr><td>a<td>1</tr><tr height=0><td width=5></td><td></td></tr></table>"
    (table,) = tables_of(read_bytes("page.html", page.encode()))
    assert table.row_count == 1


def test_a_picture_in_place_of_a_table_is_reported() -> None:
    page = div_page(BODY.replace(html_table(), '<p><img src="1675156994710.png"></p>'))
    document = read_bytes("page.html", page.encode())
    assert [block.alt for block in document.blocks if isinstance(block, Image)] == [""]
    assert any(note.code == "readers.images" for note in document.warnings)
    assert "1675156994710" not in "".join(texts(document))


def test_a_picture_in_a_cell_is_reported() -> None:
    page = "<table><tr><td>规章<td><img src=a.png></table>"
    document = read_bytes("page.html", page.encode())
    assert tables_of(document)[0].has_images
    assert any(note.code == "readers.image_table" for note in document.warnings)


def test_headings_keep_their_level() -> None:
    page = f"<h1>{TITLE}</h1><h2>一、总体情况</h2><p>{OVERVIEW}</p><h2>二、主动公开</h2>"
    document = read_bytes("page.html", page.encode())
    found = [(b.text, b.role, b.level) for b in document.blocks if isinstance(b, Paragraph)]
    assert found[0][:2] == (TITLE, "title")
    assert found[1] == ("一、总体情况", "heading", 2)
    assert found[3] == ("二、主动公开", "heading", 2)


def test_text_after_the_end_of_the_page_is_read() -> None:
    page = f"<html><body><p>{OVERVIEW}</p></body></html><p>{PREAMBLE}</p>"
    assert texts(read_bytes("page.html", page.encode())) == [OVERVIEW, PREAMBLE]


def test_contacts_of_the_report_after_its_text_are_no_foot() -> None:
    body = BODY + "<p>联系地址：某县团结路3号</p><p>联系电话：0955-1234567</p>"
    body_texts = texts(read_bytes("page.html", div_page(body).encode()), "body")
    assert body_texts[-2:] == ["联系地址：某县团结路3号", "联系电话：0955-1234567"]


def test_signature_below_the_text_container_belongs_to_the_report() -> None:
    page = div_page().replace(
        '<div class="share">', "<div><p>某县民政局</p><p>2024年1月22日</p></div><div class=share>"
    )
    assert texts(read_bytes("page.html", page.encode()), "body")[-2:] == [
        "某县民政局",
        "2024年1月22日",
    ]


def test_an_attachment_is_named() -> None:
    page = div_page(BODY + '<p><a href="/files/report.docx">附件：年度报告</a></p>')
    (note,) = [
        note
        for note in read_bytes("page.html", page.encode()).warnings
        if note.code == "readers.attachment"
    ]
    assert note.params == {"name": "附件：年度报告"}


def test_a_long_work_plan_table_is_data() -> None:
    task = "推进政务公开标准化规范化建设，完善公开目录。" * 12
    rows = "".join(f"<tr><td>{n}<td><p>{task}</p><p>{task}</p><td>办公室</tr>" for n in range(4))
    (table,) = tables_of(read_bytes("p.html", f"<table>{rows}</table>".encode()))
    assert (table.row_count, table.column_count) == (4, 3)


def test_layout_without_inner_tables_is_seen_through() -> None:
    lines = "".join(f"<p>{PREAMBLE}</p>" for _ in range(6))
    page = f"<table><tr><td>左栏<td>{lines}</table>"
    document = read_bytes("p.html", page.encode())
    assert tables_of(document) == []
    assert texts(document, "body").count(PREAMBLE) == 6


def test_tables_are_only_read_as_tables() -> None:
    document = read_bytes("page.html", div_page().encode())
    assert "三安全一稳定" not in "".join(texts(document))
    assert sum(isinstance(block, Table) for block in document.blocks) == 1
