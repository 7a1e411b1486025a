"""A figure in the running text against the table: from the sentence to the judgement."""

from __future__ import annotations

import pytest

from generator.agencies import Registry
from generator.parsing.prose.metrics import find_metrics
from generator.parsing.prose.running_lines import TextLine
from generator.parsing.report import parse_document
from generator.readers.text.file import read_text
from generator.records import Place, Source

from .factory import BLANK, BUREAU, judge, record, registry, results, subject

RECEIVED = "requests.received.total"
LICENCES = "proactive.licences.decisions"
FEES = "stats.fees.collected"


def stated(sentence: str, form_id: str = "2021", known: Registry | None = None):
    """What the parser reads in a sentence of an overview."""
    year = {"2014": 2017, "2019": 2020, "2021": 2023}[form_id]
    text = (
        f"中卫市民政局{year}年政府信息公开工作年度报告\n\n一、总体情况\n\n"
        f"统计期限自{year}年1月1日起至{year}年12月31日止。\n\n{sentence}\n\n"
        "五、存在的主要问题及改进情况\n\n个别栏目更新不及时，今后加强检查。\n"
    )
    source = Source(file="a.txt", sha256="0" * 64, media_type="text/plain")
    found = parse_document(read_text(text, "text/plain"), source, known or registry())
    return record(form_id, year, BUREAU, metrics=found.metrics)


def judged(sentence: str, field: str, table, form_id: str = "2021"):
    said = stated(sentence, form_id)
    whole = record(form_id, said.year, BUREAU, {field: table}, metrics=said.metrics)
    return [one for one in judge("TEXT", subject(whole)) if one.result != "holds"], results(
        "TEXT", subject(whole)
    )


# The sentence, the figure of the table, and what the two give together.
CASES = [
    # as it stands
    ("全年共收到政府信息公开申请13件。", RECEIVED, 13, "holds"),
    ("全年共收到政府信息公开申请13件。", RECEIVED, 12, "fails"),
    ("全年共收到政府信息公开申请1,013件。", RECEIVED, 1013, "holds"),
    # Chinese numerals
    ("全年共收到政府信息公开申请十三件。", RECEIVED, 13, "holds"),
    ("全年共收到政府信息公开申请一百零三件。", RECEIVED, 103, "holds"),
    ("全年共收到政府信息公开申请一千二百三十四件。", RECEIVED, 1234, "holds"),
    ("全年共收到政府信息公开申请十三件。", RECEIVED, 30, "fails"),
    # other rows of the tables
    ("全年作出行政许可决定1.48万件。", LICENCES, 14_823, "holds"),
    ("全年作出行政许可决定148件。", LICENCES, 14_823, "fails"),
    ("全年作出行政处罚决定书26件。", "proactive.penalties.decisions", 26, "holds"),
    ("上年结转申请2件。", "requests.carried_in.total", 2, "holds"),
    ("结转下年度继续办理3件。", "requests.carried_over.total", 2, "fails"),
    # 余: at least, and less than the next round number
    ("全年共收到政府信息公开申请200余件。", RECEIVED, 213, "holds"),
    ("全年共收到政府信息公开申请200余件。", RECEIVED, 199, "fails"),
    ("全年共收到政府信息公开申请200余件。", RECEIVED, 350, "fails"),
    # 约: near it on either side; 近: not above it
    ("全年共收到政府信息公开申请约200件。", RECEIVED, 191, "holds"),
    ("全年共收到政府信息公开申请约200件。", RECEIVED, 420, "fails"),
    ("全年共收到政府信息公开申请近200件。", RECEIVED, 196, "holds"),
    ("全年共收到政府信息公开申请近200件。", RECEIVED, 204, "fails"),
    # 万: as exact as it is printed
    ("全年共收到政府信息公开申请1.48万件。", RECEIVED, 14_823, "holds"),
    ("全年共收到政府信息公开申请1.48万件。", RECEIVED, 15_200, "fails"),
    ("全年共收到政府信息公开申请1.48万件。", RECEIVED, 1, "fails"),
    ("全年共收到政府信息公开申请1.5万余件。", RECEIVED, 15_406, "holds"),
    # a part is not above its whole, and need not reach it
    ("收到政府信息公开申请50件，其中网络申请30件、信函申请5件。", RECEIVED, 50, "holds"),
    # a total over several years is no year's figure
    ("自2008年以来累计收到政府信息公开申请1300件。", RECEIVED, 13, "not_judged"),
    # a blank is no zero
    ("全年共收到政府信息公开申请13件。", RECEIVED, BLANK, "not_judged"),
    # of two mentions one agrees
    ("上年收到申请9件。全年共收到政府信息公开申请13件。", RECEIVED, 13, "holds"),
]


