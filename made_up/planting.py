"""Plants known errors in made-up reports, so that checks can be tried against the truth.

`plant` takes the reports of one agency, oldest first, and gives them back with one
error in one of them, or None where that error cannot be made (no applications to
miscount, no fee to misplace). What a kind of error breaks besides its own check is
listed in `Planted.also`.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import msgspec

from generator.forms import asks, form
from generator.records import Figure, Period, Record, replace
from made_up import chance as of
from made_up.planting_texts import (
    Change,
    Planter,
    Reports,
    copied_neighbour,
    copied_text,
    text_number,
    text_parts,
)
from made_up.simulated import outcome_rows

_STOCK = "proactive.normative_docs.in_force"


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted error: its kind, the report it is in, the figures that were changed."""

    kind: str
    agency: str
    year: int
    fields: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def plant(
    reports: Reports, kind: str, chance: Random, donor: Record | None = None
) -> tuple[list[Record], Planted] | None:
    """The reports with one error of a kind of KINDS; None where it cannot be planted.

    `donor` is another agency's report of any year, needed by "copied_neighbour" alone.
    """
    order = list(range(len(reports)))
    chance.shuffle(order)
    for index in order:
        change = _change(reports, index, kind, chance, donor)
        if change is not None:
            changed = list(reports)
            changed[change.index] = change.record
            record = change.record
            found = Planted(kind, record.agency or "", record.year or 0, change.fields, change.also)
            return changed, found
    return None


def _change(
    reports: Reports, index: int, kind: str, chance: Random, donor: Record | None
) -> Change | None:
    if kind == "copied_neighbour":
        return copied_neighbour(reports[index], index, donor)
    return PLANTERS[kind](reports, index, chance)


def set_numbers(record: Record, changes: dict[str, int | float]) -> Record:
    """The record with figures printed as other numbers, in their old places."""
    figures = dict(record.figures)
    for field_id, value in changes.items():
        place = figures[field_id].at
        figures[field_id] = Figure(value=value, state="number", raw=str(value), at=place)
    return replace(record, figures=figures)


def _added(
    reports: Reports, index: int, steps: dict[str, int], also: tuple[str, ...] = ()
) -> Change | None:
    """Adds to figures; None when one of them is no number or would turn negative."""
    record = reports[index]
    values = {}
    for field_id, step in steps.items():
        value = record.value(field_id)
        if value is None or value + step < 0:
            return None
        values[field_id] = value + step
    return Change(index, set_numbers(record, values), tuple(steps), also)


def _is_modern(record: Record) -> bool:
    return asks(record.form, "outcomes.total.total")


def _flow(reports: Reports, index: int, chance: Random) -> Change | None:
    """More is closed than came in; rows and columns still add up."""
    if not _is_modern(reports[index]):
        return None
    step = 1 + int(chance.random() * 4)
    fields = [
        f"{row}.{column}"
        for row in ("outcomes.granted", "outcomes.total")
        for column in ("natural_person", "total")
    ]
    return _added(reports, index, dict.fromkeys(fields, step), ("HIERARCHY",))


def _row(reports: Reports, index: int, chance: Random) -> Change | None:
    """Two rows no longer add up; every column does."""
    record = reports[index]
    if not _is_modern(record):
        return None
    first, second = "outcomes.granted.natural_person", "outcomes.unable.not_held.natural_person"
    if not record.value(first):
        first, second = second, first
    return _added(reports, index, {first: -1, second: 1}, ("HIERARCHY",))


def _column(reports: Reports, index: int, chance: Random) -> Change | None:
    """The outcomes no longer sum to their total; the row still does."""
    record = reports[index]
    if not _is_modern(record) or record.form is None:
        return None
    row = of.pick(chance, outcome_rows(record.form)[0])
    return _added(reports, index, {f"{row}.natural_person": 2, f"{row}.total": 2}, ("HIERARCHY",))


def _cases(reports: Reports, index: int, chance: Random) -> Change | None:
    if not _is_modern(reports[index]):
        return None
    group = of.pick(chance, ("review", "litigation.direct", "litigation.after_review"))
    return _added(reports, index, {f"{group}.total": 1}, ("HIERARCHY",))


