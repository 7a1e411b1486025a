"""Titles of chapters that a narrow page broke: one heading, and never a table's caption."""

from __future__ import annotations

import pytest

from generator.agencies import Registry
from generator.parsing.report import parse_document
from generator.readers.html.page import read_html
from generator.records import Record, Source

FIVE = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
VALUES = [1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 11, 12, 13, 45]
GROUPS = ["review", "litigation.direct", "litigation.after_review"]
KINDS = ["upheld", "corrected", "other", "pending", "total"]


def row(*cells: tuple[str, int, int]) -> str:
    return "<tr>" + "".join(f"<td rowspan={r} colspan={c}>{t}</td>" for t, r, c in cells) + "</tr>"


def table_three() -> str:
    heads = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = ["一、本年新收政府信息公开申请数量", "四、结转下年度继续办理"]
    lines = [row(("项目", 1, 1), *((head, 1, 1) for head in heads))]
    lines += [
        row((label, 1, 1), *((str(n), 1, 1) for n in (1, 0, 0, 0, 0, 0, 1))) for label in rows
    ]
    return f"<table>{''.join(lines)}</table>"


def report(*, lines_above: list[str], tables: str) -> Record:
    text = "".join(f"<p>{line}</p>" for line in lines_above)
    html = (
        "<h1>平湖县水务局2023年政府信息公开工作年度报告</h1><p>按国办公开办函〔2021〕30号的格式编制。统计期限自2023年1月1日起至"
        "2023年12月31日止。</p><p>三、收到和处理政府信息公开申请情况</p>"
        f"{table_three()}{text}{tables}<p>五、存在的主要问题及改进情况</p><p>公开的深度不够。</p>"
    )
    source = Source(file="a.html", sha256="0" * 64, media_type="text/html")
    return parse_document(read_html(html.encode()), source, Registry([], []))


def over_two_pages() -> str:
    """Table four whose page ends below the names of the three groups."""
    above = row(("行政复议", 1, 5), ("行政诉讼", 1, 2))
    above += row(*((h, 2, 1) for h in FIVE), ("未经复议直接起诉", 1, 1), ("复议后起诉", 1, 1))
    above += row(("", 1, 2))
    below = row(*[("", 1, 1)] * 5, *((h, 1, 1) for h in FIVE * 2))
    below += row(*((str(n), 1, 1) for n in VALUES))
    return f"<table>{above}</table><table>{below}</table>"


TITLES = {
    "whole": ["四、政府信息公开行政复议、行政诉讼情况"],
    "two lines": ["四、政府信息公开行政复议、行政", "诉讼情况"],
    "other words": ["四、因政府信息公开工作被申请行政复议、提起", "行政诉讼情况"],
    "three lines": ["四、因政府信息公开工作被申", "请行政复议、提起行政诉讼情", "况"],
}


@pytest.mark.parametrize("lines", TITLES.values(), ids=TITLES)
def test_the_rest_of_a_title_names_no_group_of_table_four(lines: list[str]) -> None:
    record = report(lines_above=lines, tables=over_two_pages())
    ids = [f"{group}.{kind}" for group in GROUPS for kind in KINDS]
    assert [record.figure(field).value for field in ids] == VALUES
    (review,) = [s for s in record.sections if s.key == "review"]
    assert review.heading == "".join(lines)
    assert not [
        s for s in record.sections if "请行政复议、提起行政诉讼情" in (s.text or "").split("\n")
    ]


def test_a_caption_that_names_a_group_changes_no_order() -> None:
    """The headers name the groups themselves: 诉讼情况 above the table puts none of them first."""
    lines = ["四、政府信息公开行政复议、行政诉讼情况", "行政诉讼情况"]
    record = report(lines_above=lines, tables=over_two_pages())
    assert [record.figure(f"review.{kind}").value for kind in KINDS] == VALUES[:5]
