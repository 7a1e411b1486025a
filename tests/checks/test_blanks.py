"""A blank is never zero: what can be decided beside one, and what cannot."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.expression import bounds, compare
from generator.forms import Formula, Term

from .factory import BLANK, failing, record, results, subject

NO_SIGNS: frozenset[str] = frozenset()


def formula_of(text):
    names = re.findall(r"[a-z]\w*", text.removeprefix("max"))
    return Formula(tuple(Term(name) for name in names), is_maximum=text.startswith("max"))


def truth(left, op, right, values, signed=NO_SIGNS):
    sides = (bounds(formula_of(text), values, {}, signed) for text in (left, right))
    return compare(next(sides), op, next(sides))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"t": 10, "a": 6, "b": 4}, "yes"),
        ({"t": 10, "a": 6, "b": 5}, "no"),
        ({"t": 10, "a": 6}, "unknown"),  # the blank may hold 4
        ({"t": 10, "a": 10}, "unknown"),  # or nothing at all
        ({"t": 10, "a": 11}, "no"),  # parts above the total, whatever the blank holds
        ({"a": 6, "b": 4}, "unknown"),  # the total itself is blank
        ({}, "unknown"),
    ],
)
def test_a_sum_beside_a_blank(values, expected):
    assert truth("t", "==", "a + b", values) == expected


def test_an_inequality_is_decided_when_the_blank_cannot_matter():
    assert truth("n", "<=", "a + b", {"n": 3, "a": 5}) == "yes"
    assert truth("n", "<=", "a + b", {"n": 7, "a": 5}) == "unknown"
    assert truth("n", ">=", "max(a, b)", {"n": 3, "a": 5}) == "no"
    assert truth("n", ">=", "max(a, b)", {"n": 7, "a": 5}) == "unknown"


def test_a_blank_that_may_be_negative_decides_nothing():
    assert truth("t", "==", "a + b", {"t": 10, "a": 11}, frozenset({"b"})) == "unknown"


@given(
    st.lists(st.integers(0, 50), min_size=2, max_size=6),
    st.sets(st.integers(0, 6)),
    st.integers(-3, 3),
)
def test_what_is_decided_beside_blanks_is_true_of_every_filling(parts, hidden, off):
    names = [f"p{number}" for number in range(len(parts))]
    values = dict(zip(names, parts, strict=True)) | {"t": sum(parts)}
    shown = {key: value for n, (key, value) in enumerate(values.items()) if n not in hidden}
    assert truth("t", "==", " + ".join(names), shown) != "no"
    if off:
        wrong = values | {"t": values["t"] + off}
        assert truth("t", "==", " + ".join(names), wrong) == "no"


def test_parts_above_the_total_fail_beside_a_blank_and_say_so():
    known = {
        "requests.received.total": 5,
        "requests.received.natural_person": 8,
        "requests.received.other_org": BLANK,
    }
    row = [
        f for f in failing("ROW", subject(record(figures=known))) if f.scope == "requests.received"
    ]
    assert row[0].params["least_right"] == "8"
    assert row[0].right.value is None


def test_a_report_of_zeros_and_one_of_blanks_are_not_the_same():
    zeros = record()
    blanks = record(figures=dict.fromkeys(zeros.figures, BLANK))
    assert results("FLOW", subject(zeros)) == {"holds"}
    assert results("FLOW", subject(blanks)) == {"not_judged"}