@pytest.mark.parametrize(("sentence", "field", "table", "result"), CASES)
def test_the_text_against_the_table(sentence, field, table, result):
    others, found = judged(sentence, field, table)
    assert found == {result}, (stated(sentence).metrics, others)
    if result == "fails":
        (one,) = others
        assert one.left.quote
        assert one.left.quote in sentence.replace(",", "，") or one.left.quote in sentence
        assert one.right.value == table
        assert one.difference == one.left.value - table


@pytest.mark.parametrize(
    ("sentence", "table", "result"),
    [
        ("全年收取信息处理费12000元。", 1.2, "holds"),
        ("全年收取信息处理费1.2万元。", 1.2, "holds"),
        ("全年收取信息处理费12000元。", 12_000, "fails"),  # 元 in a column of 万元
    ],
)
def test_money_is_compared_in_the_unit_of_the_form(sentence, table, result):
    assert judged(sentence, FEES, table, "2014")[1] == {result}


# A sentence about a part is compared with nothing: it neither differs nor holds.
PARTS = [
    "区政府办代表区政府受理政府信息公开申请17件。",
    "受区政府委托，共收到政府信息公开申请17件。",
    "其中，局机关收到政府信息公开申请17件。",
    "局机关收到政府信息公开申请17件。",
    "厅机关全年共受理政府信息公开申请17件。",
    "本办收到政府信息公开申请17件。",
    "市本级收到政府信息公开申请17件。",
    "下属单位收到政府信息公开申请17件。",
    "上半年，收到政府信息公开申请17件。",
    "1至6月收到政府信息公开申请17件。",
    "1-11月共收到政府信息公开申请17件。",
    "12月份收到政府信息公开申请17件。",
    "第四季度收到政府信息公开申请17件。",
    "前三季度，共收到政府信息公开申请17件。",
    "去年收到政府信息公开申请17件。",
    "上年度，共收到政府信息公开申请17件。",
    "收到网上申请17件。",
    "2020年，区政府办公室代表区政府受理依申请公开政府信息17件，均按时答复。",
    "区政府办公室受理政府信息公开申请17件，各部门另行受理。",
    "以区政府名义受理政府信息公开申请17件。",
    "区政府本级收到政府信息公开申请17件。",
    "通过网络收到政府信息公开申请17件。",
    "以信函方式收到政府信息公开申请17件。",
    "当面收到政府信息公开申请17件。",
    "网上申请渠道收到政府信息公开申请17件。",
    "收到申请的情况如下：其中受理政府信息公开申请17件。",
]


@pytest.mark.parametrize("sentence", PARTS)
@pytest.mark.parametrize("table", [12, 95])
def test_a_part_is_compared_with_nothing(sentence, table):
    (found,), results_of = judged(sentence, RECEIVED, table)
    assert stated(sentence).metrics[0].value == 17
    assert results_of == {"not_judged"}
    assert found.reason == "checks.reason.partial"


# Words of a part that say nothing about the number: it is the whole, and wrong.
WHOLES = [
    "通过网络、信函等方式共收到政府信息公开申请17件。",
    "通过网站、信函和当面等渠道收到政府信息公开申请17件。",
    "1月至12月，共收到政府信息公开申请17件。",
    "1-12月共收到政府信息公开申请17件。",
    "与上年相比，工作量加大。全年收到政府信息公开申请17件。",
    "主动公开政府信息300条，其中网站200条，全年收到政府信息公开申请17件。",
    "主动公开政府信息300条（其中网站200条），收到政府信息公开申请17件。",
    "我局共收到公民、法人和其他组织政府信息公开申请17件。",
    "本机关共收到政府信息公开申请17件。",
    "包括网上申请在内共收到政府信息公开申请17件。",
    "上半年、下半年共收到政府信息公开申请17件。",
    "自2023年1月至12月，收到政府信息公开申请17件。",
    "本年度共受理政府信息公开申请17件，其中网上申请9件。",
]


