"""One printed cell: every form that LAYOUTS of real reports show, and properties of the reader."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forms import form
from generator.parsing.normalise import printed
from generator.parsing.tables.cells import (
    has_note,
    is_value,
    unit_in_header,
    whole_number,
)
from tests.parsing.golden import figure_of

COUNT = form("2019").fields["requests.received.total"]
CHANGE = form("2019").fields["proactive.licences.items_change"]
YUAN = form("2019").fields["proactive.central_procurement.amount"]
WAN = form("2021").fields["proactive.admin_fees.amount"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("12", 12), ("１２", 12), ("1,234", 1234), ("1，234", 1234), ("12,345,678", 12345678),
        ("0件", 0), ("3 件", 3), ("1 234", 1234), (" 7 ", 7), ("7\u3000", 7), ("\u200b7", 7),
        ("5.0", 5), ("1.2万", 12000), ("零", 0), ("2764200", 2764200), ("3项", 3), ("15人次", 15),
    ],
)  # fmt: skip
def test_counts(text, value):
    figure = figure_of(text, COUNT)
    assert (figure.value, figure.state) == (value, "number")


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\xa0", "\u200b", "\n"])
def test_nothing_is_blank_and_never_zero(text):
    figure = figure_of(text, COUNT)
    assert (figure.value, figure.state, figure.raw) == (None, "blank", "")


@pytest.mark.parametrize(
    "text", ["/", "-", "—", "——", "-----", "\\", "－", "／", "–", "－－", "- -"]
)
def test_dashes(text):
    assert figure_of(text, COUNT).state == "dash"
    assert figure_of(text, CHANGE).state == "dash"
    assert figure_of(text, YUAN).state == "dash"


@pytest.mark.parametrize(
    "text", ["无", "本单位未制作规章", "没有", "无。", "不涉及", "暂无", "我局无规章制定权"]
)
def test_words_for_none(text):
    assert figure_of(text, COUNT).state == "none"


@pytest.mark.parametrize(
    "text",
    [
        "1675156994710", "见附件", "007", "0 0", "12/13", "1.5", "100%", "约5", "3?", "1,23", "abc",
        "2023年", "五", "1-2", "12345678901",
    ],
)  # fmt: skip
def test_what_is_no_number_stays_text(text):
    figure = figure_of(text, COUNT)
    assert (figure.value, figure.state) == (None, "text")
    assert figure.raw == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+118", 118), ("-39", -39), ("－39", -39), ("−39", -39), ("增加5", 5), ("减少3", -3), ("312", 312),
        ("0/0", 0), ("＋7", 7), ("增加 5 项", 5), ("减少3项", -3), ("增5", 5), ("减 3", -3), ("0", 0),
        ("+1,234", 1234), ("-0", 0),
    ],
)  # fmt: skip
def test_signed_changes(text, value):
    assert figure_of(text, CHANGE).value == value


@pytest.mark.parametrize("text", ["5/3", "+5-3", "增加", "±3"])
def test_a_change_that_says_two_things_stays_text(text):
    assert figure_of(text, CHANGE).state == "text"


@pytest.mark.parametrize(
    ("text", "header", "value"),
    [
        ("3405820元", None, 3405820), ("113.96万元", None, 1139600), ("10518.1531 万元", None, 105181531),
        ("3904014.19", "元", 3904014.19), ("477.35", "万元", 4773500), ("1.2亿元", None, 120000000),
        ("477.35元", "万元", 477.35), ("0", None, 0), ("0.00", None, 0), ("1,234.5", "元", 1234.5),
        ("８０４０", "元", 8040), ("￥8040", "元", 8040),
    ],
)  # fmt: skip
def test_money_in_yuan(text, header, value):
    figure = figure_of(text, YUAN, header_unit=header)
    assert (figure.value, figure.state) == (value, "number")


def test_money_without_any_unit_is_kept_as_printed():
    figure = figure_of("8040", YUAN)
    assert (figure.value, figure.state, figure.raw) == (None, "text", "8040")


def test_money_is_given_in_the_unit_of_the_form():
    assert figure_of("35000元", WAN).value == 3.5
    assert figure_of("3.5", WAN, header_unit="万元").value == 3.5


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("采购总金额（元）", "元"), ("采购总金额(万元)", "万元"), ("本年收费金额（单位：万元）", "万元"),
        ("采购总金额", None), ("采购总金额 单位:元", "元"), ("采购总金额（单位：", None), ("采购总金额（人民币万元）", "万元"),
        ("万元", "万元"), ("统计数", None),
    ],
)  # fmt: skip
def test_units_in_headers(header, unit):
    assert unit_in_header(header) == unit


@given(st.text(max_size=40))
def test_any_text_gives_a_figure(text):
    for field in (COUNT, CHANGE, YUAN):
        figure = figure_of(text, field)
        assert (figure.value is None) == (figure.state != "number")
        assert figure.state != "missing"
        assert figure.raw is not None


@given(st.integers(min_value=0, max_value=999_999_999))
def test_every_way_of_printing_a_count_means_the_same(number):
    full = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    for text in (str(number), f"{number:,}", full, f" {number} ", f"{number}件"):
        assert figure_of(text, COUNT).value == number
        assert is_value(text)


@given(st.integers(min_value=-99_999, max_value=99_999))
def test_every_way_of_printing_a_change_means_the_same(number):
    word = "增加" if number >= 0 else "减少"
    for text in (str(number), f"{number:+d}", f"{word}{abs(number)}"):
        assert figure_of(text, CHANGE).value == number


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_money_is_exact(amount):
    from decimal import Decimal

    in_wan = figure_of(f"{amount}万元", YUAN).value
    assert in_wan is not None
    assert Decimal(str(in_wan)) == amount * 10_000


@given(st.text(alphabet="一二三、（）.0123456789/—-无件元万+％ \t", max_size=12))
def test_no_value_is_invented(text):
    figure = figure_of(text, COUNT)
    if figure.state == "number":
        digits = unicodedata.normalize("NFKC", text)
        assert any(letter.isdigit() or letter in "零〇○" for letter in digits)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("56①", 56), ("45 ①", 45), ("45\n①", 45), ("45⑴", 45), ("45⒈", 45), ("45¹", 45), ("45₂", 45),
        ("45*", 45), ("45＊", 45), ("45※", 45), ("45注", 45), ("45注1", 45), ("45[1]", 45),
        ("45（注1）", 45), ("22（其中修订16件）", 22), ("4(其中修订（含1）2件)", 4), ("1（含自然失效1件）", 1),
        ("1,234件①", 1234), ("3（件）", 3),
    ],
)  # fmt: skip
def test_what_stands_behind_a_number_is_a_note(text, value):
    figure = figure_of(text, COUNT)
    assert (figure.state, figure.value) == ("number", value)
    assert figure.raw == printed(text).replace("\n", " ")
    assert has_note(text) or text == "3（件）"


@pytest.mark.parametrize("text", ["①", "4½", "3（46）", "45/①", "（3）", "①②", "٣" * 20])
def test_marks_and_fractions_are_no_numbers(text):
    assert figure_of(text, COUNT).state == "text"
    assert whole_number(text) is None


def test_a_unit_in_brackets_is_a_unit_and_no_note():
    assert figure_of("113.96（万元）", WAN).value == 113.96
    assert figure_of("1139600（元）", WAN).value == 113.96
