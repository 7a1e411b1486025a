"""Planted errors: one error where it is said to be, and nothing else changed."""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import groupby

import pytest
from stdnum import luhn

from generator.records import Record
from made_up import made_up_records
from made_up.personal import bank_card, identity_number, plant_personal
from made_up.planting import KINDS, plant


@cache
def agencies() -> list[list[Record]]:
    _, records = made_up_records(120, (2016, 2025), 3)
    reports = [record for record in records if record.kind == "annual_report"]
    return [list(group) for _, group in groupby(reports, key=lambda r: r.agency)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_error_can_be_planted_and_changes_one_report(kind: str) -> None:
    chance = random.Random(1)
    donor = agencies()[0][-1]
    for reports in agencies()[2:]:
        result = plant(reports, kind, chance, donor)
        if result is not None:
            changed, planted = result
            different = [new for old, new in zip(reports, changed, strict=True) if old != new]
            assert [(r.agency, r.year) for r in different] == [(planted.agency, planted.year)]
            assert planted.kind == kind
            return
    pytest.fail(f"{kind} could be planted nowhere")


def test_planting_says_which_figures_it_changed() -> None:
    chance = random.Random(2)
    for reports in agencies()[2:40]:
        result = plant(reports, "flow", chance)
        if result:
            changed, planted = result
            year = planted.year
            old = next(r for r in reports if r.year == year)
            new = next(r for r in changed if r.year == year)
            fields = {f for f in old.figures if old.figures[f] != new.figures[f]}
            assert fields == set(planted.fields)


def test_identity_numbers_and_cards_are_valid_by_their_rules() -> None:
    chance = random.Random(5)
    weights = [2 ** (17 - n) % 11 for n in range(17)]
    for _ in range(50):
        number = re.sub(r"[^\dX]", "", identity_number(chance).upper().replace("<BR>", ""))
        number = "".join(str(int(c)) if c.isdigit() else c for c in number)
        total = sum(int(d) * w for d, w in zip(number[:17], weights, strict=True))
        assert number[17] == "10X98765432"[total % 11]
        assert luhn.is_valid(re.sub(r"\D", "", bank_card(chance)))


def test_personal_data_and_traps_stand_in_the_text() -> None:
    record, planted, traps = plant_personal(agencies()[3][0], random.Random(1))
    text = "\n".join(section.text or "" for section in record.sections)
    assert {p.kind for p in planted} == {
        "identity",
        "identity_15",
        "mobile",
        "bank_card",
        "home_address",
        "lane",
    }
    assert all(p.text in text for p in planted)
    assert all(trap in text for trap in traps)
