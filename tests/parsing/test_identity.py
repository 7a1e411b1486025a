"""Whose report it is and of which year, wherever a document says so. Agencies are invented."""

from __future__ import annotations

import pytest

from generator.parsing.report import parse_document
from generator.readers.text.file import read_text
from tests.parsing.golden import SOURCE, parse, registry
from tests.parsing.layouts import all_tables, numbered, report, tabs

YEAR = 2022


def body(head: str, *, year: int = YEAR, period: str | None = None, overview: str | None = None,
         other: str = "无。", tail: str = "") -> str:  # fmt: skip
    """A report of form 2021 with another head, period, first chapter, last chapter and end."""
    tables = [(h, tabs(rows)) for h, rows in all_tables("2021", numbered("2021"))]
    text = report(tables, year)
    first = f"虚构市虚构局{year}年政府信息公开工作年度报告"
    sentence = f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    text = text.replace(first, head).replace(sentence, sentence if period is None else period)
    told = f"{year}年，本虚构局没有真实工作可以报告。"
    text = text.replace(told, told if overview is None else overview)
    head_part, _, _ = text.rpartition("无。")
    return f"{head_part}{other}\n\n{tail}\n"


def codes(record) -> list[str]:
    return [note.code for note in record.warnings]


def with_meta(text: str, **meta: str):
    document = read_text(text, "text/html")
    return parse_document(
        type(document)(document.blocks, "text/html", dict(meta)), SOURCE, registry()
    )


# ---- agency ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meta", "title"),
    [
        ({"article_title": "西夏区民政局2022年政府信息公开工作年度报告"}, "西夏区民政局2022年政府信息公开工作年度报告"),
        ({"title": "西夏区民政局2022年政府信息公开工作年度报告_虚构门户网站"}, "西夏区民政局2022年政府信息公开工作年度报告"),
        ({"breadcrumb": "首页 > 政务公开 > 西夏区民政局2022年政府信息公开工作年度报告"}, "西夏区民政局2022年政府信息公开工作年度报告"),
    ],
)  # fmt: skip
def test_title_outside_the_body(meta, title):
    record = with_meta(body(""), **meta)
    assert record.kind == "annual_report"
    assert (record.title, record.agency_name, record.year) == (title, "西夏区民政局", 2022)


@pytest.mark.parametrize(
    "line",
    [
        "发布机构：西夏区民政局",
        "索引号：640105-011/2023-00001　发布机构：西夏区民政局　发布日期：2023-01-19",
        "信息来源: 西夏区民政局 发布时间: 2023-01-19 10:22",
        "来源：西夏区民政局\t字体：大 中 小",
        "公开主体：西夏区民政局",
    ],
)
def test_publisher_line(line):
    record = parse(body(f"2022年政府信息公开工作年度报告\n{line}"))
    assert (record.agency_name, record.year) == ("西夏区民政局", 2022)


@pytest.mark.parametrize(
    ("other", "tail"),
    [
        ("如有疑问，请与西夏区民政局办公室联系（电话：0951-7000001）。", ""),
        ("联系单位：西夏区民政局，电话：0951-7000001。", ""),
        ("无。", "西夏区民政局\n\n2023年1月18日"),
        ("无。", "西夏区民政局\u30002023年1月18日"),
        ("无。", "西夏区民政局办公室\n2023年1月18日"),
    ],
)
def test_agency_that_the_title_does_not_name(other, tail):
    record = parse(body("2022年政府信息公开工作年度报告", other=other, tail=tail))
    assert record.agency_name == "西夏区民政局"
    assert record.region == "640105"


def test_place_that_only_the_body_names():
    head = "公安局2022年政府信息公开工作年度报告"
    record = parse(body(head, overview="2022年，西夏区公安局依法公开信息，都是虚构的。"))
    assert (record.agency_name, record.region) == ("西夏区公安局", "640105")


@pytest.mark.parametrize("self_name", ["我局", "我镇", "我办", "本机关"])
def test_an_agency_that_names_itself_nowhere_is_unknown(self_name):
    head = "2022年政府信息公开工作年度报告"
    record = parse(body(head, overview=f"2022年，{self_name}主动公开信息12条。"))
    assert record.agency is None
    assert "parsing.agency_unknown" in codes(record)


@pytest.mark.parametrize(
    ("other", "region"),
    [
        ("地址：虚构路1号，电话：025-70000001。", "320106"),
        ("地址：虚构路1号，电话：0591-70000001。", "350102"),
        ("地址：江苏省徐州市鼓楼区虚构路1号。", "320302"),
        ("地址：开封市鼓楼区虚构路1号。", "410204"),
    ],
)
def test_a_district_of_several_cities_is_told_by_address_or_area_code(other, region):
    record = parse(body("鼓楼区民政局2022年政府信息公开工作年度报告", other=other))
    assert (record.agency_name, record.region) == ("鼓楼区民政局", region)


