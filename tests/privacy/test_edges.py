"""Thresholds of the masking, from either side; docs/testing.md lists them. All is invented."""

from __future__ import annotations

import pytest
from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from generator.privacy import cover, cover_text
from generator.privacy.numbers import is_identity
from generator.records import Figure, Record, Source

MOBILE = "13912345678"
CARD = "620000000000000"
MONEY = "proactive.admin_fees.amount"
RECEIVED = "requests.received.total"


def is_covered(text: str) -> bool:
    return bool(cover_text(text)[1])


def identity(born: str) -> str:
    number = f"640502{born}101"
    return number + mod_11_2.calc_check_digit(number)


def figure(name: str, value: int) -> Figure:
    source = Source(file="a.html", sha256="0" * 64, media_type="text/html")
    given = Figure(value=value, state="number", raw=str(value))
    record = Record(kind="annual_report", form="2021", source=source, figures={name: given})
    return cover(record).figures[name]


@pytest.mark.parametrize(("cell", "covered"), [("凤凰街1号", True), ("凤凰街1", False)])
def test_a_home_in_a_column_has_five_characters(cell, covered):
    table = f"| 姓名 | 家庭住址 |\n|---|---|\n| 王五 | {cell} |\n"
    assert is_covered(table) is covered


@pytest.mark.parametrize(("length", "covered"), [(12, True), (13, False)])
def test_the_heading_of_a_column_has_up_to_twelve_characters(length, covered):
    heading = "虚" * (length - 4) + "家庭住址"
    assert is_covered(f"| 姓名 | {heading} |\n|---|---|\n| 王五 | 凤凰街12号 |\n") is covered


@pytest.mark.parametrize("between", ["", "第一二三四五六七八九十号院落"])
def test_the_longest_home_before_a_resident_is_covered_whole(between):
    place = f"虚构凤凰小区{between}1号"
    covered, masked = cover_text(f"本月收到{place}居民王五来信。")
    assert masked
    assert "小区" not in covered


@pytest.mark.parametrize(("parts", "covered"), [(5, True), (6, False)])
def test_an_identity_number_breaks_into_up_to_five_parts(parts, covered):
    number = identity("19800101")
    step = 3
    cut = [number[n : n + step] for n in range(0, step * (parts - 1), step)]
    cut.append(number[step * (parts - 1) :])
    assert is_covered("他的号码是" + "\n".join(cut) + "，请核对。") is covered


@pytest.mark.parametrize(
    ("parts", "covered"), [(("139", "1234", "5678"), True), (("139", "12", "34", "5678"), False)]
)
def test_a_mobile_number_in_prose_breaks_into_up_to_three_parts(parts, covered):
    assert is_covered("请打" + "\n".join(parts) + "找他。") is covered


@pytest.mark.parametrize(("letters", "covered"), [(12, True), (13, False)])
def test_a_checksum_has_twenty_four_characters(letters, covered):
    signs = ("abcdef" * 3)[:letters]
    assert is_covered(f"文件{signs[:6]}{MOBILE}{signs[6:]}。") is covered


@pytest.mark.parametrize(
    ("words", "covered"), [("在下面这里的是:", True), ("就在下面这里的是:", False)]
)
def test_a_label_stands_up_to_eight_characters_before_its_number(words, covered):
    """An amount with the label of a telephone is a telephone number."""
    assert is_covered(f"手机{words}{MOBILE}元") is covered


@pytest.mark.parametrize(("born", "valid"), [("18800101", True), ("18791231", False)])
def test_nobody_was_born_before_1880(born, valid):
    assert is_identity(identity(born)) is valid


@pytest.mark.parametrize(("value", "state"), [(9_912_345_678, "number"), (13_912_345_678, "text")])
def test_a_count_as_long_as_a_mobile_number_is_none(value, state):
    assert figure(RECEIVED, value).state == state


def test_an_amount_as_long_as_a_card_is_none():
    assert figure(MONEY, int(MOBILE)).state == "number"
    assert figure(MONEY, int(CARD + luhn.calc_check_digit(CARD))).state == "text"
