"""Why information was not given: the rows of the forms below 不予公开, 无法提供, 不予处理.

Each reason is a `Count` of its own, by the id of its row; which counts are made of reasons
stands in `indicators.toml` (`pages.reasons`), and the rows are what a form adds up to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.forms import Form, forms
from generator.forms.explanations import explanations
from generator.frames.counts import Count, catalogue


@cache
def reason_groups() -> tuple[Count, ...]:
    """The counts that are made of reasons, in order."""
    return tuple(catalogue().count(name) for name in catalogue().pages["reasons"]["counts"])


@cache
def reasons() -> tuple[Count, ...]:
    """Every reason that a form has, group by group, those of the newest form first."""
    return tuple(
        _reason(row, group, fields)
        for group in reason_groups()
        for row, fields in _rows(group).items()
    )


@cache
def reasons_on(form_id: str) -> tuple[Count, ...]:
    """The reasons for refusal that a form has a row for."""
    return tuple(reason for reason in reasons() if reason.terms(form_id))


def _rows(group: Count) -> dict[str, list[str]]:
    """The figures of each row, form by form."""
    found: dict[str, list[str]] = {}
    for of in reversed(forms()):
        for name in _parts(group, of):
            fields = found.setdefault(of.fields[name].row.id, [])
            if name not in fields:
                fields.append(name)
    return found


def _parts(group: Count, of: Form) -> Iterator[str]:
    for _, name in group.terms(of.id):
        sums = (one.parts for one in of.sums if one.total == name and not one.is_along_row)
        yield from next(sums, (name,))


def _reason(row: str, group: Count, fields: list[str]) -> Count:
    told = explanations().get(row)
    label = next(of.fields[fields[0]].row.label for of in forms() if fields[0] in of.fields)
    return Count(
        id=row,
        zh=told.label_zh.rpartition("：")[2] if told else label,  # its group is said beside it
        en=told.label_en if told else label,
        unit=group.unit,
        group=group.id,
        formula=tuple(fields),
    )
