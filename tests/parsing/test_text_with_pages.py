"""Plain text with page feeds: a page's number is never a cell, and no cell is taken for one."""

from __future__ import annotations

import pytest

from generator.parsing.report import parse_document
from generator.readers.document import Paragraph, Table
from generator.readers.open import read_bytes
from generator.readers.text.file import read_text
from generator.records import Record, Source
from tests.parsing.golden import registry
from tests.parsing.layouts import TEXT_LAYOUTS, all_tables, numbered, report

FEET = {
    "bare": "{n}\n\f",
    "at the top": "\f\n{n}",
    "bare among blank lines": "\n{n}\n\n\f",
    "in the middle of the line": "                    {n}\n\f",
    "of all": "{n}/9\n\f",
    "marked": "- {n} -\n\f",
    "in words": "第 {n} 页\n\f",
    "none": "\f",
    "a running head": "\f虚构市政府信息公开",
    "the title as a running head": "\f虚构市虚构局2022年政府信息公开工作年度报告",
    "a running foot": "虚构市人民政府门户网站\n\f",
    "both, with a number": "虚构市人民政府门户网站\n- {n} -\n\f虚构市政府信息公开",
}


def read(text: str) -> Record:
    document = read_bytes("a.txt", text.encode())
    source = Source(file="a.txt", sha256="0" * 64, media_type=document.media_type)
    return parse_document(document, source, registry())


def with_pages(text: str, lines_a_page: int, foot: str) -> str:
    lines = text.split("\n")
    pages = [lines[n : n + lines_a_page] for n in range(0, len(lines), lines_a_page)]
    feet = [foot.format(n=n) for n in range(1, len(pages) + 1)]
    return "\n".join(line for page, end in zip(pages, feet, strict=True) for line in [*page, end])


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
@pytest.mark.parametrize("lines_a_page", [23, 31, 40])
def test_pages_change_no_figure(layout, foot, lines_a_page):
    values = numbered("2021", 101)
    show = TEXT_LAYOUTS[layout]
    text = report([(heading, show(rows)) for heading, rows in all_tables("2021", values)])
    record = read(with_pages(text, lines_a_page, FEET[foot]))
    found = {name: record.figure(name).raw for name in values}
    assert {raw for name, raw in found.items() if raw != values[name]} <= {None}
    if (
        layout != "pipes_broken_inside"
    ):  # a cell parted by a page may lose its row there, with a warning
        assert found == values


def paragraphs(text: str) -> list[str]:
    blocks = read_text(text, "text/plain").blocks
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_figures_at_the_ends_of_pages_stay():
    """They do not count up with the pages, or only two of them do."""
    assert paragraphs("规章\n1\n\f2\n3\n\f0\n件\n5\n\f7") == [
        "规章",
        "1",
        "2",
        "3",
        "0",
        "件",
        "5",
        "7",
    ]
    assert paragraphs("甲\n1\n\f乙\n2\n") == ["甲", "1", "乙", "2"]


def test_numbers_that_count_up_at_the_feet_of_pages_are_no_text():
    assert paragraphs("甲\n4\n\f乙\n5\n\f丙\n6\n\f丁") == ["甲", "乙", "丙", "丁"]
    assert paragraphs("甲\n4\n乙\n5\n丙\n6\n丁") == ["甲", "4", "乙", "5", "丙", "6", "丁"]


COUNTING = "\n".join(
    f"第{n}页的第一行文字。\n第二十条第（{n}）项\n规章\n{n + 4}\n{n}\n\f" for n in range(1, 6)
)


def test_a_number_that_counts_up_beside_figures_is_named():
    """It may be a figure that happens to count up: nobody can tell, so it is said."""
    notes = read_text(COUNTING, "text/plain").warnings
    assert [note.code for note in notes] == ["readers.page_number"] * 5
    assert [(note.params["text"], note.at.page) for note in notes] == [
        (str(n), n) for n in range(1, 6)
    ]


@pytest.mark.parametrize("foot", ["- {n} -", "第 {n} 页", "第{n}页（共5页）", "{n}"])
def test_numbers_of_pages_of_running_text_are_nothing_to_name(foot):
    pages = [f"本年度第{n}段文字。\n{foot.format(n=n)}\n" for n in range(1, 6)]
    document = read_text("\f".join(pages), "text/plain")
    assert document.warnings == ()
    assert [block.text for block in document.blocks] == [
        f"本年度第{n}段文字。" for n in range(1, 6)
    ]


def pages_of(*tops: str) -> list[tuple[str, str]]:
    """Text and role of the paragraphs of pages that begin with these lines."""
    text = "\f".join(f"{top}\n第{n}页上的正文。\n" for n, top in enumerate(tops))
    blocks = read_text(text, "text/plain").blocks
    return [(b.text, b.role) for b in blocks if isinstance(b, Paragraph) and "正文" not in b.text]


HEAD = "虚构市政府信息公开"


@pytest.mark.parametrize(
    ("tops", "expected"),
    [
        (("标题", HEAD, HEAD, HEAD), [(HEAD, "header"), ("标题", "body")]),
        ((HEAD, HEAD, HEAD), [(HEAD, "body")]),
        (("标题", HEAD, HEAD, "别的"), [("标题", "body"), (HEAD, "body"), (HEAD, "body"), ("别的", "body")]),
        (("标题", HEAD, HEAD), [("标题", "body"), (HEAD, "body"), (HEAD, "body")]),
        ((HEAD, HEAD), [(HEAD, "body"), (HEAD, "body")]),
        (("5", "5", "5", "5"), [("5", "body")] * 4),
    ],
)  # fmt: skip
def test_a_running_head_is_one_line_of_at_least_three_pages_and_all_but_one(tops, expected):
    assert pages_of(*tops) == expected


def test_a_row_that_begins_each_page_is_no_running_head():
    pages = "\f".join(f"| 类别 | 件数 |\n| 规章 | {n} |\n" for n in (7, 3, 9, 4))
    tables = [b for b in read_text(pages, "text/plain").blocks if isinstance(b, Table)]
    assert sum(cell.text == "类别" for table in tables for cell in table.cells) == 4
