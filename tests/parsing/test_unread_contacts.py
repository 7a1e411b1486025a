"""Contact details that stand in a report and are not understood are named. All invented."""

from __future__ import annotations

import pytest

from tests.parsing.golden import parse

REPORT = """虚构市虚构局2022年政府信息公开工作年度报告

本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。{contacts}

一、总体情况

2022年，本虚构局没有真实工作可以报告，主动公开政府信息12条。
"""


def unread(contacts: str) -> list[str]:
    """What the warnings about contact details name."""
    record = parse(REPORT.format(contacts=contacts))
    return [n.params["printed"] for n in record.warnings if n.code == "parsing.contact_unread"]


@pytest.mark.parametrize(
    "contacts",
    [
        "如有疑问，请与虚构局办公室联系（电话：0955-7000001，电子邮箱：xugou@example.com）。",
        "联系电话：0955-7000001转203；传真：7000002。",
        "政务微博@虚构发布，联系电话：0955-7000001。",
        "联系电话：0955-7000001，监督举报电话：0955-7000009。",
        "网址：http://www.example.com/a@b/，邮编：755000。",
    ],
)
def test_what_is_read_needs_no_word(contacts):
    assert unread(contacts) == []


@pytest.mark.parametrize(
    ("contacts", "named"),
    [
        ("联系电话：0955-7000001，邮箱：xugou@虚构。", "xugou@"),
        ("联系电话：0955-7000001，邮箱：xugou@。", "xugou@"),
        ("邮编：755000，联系电话：70000-0123-4。", "70000-0123-4"),
    ],
)
def test_what_is_not_read_is_named(contacts, named):
    found = unread(contacts)
    assert len(found) == 1
    assert named in found[0]


@pytest.mark.parametrize(
    ("first", "rest"),
    [("xugou@example。", "com。"), ("xugou@", "example.com。"), ("xugou@example", ".com。")],
)
def test_an_address_that_the_end_of_a_line_broke_is_whole(first, rest):
    record = parse(REPORT.format(contacts=f"\n联系电话：0955-7000001，邮箱：{first}\n{rest}"))
    assert record.contacts.emails == ("xugou@example.com",)
