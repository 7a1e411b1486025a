"""Each minimum of the observations from either side: said at it, not said one below."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from generator.messages import speaking
from generator.pages.observations.differences import Unit, differ, units
from generator.pages.observations.observe import observe
from generator.pages.observations.others import why
from generator.pages.observations.section import _units
from generator.pages.observations.trends import through_the_years, trends
from tests.observations.test_observations import corpus_of, observations
from tests.pages.making import agency, figures_2021, number, record, report_views

PLACE = "990100"
RECEIVED = "requests.received.total"


def corpus(folder, *years: list[int], last: int = 2022):
    """The place's agencies, whose reports of those years, `last` the last, received so many."""
    first = last - len(years) + 1
    names = [f"{PLACE}-ju{n}" for n in range(len(years[-1]))]
    records = [
        record(year, agency=name, figures=figures_2021() | {RECEIVED: number(count)})
        for year, counts in enumerate(years, first)
        for name, count in zip(names, counts, strict=True)
    ]
    known = [agency(name, f"测试市第{n}局") for n, name in enumerate(names)]
    return corpus_of(report_views(folder, records, known))


def said(folder, *years: list[int]):
    """What is said of the last year, by id and direction."""
    return {
        (one.id, one.direction) for one in observe(corpus(folder, *years).look(PLACE, 2022), [])
    }


@pytest.mark.parametrize(("count", "is_named"), [(25, True), (24, False)])
def test_an_agency_is_named_for_a_change_of_five(tmp_path, count, is_named):
    found = said(tmp_path, [20] * 5, [count, 20, 20, 20, 20])
    assert (("changes.most", "up") in found) == is_named


@pytest.mark.parametrize(("count", "is_named"), [(10, True), (9, False)])
def test_the_agency_with_most_requests_is_named_from_ten(tmp_path, count, is_named):
    assert (("asked.most", "") in said(tmp_path, [count, 1, 1, 1, 1])) == is_named


@pytest.mark.parametrize(("count", "direction"), [(210, "up"), (209, "same"), (190, "down")])
def test_a_sum_moves_from_one_per_cent(tmp_path, count, direction):
    assert ("asked.change", direction) in said(tmp_path, [200] * 5, [count, 200, 200, 200, 200])


def words(folder, lang, *years: list[int]):
    """The section about the last year, without its links."""
    with speaking(lang):
        text = "\n".join(observations(corpus(folder, *years), PLACE, 2022))
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)


@pytest.mark.parametrize(("before", "told"), [(4, "由 20 件增加到 25 件，增加 25%。"),
                                              (3.8, "由 19 件增加到 24 件。")])  # fmt: skip
def test_a_change_is_told_in_per_cent_from_twenty(tmp_path, before, told):
    count = int(before)
    first = [count] * 4 + [round(5 * before) - 4 * count]
    assert f"与 2021 年相比，新收申请{told}" in words(tmp_path, "zh", first, [n + 1 for n in first])


def test_nothing_and_one_have_words_of_their_own(tmp_path):
    same = ("没有变化，都是 50 件。", "did not change: 50 in 2021, and 50 again.")
    for lang, told in zip(("zh", "en"), same, strict=True):
        assert told in words(tmp_path / f"same-{lang}", lang, [10] * 5, [11, 9, 10, 10, 10])
    one = words(tmp_path / "one", "en", [10] * 5, [11, 9, 10, 10, 10])
    assert "one agency received more requests, 1 received fewer, and 3 the same number" in one
    none = words(tmp_path / "none", "zh", [10] * 5, [8, 9, 10, 10, 10])
    assert "没有机关收到的申请增加，2 个减少，3 个不变。" in none


@pytest.mark.parametrize(("agencies", "is_said"), [(5, True), (4, False)])
def test_years_are_compared_over_five_agencies(tmp_path, agencies, is_said):
    found = said(tmp_path, [20] * agencies, [30] * agencies)
    assert (("asked.change", "up") in found) == is_said
    assert (("asked.total", "") in found) == is_said


@pytest.mark.parametrize(("agencies", "compared"), [(3, 3), (2, 0)])
def test_three_are_set_against_each_other(tmp_path, agencies, compared):
    made = corpus(tmp_path, [20] * agencies)
    assert len(units(made, made.look(PLACE, 2022))) == compared


@pytest.mark.parametrize(("low", "direction"), [(0.4, "close"), (0.41, "apart")])
def test_intervals_that_touch_are_not_apart(low, direction):
    found = [Unit("agency", "a", 5, 10, 1, low, 0.6), Unit("agency", "b", 3, 10, 1, 0.2, 0.4)]
    assert [one.direction for one in differ(found)] == [direction]


@pytest.mark.parametrize(("count", "first"), [(1, None), (2, 2021), (15, 2008), (16, 2008)])
def test_a_trend_has_two_to_fifteen_years(tmp_path, count, first):
    small = corpus(tmp_path, *[[20] * 5] * count)
    text = "\n".join(trends(through_the_years(small, PLACE, 2022), 2022))
    assert {int(year) for year in re.findall(r"trend:(\d{4}):", text)} == ({first} - {None})


def test_the_tables_name_five_rises_and_five_falls(tmp_path):
    before, after = [100] * 14, [*range(107, 100, -1), *range(99, 92, -1)]
    text = "\n".join(observations(corpus(tmp_path, before, after), PLACE))
    named = re.findall(r"第(\d+)局\]\(site:agencies/[^)]*\) \| 100 \| (\d+)", text)
    assert [int(count) for _, count in named] == [107, 106, 105, 104, 103, 97, 96, 95, 94, 93]


@pytest.mark.parametrize(("refusals", "is_ranked"), [(10, True), (9, False)])
def test_reasons_are_ranked_from_ten_refusals(refusals, is_ranked):
    reasons = pd.DataFrame({"a": [refusals - 3, 0, 0, 0, 0], "b": [3, 0, 0, 0, 0]})
    found = list(why(SimpleNamespace(reasons=reasons, code="", year=2022)))
    assert [one.id for one in found] == ["why.total", *["why.first", "why.second"] * is_ranked]


@pytest.mark.parametrize(("count", "shown"), [(150, 150), (151, 150)])
def test_a_table_of_places_has_at_most_a_hundred_and_fifty(monkeypatch, count, shown):
    monkeypatch.setattr("generator.pages.observations.section._named", lambda _, unit: unit.name)
    beside = [Unit("agency", f"{at}", 5, 10, 0.5, 0.4, 0.6) for at in range(count)]
    assert len(list(_units(None, beside))) == shown
