"""Mergers, aggregates, peers, and the register of who should have reported."""

from __future__ import annotations

import msgspec
import pytest

from generator.agencies import Agency
from generator.case_file.report_view import load_report_views
from generator.records import Section, replace

from .factory import (
    BLANK,
    BUREAU,
    CITY,
    DASH,
    judge,
    record,
    registry,
    reports,
    subject,
    write_folder,
)
from .test_each_check import LONG, OTHER

OVER, TAKEN = "requests.carried_over.total", "requests.carried_in.total"


def agency(name, **members):
    return Agency(id=name, name=name, region="640500", level="prefecture", **members)


def merged(taken, first=2, second=3, **known):
    """A new bureau in 2024 made of two that reported last for 2023."""
    old = [
        agency(name, valid_to="2023-12", successors=known.get("successors", ("new",)))
        for name in ("old-a", "old-b")
    ]
    new = agency("new", valid_from="2024-01", predecessors=("old-a", "old-b"))
    before = {}
    for entry, over in zip(old, (first, second), strict=True):
        found = record(year=2023, agency=entry, figures={OVER: over})
        before[entry.id] = reports(found) if over is not None else {}
    own = record(year=2024, agency=new, figures={TAKEN: taken})
    return subject(own, agency=new, known=registry(new, *old), before=before)


def test_a_merged_agency_carries_in_what_its_predecessors_left():
    assert {one.result for one in judge("CARRY", merged(5))} == {"holds"}


def test_a_merged_agency_is_asked_about_the_sum():
    (found,) = [one for one in judge("CARRY", merged(2)) if one.result == "fails"]
    assert (found.left.value, found.right.value) == (2, 5)
    assert found.right.other == (f"old-a/2023#{OVER}", f"old-b/2023#{OVER}")


def test_a_predecessor_that_is_not_here_leaves_the_merger_open():
    (found,) = judge("CARRY", merged(5, second=None))
    assert (found.result, found.reason) == ("not_judged", "checks.reason.predecessor_not_here")


def test_a_predecessor_divided_among_several_leaves_the_merger_open():
    (found,) = judge("CARRY", merged(5, successors=("new", "other")))
    assert found.reason == "checks.reason.predecessor_split"


def test_an_agency_that_took_over_another_adds_it_to_its_own():
    old = agency("old", valid_to="2023-12", successors=("heir",))
    heir = agency("heir")
    own = record(year=2023, agency=heir, figures={OVER: 1})
    now = record(year=2024, agency=heir, figures={TAKEN: 4})
    before = {"old": reports(record(year=2023, agency=old, figures={OVER: 3}))}
    found = judge("CARRY", subject(now, own, agency=heir, known=registry(heir, old), before=before))
    assert {one.result for one in found} == {"holds"}


def test_a_gap_in_the_years_cannot_be_judged():
    found = judge("CARRY", subject(record(year=2024), record(year=2022)))
    assert [one.reason for one in found] == ["checks.reason.no_report_last_year"]


def fails_of(tmp_path, records, check_id, agencies=(BUREAU, CITY)):
    report_views = load_report_views(write_folder(tmp_path, records, agencies), jobs=1)
    return [found for found in report_views.findings() if found.check == check_id]


def test_a_department_above_its_government_is_pointed_out(tmp_path):
    field = "requests.received.total"
    records = [
        record(figures={field: 9}),
        record(agency=CITY, figures={field: 7}, scope="aggregate"),
    ]
    (found,) = fails_of(tmp_path, records, "HIERARCHY")
    assert (found.agency, found.left.value, found.right.value) == (BUREAU.id, 9, 7)
    assert found.right.other == (f"{CITY.id}/2023#{field}",)


def outcome_of(tmp_path, records, check_id, key, agencies=(BUREAU, CITY)):
    """How often a check holds, and the results of those that do not, for one report."""
    report_views = load_report_views(write_folder(tmp_path, records, agencies), jobs=1)
    outcome = report_views.outcomes[key]
    return [f for f in (*outcome.failed, *outcome.not_judged) if f.check == check_id]


@pytest.mark.parametrize(("own", "whole"), [(BLANK, 7), (9, DASH)])
def test_a_blank_on_either_side_leaves_the_aggregate_open(tmp_path, own, whole):
    field = "requests.received.total"
    records = [
        record(figures={field: own}),
        record(agency=CITY, figures={field: whole}, scope="aggregate"),
    ]
    (found,) = outcome_of(tmp_path, records, "HIERARCHY", (BUREAU.id, 2023))
    assert (found.result, found.scope) == ("not_judged", field)
    assert found.reason == "checks.reason.not_a_number"


