"""Made-up records: the same bytes for a seed, and figures that satisfy every identity."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from generator import record_json
from generator.agencies import Registry
from generator.forms import form
from generator.records import Record
from generator.store import DataFolder
from made_up import CorpusOptions, made_up_records, write_data
from made_up.simulated import APPLICANTS, outcome_rows

COLUMNS = (*APPLICANTS, "total")


@cache
def corpus() -> tuple[Registry, list[Record]]:
    registry, records = made_up_records(300, (2016, 2025), 7)
    return registry, list(records)


def reports() -> list[Record]:
    return [record for record in corpus()[1] if record.kind == "annual_report"]


def number(record: Record, field_id: str) -> float:
    """The figure; what stands for nothing in a habit of printing counts as zero here."""
    return record.value(field_id) or 0


def close(left: float, right: float) -> bool:
    return abs(left - right) < 0.006


def test_the_same_seed_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    write_data(tmp_path / "a", 30, 3, 5)
    script = (
        "import pathlib, sys; from made_up import write_data;"
        "write_data(pathlib.Path(sys.argv[1]), 30, 3, 5)"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "b")],
        check=True,
        env={"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "PATH": "/usr/bin"},
        cwd=Path(__file__).parents[2],
    )
    first = {p.relative_to(tmp_path / "a"): p.read_bytes() for p in (tmp_path / "a").rglob("*.*")}
    second = {p.relative_to(tmp_path / "b"): p.read_bytes() for p in (tmp_path / "b").rglob("*.*")}
    assert first == second


def test_another_seed_gives_other_figures() -> None:
    _, other = made_up_records(300, (2016, 2025), 8)
    assert [r.figures for r in corpus()[1]] != [r.figures for r in other]


def test_the_registry_has_as_many_agencies_as_asked_for() -> None:
    registry, _ = corpus()
    assert len(registry.agencies) == 300
    assert all(agency.region in registry.regions for agency in registry.agencies.values())


def test_forms_follow_the_years_and_every_field_is_there() -> None:
    for record in reports():
        assert record.year is not None and record.form is not None
        expected = "2014" if record.year < 2019 else "2019" if record.year < 2021 else "2021"
        assert record.form == expected
        assert list(record.figures) == list(form(record.form).fields)


@pytest.mark.parametrize("column", COLUMNS)
def test_flow_and_column_sums_hold(column: str) -> None:
    for record in reports():
        if record.form in ("2019", "2021"):
            rows, _ = outcome_rows(record.form)
            total = number(record, f"outcomes.total.{column}")
            assert total == sum(number(record, f"{row}.{column}") for row in rows)
            assert number(record, f"requests.received.{column}") + number(
                record, f"requests.carried_in.{column}"
            ) == total + number(record, f"requests.carried_over.{column}")


def test_row_and_case_sums_hold() -> None:
    for record in reports():
        if record.form in ("2019", "2021"):
            for row in ("requests.received", "requests.carried_in", *outcome_rows(record.form)[0]):
                parts = sum(number(record, f"{row}.{applicant}") for applicant in APPLICANTS)
                assert number(record, f"{row}.total") == parts
            for group in ("review", "litigation.direct", "litigation.after_review"):
                results = ("upheld", "corrected", "other", "pending")
                parts = sum(number(record, f"{group}.{name}") for name in results)
                assert number(record, f"{group}.total") == parts


SUMS_2014 = {
    "requests.received": ["requests." + n for n in ("in_person", "fax", "online", "letter")],
    "requests.closed": ["requests.closed_on_time", "requests.closed_extended"],
    "replies.total": [
        "replies." + name
        for name in (
            "already_public",
            "granted_full",
            "granted_partial",
            "denied",
            "not_our_agency",
            "not_exist",
            "clarification_asked",
            "other_channel",
        )
    ],
    "replies.denied": [
        "replies.denied_" + name
        for name in (
            "state_secret",
            "trade_secret",
            "personal_privacy",
            "security_stability",
            "not_gov_info",
            "other_law",
        )
    ],
    "review.total": ["review.upheld", "review.corrected", "review.other"],
    "litigation.total": ["litigation.upheld", "litigation.corrected", "litigation.other"],
    "capacity.staff": ["capacity.staff_full_time", "capacity.staff_part_time"],
}
AT_MOST_2014 = [
    ("proactive.normative_docs", "proactive.items"),
    ("proactive.normative_docs", "proactive.normative_docs_issued"),
    ("response.press_conferences_head", "response.press_conferences"),
    ("response.online_interviews_head", "response.online_interviews"),
]


def test_the_2014_form_adds_up() -> None:
    for record in reports():
        if record.form == "2014":
            for whole, parts in SUMS_2014.items():
                found = sum(number(record, f"stats.{part}") for part in parts)
                assert number(record, f"stats.{whole}") == found, (record.agency, whole)
            for part, whole in AT_MOST_2014:
                assert number(record, f"stats.{part}") <= number(record, f"stats.{whole}")
            channels = [
                number(record, f"stats.channel.{name}")
                for name in ("gazette", "website", "weibo", "wechat", "other")
            ]
            assert max(channels) <= number(record, "stats.proactive.items") <= sum(channels)


def by_year() -> dict[tuple[str, int], Record]:
    return {(r.agency or "", r.year or 0): r for r in reports()}


def test_what_is_carried_over_is_carried_in_next_year_by_the_agency_or_its_heir() -> None:
    found, (registry, _) = by_year(), corpus()
    compared = 0
    for (agency, year), record in found.items():
        givers = [found.get((agency, year - 1))]
        givers += [
            found.get((before, year - 1))
            for before in registry.agencies[agency].predecessors
            if (before, year) not in found
        ]
        if year >= 2020 and any(givers):
            compared += len([giver for giver in givers if giver]) > 1
            for column in COLUMNS:
                left = sum(
                    number(giver, f"requests.carried_over.{column}") for giver in givers if giver
                )
                assert left == number(record, f"requests.carried_in.{column}")
    assert compared, "no merger was compared"


def test_stocks_and_items_continue() -> None:
    found = by_year()
    for (agency, year), record in found.items():
        before = found.get((agency, year - 1))
        if before is None:
            continue
        if year >= 2022:
            for row in ("proactive.regulations", "proactive.normative_docs"):
                stock = number(before, f"{row}.in_force") + number(record, f"{row}.made")
                assert number(record, f"{row}.in_force") == stock - number(
                    record, f"{row}.repealed"
                )
        if year == 2020:
            for name in ("licences", "other_public_services", "penalties", "coercive_measures"):
                row = f"proactive.{name}"
                assert number(record, f"{row}.items_prev_year") == number(
                    before, f"{row}.items_prev_year"
                ) + number(before, f"{row}.items_change")


def test_decisions_are_never_last_year_plus_or_minus_the_change() -> None:
    for record in reports():
        if record.form == "2019" and record.scope == "own":
            for name in ("licences", "penalties", "coercive_measures"):
                row = f"proactive.{name}"
                before = number(record, f"{row}.items_prev_year")
                change = number(record, f"{row}.items_change")
                decisions = number(record, f"{row}.decisions")
                assert decisions == 0 or decisions not in (before + change, before - change)


def test_a_government_sums_its_departments_and_the_regions_below() -> None:
    registry, _ = corpus()
    own: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for record in reports():
        if record.scope == "own":
            for region in registry.path(record.region or ""):
                own[region.code, record.year or 0].append(record)
    for record in reports():
        if record.scope == "aggregate":
            members = own[record.region or "", record.year or 0]
            for field_id, figure in record.figures.items():
                if ".regulations." not in field_id:
                    whole = sum(number(member, field_id) for member in members)
                    assert close(figure.value or 0, whole), (record.agency, record.year, field_id)


def test_only_governments_make_regulations() -> None:
    makers = {
        record.scope
        for record in reports()
        if number(record, "proactive.regulations.in_force") > 0
        or number(record, "proactive.regulations.disclosed_stock") > 0
    }
    assert makers == {"aggregate"}


def test_the_text_says_what_the_table_says() -> None:
    pairs = {
        "2014": {
            "published.total": "stats.proactive.items",
            "requests.received": "stats.requests.received",
        },
        "2019": {"requests.received": "requests.received.total"},
        "2021": {"requests.received": "requests.received.total"},
    }
    for record in reports():
        text = "\n".join(section.text or "" for section in record.sections)
        for metric in record.metrics:
            assert metric.quote and metric.quote in text
            field_id = pairs[record.form or ""].get(metric.id)
            if field_id:
                assert metric.value == number(record, field_id)


def test_every_text_says_that_it_is_made_up() -> None:
    for record in corpus()[1]:
        texts = [s.text for s in record.sections] + [t.text for t in record.tasks]
        assert any(text and "虚构示例" in text for text in texts)


def test_most_departments_receive_next_to_nothing_and_numbers_stay_in_their_magnitudes() -> None:
    county = [
        number(record, "requests.received.total")
        for record in reports()
        if record.form == "2021" and re.match(r"\d{4}(?!00)", record.region or "")
        if record.scope == "own"
    ]
    assert sum(value == 0 for value in county) > len(county) / 3
    assert max(county) < 150


def test_records_survive_being_stored(tmp_path: Path) -> None:
    _, records = corpus()
    for record in records[:200]:
        assert record_json.decode(record_json.encode(record)) == record
    count = write_data(tmp_path, 20, (2018, 2021), 3, CorpusOptions(with_text=False))
    data = DataFolder(tmp_path)
    assert len(list(data.reports())) + len(list(data.plans())) == count
    assert len(data.registry().agencies) == 20


def test_missing_share_leaves_reports_out() -> None:
    _, some = made_up_records(60, 5, 1, CorpusOptions(missing_share=0.2))
    _, every = made_up_records(60, 5, 1)
    missing, whole = len(list(some)), len(list(every))
    assert 0.7 * whole < missing < 0.9 * whole