def _stats(reports: Reports, index: int, chance: Random) -> Change | None:
    if not asks(reports[index].form, "stats.capacity.staff"):
        return None
    field_id = of.pick(
        chance, ("stats.requests.online", "stats.replies.not_exist", "stats.capacity.staff")
    )
    return _added(reports, index, {field_id: 3}, ("HIERARCHY",))


def _carry(reports: Reports, index: int, chance: Random) -> Change | None:
    """This year starts with more than last year left; the year itself adds up."""
    record = reports[index]
    before = reports[index - 1] if index else None
    if before is None or not _is_modern(before) or before.year != (record.year or 0) - 1:
        return None
    rows = ("requests.carried_in", "outcomes.granted", "outcomes.total")
    fields = [f"{row}.{column}" for row in rows for column in ("natural_person", "total")]
    return _added(reports, index, dict.fromkeys(fields, 2), ("HIERARCHY", "TEXT"))


def _stock(reports: Reports, index: int, chance: Random) -> Change | None:
    if index != len(reports) - 1 or index == 0 or not asks(reports[index - 1].form, _STOCK):
        return None
    return _added(reports, index, {_STOCK: 3}, ("HIERARCHY",))


def _items(reports: Reports, index: int, chance: Random) -> Change | None:
    asked = "proactive.licences.items_prev_year"
    if not index or not all(asks(one.form, asked) for one in reports[index - 1 : index + 1]):
        return None
    row = of.pick(chance, ("licences", "penalties", "coercive_measures"))
    return _added(reports, index, {f"proactive.{row}.items_prev_year": 5}, ("HIERARCHY",))


def _unit_slip(reports: Reports, index: int, chance: Random) -> Change | None:
    """Yuan printed where 10,000 yuan were asked for."""
    field_id = "proactive.admin_fees.amount"
    others = [r.value(field_id) for r in reports if asks(r.form, field_id)]
    value = reports[index].value(field_id)
    if not value or len([v for v in others if v]) < 3:
        return None
    record = set_numbers(reports[index], {field_id: round(value * 10000)})
    return Change(index, record, (field_id,), ("OUTLIER", "HIERARCHY"))


def _misfilled(reports: Reports, index: int, chance: Random) -> Change | None:
    """The number of decisions is last year's items plus the change."""
    record = reports[index]
    row = f"proactive.{of.pick(chance, ('licences', 'penalties'))}"
    before = record.value(f"{row}.items_prev_year")
    if not before or not record.value(f"{row}.decisions"):
        return None
    total = before + (record.value(f"{row}.items_change") or 0)
    changed = set_numbers(record, {f"{row}.decisions": total})
    return Change(index, changed, (f"{row}.decisions",), ("HIERARCHY", "OUTLIER"))


def _regulations(reports: Reports, index: int, chance: Random) -> Change | None:
    record = reports[index]
    fields = ("proactive.regulations.made", "proactive.regulations.in_force")
    is_last = index == len(reports) - 1
    if not asks(record.form, fields[1]) or record.scope == "aggregate" or not is_last:
        return None
    return Change(index, set_numbers(record, dict.fromkeys(fields, 1)), fields, ("HIERARCHY",))


def _all_blank(reports: Reports, index: int, chance: Random) -> Change | None:
    record = reports[index]
    blank = {
        field_id: Figure(state="blank", raw="", at=figure.at)
        for field_id, figure in record.figures.items()
    }
    return Change(index, replace(record, figures=blank), tuple(blank), ("OUTLIER",))


def _wrong_form(reports: Reports, index: int, chance: Random) -> Change | None:
    """A report on the form that the one in force replaced."""
    record = reports[index]
    old = form(record.form).extends if record.form else None
    if old is None:
        return None
    return Change(index, replace(record, form=old, figures=_on_old_form(record, old)))


def _on_old_form(record: Record, old: str) -> dict[str, Figure]:
    """What the old form has one row for is the sum of the group in the record's own rows."""
    figures, own = {}, form(record.form or "")
    for name, entry in form(old).fields.items():
        group = f"{entry.row.id.rpartition('.')[0]}.*.{entry.column.id}"
        parts = own.summands(group) if name.startswith("outcomes.") else ()
        total = sum(record.value(part) or 0 for part in parts)
        summed = Figure(value=total, state="number", raw=str(total))
        figures[name] = record.figures.get(name, summed)
    return figures


