"""Where on a report's page a figure stands: the id of its cell, or of its row's total.

A figure that is added up along a row of many has no id of its own: a page has 170 of them,
8 KB of ids, and the whole row is marked where its total is led to.
"""

from __future__ import annotations

from functools import cache

from generator.forms.load import forms

_MANY = 5


def figure_anchor(field: str) -> str:
    """The id of the place where a field stands, on every form that has it."""
    return f"f-{_totals().get(field, field)}"


def has_anchor(field: str) -> bool:
    """Whether the cell of that field has an id of its own."""
    return field not in _totals()


@cache
def _totals() -> dict[str, str]:
    """The totals of the fields that are added up along a row of many."""
    return {
        part: one.total
        for form in forms()
        for one in form.sums
        if one.is_along_row and len(one.parts) > _MANY
        for part in one.parts
    }
