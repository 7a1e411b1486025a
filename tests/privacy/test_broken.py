"""Numbers broken by the end of a line, a paragraph or a cell, in every format."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from docx import Document

from generator.cli.parse import command as parse_command
from generator.privacy import cover_text
from generator.privacy.exceptions import Exceptions
from tests.readers.samples import chromium_pdf

from .test_cover import CARD, IDENTITY, digits

MOBILE = "13957301234"
BREAKS = ["\n", "\n\n", " \n　", "<br>", "<br/>", " | ", "\t", " |\n|  | ", "-\n"]


@pytest.mark.parametrize("at", range(1, 11))
@pytest.mark.parametrize("mark", BREAKS)
def test_a_mobile_number_is_covered_wherever_it_breaks(mark: str, at: int) -> None:
    text = f"群众反映，手机{MOBILE[:at]}{mark}{MOBILE[at:]}，请回复。\n\n下一段。"
    covered, masked = cover_text(text)
    assert digits(covered) == ""
    assert {mask.kind for mask in masked} == {"mobile"}
    assert (covered.count("\n"), covered.count("|")) == (text.count("\n"), text.count("|"))
    assert covered.endswith("，请回复。\n\n下一段。")
    assert cover_text(covered) == (covered, ())


@pytest.mark.parametrize("number", [IDENTITY, CARD])
@pytest.mark.parametrize("mark", BREAKS)
@pytest.mark.parametrize("at", [4, 6, 8, 12, 14])
def test_identity_numbers_and_cards_are_covered(mark: str, number: str, at: int) -> None:
    covered, masked = cover_text(f"李四 | 卡号或者证件{number[:at]}{mark}{number[at:]} |")
    assert digits(covered) == ""
    assert len({mask.kind for mask in masked}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "甲139\n\n57301234",
        "反映人电话1395\n730\n1234",
        "一三九五七\n三〇一二三四，是他的手机",
        "| 姓名 | 手机 |\n|---|---|\n| 李四 | 13957 |\n|  | 301234 |",
        "| 姓名 | 手机 |  |  |\n|---|---|---|---|\n| 李四 | 139 | 5730 | 1234 |",
        "手机\n1\n3\n9\n5\n7\n3\n0\n1\n2\n3\n4",
        f"证件\n{IDENTITY[:6]}\n{IDENTITY[6:14]}\n{IDENTITY[14:]}",
        "\n".join(IDENTITY),
        "| 号码 | " + " | ".join(CARD[at : at + 4] for at in range(0, 19, 4)) + " |",
        "| 13 957301234 |",
    ],
)
def test_parts_of_every_kind_are_covered(text: str) -> None:
    assert digits(cover_text(text)[0]) == ""


@pytest.mark.parametrize(
    "text",
    [
        "电话：0955-1391234\n\n2024年1月15日",
        "邮编：750001\n电话：0955-7037171",
        "| 邮编 | 热线电话 |\n|---|---|\n| 150001 | 95598 |",
        "全年点击量139\n12345678次",
        "投资达1391\n2345678元",
        "13\t0\t0\t0\t0\t0\t13\n1\t3\t8\t0\t0\t1\t3\t8\t0\t0\t0",
        "139\n12345678\n14\n0",
        "| 公开 | 139 | 12345678 |",
        "| 项目 | 联系电话 | 数量 |\n|---|---|---|\n| 公开 | 1391234 | 5678 |",
        "统一社会信用代码：11330100\n0024912345",
        "索引号：640500018/\n2023-00123",
        "宁公网安备 64010502\n000123号",
        "至2023年共15\n\n2023年1月",
    ],
)
def test_numbers_that_only_follow_each_other_survive(text: str) -> None:
    assert cover_text(text) == (text, ())


def test_rows_of_figures_survive() -> None:
    chance = Random(7)
    for _ in range(3000):
        cells = [str(int(10 ** (chance.random() * 5)) - 1) for _ in range(7)]
        for mark in ("\t", " | ", "\n"):
            text = f"一、本年新收政府信息公开申请数量{mark}{mark.join(cells)}{mark}"
            assert cover_text(text) == (text, ()), text


def test_an_exception_holds_for_a_broken_number() -> None:
    allowed = Exceptions({"a": frozenset({("mobile", MOBILE)})})
    text = f"值班手机{MOBILE[:5]}\n{MOBILE[5:]}。"
    assert cover_text(text, agency="a", exceptions=allowed) == (text, ())


TITLE = "平湖县水利局2023年政府信息公开工作年度报告"
BEFORE = ("本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", "一、总体情况")
AFTER = (
    "二、主动公开政府信息情况",
    "无。",
    "三、收到和处理政府信息公开申请情况",
    "无。",
    "五、存在的主要问题及改进情况",
    "无。",
    "六、其他需要报告的事项",
    "办公电话0573-85123456，无其他。",
)
PROSE = (
    ("群众反映，手机13957", "301234，请回复。"),
    (f"证件{IDENTITY[:6]}", f"{IDENTITY[6:]}已核验。"),
    (f"退款至银行卡{CARD[:8]}", f"{CARD[8:]}。"),
)
CELLS = (("李四", "13957", "301235"), ("王五", "1395730", "1236"))
OTHERS = "张三_13957301237_x，ID13957301238ab，①③⑨⑤⑦③⓪①②③⑨，1/3/9/5/7/3/0/1/2/4/0，住在利民街17巷4号的王五。"
NEEDLES = ("13957301234", IDENTITY, CARD, *(f"1395730123{n}" for n in "56789"), "13957301240")
HOME = "利民街17巷4号"


def html(joint: str) -> str:
    prose = "".join(f"<p>{joint.join(parts)}</p>" for parts in PROSE)
    rows = "".join(f"<tr><td>{a}</td><td>{b}<br>{c}</td></tr>" for a, b, c in CELLS)
    rest = "".join(f"<p>{line}</p>" for line in AFTER)
    return (
        f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><h1>{TITLE}</h1>'
        f"<p>{BEFORE[0]}</p><p>{BEFORE[1]}</p>{prose}<p>{OTHERS}</p>"
        f"<table border=1><tr><td>姓名</td><td>手机</td></tr>{rows}</table>{rest}</body></html>"
    )


def docx(joint: str) -> bytes:
    file = Document()
    for line in (TITLE, *BEFORE):
        file.add_paragraph(line)
    for parts in PROSE:
        if joint == "paragraph":
            for part in parts:
                file.add_paragraph(part)
        else:
            run = file.add_paragraph().add_run(parts[0])
            run.add_tab() if joint == "tab" else run.add_break()
            run.add_text(parts[1])
    file.add_paragraph(OTHERS)
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "姓名", "手机"
    for name, *parts in CELLS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, parts[0]
        cells[1].add_paragraph(parts[1])
    for line in AFTER:
        file.add_paragraph(line)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def text(joint: str) -> str:
    lines = [TITLE, *BEFORE, *(joint.join(parts) for parts in PROSE), OTHERS]
    lines += ["姓名\t手机", *("\t".join(cells) for cells in CELLS), *AFTER]
    return "\n".join(lines)


NARROW = "<style>p,td{width:7.2em;word-break:break-all} body{font-size:12pt}</style>"
DOCUMENTS = {
    "br.html": lambda: html("<br>").encode(),
    "paragraph.html": lambda: html("</p><p>").encode(),
    "div.html": lambda: html("</p><div></div><p>").encode(),
    "break.docx": lambda: docx("break"),
    "paragraph.docx": lambda: docx("paragraph"),
    "tab.docx": lambda: docx("tab"),
    "line.txt": lambda: text("\n").encode(),
    "paragraph.txt": lambda: text("\n\n").encode(),
    "br.pdf": lambda: chromium_pdf(html("<br>")),
    "narrow.pdf": lambda: chromium_pdf(html("").replace("<body>", f"{NARROW}<body>")),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_broken_is_left_in_any_format(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"报告_{MOBILE[:10]}9_{name}"
    file.write_bytes(DOCUMENTS[name]())
    result = CliRunner().invoke(parse_command, [str(file)])
    assert result.exit_code == 0, result.output
    line = result.stdout.splitlines()[0]
    record = json.loads(line)
    close = re.sub(r"\\n|\\t|<br/?>|[\s\\|/_\-]", "", line)
    assert [needle for needle in (*NEEDLES, HOME) if needle in close] == []
    sections = "".join(section["text"] for section in record["sections"])
    assert "0573-85123456" in sections
    assert "请回复" in sections and "已核验" in sections and "王五" in sections
    assert {mask["kind"] for mask in record["masked"]} == {
        "mobile",
        "identity",
        "bank_card",
        "home_address",
    }
