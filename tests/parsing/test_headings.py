"""Chapters: drifting titles, damaged and false headings, older outlines."""

from __future__ import annotations

import pytest

from generator.parsing.prose.headings import section_key, statutory_section
from tests.parsing.golden import parse

FULL = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
KEYS = ["overview", "proactive", "requests", "review", "problems", "other"]
TITLE = "虚构市民政局2022年政府信息公开工作年度报告"
BODY = "这里是虚构的一段文字，说明2022年没有发生任何真实的事情，仅供检验。"


def document(headings, before=""):
    lines = [TITLE, "", before, ""]
    for heading in headings:
        lines += [heading, "", BODY, ""]
    return parse("\n".join(lines))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("一、总体情况", "overview"), ("一、概述", "overview"), ("一、总体概述", "overview"), ("一、基本情况", "overview"),
        ("工作总体情况", "overview"), ("一 、总 体 情 况", "overview"), ("、总体情况", "overview"), ("一、总体情况、", "overview"),
        ("二、行政机关主动公开政府信息情况", "proactive"), ("二、行政机关主动公开政府信息的情况", "proactive"),
        ("三、收到和处理申请情况", "requests"), ("三、行政机关收到和处理政府信息公开申请情况", "requests"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "review"), ("四、政府信息公开行政复议和行政诉讼情况", "review"),
        ("五、存在问题及改进措施", "problems"), ("五、政府信息公开工作存在的主要问题及改进情况", "problems"),
        ("六、其它需要报告的事项", "other"), ("六、需要说明的事项", "other"), ("六、其他事项", "other"),
        ("三、存在的主要問題及改進情況", "problems"), ("（一）主动公开", None), ("附件", None), ("二、回应解读情况", None),
    ],
)  # fmt: skip
def test_titles_of_chapters(text, key):
    assert section_key(text) == key


@pytest.mark.parametrize(
    "row",
    [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
    ],
)
def test_rows_of_table_three_are_no_headings(row):
    assert statutory_section(row) is None


def test_six_chapters():
    record = document(FULL)
    assert [section.key for section in record.sections] == KEYS
    assert [section.heading for section in record.sections] == FULL
    assert all(section.text == BODY for section in record.sections)


@pytest.mark.parametrize(
    "damaged",
    [
        ["、总体情况", *FULL[1:]],
        ["一\n总体情况", *FULL[1:]],
        ["一、\n总体情况", *FULL[1:]],
        ["一 、 总 体 情 况", *FULL[1:]],
        ["一、总体情况、", *FULL[1:]],
        [FULL[0], "一、主动公开政府信息情况", *FULL[2:]],
        ["（一）总体情况", "（二）主动公开政府信息情况", "（三）收到和处理政府信息公开申请情况",
         "（四）政府信息公开行政复议、行政诉讼情况", "（五）存在的主要问题及改进情况", "（六）其他需要报告的事项"],
        ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况",
         "存在的主要问题及改进情况", "其他需要报告的事项"],
    ],
)  # fmt: skip
def test_damaged_headings(damaged):
    record = document(damaged)
    assert [section.key for section in record.sections] == KEYS
    assert all(section.text == BODY for section in record.sections)


def test_everything_on_one_line():
    text = TITLE + "\n\n" + "".join(f"{heading}。{BODY}" for heading in FULL)
    record = parse(text)
    assert [section.key for section in record.sections] == KEYS
    assert record.sections[0].text == BODY


@pytest.mark.parametrize(
    "before",
    [
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
        "存在的主要问题及改进情况、其他需要报告的事项六部分组成。",
        "本报告包括：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；"
        "四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项。",
        "\n".join(["目录", *(f"{heading}{'…' * 9}{n}" for n, heading in enumerate(FULL, 1))]),
        "\n".join(["目录", *FULL]),
    ],
)
def test_false_headings_before_the_text(before):
    record = document(FULL, before)
    assert [section.key for section in record.sections] == KEYS
    assert record.sections[0].text == BODY


def test_subheadings_that_sound_like_chapters():
    inside = (
        BODY
        + "\n\n（一）主动公开政府信息情况。\n\n"
        + BODY
        + "\n\n（二）其他需要报告的事项\n\n"
        + BODY
    )
    lines = [TITLE, "", FULL[0], "", inside, ""]
    for heading in FULL[1:]:
        lines += [heading, "", BODY, ""]
    record = parse("\n".join(lines))
    assert [section.heading for section in record.sections] == FULL


def test_an_older_report_keeps_its_own_outline():
    headings = ["一、概述", "二、主动公开情况", "三、依申请公开情况", "四、存在问题及改进措施"]
    record = document(headings)
    assert [section.key for section in record.sections] == ["part-1", "part-2", "part-3", "part-4"]
    assert [section.heading for section in record.sections] == headings


def test_paragraphs_are_joined_across_pages_and_page_numbers_are_gone():
    text = "\n".join(
        [TITLE, "", FULL[0], "", "这一段文字虚构的内容被分成了两页，前一半写在上一页的最后", "- 3 -", "",
         "后一半写在下一页的开头，到这里才算结束，接着另起一段。", "", "另一段。"]
        + [x for heading in FULL[1:] for x in ("", heading, "", BODY)]
    )  # fmt: skip
    first = parse(text).sections[0].text
    assert first == (
        "这一段文字虚构的内容被分成了两页，前一半写在上一页的最后后一半写在下一页的开头，到这里才算结束，接着另起一段。\n\n另一段。"
    )


def test_a_table_that_is_not_statutory_stays_in_the_text():
    table = "| 渠道 | 条数 |\n|---|---|\n| 虚构网站 | 12 |"
    text = "\n".join([TITLE, "", FULL[0], "", BODY, "", table, ""])
    text += "\n".join(x for heading in FULL[1:] for x in (heading, "", BODY, ""))
    first = parse(text).sections[0].text
    assert first is not None
    assert "| 虚构网站 | 12 |" in first
