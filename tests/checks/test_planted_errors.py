"""About a thousand made-up reports with planted errors: each is found, and nothing else."""

from __future__ import annotations

import random
from functools import cache
from itertools import groupby

import pytest

from generator.checks.dossier import Dossiers, load_dossiers
from generator.records import Record
from generator.store import DataFolder
from made_up import Options, made_up_records
from made_up.data import write_records, write_registry
from made_up.planting import KINDS, Planted, plant

# Which check must find which kind of error.
FOUND_BY = {
    "flow": "FLOW",
    "row": "ROW",
    "column": "COLUMN",
    "cases": "CASES",
    "stats": "STATS",
    "carry": "CARRY",
    "stock": "STOCK",
    "items": "ITEMS",
    "text": "TEXT",
    "unit_slip": "UNITS",
    "misfilled_decisions": "MISFILL",
    "regulations_by_bureau": "REGULATIONS",
    "all_blank": "BLANKS",
    "wrong_form": "FORM_YEAR",
    "period_vs_title": "PERIOD",
    "copied_text": "SIMILAR_LAST",
    "missing_section": "SECTIONS",
    "late": "LATE",
    "outlier": "JUMP",
    "copied_neighbour": "SIMILAR_OTHER",
}
# What an error of a kind truly breaks besides its own check.
ALSO = {
    "wrong_form": {"ITEMS"},  # the old form asks for last year's items, which are not there
    "outlier": {"HIERARCHY"},
    "unit_slip": {"HIERARCHY"},
    "misfilled_decisions": {"HIERARCHY", "JUMP"},
}
LEAST_DECISIONS = 5  # fewer cannot be told from a coincidence
Group = list[Record]


MANY, FEW = 130, 44


@cache
def agencies(count: int = MANY) -> tuple[object, list[Group]]:
    registry, records = made_up_records(count, (2016, 2025), 11, Options(with_plans=False))
    return registry, [list(group) for _, group in groupby(records, key=lambda r: r.agency)]


def is_an_error(planted: Planted, reports: Group) -> bool:
    """Whether the law and the numbers make the planted change one."""
    record = next(r for r in reports if r.year == planted.year)
    if planted.kind == "late":  # until 2018 every agency had time to 31 March
        return planted.year >= 2019 or record.scope == "aggregate"
    if planted.kind == "misfilled_decisions":
        enough = (record.value(planted.fields[0]) or 0) >= LEAST_DECISIONS
        return enough and record.scope == "own"  # in a sum, one such row may be chance
    return True


def with_errors(count: int) -> tuple[list[Record], list[Planted]]:
    """Every other agency gets one error, the kinds in turn."""
    _, groups = agencies(count)
    chance = random.Random(7)
    kinds = [kind for kind in KINDS if kind != "copied_neighbour"]
    records: list[Record] = []
    errors: list[Planted] = []
    turn = 0
    for number, reports in enumerate(groups):
        changed = reports
        if number % 2 and number < len(groups) - 1:
            for _ in kinds:
                kind = kinds[turn % len(kinds)]
                turn += 1
                result = plant(reports, kind, chance)
                if result and is_an_error(result[1], result[0]):
                    changed = result[0]
                    errors.append(result[1])
                    break
        records += changed
    return records, errors


def write(tmp_path, records: list[Record], count: int = MANY) -> Dossiers:
    registry, _ = agencies(count)
    write_registry(tmp_path, registry)
    write_records(tmp_path, records)
    return load_dossiers(DataFolder(tmp_path), jobs=1)


def failed(dossiers: Dossiers) -> set[tuple[str, int, str]]:
    return {(found.agency, found.year, found.check) for found in dossiers.findings()}


@pytest.mark.slow
def test_every_planted_error_is_found_and_nothing_else(tmp_path):
    records, errors = with_errors(MANY)
    assert len(records) >= 1000
    assert {error.kind for error in errors} == set(FOUND_BY) - {"copied_neighbour"}
    assert_all_found_and_none_else(tmp_path, MANY, records, errors)


def test_in_a_few_agencies_too(tmp_path):
    records, errors = with_errors(FEW)
    assert len({error.kind for error in errors}) >= 15
    assert_all_found_and_none_else(tmp_path, FEW, records, errors)


def assert_all_found_and_none_else(tmp_path, count, records, errors):
    _, groups = agencies(count)
    truth = [record for group in groups for record in group]
    blank = failed(write(tmp_path / "truth", truth, count))
    assert {check for *_, check in blank} <= {"BLANKS"}  # cells left empty out of habit
    found = failed(write(tmp_path / "planted", records, count)) - blank
    expected = {(e.agency, e.year, FOUND_BY[e.kind]) for e in errors}
    assert expected - found == set()
    allowed = expected | {
        (e.agency, e.year, check) for e in errors for check in {*e.also, *ALSO.get(e.kind, ())}
    }
    assert found - allowed == set()


def test_a_copied_neighbour_is_found_with_a_passage(tmp_path):
    _, groups = agencies()
    donor = groups[4][-1]
    victim = next(g for g in groups[5:] if g[-1].year == donor.year and g[-1].scope == "own")
    result = plant([victim[-1]], "copied_neighbour", random.Random(1), donor)
    assert result is not None
    others = [g[-1] for g in groups[:40] if g is not victim]
    dossiers = write(tmp_path, [*result[0], *others])
    found = [f for f in dossiers.findings() if f.check == "SIMILAR_OTHER"]
    assert {f.agency for f in found} == {donor.agency, victim[-1].agency}
    assert all(f.left and f.left.quote for f in found)
    shown = next(f for f in found if f.agency == victim[-1].agency)
    assert shown.right is not None
    assert shown.right.other == (f"{donor.agency}/{donor.year}",)
