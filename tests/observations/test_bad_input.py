"""Too few, none, only dashes, all alike: a plain sentence or nothing, never a chart of nothing."""

from __future__ import annotations

from generator.records import Figure
from tests.observations.test_observations import corpus_of, observations
from tests.pages.making import agency, figures_2021, record, report_views

DASH = Figure(state="dash", raw="/")


def said(folder, count, years=(2022,), place="990100", year=None, **changes):
    """The section of a place, of a city with so many agencies that report alike."""
    names = [f"990100-ju{n}" for n in range(count)]
    records = [record(year, agency=name, **changes) for name in names for year in years]
    views = report_views(folder, records, [agency(name, f"测试市第{name[-1]}局") for name in names])
    return "\n".join(observations(corpus_of(views), place, year))


def drawn(text):
    return "trend:" in text or "span:" in text or "tiles" in text


def test_one_report(tmp_path):
    text = said(tmp_path, 1)
    assert "只收录了 1 份机关自己的年报，不作概括。" in text
    assert "%" not in text and not drawn(text)


def test_aggregates_alone(tmp_path):
    text = said(tmp_path, 1, scope="aggregate")
    assert "没有收录各机关自己的年报，只有政府汇总的" in text
    assert "新收申请 20 件。（[依据 1 份汇总年报](site:agencies/990100-ju0/2022/)）" in text
    assert "合计" not in text and not drawn(text)


def test_aggregates_alone_in_the_whole_country(tmp_path):
    """The country has no aggregate of its own, and its year must say so all the same."""
    text = said(tmp_path, 6, scope="aggregate", place="", year=2022)
    assert "没有收录各机关自己的年报，只有政府汇总的" in text
    assert "%" not in text and not drawn(text)


def test_two_aggregates_of_a_place_are_not_added(tmp_path):
    text = said(tmp_path, 2, scope="aggregate")
    assert "新收申请" not in text


def test_nothing_but_dashes(tmp_path):
    text = said(tmp_path, 6, figures=dict.fromkeys(figures_2021(), DASH))
    assert "6 个机关" in text  # who reports is known all the same
    for heading in ("in-asked", "in-outcomes", "in-why", "in-differ", "in-changes", "in-remedies"):
        assert heading not in text
    assert not drawn(text)


def test_all_agencies_are_equal(tmp_path):
    text = said(tmp_path, 6, years=(2021, 2022))
    assert "各机关全部或部分公开的占比都是 63.2%。" in text
    assert "每个机关收到的申请都一样多" in text
    assert "新收申请没有变化，都是 120 件。" in text
    assert "#changes" not in text  # the table of the largest changes would have no rows
    assert "最高" not in text and "收到最多的" not in text


def test_no_share_without_how_many(tmp_path):
    """A line that states a percentage says on how many it rests."""
    text = said(tmp_path, 6, years=(2021, 2022))
    for line in text.splitlines():
        if line.startswith("- ") and "%" in line:
            assert "份年报" in line or "个机关" in line or "个地区" in line
