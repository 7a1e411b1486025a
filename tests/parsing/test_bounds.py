"""Text of any shape and size is read in bounded time, and a report in a few milliseconds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

import pytest

from generator.parsing.report import parse_document
from generator.parsing.tables import article20
from generator.readers.text.file import read_text
from generator.records import Record
from tests.parsing.golden import SOURCE, registry
from tests.parsing.layouts import TEXT_LAYOUTS, all_tables, numbered, report

TOLD = "没有真实工作"
HEADS = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n"
UNITS = {
    "digits": "1234567890", "brackets": "（（（", "numerals": "一、二、三、", "letters": "a.", "at signs": "a@",
    "periods": "统计期限自2022年1月1日起至", "agencies": "西夏区的民政局", "sentences": "主动公开政府信息12条，收到申请3件。",
    "contacts": "电话：0951-2078503，地址：银川路1号，邮编：750000\n", "paragraphs": "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉\n",
    "quotes": "《《《", "stars": "**", "commas": "1,234,", "percent": "增长12%", "dashes": "——", "tags": "<a",
}  # fmt: skip
WHOLE = {
    "rows of table three": ("勾稽关系\n", "一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t7\n"),
    "unknown rows": (HEADS, "不知道的行\t1\t2\t3\n"), "numbers": ("信息内容\n规章\n", "12\n"),
    "labels": ("信息内容\n规章\n1\n2\n3\n", "行政许可\n"), "pieces of labels": ("信息内容\n规章\n1\n2\n3\n", "行政\n"),
    "headings": ("", "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"),
    "tasks": ("西夏区民政局2022年政务公开工作要点\n", "一、做好公开\n（一）公开。做好。（办公室负责）\n"),
    "pipes": ("", "|" * 1000 + "\n"), "rows of pipes": ("", "| 规章 | 1 | 2 | 3 |\n"), "one row of pipes": ("", "| 规章 "),
    "one row of tabs": ("", "规章\t"), "tabs": ("", "\t" * 200 + "\n"), "words": ("", "规章 "), "spaces": ("", "       "),
    "short lines": ("", "甲\n"), "titles": ("", "虚构市民政局2022年政府信息公开工作年度报告\n"),
    "many reports": ("", "虚构市民政局2021年政府信息公开工作年度报告\n一、总体情况\n"),
    "table one": ("", "| 统计指标 | 单位 | 统计数 |\n| 一、主动公开情况 | —— | |\n"),
    "table four": ("四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n", "0\t0\t0\t0\n"),
    "pages": ("", "\f\n1\f"), "dots": ("", "………"), "markdown": ("", "# 一、总体情况\n"),
}  # fmt: skip


def whole(layout: str = "tabs") -> str:
    show = TEXT_LAYOUTS[layout]
    return report([(h, show(rows)) for h, rows in all_tables("2021", numbered("2021"))])


def texts(size: int) -> Iterator[tuple[str, str]]:
    def filled(unit: str) -> str:
        return (unit * (size // len(unit.encode()) + 1))[:size]

    for name, unit in UNITS.items():
        yield name, whole().replace(TOLD, filled(unit))
    for name, (head, unit) in WHOLE.items():
        yield name, head + filled(unit)
    for layout in TEXT_LAYOUTS:
        yield layout, filled(whole(layout) + "\n")


def parse_timed(text: str) -> tuple[Record, float]:
    start = time.process_time()
    record = parse_document(read_text(text, "text/plain"), SOURCE, registry())
    return record, time.process_time() - start


def test_no_shape_of_text_is_slow():
    slow = {}
    for name, text in texts(100_000):
        seconds = parse_timed(text)[1]
        if seconds > 3.0:
            slow[name] = seconds
    assert slow == {}


@pytest.mark.slow
def test_five_megabytes_of_any_shape():
    slow = {}
    for name, text in texts(5_000_000):
        seconds = parse_timed(text)[1]
        if seconds > 50.0:
            slow[name] = seconds
    assert slow == {}


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_a_report_takes_a_few_milliseconds(layout):
    """The goal is 5 ms on a core of its own; a busy machine is given five times that."""
    text = whole(layout)
    parse_timed(text)
    assert median(parse_timed(text)[1] for _ in range(7)) < 0.025


def test_headers_are_looked_at_once_for_all_rows_below_them(monkeypatch):
    """Each row that no form has asked for all of it again: a minute for 5 MB of them."""
    asked = []
    head_of = article20.head_of
    monkeypatch.setattr(article20, "head_of", lambda *given: asked.append(1) or head_of(*given))
    head, unit = WHOLE["unknown rows"]
    parse_timed(head + unit * 200)
    assert 0 < len(asked) < 20