def _period(reports: Reports, index: int, chance: Random) -> Change | None:
    year = (reports[index].year or 0) - 1
    period = Period(start=f"{year}-01-01", end=f"{year}-12-31")
    return Change(index, replace(reports[index], period=period))


def _missing_section(reports: Reports, index: int, chance: Random) -> Change | None:
    record = reports[index]
    if not _is_modern(record):
        return None
    key = of.pick(chance, ("problems", "other"))
    kept = tuple(s for s in record.sections if s.key != key)
    return Change(index, replace(record, sections=kept), (key,))


def _late(reports: Reports, index: int, chance: Random) -> Change | None:
    """Published after the legal date: 31 January, for governments 31 March."""
    record = reports[index]
    month = "05" if record.scope == "aggregate" else "03"
    published = f"{(record.year or 0) + 1}-{month}-20"
    source = msgspec.structs.replace(record.source, published=published)
    return Change(index, replace(record, source=source))


def _outlier(reports: Reports, index: int, chance: Random) -> Change | None:
    """A hundred times as many licences as in any other year."""
    field_id = "proactive.licences.decisions"
    known = [r.value(field_id) for r in reports if _is_modern(r)]
    value = reports[index].value(field_id)
    if not value or value < 20 or len(known) < 5 or not all(known):
        return None
    record = set_numbers(reports[index], {field_id: int(value) * 100 + 7})
    return Change(index, record, (field_id,), ("HIERARCHY",))


def _stock_within(reports: Reports, index: int, chance: Random) -> Change | None:
    """More was made this year than is in force or was repealed."""
    row = f"proactive.{of.pick(chance, ('regulations', 'normative_docs'))}"
    record = reports[index]
    names = (f"{row}.in_force", f"{row}.repealed", f"{row}.made")
    known = [record.value(name) for name in names if asks(record.form, name)]
    if len(known) < len(names) or None in known:
        return None
    more = sum(value or 0 for value in known[:2]) + 1 + int(chance.random() * 5)
    changed = set_numbers(record, {names[2]: more})
    return Change(index, changed, (names[2],), ("STOCK", "REGULATIONS", "HIERARCHY", "TEXT"))


def _no_table(reports: Reports, index: int, chance: Random) -> Change | None:
    """A table of the form that is nowhere in the document."""
    record = reports[index]
    if not _is_modern(record) or record.form is None:
        return None
    table = of.pick(chance, form(record.form).tables)
    gone = {field.id: Figure(state="missing") for field in table.fields}
    return Change(index, replace(record, figures={**record.figures, **gone}), tuple(gone))


def _out_of_group(reports: Reports, index: int, chance: Random) -> Change | None:
    """Thousands of times the applications of its like; all sums of the report still fit."""
    if not _is_modern(reports[index]):
        return None
    rows = ("requests.received", "outcomes.granted", "outcomes.total")
    fields = [f"{row}.{column}" for row in rows for column in ("natural_person", "total")]
    step = 100_000 + int(chance.random() * 50_000)
    return _added(reports, index, dict.fromkeys(fields, step), ("HIERARCHY", "JUMP", "TEXT"))


PLANTERS: dict[str, Planter] = {
    "flow": _flow,
    "row": _row,
    "column": _column,
    "cases": _cases,
    "stats": _stats,
    "carry": _carry,
    "stock": _stock,
    "items": _items,
    "text": text_number,
    "text_parts": text_parts,
    "unit_slip": _unit_slip,
    "misfilled_decisions": _misfilled,
    "regulations_by_bureau": _regulations,
    "all_blank": _all_blank,
    "wrong_form": _wrong_form,
    "period_vs_title": _period,
    "copied_text": copied_text,
    "missing_section": _missing_section,
    "late": _late,
    "outlier": _outlier,
    "stock_within": _stock_within,
    "no_table": _no_table,
    "out_of_group": _out_of_group,
    "above_government": _out_of_group,
}
KINDS = (*PLANTERS, "copied_neighbour")