def test_a_district_of_several_cities_is_told_by_its_site():
    text = body("鼓楼区民政局2022年政府信息公开工作年度报告")
    record = with_meta(text, url="http://www.glq.kaifeng.henan.gov.cn/zwgk/1.html")
    assert record.region == "410204"


def test_a_district_of_several_cities_without_evidence_is_ambiguous():
    record = parse(body("鼓楼区民政局2022年政府信息公开工作年度报告"))
    assert record.region is None
    assert "parsing.region_ambiguous" in codes(record)


@pytest.mark.parametrize(
    "head",
    [
        "西夏区人民政府信息公开2022年度报告",
        "西夏区人民政府2022年政府信息公开工作年度报告",
        "西夏区人民政府关于2022年度政府信息公开工作情况的报告",
        "西夏区2022年政府信息公开工作年度报告",
    ],
)
def test_a_government(head):
    record = parse(body(head))
    assert record.agency_name in ("西夏区人民政府", "银川市西夏区人民政府")
    assert (record.region, record.scope, record.year) == ("640105", "aggregate", 2022)


@pytest.mark.parametrize(
    "head",
    [
        "西夏区民政局政府信息公开2022年年报",
        "西夏区民政局2022年度政府信息公开工作报告",
        "西夏区民政局2022年政府信息公开年度工作报告",
        "西夏区民政局2022年信息公开报告",
        "西夏区民政局信息公开工作2022年度报告",
        "西夏区民政局2022年度政府信息公开工作年度报告",
        "西夏区民政局政府信息公开工作年度报告（2022年度）",
        "西夏区民政局政府信息公开工作年度报告\n（2022）",
        "西夏区民政局\n2022年度\n政府信息公开工作年度报告",
        "西夏区民政局2022年政府信息公开\n工作年度报告",
        "西夏区民政局2022年政府信\n息公开工作年度报告",
        "西 夏 区 民 政 局 2022 年 政 府 信 息 公 开 工 作 年 度 报 告",
        "西夏民发〔2023〕4号\n西夏区民政局2022年政府信息公开工作年度报告",
        "西夏区民政局关于2022年政府信息公开工作情况的报告",
        "关于西夏区民政局2022年政府信息公开工作年度报告",
        "西夏区民政局2022年政府信息公开工作年度报告（文字版）",
        "附件1：西夏区民政局2022年政府信息公开工作年度报告",
        "西夏区民政局2022年度政府信息公开工作总结报告",
        "西夏区民政局2022年政府信息公开工作年度报告\n西夏区民政局2022年政府信息公开工作年度报告\n西夏区民政局2022年政府信息公开工作年度报告",
        "【西夏区民政局】2022年政府信息公开工作年度报告",
        "# 西夏区民政局2022年政府信息公开工作年度报告",
        "**西夏区民政局2022年政府信息公开工作年度报告**",
        "西夏区民政局二〇二二年政府信息公开工作年度报告",
        "西夏区民政局２０２２年政府信息公开工作年度报告",
    ],
)  # fmt: skip
def test_titles_of_an_agency(head):
    record = parse(body(head))
    assert (record.kind, record.agency_name, record.year) == ("annual_report", "西夏区民政局", 2022)
    assert "parsing.year_disagrees" not in codes(record)


# ---- year -----------------------------------------------------------------------------

NO_YEAR = "西夏区民政局政府信息公开工作年度报告"
NO_PERIOD = "本报告由本机关编制。"
NO_TIME = "一年来，工作都是虚构的。"


def test_period_goes_before_title():
    record = parse(body("西夏区民政局2021年政府信息公开工作年度报告"))
    assert (record.year, record.evidence["year"].source) == (2022, "period")
    assert "parsing.year_disagrees" in codes(record)


def test_title_goes_before_the_first_year_of_chapter_one():
    head = "西夏区民政局2022年政府信息公开工作年度报告"
    record = parse(body(head, period=NO_PERIOD, overview="2021年，工作都是虚构的。"))
    assert (record.year, record.evidence["year"].source) == (2022, "title")
    assert "parsing.year_disagrees" in codes(record)


def test_chapter_one_goes_before_the_breadcrumb():
    text = body(NO_YEAR, period=NO_PERIOD)
    record = with_meta(text, breadcrumb="首页 > 政府信息公开年报 > 2023年")
    assert (record.year, record.evidence["year"].source) == (2022, "overview")
    assert "parsing.year_disagrees" in codes(record)


def test_breadcrumb_goes_before_publication():
    text = body(NO_YEAR, period=NO_PERIOD, overview=NO_TIME)
    record = with_meta(text, breadcrumb="首页 > 政府信息公开年报 > 2022年", pub_date="2024-01-20")
    assert (record.year, record.evidence["year"].source) == (2022, "meta.breadcrumb")


def test_address_may_tell_the_year():
    text = body(NO_YEAR, period=NO_PERIOD, overview=NO_TIME)
    record = with_meta(text, url="http://www.example.gov.cn/zfxxgknb/2022n/202301/t20230118_1.html")
    assert record.year == 2022


