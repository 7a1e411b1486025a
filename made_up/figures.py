"""Numbers as printed figures: states, spellings and places, as agencies fill in forms."""

from __future__ import annotations

from functools import cache, lru_cache
from random import Random
from typing import Literal

from generator.forms import FormRow, FormTable, form
from generator.records import MISSING, Figure, Place
from made_up.simulated import Numbers

Habit = Literal["zeros", "none", "sparse", "dash"]
_HABITS: tuple[Habit, ...] = ("zeros", "none", "sparse", "dash")
_FIRST_LINE = 60


def habit(chance: Random) -> Habit:
    """How an agency fills in what does not apply to it; most print zeros."""
    return chance.choices(_HABITS, (86, 6, 5, 3))[0]


def figures(numbers: Numbers, form_id: str, how: Habit) -> dict[str, Figure]:
    """A figure for every field of the form, in the form's order.

    Money comes in hundredths of the form's unit.
    """
    found = {}
    for field_id, is_money, place in layout(form_id):
        number = numbers.get(field_id)
        if number is None:
            found[field_id] = MISSING
        elif number == 0 and how != "zeros":
            found[field_id] = _nothing(field_id, how, place)
        else:
            found[field_id] = _number(number, is_money, place, "change" in field_id)
    return found


@cache
def layout(form_id: str) -> tuple[tuple[str, bool, Place], ...]:
    """Each field with whether it is money and where a plain text would print it."""
    line = _FIRST_LINE
    places = []
    for table in form(form_id).tables:
        line += 3
        for row in table.rows:
            first = 2 if table.id == "stats" else _leading_cells(table, row)
            places += [
                (field.id, field.type == "decimal", Place(line=line, cell=first + step))
                for step, field in enumerate(table.row_fields(row))
            ]
            line += 1
    return tuple(places)


def _leading_cells(table: FormTable, row: FormRow) -> int:
    """Label cells before the first number, groups that begin on this row included."""
    if not row.label:
        return 0
    seen: set[str] = set()
    for other in table.rows:
        if other is row:
            break
        seen.update(other.groups)
    return 1 + sum(group not in seen for group in row.groups)


@lru_cache(maxsize=100_000)
def _number(number: int, is_money: bool, place: Place, is_change: bool) -> Figure:
    if not is_money:
        sign = "+" if is_change and number > 0 else ""
        return Figure(value=number, state="number", raw=f"{sign}{number}", at=place)
    value = number // 100 if number % 100 == 0 else number / 100
    return Figure(value=value, state="number", raw=money_text(number), at=place)


def money_text(hundredths: int) -> str:
    """`1250` as 12.5, `-100` as -1: the shortest spelling of an amount in hundredths.

    >>> money_text(1250), money_text(100), money_text(5)
    ('12.5', '1', '0.05')
    """
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


@cache
def _nothing(field_id: str, how: Habit, place: Place) -> Figure:
    """A zero as it is printed by agencies that do not print zeros everywhere."""
    if how == "none" and ".regulations." in field_id:
        return Figure(state="none", raw="无", at=place)
    if how == "dash" and field_id.startswith("proactive."):
        return Figure(state="dash", raw="——", at=place)
    is_request = field_id.startswith(("outcomes.", "requests."))
    if how == "sparse" and is_request and not field_id.endswith((".natural_person", ".total")):
        return Figure(state="blank", raw="", at=place)
    return Figure(value=0, state="number", raw="0", at=place)
