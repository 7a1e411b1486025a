"""What a person who wants to apply is told of earlier applications."""

import pytest

from generator.agencies import Agency
from generator.pages.agency.apply import apply_section
from generator.pages.agency.contact import mail
from generator.pages.agency.letter import letter, mail_link
from generator.pages.parts.facts import Facts
from generator.records import Contacts


def fact(year, closed, granted, carried_over=0, **members):
    found = {
        "agency": "x", "year": year, "form": "2021", "scope": "own", "published": None,
        "received": None, "closed": closed, "granted": granted, "carried_over": carried_over,
        "review": None, "litigation": None, "failed": 0,
    }  # fmt: skip
    return Facts(**{**found, **members})


def words(*facts, entry=None, contacts=None, after=""):
    return "\n".join(apply_section("测试局", entry, facts, contacts or Contacts(), after))


def test_a_share_comes_with_its_uncertainty():
    # 81 of 263 as in Newcombe (1998): 0.2553 to 0.3662, beside 15 of 148: 0.0624 to 0.1605.
    text = words(fact(2022, 200, 60), fact(2023, 63, 21))
    assert "2022、2023 年的报告里，有办理结果的申请共 263 件，其中予以公开或部分公开 81 件" in text
    assert "占 30.8%（按这么多件数推算，26% 到 37% 之间都有可能" in text
    text = words(fact(2023, 133, 133, 15))
    assert "要办的 148 件，有 15 件到年底没有办完" in text
    assert "10.1%（6% 到 16% 之间都有可能）" in text


def test_of_very_many_the_interval_is_given_to_a_tenth():
    assert "54.1%（按这么多件数推算，53.4% 到 54.8%" in words(fact(2023, 20_000, 10_820))
    assert "30%（按这么多件数推算，28% 到 32% 之间" in words(fact(2023, 2_000, 600))


def test_a_few_requests_have_no_share():
    text = words(fact(2023, 4, 1, 0))
    assert "共 4 件，其中予以公开或部分公开 1 件。" in text
    assert "%" not in text


@pytest.mark.parametrize(
    ("closed", "granted", "expected"),
    [
        (3, 0, "共 3 件，没有一件予以公开或部分公开。"),
        (3, 3, "共 3 件，都予以公开或部分公开。"),
        (0, 0, "近几年它没有办过申请"),
        (None, None, "没有可以比较的办理结果"),
    ],
)
def test_none_and_all_read_naturally(closed, granted, expected):
    assert expected in words(fact(2023, closed, granted))


def test_requests_that_still_wait_are_not_called_none():
    text = words(fact(2023, 0, 0, 3, received=3))
    assert "没有办过申请" not in text
    assert "2023 年的报告里，还没有办结的申请" in text
    assert "有 3 件到年底没有办完" in text


def test_only_the_last_three_comparable_years_of_the_same_scope_count():
    text = words(
        fact(2016, 900, 900, form="2014"),
        fact(2019, 1, 1, form="2019"),
        fact(2020, 7, 7, scope="aggregate"),
        fact(2021, 2, 1),
        fact(2022, 3, 1),
        fact(2023, 4, 1),
    )
    assert "2021、2022、2023 年的报告里，有办理结果的申请共 9 件" in text


def test_nothing_open_and_nothing_known_are_told_apart():
    assert "年底没有积压" in words(fact(2023, 9, 3, 0))
    assert "要等多久" not in words(fact(2023, 9, 3, None))


def test_to_an_agency_that_is_no_more_nobody_writes():
    gone = Agency(id="x", name="旧局", region="990100", level="county", kind="department",
                  function=None, valid_to="2019-01-01")  # fmt: skip
    text = words(fact(2023, 9, 3), entry=gone, after="[新局](site:agencies/y/)")
    assert "已经不在了" in text
    assert "新局" in text
    assert "letter" not in text


def test_hostile_contacts_stay_text():
    hostile = "]{.x}\n\n::: letter <b>|`"
    contacts = Contacts(office=hostile, address=hostile, postcode=hostile, emails=(hostile,))
    text = "\n".join(letter(hostile, contacts))
    assert text.count("\n:::") == 1
    assert "<b>" not in text
    assert mail_link("测试局", contacts) is None
    assert mail(hostile).startswith("\\]")


def test_a_long_name_leaves_the_mail_short_enough():
    link = mail_link("测" * 300, Contacts(emails=("a@b.cn",)))
    assert len(link) < 2000
    assert "body=" not in link
