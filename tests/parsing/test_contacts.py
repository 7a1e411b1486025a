"""Contact details in the forms that LAYOUTS of real reports show. All of them are invented."""

from __future__ import annotations

import pytest

from generator.parsing.prose.contacts import find_contacts, phone_number
from generator.parsing.prose.paragraphs import paragraphs
from generator.parsing.prose.running_lines import TextLine
from generator.records import Place


def contacts(*texts):
    lines = [TextLine(text, Place(line=n), n) for n, text in enumerate(texts, 1)]
    return find_contacts(paragraphs(lines))[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0955-7037171", "0955-7037171"), ("0955—7037171", "0955-7037171"), ("(0955)7037171", "0955-7037171"),
        ("（0955）7037171", "0955-7037171"), ("09557037171", "0955-7037171"), ("052784368216", "0527-84368216"),
        ("010-12345678", "010-12345678"), ("01012345678", "010-12345678"), ("021 12345678", "021-12345678"),
        ("86552285", "86552285"), ("0951-2078503转801", "0951-2078503-801"), ("０９５１－２０７８５０３", "0951-2078503"),
        ("86-0951-2078503", "0951-2078503"), ("028-12345678", "028-12345678"),
    ],
)  # fmt: skip
def test_phone_numbers(text, number):
    assert phone_number(text) == number


def test_a_preamble_with_everything():
    found = contacts(
        "如有疑问，请与虚构市民政局办公室联系（地址：虚构市样例路12号3楼301室；邮编：755000；"
        "电话：0955-7000001；传真：0955-7000002；电子邮箱：made_up@example.com）。"
    )
    assert found.office == "虚构市民政局办公室"
    assert found.address == "虚构市样例路12号3楼301室"
    assert found.postcode == "755000"
    assert found.phones == ("0955-7000001",)
    assert found.faxes == ("0955-7000002",)
    assert found.emails == ("made_up@example.com",)


@pytest.mark.parametrize(
    "label", ["地址", "办公地址", "联系地址", "通信地址", "通讯地址", "单位地址"]
)
def test_labels_of_addresses(label):
    found = contacts(f"{label}：虚构市样例路12号，邮政编码：755000，联系电话：0955-7000001。")
    assert (found.address, found.postcode) == ("虚构市样例路12号", "755000")


@pytest.mark.parametrize(
    "text",
    [
        "电话及传真：0955—7000001", "电话（传真）：0955-7000001", "电话、传真：09557000001", "电话/传真：0955 7000001",
        "传真及电话：(0955)7000001", "联系电话及传真:0955-7000001）",
    ],
)  # fmt: skip
def test_fax_equal_to_phone(text):
    found = contacts(f"请与虚构局办公室联系（邮编：755000；{text}")
    assert found.phones == found.faxes == ("0955-7000001",)


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("请联系:86552285", ("86552285",)),
        ("如有疑问请致电：0563-3014437邮编:242000", ("0563-3014437",)),
        ("联系地址：样例路1号电话38923127", ("38923127",)),
        ("电话：0955-7000001、7000002", ("0955-7000001", "0955-7000002")),
        ("联系电话：0955-7000001，0955-7000003", ("0955-7000001", "0955-7000003")),
        ("咨询电话【0955】7000001", ("0955-7000001",)),
        ("办公电话 0955-7000001", ("0955-7000001",)),
        ("联系方式：0955-7000001/0955-7000004", ("0955-7000001", "0955-7000004")),
        ("电话：0955-7000001 传真：0955-7000009", ("0955-7000001",)),
    ],
)
def test_phones(text, phones):
    assert contacts(text).phones == phones


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("电子邮箱：made_up@example.com", "made_up@example.com"), ("邮箱 made@example。com", "made@example.com"),
        ("E-mail：a.b-c@mail.example.com。", "a.b-c@mail.example.com"), ("电子信箱（made@example.com）", "made@example.com"),
        ("邮箱：made＠example．com", "made@example.com"), ("电子邮箱made@example.com", "made@example.com"),
    ],
)  # fmt: skip
def test_emails(text, email):
    assert contacts(text).emails == (email,)


def test_own_lines():
    found = contacts(
        "联系单位：虚构市民政局办公室",
        "地址：虚构市样例路12号",
        "邮编：755000",
        "电话：0955-7000001",
        "传真：0955-7000002",
        "办公时间：工作日8:30-12:00，14:30-18:00",
    )
    assert found.office == "虚构市民政局办公室"
    assert found.address == "虚构市样例路12号"
    assert found.postcode == "755000"
    assert found.phones == ("0955-7000001",)
    assert found.faxes == ("0955-7000002",)
    assert found.hours == "工作日8:30-12:00,14:30-18:00"


@pytest.mark.parametrize("end", ["楼", "室", "座", "区"])
def test_addresses_may_end_in(end):
    found = contacts(f"地址：虚构市样例路12号行政中心3{end}，电话：0955-7000001")
    assert found.address == f"虚构市样例路12号行政中心3{end}"


def test_brackets_that_do_not_close():
    found = contacts("与虚构局办公室联系（地址：虚构市样例路12号；电话：0955-7000001")
    assert (found.address, found.phones) == ("虚构市样例路12号", ("0955-7000001",))


def test_the_operator_of_the_site_is_not_the_agency():
    found = contacts(
        "主办单位：虚构市人民政府办公室 联系电话：0955-9999999 网站标识码：0000000001",
        "技术支持：虚构公司 电话：010-88888888",
    )
    assert found.phones == ()


def test_hotlines_in_the_text_are_no_contacts():
    found = contacts("全年受理12345便民热线120件，公布监督电话0955-7000008，受理群众举报3件。")
    assert found.phones == ()


@pytest.mark.parametrize("heading", ["目录", "目　录", "、总体情况", "、概述", "、总体情况、"])
def test_hours_end_before_a_heading_where_lines_are_broken_at_a_width(heading):
    """The line of the hours is as wide as the broken lines of the text below it."""
    text = "根据条例的规定，我局全年公开信息三百条，其中网站公开二百条，公众"
    hours = "办公时间：工作日（周一至周五）8:30-12:00、14:00-17:30"
    found = contacts("虚构局2019年年度报告", "本文为虚构示例。", hours, heading, *[text] * 14)
    assert found.hours == "工作日(周一至周五)8:30-12:00、14:00-17:30"
