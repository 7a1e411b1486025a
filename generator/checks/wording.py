"""Words for the sides of a comparison, made from the labels of the forms."""

from __future__ import annotations

from functools import cache

from generator.checks.finding import Side
from generator.forms import Field, form, form_ids
from generator.forms.english import figure_in_english
from generator.messages import LANGUAGES, message, said_again
from generator.records import Number


@cache
def _field(form_id: str | None, field_id: str) -> Field | None:
    """The field on its own form, else on any: reports print rows of other forms too."""
    first = (form_id,) if form_id is not None else ()
    found = (form(known).fields.get(field_id) for known in (*first, *form_ids()))
    return next(filter(None, found), None)


@cache
def figure_label(form_id: str | None, field_id: str) -> str:
    """The row and column of one figure, as short as it stays clear; the id when unknown."""
    field = _field(form_id, field_id)
    if field is None:
        return field_id
    column = field.column.label
    if field.row.label and column:
        return f"{field.row.label} · {column}"
    return field.row.label or " · ".join(field.column.header)


@cache
def sum_label(form_id: str | None, field_ids: tuple[str, ...]) -> str:
    """The words for several figures: what they have in common, then how many they are."""
    labels = [figure_label(form_id, field_id) for field_id in field_ids]
    if len(labels) <= 2:
        return " + ".join(labels)
    params = {"first": labels[0], "last": labels[-1], "count": str(len(labels))}
    return message("checks.side.sum", params, LANGUAGES[0])


def side_in_english(side: Side) -> str:
    """The words for a side by the English names of its figures."""
    fields = side.fields or tuple(other.partition("#")[2] for other in side.other)
    found = [_field(None, name) for name in fields]
    labels = [figure_in_english(one) for one in found if one is not None]
    if not labels or len(labels) < len(fields):
        return said_again(side.label, "checks.side.", "en")
    if len(labels) <= 2:
        return " + ".join(labels)
    params = {"first": labels[0], "last": labels[-1], "count": str(len(labels))}
    return message("checks.side.sum", params, "en")


def figures_side(form_id: str | None, field_ids: tuple[str, ...], value: Number | None) -> Side:
    """A side made of figures of the report itself."""
    return Side(label=sum_label(form_id, field_ids), value=value, fields=field_ids)
