"""Titles, agencies and years as they are really printed."""

from __future__ import annotations

import pytest

from generator.parsing.identity.title import parse_title, plan_title
from tests.parsing.golden import parse


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("虚构市民政局2023年政府信息公开工作年度报告", "虚构市民政局", 2023),
        ("2023年虚构市民政局政府信息公开工作年度报告", "虚构市民政局", 2023),
        ("2023年度虚构市民政局政府信息公开工作年度报告", "虚构市民政局", 2023),
        ("2022年政府信息公开工作年度报告", None, 2022),
        ("虚构市民政局政府信息公开工作年度报告", "虚构市民政局", None),
        ("虚构县人民政府信息公开工作2021年度报告", "虚构县人民政府", 2021),
        ("虚构县人民政府信息公开年度报告（2021年）", "虚构县人民政府", 2021),
        ("虚构市教育局2022年度政府信息公开工作年度报告", "虚构市教育局", 2022),
        ("虚构市教育局 2022 年政府信息公开 年报", "虚构市教育局", 2022),
        ("虚构区财政局2020年度政府信息公开报告", "虚构区财政局", 2020),
        ("虚构市公安局（机关）2021年政府信息公开工作年度报告（文字版）", "虚构市公安局", 2021),
        ("（2019年度）虚构县水利局政府信息公开工作年度报告", "虚构县水利局", 2019),
        ("虚发〔2022〕3号虚构市司法局2021年政府信息公开工作年度报告", "虚构市司法局", 2021),
        ("《虚构市司法局2021年政府信息公开工作年度报告》", "虚构市司法局", 2021),
        ("虛構市民政局2021年政府信息公開工作年度報告", "虚构市民政局", 2021),
        ("虚构大学2020-2021学年信息公开工作年度报告", None, 2020),
    ],
)
def test_title(text, agency, year):
    title = parse_title(text, "title")
    assert title is not None
    assert title.year == year
    if agency is not None or "大学" not in text:
        assert title.agency == agency


@pytest.mark.parametrize(
    "text",
    [
        "根据要求，编制2021年政府信息公开工作年度报告。",
        "虚构市政府信息公开指南",
        "本报告按照政府信息公开工作年度报告格式编制",
        "政府信息公开",
        "虚构市2021年政府工作报告",
    ],
)
def test_no_title(text):
    assert parse_title(text, "title") is None


MENUS = [
    "政府信息公开年报来源：本站", "公开年报 来源：本网", "首页 > 政务公开 > ", "信息公开目录 来源：本网站 ", "政务公开",
    "当前位置：首页 政府信息公开 来源：原创 ",
]  # fmt: skip


@pytest.mark.parametrize("menu", MENUS)
@pytest.mark.parametrize("name", ["虚构县水务局", "虚构市样例区民政局", "虚构县人民政府办公室"])
def test_words_of_a_menu_before_a_title_are_no_part_of_the_name(menu, name):
    plan = plan_title([(f"{menu}{name}2023年政务公开工作要点", "title", None)])
    report = parse_title(f"{menu}{name}2023年政府信息公开工作年度报告", "title")
    assert plan is not None and report is not None
    assert (plan.agency, plan.year, report.agency, report.year) == (name, 2023, name, 2023)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("政府信息公开工作年度报告——虚构县水务局", "虚构县水务局"),
        ("信息公开工作年度报告（2023年）虚构县水务局", None),
        ("2023年虚构县政务公开办公室政府信息公开工作年度报告", "虚构县政务公开办公室"),
        ("虚构县政务公开办公室2023年政府信息公开工作年度报告", "虚构县政务公开办公室"),
    ],
)
def test_words_of_a_title_are_no_menu(text, agency):
    title = parse_title(text, "title")
    assert (title and title.agency) == agency


BODY = """
一、总体情况

2022年，虚构的工作照常进行，一切都是编造的，没有任何真实的内容可以在这里说明。

二、主动公开政府信息情况

第二十条第（一）项\t\t\t
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t1\t2\t3

三、收到和处理政府信息公开申请情况

四、政府信息公开行政复议、行政诉讼情况

五、存在的主要问题及改进情况

六、其他需要报告的事项

无。
"""


