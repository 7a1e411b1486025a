"""Small charts draw what the records say, and nothing where there is too little."""

from __future__ import annotations

import re

import pytest

from generator.dialect.small_charts import shares, svg
from generator.pages.observations.trends import maps, through_the_years, trends
from tests.observations.oracle import CLOSED, GRANTED, known
from tests.observations.test_observations import corpus_of, observations, world


@pytest.fixture(scope="module")
def views(tmp_path_factory):
    return world(tmp_path_factory.mktemp("data"), 60, (2018, 2022), 3)


def granted(views, year):
    """The share granted over the own reports of a year, in per mille."""
    own = {
        agency: view.record
        for (agency, when), view in views.reports.items()
        if when == year and view.record.scope == "own"
    }
    values = known(own, GRANTED, CLOSED).values()
    return round(1000 * sum(part for part, _ in values) / sum(whole for _, whole in values))


def test_a_trend_is_that_of_the_records_and_breaks_with_the_form(views):
    lines = trends(through_the_years(corpus_of(views), "", 2022), 2022)
    code = re.search(r"全部或部分公开.*trend:([^)]*)", "\n".join(lines))[1]
    drawn = shares(code)
    assert [year for year, _, _ in drawn] == [2018, 2019, 2020, 2021, 2022]
    assert [share for _, share, _ in drawn] == [granted(views, year) for year in range(2018, 2023)]
    # The outcomes of 2014's form mean something else; those of 2019 and 2021 compare.
    assert [is_new for _, _, is_new in drawn] == [False, True, False, False, False]


def test_a_share_that_an_old_form_does_not_ask_begins_without_breaks(views):
    lines = trends(through_the_years(corpus_of(views), "", 2022), 2022)
    code = re.search(r"无法提供.*trend:([^)]*)", "\n".join(lines))[1]
    assert [(share is None, is_new) for _, share, is_new in shares(code)] == [
        (True, False), *[(False, False)] * 4
    ]  # fmt: skip


def test_no_line_runs_over_a_break_or_an_empty_year():
    line = re.search(r'class="line" d="([^"]*)"', svg("trend:2018:100;200,,300,400/500"))[1]
    assert re.findall("[ML]", line) == ["M", "M", "M", "L"]


def test_a_break_and_the_years_are_said(monkeypatch):
    title = re.search("<title>(.*)</title>", svg("trend:2019:425,,1000/1000"))[1]
    assert title == "2019 年 42.5%、2020 年没有占比、2021 年 100%"


def test_an_interval_lies_on_its_scale():
    drawn = svg("span:0/500/1000")
    assert 'd="M5 6H195"' in drawn and 'cx="100"' in drawn


def test_one_year_makes_no_trend_and_few_places_no_map(views):
    corpus = corpus_of(views)
    assert trends(through_the_years(corpus, "", 2018), 2018) == []
    assert trends(through_the_years(corpus, "nowhere", 2022), 2022) == []
    assert maps(corpus, 1999) == []


def test_a_place_without_reports_has_nothing(views):
    corpus = corpus_of(views)
    assert observations(corpus, "110000") == []
    text = "\n".join(observations(corpus, "", 2022))
    assert "trend:" in text and "{#differences" in text
