"""The spellings of a figure in a cell, as agencies print them."""

from __future__ import annotations

import unicodedata
from random import Random

import msgspec

from generator.forms import Field
from generator.records import Figure
from made_up import chance as of
from made_up.figures import money_text

_DASHES = ("/", "-", "—", "——", "-----", "\\")
_WIDE = str.maketrans("0123456789.+-", "０１２３４５６７８９．＋－")
HABITS = ("plain", "plain", "plain", "thousands", "wide", "counters", "spaced", "noted")

# What agencies print for nothing in the tables of applications and of cases.
NOTHINGS = ("zero", "zero", "zero", "zero", "zero", "totals", "totals", "blank", "dash")
_SPARE_TABLES = ("requests", "cases")


def nothing(figure: Figure, field: Field, habit: str) -> Figure:
    """A zero as an agency of that habit leaves it: `totals` prints it for totals alone."""
    is_spared = habit == "zero" or (habit == "totals" and field.id.endswith(".total"))
    if figure.value != 0 or is_spared or field.table not in _SPARE_TABLES:
        return figure
    return Figure(state="dash" if habit == "dash" else "blank", raw="")


def spell(figure: Figure, field: Field, habit: str, chance: Random) -> tuple[str, Figure]:
    """What is printed for a figure, and the figure that a reader must make of it."""
    if figure.state == "dash":
        return _as_printed(of.pick(chance, _DASHES), figure)
    if figure.state == "none":
        return _as_printed(of.pick(chance, ("无", "无", "无。")), figure)
    if figure.value is None:
        return "", Figure(state="blank", raw="")
    if field.type == "signed_count":
        return _as_printed(_signed(int(figure.value), chance), figure)
    if field.type == "decimal":
        return _as_printed(_money(figure.value, field, chance), figure)
    return _as_printed(_count(int(figure.value), field, habit, chance), figure)


def _as_printed(text: str, figure: Figure) -> tuple[str, Figure]:
    raw = unicodedata.normalize("NFKC", text).strip()
    return text, msgspec.structs.replace(figure, raw=raw)


def _signed(value: int, chance: Random) -> str:
    if value == 0:
        return of.pick(chance, ("0", "0", "0/0"))
    if value < 0:
        return of.pick(chance, (str(value), f"减少{-value}", f"－{-value}"))
    return of.pick(chance, (f"+{value}", str(value), f"增加{value}", f"＋{value}"))


def _money(value: float, field: Field, chance: Random) -> str:
    """An amount in the field's unit or with another unit in the cell."""
    text = money_text(round(value * 100))
    if value == 0 or chance.random() < 0.6:
        return text
    if field.unit == "万元":
        yuan = money_text(round(value * 100) * 10000)
        return of.pick(chance, (f"{text}万元", f"{text} 万元", f"{yuan}元"))
    wan = in_ten_thousands(value)
    return of.pick(chance, (f"{text}元", f"{wan} 万元", f"{wan}万元"))


def in_ten_thousands(yuan: float) -> str:
    """An amount of yuan in units of 10,000: 12345.5 as 1.23455."""
    whole, rest = divmod(round(yuan * 100), 1_000_000)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


def _count(value: int, field: Field, habit: str, chance: Random) -> str:
    text = str(value)
    if habit == "thousands":
        return f"{value:,}"
    if habit == "wide":
        return text.translate(_WIDE)
    if habit == "counters" and chance.random() < 0.5:
        return f"{text}{field.unit}"
    if habit == "noted" and chance.random() < 0.2:  # a mark or a note that is no digit
        return f"{text}{of.pick(chance, ('①', '¹', '*', '（注1）', f'（其中修订{value // 2}件）'))}"
    if habit == "spaced" and chance.random() < 0.5:
        return f" {text}　"
    return text
