"""About a thousand made-up reports with planted errors: each is found, and nothing else."""

from __future__ import annotations

import random
from functools import cache
from itertools import groupby

import pytest

from generator.case_file.report_view import ReportViews, load_report_views
from generator.checks.catalogue import all_checks
from generator.records import Record
from generator.store import DataFolder
from made_up import CorpusOptions, made_up_records
from made_up.data import write_records, write_registry
from made_up.errors import ACROSS, FOUND_BY, allowed_keys, expected_keys, with_errors
from made_up.planting import KINDS, Planted, plant

Group = list[Record]


MANY, FEW = 130, 44


@cache
def agencies(count: int = MANY) -> tuple[object, list[Group]]:
    registry, records = made_up_records(count, (2016, 2025), 11, CorpusOptions(with_plans=False))
    return registry, [list(group) for _, group in groupby(records, key=lambda r: r.agency)]


def planted(count: int) -> tuple[list[Record], list[Planted]]:
    changed, errors = with_errors(agencies(count)[1], random.Random(7))
    return [record for reports in changed for record in reports], errors


def write(tmp_path, records: list[Record], count: int = MANY) -> ReportViews:
    registry, _ = agencies(count)
    write_registry(tmp_path, registry)
    write_records(tmp_path, records)
    return load_report_views(DataFolder(tmp_path), jobs=1)


def failed(report_views: ReportViews) -> set[tuple[str, int, str]]:
    return {(found.agency, found.year, found.check) for found in report_views.findings()}


@pytest.mark.slow
def test_every_planted_error_is_found_and_nothing_else(tmp_path):
    records, errors = planted(MANY)
    assert len(records) >= 1000
    assert {error.kind for error in errors} == set(FOUND_BY) - set(ACROSS)
    assert_all_found_and_none_else(tmp_path, MANY, records, errors)


def test_in_a_few_agencies_too(tmp_path):
    records, errors = planted(FEW)
    assert len({error.kind for error in errors}) >= 15
    assert_all_found_and_none_else(tmp_path, FEW, records, errors)


def assert_all_found_and_none_else(tmp_path, count, records, errors):
    _, groups = agencies(count)
    truth = [record for group in groups for record in group]
    blank = failed(write(tmp_path / "truth", truth, count))
    assert {check for *_, check in blank} <= {"BLANKS"}  # cells left empty out of habit
    found = failed(write(tmp_path / "planted", records, count)) - blank
    assert expected_keys(errors) - found == set()
    assert found - allowed_keys(errors) == set()


def test_a_copied_neighbour_is_found_with_a_passage(tmp_path):
    _, groups = agencies()
    donor = groups[4][-1]
    victim = next(g for g in groups[5:] if g[-1].year == donor.year and g[-1].scope == "own")
    result = plant([victim[-1]], "copied_neighbour", random.Random(1), donor)
    assert result is not None
    others = [g[-1] for g in groups[:40] if g is not victim]
    report_views = write(tmp_path, [*result[0], *others])
    found = [f for f in report_views.findings() if f.check == "SIMILAR_OTHER"]
    assert {f.agency for f in found} == {donor.agency, victim[-1].agency}
    assert all(f.left and f.left.quote for f in found)
    shown = next(f for f in found if f.agency == victim[-1].agency)
    assert shown.right is not None
    assert shown.right.other == (f"{donor.agency}/{donor.year}",)


def test_an_error_is_planted_for_every_check():
    """CORRECTION speaks of our own files; `benchmarks.precision` leaves some behind."""
    assert set(FOUND_BY) == set(KINDS)
    assert set(FOUND_BY.values()) | {"CORRECTION"} == set(all_checks())
