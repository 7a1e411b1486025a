"""The home page: its answer and its map rest on the numbers of own reports, or are not there."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.agencies import Agency, Region, Registry
from generator.frames.summaries import MINIMUM_PEERS, PlaceSummaries
from generator.pages.home import home_page
from generator.pages.parts.facts import Facts
from generator.pages.parts.strips import NO_STRIPS
from generator.pages.parts.tile_map import granted_by_place, minimum_base, tile_map
from generator.site_settings import SiteSettings

REGIONS = [
    Region(code="110000", name="北京市", level="province"),
    Region(code="640000", name="宁夏回族自治区", level="province"),
    Region(code="640100", name="银川市", level="prefecture", parent="640000"),
    Region(code="640200", name="石嘴山市", level="prefecture", parent="640000"),
]


def fact(number=0, year=2023, granted=4, closed=10, region="640100", scope="own"):
    return Facts(
        agency=f"{region}-ju{number}", year=year, form="2021", scope=scope, published=None,
        received=closed, closed=closed, granted=granted, carried_over=0, review=0, litigation=0,
        failed=0,
    )  # fmt: skip


def registry_of(facts):
    ids = sorted({one.agency for one in facts})
    agencies = [Agency(id=one, name=one, region=one[:6], level="prefecture") for one in ids]
    return Registry(agencies, REGIONS)


def measures(facts):
    columns = ["agency", "year", "scope", "granted", "closed"]
    rows = [[getattr(one, name) for name in columns] for one in facts]
    return pd.DataFrame(rows, columns=columns).astype({"granted": "float", "closed": "float"})


def home(facts):
    summaries = PlaceSummaries({}, {}, {}, {}, sorted({one.year for one in facts}))
    made = measures(facts)
    return home_page(facts, made, NO_STRIPS, summaries, registry_of(facts), SiteSettings())


def mapped(facts, year=2023):
    registry = registry_of(facts)
    return "\n".join(tile_map(granted_by_place(measures(facts), year, registry), year, registry))


def test_the_answer_is_counted_from_own_reports_that_print_both_numbers():
    facts = [fact(n) for n in range(5)]
    facts += [
        fact(5, granted=None),
        fact(6, closed=None),
        fact(7, 2023, 900, 1000, scope="aggregate"),
    ]
    lead = home(facts).head["Lead"]
    assert lead["figure"] == "40%"
    assert lead["answer"].startswith("2023 年，5 份年报里办结的 50 件申请，有 20 件")
    assert [address for _, address in lead["links"]] == [
        "years/2023/", "explore/?i=share_granted&from=2023&to=2023&scope=o",
    ]  # fmt: skip


def test_a_year_that_is_only_beginning_does_not_answer():
    sums = [fact(n, scope="aggregate") for n in range(9)]
    facts = [*(fact(n, 2022) for n in range(12)), *(fact(n) for n in range(5)), *sums]
    assert home(facts).head["Lead"]["answer"].startswith("2022 年，12 份年报")
    assert home([*facts, fact(5)]).head["Lead"]["answer"].startswith("2023 年，6 份年报")


@pytest.mark.parametrize(
    "facts",
    [
        [],
        [fact(n) for n in range(MINIMUM_PEERS - 1)],
        [fact(n, granted=1, closed=1) for n in range(MINIMUM_PEERS)],  # too few requests
        [fact(n, granted=None) for n in range(9)],
        [fact(n, scope="aggregate") for n in range(9)],
    ],
)
def test_too_few_numbers_give_no_answer(facts):
    assert minimum_base() > MINIMUM_PEERS
    page = home(facts)
    assert page.head["Lead"] == {}
    assert "%" not in page.text()


def test_provinces_stand_where_they_lie_and_say_what_a_share_rests_on():
    facts = [fact(n) for n in range(5)] + [fact(0, region="110000", granted=1, closed=2)]
    text = mapped(facts)
    assert (
        "[宁夏](site:regions/640000/) **40%** 50 件 （27.6%–53.8%） {.tile .step-2 .column-3 .row-3}"
        in text
    )
    assert "[北京](site:regions/110000/) 2 件 {.tile .step-few .column-5 .row-3}" in text


def test_one_province_shows_its_cities():
    facts = [fact(n) for n in range(5)]
    facts += [fact(n, region="640200", granted=10) for n in range(5)]
    text = mapped(facts)
    assert "[银川市](site:regions/640100/) **40%** 50 件 （27.6%–53.8%） {.tile .step-2}" in text
    assert "[石嘴山市](site:regions/640200/) **100%** 50 件 （92.9%–100%） {.tile .step-4}" in text


def test_there_is_no_map_without_a_share():
    assert mapped([fact(0), fact(0, region="110000"), fact(1, region="110000")]) == ""


def test_one_place_alone_is_no_map():
    assert mapped([fact(n) for n in range(5)]) == ""
    assert mapped([]) == ""
