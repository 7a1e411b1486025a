"""Figures of the running text, as LAYOUTS of real reports show them. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.parsing.prose.metrics import find_metrics
from generator.parsing.prose.running_lines import TextLine
from generator.records import Place


def metrics(text: str) -> list[tuple[str, float]]:
    return [(m.id, m.value) for m in find_metrics([TextLine(text, Place(line=1), 0)])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年主动公开政府信息345条。", [("published.total", 345)]),
        ("2022年，我局主动公开政府信息 1,345 条。", [("published.total", 1345)]),
        ("共主动公开各类政府信息１２３条。", [("published.total", 123)]),
        ("主动公开信息1.48万条。", [("published.total", 14800)]),
        ("全年通过各类平台公开政府信息345条，其中网站300条、微博20条、微信25条。",
         [("published.total", 345), ("published.website", 300), ("published.weibo", 20), ("published.wechat", 25)]),
        ("通过政府网站公开政府信息300条。", [("published.website", 300)]),
        ("在门户网站发布信息300余条。", [("published.website", 300)]),
        ("通过政府网站主动公开预算、文件等虚构的信息共计86条。", [("published.website", 86)]),
        ("累计公开86条信息，其中网站公开42条。", [("published.total", 86), ("published.website", 42)]),
        ("通过不同渠道公开了218条政府信息。", [("published.total", 218)]),
        ("通过公示栏等方式公开虚构政策等各类政府信息96条。", [("published.total", 96)]),
        ("“虚构发布”微信公众号发布稿件53条。", [("published.wechat", 53)]),
        ("主动公开规章3件，行政规范性文件60件。", [("normative_docs.issued", 60)]),
        ("共举办19场市政府新闻发布活动，负责人出席新闻发布会共计25人次。", [("press_conferences", 19)]),
        ("“虚构发布”官方微博更新52条，官方微信更新11条。", [("published.weibo", 52), ("published.wechat", 11)]),
        ("我委收到7条依申请公开政府信息的申请。", [("requests.received", 7)]),
        ("共计公开信息45条。", [("published.total", 45)]),
        ("举办政务公开培训数2次。", [("training.sessions", 2)]),
        ("受理依申请政府信息公开事项17例。", [("requests.received", 17)]),
        ("共收到并办理政府信息公开申请3件。", [("requests.received", 3)]),
        ("通过微信公众号发布信息25条，微博发布信息20条。", [("published.wechat", 25), ("published.weibo", 20)]),
        ("通过政务新媒体发布信息45条。", [("published.new_media", 45)]),
        ("《政府公报》发行6期，公开信息93条。", [("gazette.issues", 6), ("published.gazette", 93)]),
        ("编印政府公报4期。", [("gazette.issues", 4)]),
        ("发布政策解读12篇。", [("policy.explainers", 12)]),
        ("发布政策解读材料12件。", [("policy.explainers", 12)]),
        ("全年制作解读稿件5篇。", [("policy.explainers", 5)]),
        ("办理人大代表建议8件、政协委员提案9件。", [("proposals.congress", 8), ("proposals.cppcc", 9)]),
        ("办理人大建议8件，政协提案9件，办结率100%。", [("proposals.congress", 8), ("proposals.cppcc", 9)]),
        ("办理建议提案17件。", [("proposals.all", 17)]),
        ("受理12345政务服务便民热线120件。", [("hotline.12345", 120)]),
        ("办理12345热线工单1.2万件。", [("hotline.12345", 12000)]),
        ("局长信箱收到来信15件。", [("mailbox.messages", 15)]),
        ("回复网民留言15条。", [("mailbox.messages", 15)]),
        ("召开新闻发布会3场。", [("press_conferences", 3)]),
        ("举办3场新闻发布会。", [("press_conferences", 3)]),
        ("开展“政府开放日”活动2次。", [("open_days", 2)]),
        ("举办政务公开培训2次，培训120人次。", [("training.sessions", 2), ("training.attendees", 120)]),
        ("组织业务培训3期。", [("training.sessions", 3)]),
        ("收到政府信息公开申请3件。", [("requests.received", 3)]),
        ("共受理依申请公开3宗。", [("requests.received", 3)]),
        ("全年新收政府信息公开申请3起。", [("requests.received", 3)]),
        ("收到依申请公开一件。", [("requests.received", 1)]),
        ("全年未收到政府信息公开申请。", [("requests.received", 0)]),
        ("收取信息处理费120元。", [("fees.information_processing", 120)]),
        ("本年度收取政府信息处理费0元。", [("fees.information_processing", 0)]),
        ("本年度未收取信息处理费。", [("fees.information_processing", 0)]),
        ("没有发生信息处理费收取情况。", [("fees.information_processing", 0)]),
        ("制发规范性文件5件。", [("normative_docs.issued", 5)]),
    ],
)  # fmt: skip
def test_what_a_sentence_states(text, expected):
    assert metrics(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "主动公开信息增长231.11%。",
        "主动公开政府信息同比增长12条。",
        "根据国办公开办函〔202137号和虚政办发〔2021〕37号要求，做好公开工作。",
        "2022年政府信息公开工作有序推进。",
        "西夏区现有政务新媒体53个。",
        "网站平均每周更新信息不少于3条。",
        "公开率达到100%，群众满意率98.5%。",
        "自202111日起至20211231日止公开信息。",
        "拨打12345热线咨询。",
        "联系电话：0955-7000001，邮编755000。",
        "申请公开的答复期限为20个工作日。",
        "微信公众号粉丝1200人。",
        "第3次修订公开指南。",
    ],
)
def test_what_is_no_figure(text):
    assert metrics(text) == []


@pytest.mark.parametrize("text", ["主动公开信息300余条", "主动公开信息约300条", "主动公开信息近300条", "主动公开信息300多条", "主动公开信息超过300条"])  # fmt: skip
def test_approximate_numbers(text):
    (found,) = find_metrics([TextLine(text + "。", Place(line=1), 0)])
    assert (found.value, found.approximate) == (300, True)


@pytest.mark.parametrize(
    "text",
    ["历年累计主动公开政府信息3450条。", "自2008年以来，主动公开政府信息3450条。", "截至2022年底，累计公开政府信息3450条。"],
)  # fmt: skip
def test_totals_over_several_years_are_marked(text):
    assert all(m.is_cumulative for m in find_metrics([TextLine(text, Place(line=1), 0)]))


def test_a_new_sentence_is_not_cumulative_any_more():
    text = "历年累计主动公开政府信息345条。2022年主动公开政府信息362条。"
    found = find_metrics([TextLine(text, Place(line=1), 0)])
    assert [(m.value, m.is_cumulative) for m in found] == [(345, True), (362, False)]


def test_parts_are_marked_and_brackets_are_not_counted_twice():
    text = "主动公开政府信息100条（其中网站60条（含动态类信息40条）、微信40条）。"
    found = find_metrics([TextLine(text, Place(line=1), 0)])
    assert [(m.id, m.value, m.is_partial) for m in found] == [
        ("published.total", 100, False), ("published.website", 60, True), ("published.wechat", 40, True),
    ]  # fmt: skip


def test_the_quote_holds_the_number_and_its_place_is_kept():
    text = "虚构的工作有序开展，全年主动公开政府信息345条，其他一切如常。"
    (found,) = find_metrics([TextLine(text, Place(page=2, line=7), 0)])
    assert "345条" in (found.quote or "")
    assert (found.at.page, found.at.line) == (2, 7)


@pytest.mark.parametrize(
    "text",
    [
        "与2022年相比,本机关主动公开政府信息120条。",
        "较2022年增长,全年共收到政府信息公开申请15件。",
        "与2022年持平,本年共收到政府信息公开申请15件。",
        "2023年度,较2022年增长明显,全年共收到政府信息公开申请15件。",
        "在2022年工作的基础上,收到政府信息公开申请15件。",
    ],
)
def test_a_year_of_comparison_makes_no_part(text):
    (found,) = find_metrics([TextLine(text, Place(line=1), 0)], year=2023)
    assert not found.is_partial


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2022年共收到政府信息公开申请12件,2023年共收到政府信息公开申请15件。", [True, False]),
        ("2022年,全年共收到政府信息公开申请12件。", [True]),
        ("2022年全年共收到政府信息公开申请12件。", [True]),
        ("在2022年,收到政府信息公开申请12件。", [True]),
        ("较2021年增长,2022年收到政府信息公开申请12件。", [True]),
    ],
)
def test_a_number_of_another_year_is_of_a_part(text, parts):
    found = find_metrics([TextLine(text, Place(line=1), 0)], year=2023)
    assert [metric.is_partial for metric in found] == parts


PIECES = st.sampled_from(
    ["2020年,我区主动公开政府信息", "17400条", ":通过政府网站公开政府信息", "11400条", "1,234条", ",", "。", "其中", "微信",
     "甲" * 30, "0951" * 12, "政策解读", "12篇", "信息公开", "3.5万条", "abc.def@" * 6]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12))
def test_a_quotation_never_cuts_through_a_number(pieces):
    text = "".join(pieces)
    for metric in find_metrics([TextLine(text, Place(line=1), 0)]):
        quote = metric.quote or ""
        words = quote.strip("…")
        begins = [n for n in range(len(text)) if text.startswith(words, n)]
        assert begins, "a quotation stands in the text as it is"
        assert any(
            not _is_within(text, begin) and not _is_within(text, begin + len(words))
            for begin in begins
        )
        assert quote.startswith("…") or any(n == 0 or text[n - 1] in "。;!?,:" for n in begins)


def _is_within(text: str, at: int) -> bool:
    """Whether a place lies inside a run of digits."""
    return 0 < at < len(text) and text[at - 1].isdigit() and text[at].isdigit()


def test_the_quotation_of_a_total_and_of_its_channel():
    text = "2020年,我区主动公开各类政府信息17400条:通过政府网站公开政府信息11400条。"
    quotes = [metric.quote for metric in find_metrics([TextLine(text, Place(line=1), 0)])]
    assert quotes == ["我区主动公开各类政府信息17400条", "通过政府网站公开政府信息11400条"]
