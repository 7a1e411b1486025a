"""Ways on: the source under the title, comparison, explorer, citation, embedding, CSV."""

from __future__ import annotations

import csv
import io

import pytest

from generator.agencies import Agency, Registry
from generator.pages.parts.facts import Facts
from generator.pages.parts.onward_links import (
    Alike,
    embeds,
    has_feed,
    source_line,
    ways_of_agency,
    years_csv,
)
from generator.records import replace
from generator.site_settings import SiteSettings
from tests.checks.factory import BUREAU, REGIONS, record

SITE = SiteSettings(url="https://site.example")


def fact(year=2023, **members):
    known = {"form": "2021", "scope": "own", "published": None, "received": 0, "closed": 0}
    known |= {"granted": None, "carried_over": 0, "review": 0, "litigation": 0, "failed": 0}
    return Facts(agency=BUREAU.id, year=year, **(known | members))


def bureau(region, level="county"):
    name = f"{region}-minzheng"
    return Agency(id=name, name=name, region=region, level=level, function="civil_affairs")


def registry(*agencies):
    return Registry(agencies or (BUREAU,), REGIONS)


def test_the_nearest_of_the_same_kind_are_compared():
    codes = ["110101", "640104", "640105", "640106", "640121", "650102"]
    agencies = [bureau(code) for code in codes] + [bureau("640500", "prefecture")]
    alike = Alike(registry(*agencies), [agency.id for agency in agencies])
    assert alike.near("640105-minzheng") == (
        "640105-minzheng", "110101-minzheng", "640104-minzheng", "640106-minzheng",
        "640121-minzheng",
    )  # fmt: skip
    assert alike.near("640500-minzheng") == ("640500-minzheng",)
    assert alike.near("nobody") == ("nobody",)


def test_the_source_is_linked_or_said_not_to_be_registered():
    own = record()
    linked = replace(own, source=replace_source(own, url="https://a.example/1.html"))
    assert "(https://a.example/1.html)" in source_line(linked, registry())
    assert "没有登记" in source_line(own, registry())
    with_site = Agency(**{name: getattr(BUREAU, name) for name in BUREAU.__struct_fields__}
                       | {"website": "https://b.example/"})  # fmt: skip
    line = source_line(own, registry(with_site))
    assert "没有登记" in line
    assert "(https://b.example/)" in line


def replace_source(own, **changes):
    import msgspec

    return msgspec.structs.replace(own.source, **changes)


def test_an_agency_leads_to_comparison_explorer_data_and_the_word_for_it():
    near = (BUREAU.id, "640104-minzheng")
    text = "\n".join(ways_of_agency(BUREAU.id, "局", [fact()], near, registry(), SITE))
    assert f"site:compare/?a={BUREAU.id},640104-minzheng&year=2023" in text
    assert "site:explore/?i=received&from=2023&to=2023&scope=o&region=640500" in text
    for address in (f"agencies/{BUREAU.id}/years.csv", f"for-agencies/{BUREAU.id}/"):
        assert f"(site:{address})" in text
    assert f"`https://site.example/agencies/{BUREAU.id}/`" in text


def test_an_agency_without_reports_promises_nothing():
    assert ways_of_agency(BUREAU.id, "局", [], (BUREAU.id,), registry(), SITE) == []


@pytest.mark.parametrize(
    ("facts", "settings", "expected"),
    [
        ([fact(first_read="2024-01-20")], SITE, True),
        ([fact()], SITE, False),
        ([fact(first_read="2024-01-20")], SiteSettings(), False),
    ],
)
def test_a_feed_is_promised_only_where_there_is_one(facts, settings, expected):
    assert has_feed(facts, settings) is expected


def test_the_code_to_embed_stands_behind_the_table_of_its_chart():
    lines = ['![a](chart:flow-0123 "b")', "", "| 年 |", "|---|", "{.years}", "", "end"]
    made = list(embeds(lines, BUREAU.id, SITE))
    (code,) = [line for line in made if "<iframe" in line]
    assert f'src="https://site.example/embed/agencies/{BUREAU.id}/flow/"' in code
    assert made.index("{.years}") < made.index(code) < made.index("end")
    plain = list(embeds(lines, BUREAU.id, SiteSettings()))
    assert not any("<iframe" in line for line in plain)
    assert any(f"(site:embed/agencies/{BUREAU.id}/flow/)" in line for line in plain)


def test_a_number_that_is_none_is_an_empty_cell():
    text = years_csv("=局", [fact(2022), fact(granted=3)], SITE)
    first, second = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (first["granted"], second["granted"], first["received"]) == ("", "3", "0")
    assert first["agency_name"] == "'=局"
    assert second["page"] == f"https://site.example/agencies/{BUREAU.id}/2023/"
