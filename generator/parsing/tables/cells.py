"""One printed cell -> a figure; what it cannot be sure of stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

from generator.forms import FieldType
from generator.parsing.data import load, pattern
from generator.parsing.normalise import compact, printed
from generator.readers.document import Cell
from generator.record_rules import LARGEST
from generator.records import Figure, State

_MOST_DIGITS = 15  # no count of a report is longer; more would cost time to add up
_SHORTEST_DATE = 5
_DIGIT_GAP = re.compile(r"\d\s+\d")
_BROKEN = re.compile(r"\s*\n\s*")
_BROKEN_HAN = re.compile(r"\s*\n\s*(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s*\n\s*")


@lru_cache(maxsize=16384)
def read_cell(
    text: str, kind: FieldType, unit: str, header_unit: str | None
) -> tuple[Figure, str | None]:
    """The figure that stands in a cell, and the code of a warning that the cell deserves.

    `text` is the cell as it stands in the source; `unit` is the field's own; `header_unit` is the
    unit of money that the column's header names (元, 万元 ...), or what it counts in (万), None
    when it names none. Money is given in the field's own unit; without any unit a sum other than
    zero stays `text`. Never raises.
    """
    figure = _read(text, kind, unit, header_unit)
    return figure, _strangeness(text, figure.state, figure.value, kind)


def _read(text: str, kind: FieldType, unit: str, header_unit: str | None) -> Figure:
    raw = _on_one_line(printed(text))
    cell = number_text(raw)
    state = simple_state(cell)
    if state is not None:
        return Figure(state=state, raw=raw)
    value = _value(cell, kind, unit, header_unit)
    if value is None or abs(value) > LARGEST or (_DIGIT_GAP.search(raw) and cell.startswith("0")):
        return Figure(state="text", raw=raw)
    return Figure(value=value, state="number", raw=raw)


def _on_one_line(text: str) -> str:
    """A cell whose text a narrow column broke: Chinese goes on without a space."""
    return _BROKEN.sub(" ", _BROKEN_HAN.sub("", text)) if "\n" in text else text


@lru_cache(maxsize=16384)
def number_text(text: str) -> str:
    """The compact cell without the mark or remark of a note behind its number."""
    cell = compact(text)
    if cell.isascii() and cell.isdecimal():
        return cell
    cell = pattern("cells", "unit_in_brackets").sub(r"\1", cell)
    return pattern("cells", "note").sub("", cell)


def has_note(text: str) -> bool:
    """Whether the mark or remark of a note stands behind the number of a cell."""
    return pattern("cells", "note").search(compact(text)) is not None


@lru_cache(maxsize=16384)
def whole_number(text: str) -> int | None:
    """The count of a cell that holds digits, thousands perhaps, and at most a note behind them."""
    digits = number_text(text).replace(",", "")
    is_count = digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS
    return int(digits) if is_count else None


@lru_cache(maxsize=4096)
def simple_state(cell: str) -> State | None:
    """The state of a compact cell that holds no number: blank, dash or none."""
    if not cell:
        return "blank"
    if cell[0].isdecimal():
        return None
    if pattern("cells", "dash").match(cell):
        return "dash"
    return "none" if pattern("cells", "none").match(cell) else None


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether a cell holds what stands where figures stand (a label never does)."""
    cell = number_text(text)
    if simple_state(cell) is not None:
        return True
    return bool(cell) and (
        _signed(cell) is not None or _amount(cell) is not None or cell.isdecimal()
    )


def is_number(text: str) -> bool:
    """Whether a cell holds a number of any kind."""
    cell = compact(text)
    return bool(cell) and simple_state(cell) is None and is_value(text)


def has_gap(text: str) -> bool:
    """Whether spaces stand between the digits: one number, or two cells run together."""
    found = printed(text)
    if not _DIGIT_GAP.search(found):
        return False
    return not re.fullmatch(r"\d{1,3}(?: \d{3})+", found)


def looks_like_date(text: str) -> bool:
    """Whether a cell is a run of digits that reads as a date."""
    return bool(pattern("cells", "date").match(compact(text)))