@pytest.mark.parametrize(
    "line", ["发布日期：2023-01-19", "发布时间: 2023年1月19日 10:22", "日期：2023/01/19"]
)
def test_year_of_publication_less_one_is_a_guess(line):
    record = parse(body(f"{NO_YEAR}\n{line}", period=NO_PERIOD, overview=NO_TIME))
    assert record.year == 2022
    assert "parsing.year_guessed" in codes(record)


def test_no_year_is_no_year():
    record = parse(body(NO_YEAR, period=NO_PERIOD, overview=NO_TIME))
    assert record.year is None
    assert "parsing.year_unknown" in codes(record)


@pytest.mark.parametrize(
    "period",
    [
        "所列数据的统计期限自202211日起至20221231日止。",
        "本报告的统计期限自2022 1 1日起至2022 12 31日止。",
        "本报告所列数据的统计期限自 2022 年 1 月 1 日起，至 2022 年 12 月 31 日止。",
        "统计期限为2022.1.1-2022.12.31。",
        "统计期限：2022年1月1日—12月31日",
        "本年度报告中所列数据的统计期限自2022年1月1日起到2022年12月31日止。",
        "本报告中所列数据的统计期限为2022年1月1日至当年12月31日。",
        "本报告所列数据统计时间为2022年1月1日0时至2022年12月31日24时。",
        "本报告中的数据统计期限为2022年1月至12月。",
    ],
)
def test_periods(period):
    record = parse(body(NO_YEAR, period=period, overview=NO_TIME))
    assert record.period is not None
    assert (record.period.start, record.period.end) == ("2022-01-01", "2022-12-31")
    assert record.year == 2022


def test_a_document_number_that_lost_its_bracket_is_no_year_and_no_count():
    text = "根据国办公开办函〔202137号和虚政办发〔202018号要求，主动公开信息12条。"
    record = parse(body(NO_YEAR, period=NO_PERIOD, overview=text))
    assert [m.value for m in record.metrics] == [12]
    assert record.year is None


def test_two_reports_in_one_file_are_refused_with_both_names():
    first = body("西夏区民政局2022年政府信息公开工作年度报告", other="电话：0951-7000001。")
    second = body("兴庆区民政局2022年政府信息公开工作年度报告", other="电话：0951-7000002。")
    both = parse(first + "\n" + second.replace("\t1\t", "\t9\t"))
    assert (both.kind, dict(both.figures)) == ("unrecognised", {})
    note = both.warnings[0]
    assert note.code == "parsing.refused_several"
    assert note.params["first"] == "西夏区民政局2022年政府信息公开工作年度报告"
    assert note.params["second"] == "兴庆区民政局2022年政府信息公开工作年度报告"
    assert note.at.line == len((first + "\n").split("\n"))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "西夏区民政局2022年\n政府信息公开工作年度报告",
            "兴庆区民政局2021年政府信息公开工作年度报告",
        ),
        (
            "西夏区民政局2022年政府信息公开工作年度报告",
            "兴庆区民政局2022年\n政府信息公开工作年度报告",
        ),
        (
            "西夏区民政局\n2022年政府信息公开工作年度报告",
            "西夏区民政局\n2021年政府信息公开工作年度报告",
        ),
        (
            "西夏区民政局2022年政府信息公开\n工作年度报告",
            "兴庆区民政局2022年政府信息公开\n工作年度报告",
        ),
    ],
)
def test_titles_over_two_lines_part_two_reports(ours, theirs):
    both = parse(f"{body(ours)}\n{body(theirs)}")
    assert both.kind == "unrecognised"
    assert both.warnings[0].code == "parsing.refused_several"
    assert both.warnings[0].params["first"] == ours.replace("\n", "")
    assert both.warnings[0].params["second"] == theirs.replace("\n", "")


def test_a_site_named_above_a_title_begins_no_other_report():
    """The title stands twice, once under the name of a site, and a list of contents before it."""
    title = "西夏区民政局2022年政府信息公开工作年度报告"
    contents = f"{title}\n目录\n一、总体情况\n二、主动公开政府信息情况\n银川市人民政府\n{title}"
    assert parse(body(contents)).kind == "annual_report"


def test_the_same_title_twice_is_one_report():
    head = "西夏区民政局2022年政府信息公开工作年度报告"
    record = parse(body(f"{head}\n{head}", tail=head))
    assert record.kind == "annual_report"


def test_links_to_other_reports_are_no_reports():
    head = "西夏区民政局2022年政府信息公开工作年度报告"
    links = "\n".join(
        f"西夏区民政局{year}年政府信息公开工作年度报告" for year in (2021, 2020, 2019)
    )
    record = parse(body(head, tail=f"相关链接\n{links}"))
    assert (record.kind, record.year) == ("annual_report", 2022)
    assert record.kind == "annual_report"
    assert "parsing.year_disagrees" not in codes(record)
