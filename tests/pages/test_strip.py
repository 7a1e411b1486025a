"""The strip of years: what each cell shows, in shapes and in words, on every way to the page."""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess

import pytest

from generator.dialect import convert
from generator.dialect.strip import Box, boxes, paths, svg, width_of, words
from generator.messages import LANGUAGES, speaking
from generator.pages.parts.facts import Facts
from generator.pages.parts.strips import Strips
from generator.site.files.scripts import in_language
from generator.site.files.stylesheet import stylesheet
from generator.site_settings import THEME
from tests.browser import rig

HISTORY = "2016:-,x;12/11/8/2,0,4,,6/5/5/0"


def fact(year, received, outcomes=(None, None, None), form="2021", scope="own"):
    closed, granted, denied = outcomes
    return Facts(
        agency="a", year=year, form=form, scope=scope, published=None, received=received,
        closed=closed, granted=granted, carried_over=None, review=None, litigation=None, failed=0,
        denied=denied,
    )  # fmt: skip


def strips(*facts, register=None, years=None):
    return Strips({"a": facts}, register or {}, years or [one.year for one in facts])


def parts(code):
    return [box.part for box in boxes(code)]


def test_blank_zero_and_no_report_look_different():
    drawn = [paths(f"2020:5,{cell}") for cell in ("0", "x", "-", "")]
    assert len({str(one) for one in drawn}) == 4
    assert parts("2020:0,x,-,,3") == ["zero", "no_number", "no_report", "received"]


def test_a_bar_is_as_high_as_its_number_and_shared_like_its_outcomes():
    tall, short = (box for box in boxes("2020:16,4") if box.part == "received")
    assert (tall.bottom - tall.top, short.bottom - short.top) == (16, 4)
    found = list(boxes("2020:16/16/8/4"))
    assert found == [Box("granted", 0, 10, 18), Box("denied", 0, 6, 10), Box("other", 0, 2, 6)]
    assert parts("2020:16/0/0/0") == ["received"]  # nothing closed: how it went is not told


def test_a_change_of_form_leaves_a_gap():
    assert width_of("2020:1,1") == 14
    assert width_of("2020:1;1") == 18
    assert [box.left for box in boxes("2020:1;1,1")] == [0, 12, 20]


def test_the_words_say_every_number():
    assert words(HISTORY) == (
        "历年收到的申请：2016 年没有找到年报、2017 年没有这个数、2018 年 12 件、2019 年 0 件、"
        "2020 年 4 件、2022 年 6 件；2022 年办结 5 件，公开或部分公开 5 件，不予公开 0 件"
    )


def test_the_picture_needs_no_style_and_is_named():
    picture = svg(HISTORY)
    assert "style" not in picture
    assert f"<title>{words(HISTORY)}</title>" in picture
    assert 'role="img"' in picture
    assert 'aria-hidden="true"' in svg("0:4")  # a sample beside its own words


@pytest.mark.parametrize("text", [f"甲 ![](strip:{HISTORY})", f"- 甲 ![](strip:{HISTORY})"])
def test_both_ways_of_conversion_give_it(text):
    assert convert(text) == convert(text, fast=False)
    assert svg(HISTORY) in convert(text)


@pytest.mark.parametrize("code", ["2016:1//2", "2016:1/2", "2016:<b>", "16", '2016:"', "2016:1e9"])
@pytest.mark.parametrize("fast", [True, False])
def test_what_is_no_code_stays_text(code, fast):
    assert "<svg" not in convert(f"甲 ![](strip:{code})", fast=fast)


def test_a_code_tells_what_the_reports_say():
    found = strips(
        fact(2018, 7, form="2014"),
        fact(2020, 0, (0, 0, 0), form="2019"),
        fact(2021, None),
        fact(2022, 12, (11, 8, 2)),
        fact(2023, 12, (11, None, 2)),
        register={("a", 2019): "not_collected"},
    )
    assert found.code("a") == "2018:7;-,0/0/0/0;x,12/11/8/2,12"
    assert found.mark("a") == f"![](strip:{found.code('a')})"


def test_a_year_that_no_report_was_due_for_is_left_empty():
    found = strips(
        fact(2023, 3),
        register={("a", 2021): "not_required", ("a", 2022): "dissolved"},
        years=[2021, 2022, 2023],
    )
    assert found.code("a") == "2021:,,3"


def test_own_numbers_and_a_regions_sums_stand_apart():
    assert strips(fact(2022, 3), fact(2023, 900, scope="aggregate")).code("a") == "2022:3;900"


def test_there_is_no_strip_of_nothing():
    assert strips(fact(2022, None), fact(2023, None)).mark("a") == ""
    assert Strips({}, {}, [2023]).mark("a") == ""
    assert not Strips({}, {}, ())


def test_one_year_all_equal_and_all_zero():
    assert strips(fact(2023, 5)).code("a") == "2023:5"
    assert {box.top for box in boxes("2020:5,5,5")} == {2}
    assert parts("2020:0,0") == ["zero", "zero"]


def test_strips_of_a_long_list_are_small():
    """300 agencies of ten years; a page of them has 60 KB, 25 of which its rows may take."""
    chance = random.Random(1)
    pictures = []
    for _ in range(300):
        rows = [chance.randrange(400) for _ in range(10)]
        code = ",".join(f"{n}/{n}/{n * 2 // 5}/{n // 9}" for n in rows)
        pictures.append(svg(f"2014:{code}"))
    assert len(gzip.compress("".join(pictures).encode(), 9, mtime=0)) < 35_000


def test_every_part_has_a_colour():
    style = stylesheet(THEME).decode()
    for name in ("granted", "denied", "other", "received", "zero", "no_number", "no_report"):
        assert re.search(rf"\.strip [^{{]*\.{name}\b[^{{]*{{[^}}]*stroke: ?var", style), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_draws_the_same_bytes(lang):
    chance = random.Random(7)
    cell = ("-", "x", "", "0", "7", "12.5", "12/11/8/2", "3/0/0/0", "9/3/9/9", "0/4/1/1")
    codes = [HISTORY, "2023:5", "2020:x;0,-"]
    for _ in range(200):
        numbers = [f"{chance.randrange(9**4)}/{chance.randrange(900)}/{chance.randrange(600)}/3"]
        cells = [chance.choice([*cell, *numbers]) for _ in range(chance.randrange(1, 15))]
        codes.append(f"2010:{cells[0]}" + "".join(chance.choice(",,;") + one for one in cells[1:]))
    script = in_language((THEME / "static" / "js" / "strip.js").read_text("utf-8"), lang)
    ask = f"console.log(JSON.stringify({json.dumps(codes)}.map(gongkai.strip)))"
    asked = f"globalThis.gongkai = {{}};{script};{ask}"
    node = rig.find_node()
    assert node is not None
    answer = subprocess.run([node, "-e", asked], capture_output=True, check=True).stdout
    with speaking(lang):
        assert json.loads(answer) == [svg(code) for code in codes]


def test_the_words_are_those_of_the_page():
    with speaking("en"):
        assert "2018: 12" in svg(HISTORY)
    assert "2018 年 12 件" in svg(HISTORY)