def _strangeness(text: str, state: State, value: int | float | None, kind: FieldType) -> str | None:
    if state == "number" and len(text) < _SHORTEST_DATE and text.isdecimal():
        return None
    if state == "text":
        return "unit_not_stated" if kind == "decimal" and is_number(text) else "cell_not_a_number"
    if state != "number" or value is None:
        return None
    if kind != "signed_count" and value < 0:
        return "negative_count"
    if has_gap(text):
        return "number_with_spaces"
    if has_note(text):
        return "number_with_note"
    return "number_like_date" if looks_like_date(text) else None


def _value(cell: str, kind: FieldType, unit: str, header_unit: str | None) -> int | float | None:
    if kind == "decimal":
        return _money(cell, unit, header_unit)
    if header_unit and not pattern("cells", "pair").match(cell):
        if cell in load("cells")["number_words"]:
            return None
        cell += header_unit if cell[-1].isdigit() else ""
    return _signed(cell) if kind == "signed_count" else _count(cell)


def _integer(cell: str) -> int | None:
    """Digits, thousands, a counter behind them, 万 behind them, `5.0`."""
    cell = load("cells")["number_words"].get(cell, cell)
    plain = pattern("cells", "counter").sub("", cell)
    if pattern("cells", "integer").match(plain):
        digits = plain.replace(",", "")
        return None if pattern("cells", "zeros").match(digits) else int(digits)
    scale = 1
    if plain.endswith("万"):
        plain, scale = plain[:-1], 10_000
    if not pattern("cells", "decimal").match(plain):
        return None
    number = Decimal(plain.replace(",", "")) * scale
    if number != number.to_integral_value() or len(plain) > 12:
        return None
    return None if "." not in plain and scale == 1 else int(number)


def _count(cell: str) -> int | None:
    sign = -1 if cell[0] in "-−–" else 1
    number = _integer(cell.lstrip("+-−–") if sign < 0 or cell[0] == "+" else cell)
    return None if number is None else sign * number


def _signed(cell: str) -> int | None:
    """A change: +118, -39, 增加5, 减少3, a bare number, 0/0."""
    if pattern("cells", "pair").match(cell):
        return 0
    for name, sign in (("plus", 1), ("minus", -1)):
        found = pattern("cells", name).match(cell)
        if found:
            number = _integer(cell[found.end() :].lstrip(":"))
            return None if number is None else sign * number
    return _integer(cell)


def _amount(cell: str) -> tuple[Decimal, str | None] | None:
    """A sum of money and the unit printed behind it."""
    cell = cell.removeprefix("¥").removeprefix("¥").removeprefix("人民币")
    found = pattern("cells", "money_unit").search(cell)
    number = cell[: found.start()] if found else cell
    number = load("cells")["number_words"].get(number, number)
    sign = -1 if number[:1] in ("-", "−") else 1
    number = number.lstrip("-−") if sign < 0 else number
    if not pattern("cells", "decimal").match(number) or re.match(r"0\d", number):
        return None
    return sign * Decimal(number.replace(",", "")), found.group(1) if found else None


def _money(cell: str, unit: str, header_unit: str | None) -> int | float | None:
    found = _amount(cell)
    if found is None:
        return None
    amount, printed_unit = found
    stated = printed_unit or header_unit
    if amount == 0:
        return 0
    if stated is None:
        return None
    return plain_number(amount * _yuan(stated) / _yuan(unit))


@cache
def _yuan(unit: str) -> Decimal:
    return Decimal(load("labels")["units"]["yuan"][unit])


def plain_number(value: Decimal) -> int | float:
    """An int where the value is whole, else the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)


@lru_cache(maxsize=2048)
def unit_in_header(text: str) -> str | None:
    """The unit of money that a column's header names, None when it names none or several."""
    plain = compact(text)
    if len(set(pattern("labels", "units", "money").findall(plain))) != 1:
        return None
    found = pattern("labels", "units", "header").search(plain)
    return next((part for part in found.groups() if part), None) if found else None


@lru_cache(maxsize=2048)
def scale_in_header(text: str) -> str | None:
    """What a header says its counts are counted in (万件 -> 万), None for single ones."""
    found = pattern("labels", "units", "scale").search(compact(text))
    return found.group(1) if found else None


def header_unit(cells: Iterable[Cell], *, is_money: bool) -> str | None:
    """What the headers above a column say its figures are counted in: the lowest that says it."""
    for cell in reversed(tuple(cells)):
        if is_money and pattern("labels", "units", "money").search(compact(cell.text)):
            return unit_in_header(cell.text)
        if not is_money and (scale := scale_in_header(cell.text)):
            return scale
    return None
