"""Fits the cells behind a label to the columns of a form, or says why they do not fit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.parsing.tables.cells import is_number, is_value, number_text, whole_number
from generator.parsing.tables.line_cells import Check, RowExtent, cells_by_lines
from generator.readers.document import Cell

ANYWHERE = RowExtent()
_MOST_JOINED = 12  # digits; two cells that ran together hold no more
_UNIT = re.compile(r"(?<=\d)\s*\D{1,2}$")


@dataclass(frozen=True, slots=True)
class Fit:
    """The cells for the columns in order (None: they cannot be told), and a warning code."""

    cells: list[Cell] | None
    problem: str | None = None


def fit(
    values: list[Cell],
    width: int,
    *,
    is_whole: bool,
    adds_up: Check | None = None,
    usual_start: int | None = None,
    between: RowExtent = ANYWHERE,
) -> Fit:
    """Chooses `width` cells; empty cells at the edges may go, figures never.

    `usual_start` is where the figures begin in all other rows of that shape; `adds_up` tells
    whether a choice agrees with itself (a total with its parts). Both are asked only where
    several choices are possible. `between` is where a row of cells on lines of their own stands.
    """
    if len(values) == width:
        return Fit(values)
    spread = _spread(values, width)
    if spread is not None:
        return spread
    if len(values) < width:
        return _by_lines(values, width, between, adds_up) or _too_few(values, width, is_whole)
    windows = _windows(values, width)
    if not windows:
        return Fit(None, "too_many_values")
    if len(windows) == 1 or not any(cell.text.strip() for cell in values):
        return Fit(windows[0])
    usual = [] if usual_start is None else values[usual_start : usual_start + width]
    if usual in windows:
        return Fit(usual, _doubt(usual, windows, adds_up))
    fitting = [window for window in windows if adds_up is not None and adds_up(window)]
    if len(fitting) == 1:
        return Fit(fitting[0], "columns_by_sum")
    return Fit(None, "columns_uncertain")


def _doubt(chosen: list[Cell], windows: list[list[Cell]], adds_up: Check | None) -> str | None:
    """What speaks against a choice: another one whose total fits its parts where its own do not."""
    if adds_up is None or adds_up(chosen) or not chosen[-1].text.strip():
        return None
    return "columns_shifted" if any(adds_up(window) for window in windows) else None


def is_total_blank(cells: list[Cell]) -> bool:
    """Whether parts are printed and their total is not: a cell may have been lost before it."""
    return not cells[-1].text.strip() and any(is_number(cell.text) for cell in cells[:-1])


def other_total(cells: list[Cell]) -> bool:
    """Whether another cell than the last one is the sum of all others."""
    numbers = [number for cell in cells if (number := whole_number(cell.text)) is not None]
    if len(numbers) < len(cells):
        return False
    whole = sum(numbers)
    return 2 * numbers[-1] != whole and any(2 * number == whole for number in numbers[:-1])


def was_joined(cells: list[Cell]) -> bool:
    """Whether a figure beside a blank cell may be two that lost what parted them.

    So it is where the total does not agree with what stands there, and does once the figure
    is cut in two: of `4 | | 59 | 18` the cells may have been 4, 5, 9 and 18.
    """
    if total_agrees(cells):
        return False
    texts = [cell.text.strip().replace(",", "") for cell in cells]
    for n, text in enumerate(texts):
        beside = texts[max(0, n - 1) : n] + texts[n + 1 : n + 2]
        if 1 < len(text) <= _MOST_JOINED and text.isdecimal() and "" in beside:
            cuts = ([text[:cut], text[cut:]] for cut in range(1, len(text)))
            if any(_adds_up([*texts[:n], *cut, *texts[n + 1 :]]) for cut in cuts):
                return True
    return False


def _adds_up(texts: list[str]) -> bool:
    printed = [text for text in texts if text]
    *parts, total = (whole_number(text) for text in printed)
    return total is not None and len(parts) > 1 and sum(part or 0 for part in parts) == total


def _windows(values: list[Cell], width: int) -> list[list[Cell]]:
    """Runs of `width` cells outside of which nothing is printed."""
    found = []
    for start in range(len(values) - width + 1):
        outside = values[:start] + values[start + width :]
        if not any(cell.text.strip() for cell in outside):
            found.append(values[start : start + width])
    return found


def only_start(values: list[Cell], width: int) -> int | None:
    """Where the figures of a row begin when nothing but their number decides it."""
    windows = _windows(values, width) if len(values) > width else []
    return values.index(windows[0][0]) if len(windows) == 1 else None


def _spread(values: list[Cell], width: int) -> Fit | None:
    """One cell merged over all columns: its words hold for each, a number for none."""
    filled = [cell for cell in values if cell.text.strip()]
    if len(filled) != 1 or filled[0].column_span != width or width == 1:
        return None
    cell = filled[0]
    if is_number(cell.text):
        return Fit(None, "merged_figure")
    return Fit([cell] * width)


def _by_lines(
    values: list[Cell], width: int, between: RowExtent, adds_up: Check | None
) -> Fit | None:
    check = adds_up or total_agrees

    def agrees(row: list[Cell]) -> bool:
        return check(row) or not any(is_number(cell.text) for cell in row)

    cells = cells_by_lines(values, width, between, agrees)
    return Fit(cells) if cells is not None else None


def _too_few(values: list[Cell], width: int, is_whole: bool) -> Fit:
    if any(cell.text.strip() for cell in values):
        return Fit(None, "too_few_values")
    if is_whole:
        blank = Cell("", 0, 0)
        return Fit([*values, *[blank] * (width - len(values))], "no_cells" if not values else None)
    return Fit(None, "too_few_values")


def same_figures(first: list[Cell], second: list[Cell]) -> bool:
    """Whether two readings print the same."""
    return [cell.text.strip() for cell in first] == [cell.text.strip() for cell in second]


def total_agrees(cells: list[Cell]) -> bool:
    """Whether the last cell is the sum of the others, blanks left out; False without a total.

    A total alone, with nothing before it, agrees: many agencies print no more than that. Units
    and notes behind the numbers are left out.
    """
    total = _count(cells[-1].text)
    if total is None or not all(is_value(cell.text) for cell in cells):
        return False
    if not any(cell.text.strip() for cell in cells[:-1]):
        return True
    parts = [part for cell in cells[:-1] if (part := _count(cell.text)) is not None]
    return bool(parts) and sum(parts) == total


@lru_cache(maxsize=4096)
def _count(text: str) -> int | None:
    return whole_number(_UNIT.sub("", number_text(text)))