@pytest.mark.parametrize(
    "head",
    [
        "虚构市民政局2022年政府信息公开工作年度报告",
        "虚构市民政局\n2022年政府信息公开工作年度报告",
        "虚构市民政局\n2022年政府信息公开工\n作年度报告",
        "虚构市民政局\n2022年\n政府信息公开工作年度报告",
        "虚构市民政局政府信息公开工作年度报告\n（2022年）",
        "虚构市民政局2022年政府信息公开工作年度报告\n\n虚构市民政局2022年政府信息公开工作年度报告",
        "当前位置：首页 > 政府信息公开年报\n虚构市民政局 2022 年度政府信息公开工作年度报告",
    ],
)
def test_heads_of_documents(head):
    record = parse(head + "\n" + BODY)
    assert record.kind == "annual_report"
    assert record.agency_name == "虚构市民政局"
    assert record.year == 2022


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("本报告数据的统计期限自2022年1月1日起至2022年12月31日止。", "2022-01-01", "2022-12-31"),
        ("统计期限为2022年1月1日-12月31日。", "2022-01-01", "2022-12-31"),
        ("统计数据从 2022 年 1 月 1 日到 12 月 31 日。", "2022-01-01", "2022-12-31"),
        ("所列数据的统计期限自202211日起至20221231日止。", "2022-01-01", "2022-12-31"),
        ("所列数据统计期限自2022年01月01日至2022年12月31日。", "2022-01-01", "2022-12-31"),
        ("统计时限：2022年3月15日至2022年12月31日", "2022-03-15", "2022-12-31"),
        ("统计期限为２０２２年１月１日至１２月３１日", "2022-01-01", "2022-12-31"),
        ("数据统计期限为2022年1月1日——12月31日", "2022-01-01", "2022-12-31"),
    ],
)
def test_periods(sentence, start, end):
    record = parse("虚构市民政局政府信息公开工作年度报告\n\n" + sentence + "\n" + BODY)
    assert record.period is not None
    assert (record.period.start, record.period.end) == (start, end)
    assert record.year == 2022


def codes(record):
    return [note.code for note in record.warnings]


def test_period_and_title_that_disagree_are_reported():
    sentence = "统计期限自2021年1月1日起至2021年12月31日止。"
    title = "虚构市民政局2022年政府信息公开工作年度报告\n\n"
    record = parse(title + sentence + "\n" + BODY)
    assert record.year == 2022  # the title and chapter one against the period
    assert "parsing.year_disagrees" in codes(record)
    record = parse(title + sentence + "\n" + BODY.replace("2022年，", "本年，"))
    assert record.year == 2021
    assert "parsing.year_disagrees" in codes(record)


def test_year_of_section_one_when_nothing_else_says_it():
    record = parse("虚构市民政局政府信息公开工作年度报告\n" + BODY)
    assert record.year == 2022
    assert record.evidence["year"].source == "overview"


def test_year_of_the_signature_is_a_guess():
    text = "虚构市民政局政府信息公开工作年度报告\n" + BODY.replace("2022年，", "本年，")
    record = parse(text + "\n虚构市民政局\n2023年1月20日")
    assert record.year == 2022
    assert "parsing.year_guessed" in codes(record)


def test_no_year_at_all_is_reported():
    record = parse("虚构市民政局政府信息公开工作年度报告\n" + BODY.replace("2022年，", "本年，"))
    assert record.year is None
    assert "parsing.year_unknown" in codes(record)


def test_a_title_that_breaks_behind_its_year_is_no_entry_of_a_menu():
    # 政府信息公开年报 alone is what pages call the list of reports.
    record = parse(
        "虚构市民政局网站\n字号：大 中 小\n虚构市民政局2016年\n政府信息公开年报\n\n一、概述\n\n本年没有真实工作。\n"
        "二、主动公开政府信息情况\n\n无。\n三、依申请公开政府信息情况\n\n无。\n四、存在的主要问题及改进措施\n\n无。\n"
    )
    assert (record.kind, record.year) == ("annual_report", 2016)
    assert record.title == "虚构市民政局2016年政府信息公开年报"
    assert record.agency_name == "虚构市民政局"


def test_an_entry_of_a_menu_is_no_end_of_a_title():
    record = parse("首页\n政府信息公开年报\n虚构市民政局2022年政府信息公开工作年度报告\n" + BODY)
    assert record.title == "虚构市民政局2022年政府信息公开工作年度报告"
