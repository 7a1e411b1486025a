"""Sums and maxima of figures, with what is known when some of them are not numbers.

A blank is never zero. It is a count that nobody printed: at least zero, perhaps more.
So a sum with a blank in it has a lower bound, the sum of the printed parts, and no upper
one; two sides are compared by their bounds. A total of 5 whose printed parts already
make 8 cannot be met whatever the blanks hold; a total of 10 with printed parts 8 can, and
is not judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import Literal

from generator.checks.judgement import Number
from generator.checks.subject import Values

Operator = Literal["==", "<=", ">="]
Truth = Literal["yes", "no", "unknown"]

_TERM = re.compile(r"\s*([+-])?\s*([a-z_][a-z0-9_.]*)(@t-1)?")


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of an expression; `is_previous` when it stands in last year's report."""

    field: str
    sign: int = 1
    is_previous: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of an expression: its least and greatest value, and what was no number."""

    low: Number
    high: Number
    unknown: tuple[str, ...] = ()

    @property
    def value(self) -> Number | None:
        """The value when every part is a number; None otherwise."""
        return None if self.unknown else self.low


@dataclass(frozen=True, slots=True)
class Expression:
    """`a + b - c@t-1` or `max(a, b)`."""

    terms: tuple[Term, ...]
    is_maximum: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The figures of this year's report."""
        return tuple(term.field for term in self.terms if not term.is_previous)

    @property
    def previous_fields(self) -> tuple[str, ...]:
        """The figures of last year's report."""
        return tuple(term.field for term in self.terms if term.is_previous)

    def bounds(self, values: Values, previous: Values, signed: frozenset[str]) -> Bounds:
        """Evaluates; `signed` names the fields that may be negative."""
        return (self._maximum if self.is_maximum else self._sum)(values, previous, signed)

    def total(self, values: Values, previous: Values) -> Number | None:
        """The sum when every part is a number; the short way for nearly all comparisons."""
        if self.is_maximum:
            return None
        total: Number = 0
        for term in self.terms:
            value = (previous if term.is_previous else values).get(term.field)
            if value is None:
                return None
            total += value if term.sign > 0 else -value
        return total

    def _sum(self, values: Values, previous: Values, signed: frozenset[str]) -> Bounds:
        low: Number = 0
        has_low = has_high = True
        unknown: list[str] = []
        for term in self.terms:
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

    def _maximum(self, values: Values, previous: Values, signed: frozenset[str]) -> Bounds:
        known = [values[term.field] for term in self.terms if term.field in values]
        unknown = tuple(term.field for term in self.terms if term.field not in values)
        low: Number = max(known) if known else (-inf if signed else 0)
        return Bounds(low, inf if unknown else low, unknown)


def parse(text: str) -> Expression:
    """Reads an expression; ValueError when it is none."""
    text = text.strip()
    if text.startswith("max(") and text.endswith(")"):
        parts = [part.strip() for part in text[4:-1].split(",")]
        return Expression(tuple(Term(part) for part in parts), is_maximum=True)
    terms: list[Term] = []
    position = 0
    while position < len(text):
        match = _TERM.match(text, position)
        if match is None or (match[1] is None and terms):
            raise ValueError(f"no expression: {text!r}")
        terms.append(Term(match[2], -1 if match[1] == "-" else 1, match[3] is not None))
        position = match.end()
    if not terms:
        raise ValueError("an empty expression")
    return Expression(tuple(terms))


def compare(left: Bounds, operator: Operator, right: Bounds) -> Truth:
    """Whether the comparison is true, false, or open because something was no number."""
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
