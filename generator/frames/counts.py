"""What the pages and the applications count: `indicators.toml` as objects."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

import msgspec

from generator.errors import BadFormError
from generator.forms import compares, form, form_ids, forms, formula
from generator.records import State
from generator.toml_file import toml_as

COUNT_STATES: tuple[str, ...] = (*get_args(State), "incomplete", "not_asked")
"""Why a count has no value, or that it has one: the states of figures, and two more."""


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A sum of figures; each form uses the first of the formulas whose figures it has."""

    id: str
    zh: str
    en: str
    unit: str
    group: str
    formula: tuple[str, ...]
    note: str = ""
    note_en: str = ""

    def terms(self, form_id: str) -> tuple[tuple[int, str], ...]:
        """The formula as (+1 or -1, field id); empty when the form does not ask for it."""
        return _terms(self.formula, form_id)

    def forms(self) -> tuple[str, ...]:
        """The forms that ask for it, oldest first."""
        return tuple(name for name in form_ids() if self.terms(name))

    def compares(self, earlier: str, later: str) -> bool:
        """Whether it means the same on both forms."""
        return compares(earlier, later, (name for _, name in self.terms(later)))

    @property
    def comparable(self) -> list[list[str]]:
        """The forms that ask for it, those together on which it means the same."""
        return _alike([self])


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """One count divided by another, shown from `minimum` upwards in the denominator."""

    id: str
    zh: str
    en: str
    group: str
    numerator: str
    denominator: str
    minimum: int
    note: str = ""
    note_en: str = ""

    @property
    def comparable(self) -> list[list[str]]:
        """The forms that ask for both counts, those together on which both mean the same."""
        return _alike([catalogue().count(name) for name in (self.numerator, self.denominator)])


def _alike(counts: list[Count]) -> list[list[str]]:
    groups: list[list[str]] = []
    for later in form_ids():
        if not all(later in count.forms() for count in counts):
            continue
        same = [
            group
            for group in groups
            if all(count.compares(earlier, later) for count in counts for earlier in group)
        ]
        if same:
            same[-1].append(later)
        else:
            groups.append([later])
    return groups


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """All indicators in the order in which they are offered.

    `pages` is what the pages of reports need besides, read by `pages.parts.indicators`.
    """

    counts: list[Count]
    rates: list[Rate]
    pages: dict[str, Any]

    def count(self, name: str) -> Count:
        """The count with that id; KeyError when there is none."""
        found = next((count for count in self.counts if count.id == name), None)
        if found is None:
            raise KeyError(name)
        return found


@cache
def catalogue() -> Catalogue:
    """The indicators; an error when a formula fits no form, or a rate names no count."""
    found = toml_as("generator.frames", "indicators.toml", Catalogue)
    known = {count.id for count in found.counts}
    for count in found.counts:
        for text in count.formula:
            if not any(formula(text, of).terms for of in forms()):
                raise BadFormError("forms.wrong_formula", formula=text)
    for rate in found.rates:
        if not {rate.numerator, rate.denominator} <= known:
            raise ValueError(f"indicator {rate.id}: no such count")
    return found


@cache
def _terms(texts: tuple[str, ...], form_id: str) -> tuple[tuple[int, str], ...]:
    found = (formula(text, form(form_id)).terms for text in texts)
    return tuple((term.sign, term.field) for term in next(filter(None, found), ()))


def state_of(count: str) -> str:
    """The column of the frame `indicators` that says why a count has no value."""
    return f"{count}_state"


MINIMUM_BASE: int = catalogue().pages["shares"]["minimum"]
"""The fewest outcomes of which a share is given: below it a single case moves too much."""
