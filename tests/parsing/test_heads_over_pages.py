"""Headers that a page's end parts inside their words are one name again."""

from __future__ import annotations

import pytest

from generator.agencies import Registry
from generator.parsing.report import parse_document
from generator.readers.html.page import read_html
from generator.records import Record, Source

KINDS = ["natural_person", "commercial_enterprise", "research_institution", "public_interest_org",
         "legal_service_org", "other_org", "total"]  # fmt: skip
NAMES = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
VALUES = [9, 1, 2, 3, 4, 5, 24]


def cells(texts: list[str]) -> str:
    return "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"


def page(cut: dict[str, int]) -> Record:
    """A report whose headers end with the page, some words after so many characters."""
    above = [name[: cut.get(name, len(name))] for name in NAMES]
    below = [name[cut.get(name, len(name)) :] for name in NAMES]
    rows = {
        "一、本年新收政府信息公开申请数量": VALUES,
        "二、上年结转政府信息公开申请数量": [0] * 7,
        "（一）予以公开": VALUES,
        "（七）总计": VALUES,
        "四、结转下年度继续办理": [0] * 7,
    }
    html = (
        "<h1>平湖县水务局2023年政府信息公开工作年度报告</h1><p>本文为虚构示例，按国办公开办函〔2021〕30号的格式编制。统计期限自2023年1月1日起"
        "至2023年12月31日止。</p><p>三、收到和处理政府信息公开申请情况</p><table>"
        "<tr><td rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>"
        "<td colspan=7>申请人情况</td></tr><tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td>"
        f"<td rowspan=2>总计</td></tr>{cells(above)}</table><table>"
        + (cells(["", "", "", "", *below, ""]) if any(below) else "")
        + "".join(cells([label, "", "", *map(str, v)]) for label, v in rows.items())
        + "</table><p>五、存在的主要问题及改进情况</p><p>公开的深度不够，将继续改进。</p>"
    )
    source = Source(file="a.html", sha256="0" * 64, media_type="text/html")
    return parse_document(read_html(html.encode()), source, Registry([], []))


@pytest.mark.parametrize(
    "cut",
    [
        {},
        {"社会公益组织": 4, "法律服务机构": 4},
        {"社会公益组织": 4},
        {"商业企业": 2, "科研机构": 2, "社会公益组织": 4, "法律服务机构": 4},
        {"社会公益组织": 2, "法律服务机构": 2},
    ],
)
def test_names_that_a_page_parts_are_one(cut):
    record = page(cut)
    for row in ("requests.received", "outcomes.granted", "outcomes.total"):
        assert [record.value(f"{row}.{kind}") for kind in KINDS] == VALUES


def test_ends_that_fit_two_names_stand_under_their_own():
    """机构 may end 科研 and 法律服务: each of them has one below it."""
    record = page({"科研机构": 2, "法律服务机构": 4, "商业企业": 2})
    assert [record.value(f"requests.received.{kind}") for kind in KINDS] == VALUES


def test_a_header_below_the_labels_is_one_whose_row_was_broken():
    """One lost tag makes a row of the last header: its name stands over no other column for it."""
    html = (
        "<h1>平湖县人民政府2020年政府信息公开工作年度报告</h1><p>本文为虚构示例，按国办公开办函〔2019〕60号的格式编制。"
        "统计期限自2020年1月1日起至2020年12月31日止。</p><p>二、主动公开政府信息情况</p><table>"
        "<tr><td colspan=4>第二十条第（五）项</td></tr>"
        "<tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减<tr><td>处理决定数量</td></tr>"
        "<tr><td>行政许可</td><td>1042</td><td>+1049</td><td>1056</td></tr></table>"
    )
    source = Source(file="a.html", sha256="0" * 64, media_type="text/html")
    record = parse_document(read_html(html.encode()), source, Registry([], []))
    names = ("items_prev_year", "items_change", "decisions")
    assert [record.value(f"proactive.licences.{name}") for name in names] == [1042, 1049, 1056]