@pytest.mark.parametrize("sentence", WHOLES)
def test_a_whole_is_still_compared(sentence):
    (found,), results_of = judged(sentence, RECEIVED, 12)
    assert results_of == {"fails"}
    assert (found.left.value, found.right.value) == (17, 12)
    assert judged(sentence, RECEIVED, 17)[1] == {"holds"}


# Sentence, the figures of the report, the sum that explains it (None: a difference).
EXPLAINED = [
    ("全年共收到政府信息公开申请11件。", {RECEIVED: 10, "requests.carried_in.total": 1}, 11),
    ("全年共收到政府信息公开申请11件。", {RECEIVED: 10, "requests.carried_in.total": 2}, None),
    (
        "全年共收到政府信息公开申请11件。",
        {RECEIVED: 9, "outcomes.total.total": 8, "requests.carried_over.total": 3},
        11,
    ),
    ("收到申请情况：全年共收到政府信息公开申请约200件。", {RECEIVED: 90}, None),
    (
        "全年共收到政府信息公开申请15件，其中局机关收到政府信息公开申请10件、"
        "下属单位收到政府信息公开申请5件。",
        {RECEIVED: 10},
        15,
    ),
    (
        "全年共收到政府信息公开申请15件，其中局机关收到政府信息公开申请10件、"
        "下属单位收到政府信息公开申请5件。",
        {RECEIVED: 9},
        None,
    ),
    (
        "因信息公开引起行政复议案件5件。",
        {"review.total": 3, "litigation.direct.total": 2},
        5,
    ),
    ("作出行政许可决定书26件。", {LICENCES: 25}, None),
]


@pytest.mark.parametrize(("sentence", "figures", "by"), EXPLAINED)
def test_another_printed_sum_explains_a_difference(sentence, figures, by):
    said = stated(sentence)
    whole = record("2021", said.year, BUREAU, figures, metrics=said.metrics)
    (found,) = [one for one in judge("TEXT", subject(whole)) if one.result != "holds"]
    assert found.result == ("fails" if by is None else "explained")
    assert (found.explained_by.value if found.explained_by else None) == by
    assert found.difference == found.left.value - found.right.value


def test_a_blank_explains_nothing():
    said = stated("全年共收到政府信息公开申请11件。")
    figures = {RECEIVED: 10, "requests.carried_in.total": BLANK}
    whole = record("2021", said.year, BUREAU, figures, metrics=said.metrics)
    assert results("TEXT", subject(whole)) == {"fails"}


@pytest.mark.parametrize(
    "sentence", ["本办收到申请17件。", "区政府办公室受理政府信息公开申请17件。"]
)
def test_an_office_that_speaks_of_itself_speaks_of_the_whole(sentence):
    lines = [TextLine(sentence, Place(line=1), 0)]
    assert [m.is_partial for m in find_metrics(lines, "虚构区人民政府办公室")] == [False]
    assert [m.is_partial for m in find_metrics(lines, "虚构区人民政府")] == [True]


def test_the_row_of_those_carried_in_is_compared_behind_a_part_mark_too():
    sentence = "全年共收到政府信息公开申请13件，其中上年结转申请2件。"
    assert judged(sentence, "requests.carried_in.total", 3)[1] >= {"fails"}


def test_a_number_of_another_year_is_not_held_against_this_one():
    _, found = judged("2022年收到政府信息公开申请15件。", RECEIVED, 12)
    assert found == {"not_judged"}
    sentence = "2022年收到政府信息公开申请15件，2023年收到政府信息公开申请13件。"
    ((wrong,), found) = judged(sentence, RECEIVED, 12)
    assert (wrong.left.value, found) == (13, {"fails"})
    assert judged("2023年，共收到政府信息公开申请13件。", RECEIVED, 12)[1] == {"fails"}
