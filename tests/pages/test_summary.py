"""The sentences of a report: numbers worked out by hand, nothing said of what is no number."""

import re

import pytest

from generator.pages.parts.words import digits, percent
from generator.pages.report.summary import summary
from generator.records import Figure
from tests.pages.making import figures_2021, missing, number, record, zeros


def said(this, before=None) -> str:
    return "\n".join(summary(this, before))


def test_every_number_is_linked_to_its_cell():
    text = said(record())
    assert "新收到 [20](#f-requests.received.total) 件申请" in text
    assert "[19](#f-outcomes.total.total) 件" in text
    assert "[10](#f-outcomes.granted.total) 件" in text
    assert "[2](#f-outcomes.partly_granted.total) 件" in text
    assert "[3](#f-requests.carried_over.total) 件没有办完" in text


@pytest.mark.parametrize(
    ("value", "written"), [(1234.56, "1,234.56"), (12345678901234567, "12,345,678,901,234,567")]
)
def test_a_number_is_told_as_it_is_printed(value, written):
    this = record(figures=figures_2021() | {"requests.received.total": number(value)})
    assert f"新收到 [{written}](#f-requests.received.total) 件申请" in said(this)


def test_the_share_is_granted_and_partly_granted_of_the_outcomes():
    assert "63.2%" in said(record())  # (10 + 2) / 19
    assert percent(0.5) == "50%"
    assert percent(2 / 3) == "66.7%"


def test_groups_of_refusals_are_added_up_and_linked_to_their_rows():
    text = said(record())
    assert "不予公开 [3](#g-outcomes.denied) 件" in text  # 1 + 2
    assert "无法提供 [4](#g-outcomes.unable) 件" in text
    assert "不予处理" not in text


def test_cases_say_how_they_ended():
    text = said(record())
    assert "行政复议 [3](#f-review.total) 件：维持 [2](#f-review.upheld) 件、纠正 [1]" in text
    assert "[1](#f-litigation.direct.total) 件：尚未审结 [1]" in text
    assert "复议后又被起诉 [0](#f-litigation.after_review.total) 件" in text


def test_the_change_against_last_year_is_named():
    before = record(2021)
    assert "与 2021 年一样多" in said(record(), before)
    fewer = record(2021, figures=figures_2021() | {"requests.received.total": number(7)})
    assert "比 2021 年（7 件）多 13 件" in said(record(), fewer)


def test_the_form_of_2014_is_not_compared_with_later_ones():
    before = record(2018, "2014", figures=zeros("2014") | {"stats.requests.received": number(7)})
    assert "2018" not in said(record(2019, "2019"), before)


def test_the_forms_of_2019_and_2021_are_compared():
    before = record(2020, "2019", figures=zeros("2019") | {"requests.received.total": number(7)})
    assert "比 2020 年（7 件）多 13 件" in said(record(2021), before)


def test_a_blank_is_not_taken_for_zero():
    blank = Figure(state="blank", raw="")
    figures = figures_2021() | {
        "requests.received.total": blank,
        "outcomes.partly_granted.total": blank,
        "requests.carried_over.total": Figure(state="none", raw="无"),
        "outcomes.denied.state_secret.total": blank,
        "review.total": Figure(state="dash", raw="/"),
    }
    text = said(record(figures=figures))
    for words in ("新收", "占", "结转", "不予公开", "行政复议"):
        assert words not in text
    assert "[19](#f-outcomes.total.total)" in text


def test_nothing_is_said_of_missing_tables():
    assert summary(record(figures=missing("2021")), None) == [
        "收录的文件里没有关于申请的数字，因此这里不作说明；没有数字不等于零。"
    ]
    assert "没有全国统一的统计表" in said(record(form_id=None))


def test_no_share_of_nothing():
    text = said(record(figures=zeros("2021")))
    assert "%" not in text
    assert "年[没有收到申请](#f-requests.received.total)" in text
    assert "年底[没有积压](#f-requests.carried_over.total)" in text
    assert (
        "没有人因此[申请复议](#f-review.total)或者[起诉](#f-litigation.after_review.total)" in text
    )
    assert "0" not in re.sub(r"\(#[^)]*\)|\d{4} 年", "", text)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (0, 0, "[没有收到申请](#f-requests.received.total)，2021 年也没有。"),
        (0, 9, "[没有收到申请](#f-requests.received.total)，2021 年有 9 件。"),
        (1, 0, "新收到 [1](#f-requests.received.total) 件申请，2021 年一件也没有。"),
        (1, 1, "件申请，与 2021 年一样多。"),
    ],
)
def test_zero_and_one_read_naturally_beside_the_year_before(now, before, words):
    of = {year: zeros("2021") | {"requests.received.total": number(count)}
          for year, count in ((2022, now), (2021, before))}  # fmt: skip
    assert words in said(*(record(year, figures=figures) for year, figures in of.items()))


@pytest.mark.parametrize(("closed", "is_given"), [(4, False), (5, True)])
def test_a_share_of_few_outcomes_is_not_given(closed, is_given):
    figures = zeros("2021") | {
        "outcomes.granted.total": number(closed),
        "outcomes.total.total": number(closed),
    }
    text = said(record(2021, figures=figures))
    assert f"[{closed}](#f-outcomes.granted.total)" in text
    assert ("100%" in text) is is_given


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (12, "12"), (12.0, "12"), (1234567.5, "1234567.5"), (0.1 + 0.2, "0.3")],
)
def test_a_number_is_written_out_in_full(value, written):
    assert digits(value) == written
