"""Sums of figures as text: `a + b - c`, `sum(pattern)`, `sum(total)`, `max(pattern)`, `a@t-1`.

A formula names no form. On a form that lacks one of its figures it has no terms, so one
text serves all forms, and a row that a form adds to a group is in every sum of the group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.forms.model import Form

_MAXIMUM = re.compile(r"max\(([a-z0-9_.*]+)\)")
_TERM = re.compile(r"\s*([+-])?\s*(?:sum\(([a-z0-9_.*]+)\)|([a-z_][a-z0-9_.]*))(@t-1)?\s*")


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of a formula; `is_previous` when it stands in last year's report."""

    field: str
    sign: int = 1
    is_previous: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """The terms of a formula on one form; none where the form does not ask for it."""

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


@cache
def formula(text: str, of: Form) -> Formula:
    """A formula on a form; ValueError when the text is none."""
    text = text.strip()
    maximum = _MAXIMUM.fullmatch(text)
    if maximum:
        return Formula(tuple(Term(name) for name in of.summands(maximum[1])), is_maximum=True)
    terms: list[Term] = []
    position = 0
    while position < len(text) or not terms:
        match = _TERM.match(text, position)
        if match is None or (match[1] is None and position):
            raise ValueError(f"no formula: {text!r}")
        names = of.parts(match[2]) if match[2] else ()
        names = names or of.summands(match[2] or match[3])
        if not names:
            return Formula(())
        sign = -1 if match[1] == "-" else 1
        for name in names:
            _add(terms, Term(name, sign, match[4] is not None))
        position = match.end()
    return Formula(tuple(terms))


def _add(terms: list[Term], term: Term) -> None:
    """What is taken away again is not asked for: `sum(review.*) - review.pending`."""
    opposite = Term(term.field, -term.sign, term.is_previous)
    if opposite in terms:
        terms.remove(opposite)
    else:
        terms.append(term)
