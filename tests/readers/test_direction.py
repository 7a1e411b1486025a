"""Digits that the page shows in another order than they are stored in are never a figure."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from generator.agencies import load_registry
from generator.parsing.report import parse_document
from generator.readers.document import PICTURE, Document, Table
from generator.readers.open import read_bytes
from generator.records import Source

PROSE = "<p>本段文字为虚构示例，说明这是一张用来试验的网页，写得足够长，才算得上正文。</p>" * 3
W = nsdecls("w")


def page(cell: str, css: str = "") -> bytes:
    return (
        f"<html><meta charset=utf-8><style>{css}</style><body><div>{PROSE}<table>"
        f"<tr><td>甲</td><td>乙</td></tr><tr><td>一</td>{cell}</tr></table></div></body></html>"
    ).encode()


def word(inside: str, settings: str = "") -> bytes:
    made = docx.Document()
    made.add_paragraph("本文为虚构示例，只用来试验文字怎样显示。")
    table = made.add_table(rows=2, cols=2)
    for one in (c for row in table.rows for c in row.cells):
        one.text = "甲"
    paragraph = table.rows[1].cells[1].paragraphs[0]
    paragraph.clear()
    if settings:
        paragraph._p.get_or_add_pPr().append(parse_xml(settings))
    paragraph._p.append(parse_xml(inside))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def run(text: str, settings: str = "") -> str:
    return f"<w:r {W}><w:rPr>{settings}</w:rPr><w:t>{text}</w:t></w:r>"


def last_cell(document: Document) -> str:
    return [b for b in document.blocks if isinstance(b, Table)][-1].cells[-1].text


OVERRIDE_CSS = "unicode-bidi:bidi-override;direction:rtl"
TURNED = [
    ("a.html", page("<td><bdo dir=rtl>321</bdo></td>")),
    ("a.html", page("<td><BDO DIR='RTL'>3<b>2</b>1</BDO></td>")),
    ("a.html", page("<td><bdo dir=rtl>3<br>21</bdo></td>")),
    ("a.html", page(f'<td><span style="{OVERRIDE_CSS}">321</span></td>')),
    ("a.html", page(f'<td style="{OVERRIDE_CSS}">321</td>')),
    ("a.html", page('<td><span class="x">321</span></td>', f".x{{{OVERRIDE_CSS}}}")),
    ("a.html", page('<td class="x">321</td>', f"td.x{{{OVERRIDE_CSS}}}")),
    (
        "a.html",
        page('<td dir=rtl><i class="x">321</i></td>', ".x{unicode-bidi:isolate-override}"),
    ),
    ("a.html", page('<td><i id=x dir="rtl">321</i></td>', "#x{unicode-bidi:bidi-override}")),
    ("a.html", page("<td>&#x202e;321&#x202c;</td>")),
    ("a.html", page("<td>\u202e321</td>")),
    ("a.html", page("<td>\u2067\u202e321\u202c\u2069</td>")),
    ("a.html", page("<td dir=rtl>3 21</td>")),
    ("a.html", page("<td style='direction:rtl'>1 234</td>")),
    ("a.html", page("<td dir=rtl>-39</td>")),
    ("a.html", page("<td>\u200f12 34</td>")),
    ("a.docx", word(run("\u202e321\u202c"))),
    ("a.docx", word(f'<w:bdo {W} w:val="rtl">{run("321")}</w:bdo>')),
    ("a.docx", word(f'<w:dir {W} w:val="rtl">{run("3 21")}</w:dir>')),
    ("a.docx", word(run("3 21", "<w:rtl/>"))),
    ("a.docx", word(run("3 21"), f"<w:bidi {W}/>")),
    ("a.txt", "虚构示例\n甲\t乙\n一\t\u202e321\u202c\n".encode()),
    ("a.txt", "虚构示例\n甲\t乙\n\u202e一\t321\u202c\n".encode()),
    ("a.md", "虚构示例\n\n|甲|乙|\n|---|---|\n|\u202e一|321\u202c|\n".encode()),
]


@pytest.mark.parametrize(("name", "content"), TURNED)
def test_digits_in_another_order_become_a_sign_and_are_named(name, content):
    document = read_bytes(name, content)
    assert PICTURE in last_cell(document)
    assert not any(char.isdigit() for char in last_cell(document))
    assert "readers.turned_text" in {note.code for note in document.warnings}


PLAIN = [
    ("a.html", page("<td><bdo dir=ltr>321</bdo></td>")),
    ("a.html", page("<td><bdo>321</bdo></td>")),
    ("a.html", page("<td dir=rtl>321</td>")),
    ("a.html", page("<td dir=rtl>\n 321\n</td>")),
    ("a.html", page("<td><bdi>321</bdi></td>")),
    ("a.html", page(f'<td style="{OVERRIDE_CSS}"><bdo dir=ltr>321</bdo></td>')),
    ("a.html", page(f'<td style="{OVERRIDE_CSS}"><p>321</p></td>')),
    ("a.html", page("<td class=y>321</td>", f".x{{{OVERRIDE_CSS}}}")),
    ("a.html", page("<td>\u2066321\u2069</td>")),
    ("a.html", page("<td>\u2067321\u2069</td>")),
    ("a.html", page("<td>\u202d321\u202c</td>")),
    ("a.html", page("<td>\u200e321\u200e</td>")),
    ("a.html", page("<td>\u202e\u202c321</td>")),
    ("a.docx", word(run("321", "<w:rtl/>"))),
    ("a.docx", word(run("321"), f'<w:bidi {W} w:val="0"/>')),
    ("a.docx", word(run("321"), f"<w:bidi {W}/>")),
    ("a.docx", word(f'<w:bdo {W} w:val="ltr">{run("321")}</w:bdo>')),
    ("a.txt", "虚构示例\n甲\t乙\n一\t\u2066321\u2069\n".encode()),
    ("a.txt", "\u202e虚构\n甲\t乙\n一\t321\n".encode()),
]


@pytest.mark.parametrize(("name", "content"), PLAIN)
def test_what_is_shown_as_it_is_stored_is_read(name, content):
    assert last_cell(read_bytes(name, content)) == "321"


def test_a_paragraph_set_from_right_to_left_by_a_wrong_button_is_read():
    sentence = "本年共收到申请 12 件，办结 10 件。"
    document = read_bytes("a.html", f"<body dir=rtl>{PROSE}<p>{sentence}</p></body>".encode())
    assert sentence in [getattr(block, "text", "") for block in document.blocks]
    assert document.warnings == ()


HEADS = "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
REPORT = (
    "虚构市样例区民政局2023年政府信息公开工作年度报告\n一、总体情况\n本局依法公开政府信息。\n"
    "二、主动公开政府信息情况\n" + HEADS + "规章\t1\t2\t3\n行政规范性文件\t41\t{cell}\t43\n"
)


def test_a_turned_figure_is_text_with_a_warning_at_its_row(tmp_path):
    document = read_bytes("a.txt", REPORT.format(cell="\u202e24\u202c").encode())
    source = Source(file="a.txt", sha256="0" * 64, media_type=document.media_type)
    record = parse_document(document, source, load_registry(tmp_path))
    found = {figure.state for figure in record.figures.values() if figure.raw == PICTURE}
    assert found == {"text"}
    assert {figure.value for figure in record.figures.values()} >= {41, 43}
    lines = [n.at.line for n in record.warnings if n.code == "parsing.cell_not_a_number"]
    assert lines == [8]
