"""Tables whose cells stand one a line with a mark behind each, as extractors of web text leave them."""

from __future__ import annotations

import pytest

from generator.readers.document import Paragraph, Table
from generator.readers.text.closed_cells import closed_cells, closed_rows, is_closed
from generator.readers.text.file import read_text

ARTICLE = """第二十条第（一）项 |
|||
信息内容 |
本年制发件数 |
本年废止件数 |
现行有效件数 |
规章 |
1 |
|
3 |
行政规范性
文件 |
4件 |
5 |
/ |"""


def rows(text: str) -> list[list[str]]:
    """The texts of the only table of a document, row by row."""
    tables = [b for b in read_text(text, "text/plain").blocks if isinstance(b, Table)]
    assert len(tables) == 1
    return [[cell.text for cell in row] for row in tables[0].rows()]


def test_rows_of_one_length():
    assert rows(ARTICLE) == [
        ["第二十条第（一）项", "", "", ""],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "1", "", "3"],
        ["行政规范性文件", "4件", "5", "/"],
    ]


def test_each_cell_keeps_its_line():
    table = next(b for b in read_text(ARTICLE, "text/plain").blocks if isinstance(b, Table))
    assert [cell.at.line for cell in table.rows()[2]] == [7, 8, 9, 10]


def test_a_blank_cell_behind_a_filled_one_is_a_cell():
    cells = closed_cells(["规章 |", "|", "|", "2 |", "||"])
    assert [cell.text for cell in cells] == ["规章", "", "", "2", "", ""]
    assert [cell.ends_marks for cell in cells] == [False, False, False, False, False, True]


def test_a_chapter_title_ends_the_table():
    text = (
        ARTICLE + "\n三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系） |\n申请人情况 |\n||"
    )
    blocks = read_text(text, "text/plain").blocks
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == [
        "三、收到和处理政府信息公开申请情况"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["标签 |", "1 |", "2 |", "标签 |", "3 |", "标签 |", "4 |", "5 |"],  # rows of two lengths
        ["标签 |", "1 |", "标签 |", "2 |"],  # too few rows to tell
        ["1 |", "2 |", "3 |", "4 |", "5 |", "6 |"],  # no label at all
        ["甲 |", "乙 |", "丙 |", "丁 |", "戊 |", "己 |"],  # no figure at all
    ],
)
def test_rows_that_nobody_can_tell(lines):
    assert closed_rows(closed_cells(lines)) is None


def test_marks_before_cells_are_another_layout():
    assert not is_closed(["| 规章 | 1 |", "| 文件 | 2 |"])
    assert not is_closed(["|", "规章", "|", "1"])
    assert is_closed(["规章", "|", "1", "|"])
    assert is_closed(["规章 |", "1 |", "|", "2 |"])


CASES = (
    "行政复议 |\n行政诉讼 |\n" + "|" * 13 + "\n"
    "结果维持 |\n结果纠正 |\n其他结果 |\n尚未审结 |\n总计 |\n未经复议直接起诉 |\n复议后起诉 |\n"
    + "|" * 8 + "\n"
    + "结果维持 |\n结果纠正 |\n其他结果 |\n尚未审结 |\n总计 |\n" * 2
    + "|" * 5 + "\n{values}"
)  # fmt: skip


@pytest.mark.parametrize("note", ["", "¹", "①", "*", "（其中修订1件）", "[注1]", "⑴", "件 ※"])
def test_a_figure_with_a_note_is_a_figure(note):
    printed = [f"2{note}", "3", "", f"1{note}", "6", "1", "1", "", "", "2", "", "", "", "", ""]
    values = "".join(f"{text} |\n" if text else "|\n" for text in printed)
    assert rows(CASES.format(values=values))[3] == printed


@pytest.mark.parametrize("count", [14, 16])
def test_values_that_do_not_fill_the_form_are_put_in_no_row(count):
    made = rows(CASES.format(values="2 |\n" * count))
    assert {len(row) for row in made} == {1}
