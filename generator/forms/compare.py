"""Which forms' figures mean the same, so that they may stand in one table, sum or line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from generator.forms.load import form, forms
from generator.forms.model import matching


@cache
def reaches(form_id: str, figure: str) -> frozenset[str]:
    """The forms with which a figure of a form compares: itself and, step by step, earlier ones."""
    found = {form_id}
    for comparison in form(form_id).compares:
        if any(matching(pattern, (figure,)) for pattern in comparison.figures):
            found |= reaches(comparison.form, figure)
    return frozenset(found)


def compares(first: str, second: str, figures: Iterable[str]) -> bool:
    """Whether all those figures mean the same on both forms."""
    return all(
        second in reaches(first, figure) or first in reaches(second, figure) for figure in figures
    )


@cache
def era(form_id: str | None) -> str:
    """The oldest form with which the outcomes of requests compare; "" without a form.

    Reports of one era can be joined by a line, ranked and set beside each other.
    """
    if form_id is None:
        return ""
    of = form(form_id)
    outcomes = [name for bar in of.shown.outcomes for name in of.summands(bar.of)]
    within = frozenset.intersection(*(reaches(form_id, name) for name in outcomes))
    return next(one.id for one in forms() if one.id in within)


def is_current_era(form_id: str | None) -> bool:
    """Whether a form's requests compare with those of the newest form."""
    return form_id is not None and era(form_id) == era(forms()[-1].id)


def asks(form_id: str | None, figure: str) -> bool:
    """Whether a form asks for a figure; no form asks for none."""
    return form_id is not None and figure in form(form_id).fields


@cache
def first_year(form_id: str, figure: str) -> int:
    """The first report year whose figure compares with that of the form."""
    return min(form(name).years[0] for name in reaches(form_id, figure))


def first_nationwide_year() -> int:
    """The report year from which on every agency uses one and the same form."""
    return min(one.years[0] for one in forms() if one.is_nationwide)


def newest_form() -> str:
    """The form that came last: what compares is written in its rows."""
    return forms()[-1].id


def form_in_force(year: int) -> str:
    """The form that reports on that year use; the oldest one before all."""
    begun = [one.id for one in forms() if one.years[0] <= year]
    return begun[-1] if begun else forms()[0].id
