"""The sentences of a report: numbers worked out by hand, nothing said of what is no number."""

import pytest

from generator.pages.summary import percent, summary
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
    assert "[0](#f-requests.received.total)" in text


@pytest.mark.parametrize(("closed", "is_given"), [(4, False), (5, True)])
def test_a_share_of_few_outcomes_is_not_given(closed, is_given):
    figures = zeros("2021") | {
        "outcomes.granted.total": number(closed),
        "outcomes.total.total": number(closed),
    }
    text = said(record(2021, figures=figures))
    assert f"[{closed}](#f-outcomes.granted.total)" in text
    assert ("100%" in text) is is_given
