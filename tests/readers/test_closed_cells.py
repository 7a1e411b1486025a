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
