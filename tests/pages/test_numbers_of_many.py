"""Peers, sums and coverage: like with like, and always with how many."""

import pandas as pd
import pytest

from generator.agencies import Agency, Region, Registry
from generator.frames.summaries import (
    COUNTS,
    MINIMUM_PEERS,
    Spread,
    peers_of,
    place_summaries,
)
from generator.pages.agency.peers import peers_section
from generator.pages.parts.facts import Facts

REGISTRY = Registry(
    [
        *(
            Agency(id=f"99010{n}-a", name=f"第{n}县民政局", region=f"99010{n}", level="county",
                   function="civil_affairs")
            for n in range(1, 8)
        ),
        Agency(id="990000-gov", name="测试省人民政府", region="990000", level="province",
               kind="government"),
    ],
    [
        Region(code="990000", name="测试省", level="province"),
        *(
            Region(code=f"99010{n}", name=f"第{n}县", level="county", parent="990000")
            for n in range(1, 8)
        ),
    ],
)  # fmt: skip


def fact(
    agency: str, received: int | None, *, scope="own", form="2021", closed=10, granted=5
) -> Facts:
    return Facts(
        agency=agency, year=2022, form=form, scope=scope, published=None, received=received,
        closed=closed, granted=granted, carried_over=0, review=0, litigation=0, failed=0,
    )  # fmt: skip


def measures(facts: list[Facts]) -> pd.DataFrame:
    """The frame that these reports would give."""
    columns = ["agency", "year", "scope", "form", *COUNTS]
    found = pd.DataFrame(
        [[getattr(one, name) for name in columns] for one in facts], columns=columns
    )
    kinds = {"agency": "category", "scope": "category", "form": "category", "year": "int16"}
    return found.astype(kinds | dict.fromkeys(COUNTS, "float64"))


def county(n: int) -> str:
    return f"99010{n}-a"


def test_median_range_and_number_of_peers():
    facts = [fact(county(n), n * n) for n in range(1, 6)]  # 1 4 9 16 25
    spread = peers_of(measures(facts), REGISTRY).alike[2022, "county", "civil_affairs"]["received"]
    assert spread == Spread(median=9, low=1, high=25, count=5)


def test_a_report_without_the_number_does_not_count():
    facts = [*(fact(county(n), n) for n in range(1, 5)), fact(county(5), None)]
    assert (
        "received" not in peers_of(measures(facts), REGISTRY).alike[2022, "county", "civil_affairs"]
    )


def test_few_peers_are_not_shown():
    facts = [fact(county(n), n) for n in range(1, MINIMUM_PEERS)]
    assert peers_of(measures(facts), REGISTRY).alike == {}
    text = "\n".join(peers_section(facts[0], peers_of(measures(facts), REGISTRY), REGISTRY))
    assert "不足 5 个" in text


def test_aggregates_and_the_form_of_2014_are_no_peers():
    facts = [fact(county(n), n) for n in range(1, 5)]
    other = fact(county(5), 900, scope="aggregate")
    assert peers_of(measures([*facts, other]), REGISTRY).alike == {}
    assert peers_of(measures([*facts, fact(county(5), 900, form="2014")]), REGISTRY).alike == {}


def test_a_share_of_a_handful_is_left_out():
    facts = [fact(county(n), n, closed=4, granted=1) for n in range(1, 7)]
    assert (
        "granted_share"
        not in peers_of(measures(facts), REGISTRY).alike[2022, "county", "civil_affairs"]
    )


def test_nothing_at_all():
    assert peers_of(measures([]), REGISTRY).alike == {}
    assert place_summaries(measures([]), {}, REGISTRY).years == []


@pytest.fixture
def summaries():
    facts = [
        fact(county(1), 10), fact(county(2), 5), fact(county(3), None),
        fact("990000-gov", 1000, scope="aggregate"),
    ]  # fmt: skip
    register = {
        (county(1), 2022): "published", (county(2), 2022): "late", (county(3), 2022): "published",
        (county(4), 2022): "missing", (county(5), 2022): "not_collected",
        (county(6), 2022): "dissolved", (county(7), 2022): "not_required",
    }  # fmt: skip
    return place_summaries(measures(facts), register, REGISTRY)


def test_own_reports_are_summed_and_aggregates_stand_apart(summaries):
    own = summaries.own["990000", 2022]
    assert (own.reports, own.totals["received"].value, own.totals["received"].known) == (3, 15, 2)
    assert summaries.aggregate["990000", 2022].totals["received"].value == 1000


def test_a_county_counts_only_itself(summaries):
    assert summaries.own["990102", 2022].totals["received"].value == 5
    assert ("990102", 2022) not in summaries.aggregate


def test_coverage_counts_who_should_have_reported(summaries):
    coverage = summaries.coverage["990000", 2022]
    assert (coverage.published, coverage.expected) == (3, 5)
    assert summaries.absent["990104", 2022, "missing"] == [county(4)]
    assert summaries.absent["990105", 2022, "not_collected"] == [county(5)]
    assert len(summaries.absent) == 2
