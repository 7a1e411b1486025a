"""Tables of pipes and tabs: delimiters and page numbers between their rows change nothing."""

from __future__ import annotations

import pytest

from generator.readers.document import Paragraph, Table
from generator.readers.text.file import read_text

ROWS = [["甲", "1", "2"], ["乙", "3", "4"], ["丙", "5", "6"], ["丁", "7", "8"]]


def tables(text: str) -> list[list[list[str]]]:
    found = [block for block in read_text(text, "text/plain").blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in table.rows()] for table in found]


def pipes(rows: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in rows]


@pytest.mark.parametrize("at", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("delimiter", ["|---|---|---|", "| :--- | ---: | :---: |", "---|---|---"])
def test_a_row_of_hyphens_is_a_delimiter_wherever_it_stands(at, delimiter):
    lines = pipes(ROWS)
    assert tables("\n".join([*lines[:at], delimiter, *lines[at:]])) == [ROWS]


def test_single_hyphens_are_what_was_printed():
    assert tables("\n".join(pipes([["甲", "-", "-"], ["", "-", "-"], ["丙", "-", "-"]])))[0][-1] == [
        "丙", "-", "-"
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["- 2 -", "—2—", "第2页", "第 2 页 共 8 页"])
@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_page_number_between_two_rows_changes_nothing(number, blank, at):
    lines = pipes(ROWS)
    text = "\n".join([*lines[:at], f"{blank}{number}{blank}", *lines[at:]])
    assert tables(text) == [ROWS]


def test_a_page_number_between_two_tables_of_other_shape_parts_them():
    text = "\n".join([*pipes(ROWS), "- 2 -", "| 一 | 二 |", "| 三 | 四 |"])
    assert tables(text) == [ROWS, [["一", "二"], ["三", "四"]]]
    blocks = read_text(text, "text/plain").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["- 2 -"]


def test_an_empty_first_cell_is_a_cell_where_rows_have_no_mark_before_them():
    text = "甲 | 一 | 1 |\n | 二 | 2 |\n | 三 | 3 |\n乙 | | 4 |"
    assert tables(text) == [[["甲", "一", "1"], ["", "二", "2"], ["", "三", "3"], ["乙", "", "4"]]]


def test_tabs_that_indent_a_paragraph_or_follow_its_number_make_no_table():
    text = "一、\t总体情况\n\t2023年，公开虚构的信息。\n二、\t主动公开政府信息情况\n\t无。"
    assert [block.text for block in read_text(text, "text/plain").blocks] == [
        "一、总体情况", "2023年，公开虚构的信息。", "二、主动公开政府信息情况", "无。"
    ]  # fmt: skip


def test_tabs_between_cells_make_a_table():
    assert tables("甲\t1\t2\n\t3\t4\n丙\t\t6") == [
        [["甲", "1", "2"], ["", "3", "4"], ["丙", "", "6"]]
    ]
    assert tables("1.\t属于国家秘密\t3\n2.\t其他\t4") == [
        [["1.", "属于国家秘密", "3"], ["2.", "其他", "4"]]
    ]


def test_a_dash_with_its_mark_behind_it_is_what_was_printed():
    cells = ["信息内容", "甲", "乙", "规章", "-----", "2", "规范性文件", "3", "-----"]
    (rows,) = tables("\n".join(f"{cell} |" for cell in cells))
    assert [cell for row in rows for cell in row] == cells


@pytest.mark.parametrize(("length", "is_row"), [(50, True), (70, False)])
def test_an_indented_line_between_rows_with_tabs_is_a_row_of_up_to_sixty_characters(length, is_row):
    line = "字" * length
    blocks = read_text(f"类别\t件数\n\t{line}\n规章\t3\n", "text/plain").blocks
    cells = [cell.text for b in blocks if isinstance(b, Table) for cell in b.cells]
    assert (line in cells) is is_row
    assert {"类别", "规章"} <= set(cells)
