"""The picture for pages that link an agency's page: what it says, and that it is safe to show."""

from __future__ import annotations

import re

import pytest
from lxml import etree, html

from generator.messages import speaking
from generator.pages.agency.badge import badge, badge_section
from generator.pages.parts.facts import Facts
from generator.site_settings import SiteSettings

SITE = SiteSettings(name="阳光<年报>", url="https://site.example/a")
SVG = "{http://www.w3.org/2000/svg}"
STRIP = "2021:10/9/5/1,-;12/11/8/2"


def fact(received=74, scope="own"):
    return Facts("640500-x", 2023, "2021", scope, None, received, 70, 30, 4, 0, 0, 0)


def words(picture):
    return [one.text for one in etree.fromstring(picture).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (fact(), "2023 年收到申请 74 件"),
        (fact(0), "2023 年收到申请 0 件"),
        (fact(scope="aggregate"), "2023 年全地区收到申请 74 件"),
        (fact(None), "2023 年的年报没有写明收到多少件申请"),
    ],
)
def test_it_says_year_and_figure_and_whose_it_is(given, expected):
    whose, figure = words(badge(given, STRIP, SITE))
    assert figure == expected
    assert whose.endswith("阳光<年报>")
    title = etree.fromstring(badge(given, "", SITE)).findtext(f"{SVG}title")
    assert expected in title


BOTH = SiteSettings(name="阳光年报", name_en="A Site of a Long Name", languages=("zh", "en"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (fact(), "74 requests in 2023"),
        (fact(scope="aggregate"), "Region: 74 requests in 2023"),
        (fact(None), "2023: number not stated"),
    ],
)
def test_in_two_languages_it_has_the_words_of_both_and_its_width_stays(given, expected):
    picture = etree.fromstring(badge(given, STRIP, BOTH))
    alone = etree.fromstring(badge(given, STRIP, SiteSettings(name="阳光年报")))
    assert picture.get("width") == alone.get("width")
    found = {one.get("id"): [line.text for line in one] for one in picture.iter(f"{SVG}g")}
    assert found["en"] == ["Annual figures · A Site of a Long Name", expected]
    assert found["zh"] == words(etree.tostring(alone))
    for one in picture.iter(f"{SVG}text"):
        assert float(one.get("x")) + float(one.get("textLength")) <= float(picture.get("width"))


def test_the_code_of_an_english_page_has_the_english_picture_and_page():
    with speaking("en"):
        text = "\n".join(badge_section("640500-x", SITE))
    assert '<a href="https://site.example/a/en/agencies/640500-x/">' in text
    assert 'src="https://site.example/a/agencies/640500-x/badge.svg#en"' in text


def test_it_loads_nothing_and_runs_nothing():
    picture = etree.fromstring(badge(fact(), STRIP, SITE))
    names = {etree.QName(one).localname for one in picture.iter()}
    assert names == {"svg", "title", "rect", "g", "path", "text"}
    assert not re.search(r"href|url\(|style=|on\w+=", badge(fact(), STRIP, SITE))


def test_no_word_leaves_the_picture_and_none_stands_on_the_strip():
    picture = etree.fromstring(badge(fact(123456789), STRIP, SITE))
    width = float(picture.get("width"))
    strip = picture.find(f"{SVG}g[@transform]")
    assert strip is not None and len(strip)
    for one in picture.iter(f"{SVG}text"):
        assert float(one.get("x")) >= 10 + 3 * 8
        assert float(one.get("x")) + float(one.get("textLength")) <= width
    assert etree.fromstring(badge(fact(), "", SITE)).find(f"{SVG}g[@transform]") is None


def test_the_code_to_copy_links_the_agency_page():
    text = "\n".join(badge_section("640500-x", SITE))
    (code,) = re.findall(r"`(<a .*</a>)`", text)
    (made,) = html.fragments_fromstring(code)
    assert made.get("href") == "https://site.example/a/agencies/640500-x/"
    image = made.find("img")
    assert image.get("src") == "https://site.example/a/agencies/640500-x/badge.svg"
    assert image.get("alt").endswith("阳光<年报>")
    assert not re.search(r"74|2023|width", code), "the picture changes, the copied code does not"


def test_without_an_address_there_is_no_code_that_would_lead_nowhere():
    text = "\n".join(badge_section("640500-x", SiteSettings()))
    assert "<a " not in text
    assert "(site:agencies/640500-x/badge.svg)" in text
