"""Chapter one under any wording and any mark behind its number, and contents lists that wrap."""

from __future__ import annotations

import pytest

from generator.agencies import Registry
from generator.parsing.report import parse_document
from generator.readers.text.file import read_text
from generator.records import Record, Source

FIRST = "2023年，本机关按照条例要求公开信息，本段文字为虚构示例，用来试验章节。"
REST = (
    "二、主动公开政府信息情况\n全年主动公开信息321条，均按时发布。\n"
    "三、收到和处理政府信息公开申请情况\n本年度没有收到申请。\n"
    "四、政府信息公开行政复议、行政诉讼情况\n没有行政复议和行政诉讼。\n"
    "五、存在的主要问题及改进情况\n公开的深度不够，将继续改进。\n"
    "六、其他需要报告的事项\n没有其他需要报告的事项。\n"
)
KEYS = ["overview", "proactive", "requests", "review", "problems", "other"]
HEAD = (
    "某某县水务局2023年政府信息公开工作年度报告\n".replace("某某", "平湖")
    + "根据条例编制本报告。统计期限自2023年1月1日起至2023年12月31日止。\n"
)


def parse(text: str) -> Record:
    source = Source(file="a.txt", sha256="0" * 64, media_type="text/plain")
    return parse_document(read_text(text, "text/plain"), source, Registry([], []))


@pytest.mark.parametrize(
    "heading",
    [
        "一、总体情况", "一 总体情况", "一　概 述", "一　总体情况", "一总体情况", "一、总结概述", "一、综述",
        "一、2023年政务公开总体情况", "一、2023年度工作总体情况", "一、工作开展情况", "一、政府信息公开工作情况",
        "一、年度工作回顾", "一、强化组织领导", "一、2023年工作亮点", "一. 总体情况", "一．总体情况", "一：总体情况",
        "第一部分 总体情况", "一、 概  况", "一、基本情况概述", "一、本机关政府信息公开工作总体推进情况",
        "一、总体情况、", "一、信息公开工作", "一、政府信息公开工作的总体部署和主要做法",
    ],
)  # fmt: skip
def test_chapter_one_is_found_whatever_its_words(heading):
    record = parse(f"{HEAD}{heading}\n{FIRST}\n{REST}")
    assert [section.key for section in record.sections] == KEYS
    assert FIRST in (record.sections[0].text or "")


@pytest.mark.parametrize("mark", ["、", " ", "　", ""])
def test_every_chapter_may_have_its_number_before_a_space(mark):
    text = f"{HEAD}一、总体情况\n{FIRST}\n{REST}"
    for numeral in "一二三四五六":
        text = text.replace(f"{numeral}、", f"{numeral}{mark}", 1)
    record = parse(text)
    assert [section.key for section in record.sections] == KEYS


@pytest.mark.parametrize("dots", ["………………", "......", "····", " ", ""])
@pytest.mark.parametrize("cut", [12, 14, 16])
def test_entries_of_a_contents_list_that_wrap_are_no_chapters(dots, cut):
    titles = [line for line in f"一、总体情况\n{REST}".split("\n") if line[1:2] == "、"]
    entries = [f"{title}{dots}{page}" for page, title in enumerate(titles, start=1)]
    wrapped = [part for entry in entries for part in (entry[:cut], entry[cut:]) if part]
    record = parse(HEAD + "目录\n" + "\n".join(wrapped) + f"\n一、总体情况\n{FIRST}\n{REST}")
    assert [section.key for section in record.sections] == KEYS
    assert record.sections[0].text == FIRST


def test_a_sentence_that_begins_with_a_number_is_no_heading():
    record = parse(f"{HEAD}一、总体情况\n{FIRST}\n二 是完善制度，落实责任，统筹推进。\n{REST}")
    assert [section.key for section in record.sections] == KEYS
    assert "二是完善制度" in (record.sections[0].text or "")