def test_a_department_within_its_government_holds(tmp_path):
    field = "requests.received.total"
    records = [
        record(figures={field: 7}),
        record(agency=CITY, figures={field: 7}, scope="aggregate"),
    ]
    assert outcome_of(tmp_path, records, "HIERARCHY", (BUREAU.id, 2023)) == []


def test_too_few_peers_leave_a_large_count_open(tmp_path):
    peers = [agency(f"p{n}", function="civil_affairs") for n in range(5)]
    field = "requests.received.total"
    records = [record(agency=peer, figures={field: 3}) for peer in peers]
    records.append(record(figures={field: 5000}))
    (found,) = outcome_of(tmp_path, records, "PEERS", (BUREAU.id, 2023), (BUREAU, *peers))
    assert (found.reason, found.params["count"]) == ("checks.reason.few_peers", "6")


def neighbours(tmp_path, ours, theirs):
    """The findings about two agencies' texts of one year."""
    texts = {BUREAU: ours, CITY: theirs}
    records = [
        record(agency=who, sections=(Section(key="overview", heading="一", text=text),))
        for who, text in texts.items()
    ]
    return outcome_of(tmp_path, records, "SIMILAR_OTHER", (BUREAU.id, 2023))


def test_a_text_of_its_own_holds(tmp_path):
    assert neighbours(tmp_path, LONG, OTHER) == []


def test_a_copied_text_shows_how_alike_and_the_passages(tmp_path):
    (found,) = neighbours(tmp_path, LONG, LONG.replace("经过", "始末", 1))
    assert found.result == "fails"
    assert int(found.params["percent"]) >= 90
    passages = found.left.quote.split("；")
    assert len(passages) == 3
    assert all(passage in LONG for passage in passages)


def test_a_short_text_cannot_be_judged(tmp_path):
    (found,) = neighbours(tmp_path, "本年度各项工作逐一落实。", LONG)
    assert (found.result, found.reason) == ("not_judged", "checks.reason.short_text")


def test_a_government_office_of_its_own_is_no_aggregate(tmp_path):
    field = "requests.received.total"
    records = [record(figures={field: 9}), record(agency=CITY, figures={field: 7})]
    assert fails_of(tmp_path, records, "HIERARCHY") == []


@pytest.mark.parametrize(("others", "expected"), [(24, 1), (10, 0)])
def test_a_count_far_out_of_its_peers_needs_enough_of_them(tmp_path, others, expected):
    peers = [agency(f"p{n}", function="civil_affairs") for n in range(others)]
    field = "requests.received.total"
    records = [record(agency=peer, figures={field: n % 9}) for n, peer in enumerate(peers)]
    records.append(record(figures={field: 5000}))
    found = fails_of(tmp_path, records, "PEERS", (BUREAU, *peers))
    assert [one.agency for one in found] == [BUREAU.id] * expected


def test_the_register_says_who_should_have_reported(tmp_path):
    gone = agency("gone", valid_to="2022-06")
    young = agency("young", valid_from="2023-03")
    school = agency("school", kind="institution")
    late = replace(record(year=2023), source=record(year=2024).source)
    data = write_folder(tmp_path, [record(year=2021), late], (BUREAU, CITY, gone, young, school))
    (tmp_path / "register.csv").write_text(
        "agency,year,status,date,note\n640500-minzheng,2022,missing,2026-01-05,looked\n"
    )
    register = load_report_views(data, jobs=1).register
    assert register[BUREAU.id, 2021] == "published"
    assert register[BUREAU.id, 2022] == "missing"
    assert register[BUREAU.id, 2023] == "late"
    assert register[CITY.id, 2022] == "not_collected"
    assert [register["gone", year] for year in (2021, 2022)] == ["not_collected", "dissolved"]
    assert [register["young", year] for year in (2022, 2023)] == ["not_required", "not_collected"]
    assert register["school", 2021] == "not_required"


def test_departments_had_time_to_the_end_of_march_before_the_new_regulation(tmp_path):
    def published(year, day):
        source = record(year=year).source
        return record(
            "2014" if year < 2019 else "2019",
            year,
            source=msgspec.structs.replace(source, published=day),
        )

    records = [published(2017, "2018-03-26"), published(2019, "2020-03-26")]
    assert [found.year for found in fails_of(tmp_path, records, "LATE")] == [2019]


def test_every_year_is_compared_with_the_last_whatever_the_order(tmp_path):
    text = "本年度各项工作逐一落实并向社会公布。" * 30
    same = (Section(key="overview", heading="一", text=text),)
    records = [record(year=year, sections=same) for year in (2023, 2021, 2022)]
    found = fails_of(tmp_path, records, "SIMILAR_LAST")
    assert [one.year for one in found] == [2022, 2023]
