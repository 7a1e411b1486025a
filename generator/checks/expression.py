"""Formulas of figures, with what is known when some of them are not numbers.

A blank is never zero. It is a count that nobody printed: at least zero, perhaps more.
So a sum with a blank in it has a lower bound, the sum of the printed parts, and no upper
one; two sides are compared by their bounds. A total of 5 whose printed parts already
make 8 cannot be met whatever the blanks hold; a total of 10 with printed parts 8 can, and
is not judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

from generator.checks.subject import Values
from generator.forms import Formula
from generator.records import Number

Operator = Literal["==", "<=", ">="]
Truth = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and greatest value of a formula, and the states of figures that are no number."""

    low: Number
    high: Number
    unknown: tuple[str, ...] = ()

    @property
    def value(self) -> Number | None:
        """The value when every part is a number; None otherwise."""
        return None if self.unknown else self.low


def total(formula: Formula, values: Values, previous: Values) -> Number | None:
    """The sum when every part is a number; the short way for nearly all comparisons."""
    if formula.is_maximum:
        return None
    found: Number = 0
    for term in formula.terms:
        value = (previous if term.is_previous else values).get(term.field)
        if value is None:
            return None
        found += value if term.sign > 0 else -value
    return found


def bounds(formula: Formula, values: Values, previous: Values, signed: frozenset[str]) -> Bounds:
    """The bounds of a formula; `signed` names the fields that may be negative."""
    return (_maximum if formula.is_maximum else _sum)(formula, values, previous, signed)


def _sum(formula: Formula, values: Values, previous: Values, signed: frozenset[str]) -> Bounds:
    low: Number = 0
    has_low = has_high = True
    unknown: list[str] = []
    for term in formula.terms:
        value = (previous if term.is_previous else values).get(term.field)
        if value is not None:
            low += term.sign * value
            continue
        unknown.append(term.field)
        has_high &= term.sign < 0 and term.field not in signed
        has_low &= term.sign > 0 and term.field not in signed
    if not unknown:
        return Bounds(low, low)
    return Bounds(low if has_low else -inf, low if has_high else inf, tuple(unknown))


def _maximum(formula: Formula, values: Values, _: Values, signed: frozenset[str]) -> Bounds:
    known = [values[term.field] for term in formula.terms if term.field in values]
    unknown = tuple(term.field for term in formula.terms if term.field not in values)
    low: Number = max(known) if known else (-inf if signed else 0)
    return Bounds(low, inf if unknown else low, unknown)


def compare(left: Bounds, operator: Operator, right: Bounds) -> Truth:
    """Whether the comparison holds; “unknown” when a missing number leaves it open."""
    if operator == ">=":
        return compare(right, "<=", left)
    if operator == "<=":
        if left.high <= right.low + _ROUNDING:
            return "yes"
        return "no" if left.low > right.high + _ROUNDING else "unknown"
    if left.low > right.high + _ROUNDING or right.low > left.high + _ROUNDING:
        return "no"
    return "unknown" if left.unknown or right.unknown else "yes"


_ROUNDING = 0.0001
