"""What a chart shows: rows of label, value and the words printed beside the bar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from generator.messages import LANGUAGES, language, message, said_again
from generator.pages.charts.scales import UNITS

Number = int | float


class ChartRow(msgspec.Struct, frozen=True):
    """A bar or a point.

    `k` is the category printed on the axis, `v` the value (None is drawn as no mark at
    all), `t` what stands beside it, `s` the series, `e` the form: points of different
    forms are not joined.
    """

    k: str
    v: Number | None
    t: str
    s: str = ""
    e: str = ""


@dataclass(frozen=True)
class Chart:
    """A kind of chart with its rows; equal content has an equal key."""

    kind: str
    rows: tuple[ChartRow, ...]

    @cached_property
    def key(self) -> str:
        """`<kind>-<16 hex digits>` of what is shown; stable between runs and versions."""
        content = self.kind.encode() + b"\0" + msgspec.json.encode(self.rows)
        if language() != LANGUAGES[0]:
            content += language().encode()
        return f"{self.kind}-{hashlib.sha256(content).hexdigest()[:16]}"

    def drawn_rows(self) -> list[dict[str, Any]]:
        """The rows as drawn: `t` as there is room for it, and `l`, the name at the axis.

        `l` is given once where rows share a category.
        """
        rows = [msgspec.structs.asdict(row) for row in self.rows]
        is_flow = self.kind.startswith("flow")
        names = _years(self.rows, _ROOM[self.kind]) if is_flow else {}
        for row in rows:
            row["t"] = _fitting(row["v"], row["t"])
            row["l"] = names.pop(row["k"], "") if is_flow else _short(row["k"])
        return rows

    @property
    def title(self) -> str:
        """What the chart shows, in words."""
        return message(f"pages.chart.{self.kind.partition('-')[0]}", {})

    @property
    def description(self) -> str:
        """The text alternative: every value in words."""
        separator = message("pages.separator", {})
        return separator.join(_words(row) for row in self.rows if row.t)


BREAK = "｜"
"""The place on the axis of years where one form ended and another began."""


_NAME = 7  # Chinese letters of 13 pixels before the bars
_ROOM = {"flow": (9, 14), "flow-wide": (19, 30)}
"""Places at which years of four and of two digits stand apart, in each picture."""


def _short(name: str) -> str:
    """A name that fits before the bars; the table under the chart has it whole."""
    room = 2 * _NAME
    for position, letter in enumerate(name):
        room -= 1 if letter.isascii() else 2
        if room < 0:
            return f"{name[: position - 1]}…"
    return name


_DIGITS = 9  # as many as stand behind a bar


def _fitting(value: Number | None, text: str) -> str:
    """The number as printed, or about so much where it is too long: never a part of its digits."""
    if value is None or len(text) <= _DIGITS:
        return text
    for name, unit in reversed(UNITS):
        if unit <= value < unit * 10**4:
            short = value / unit
            places = max(0, 4 - len(f"{short:.0f}"))
            number = f"{short:.{places}f}"
            return message(f"pages.chart.about.{name}", {"number": number})
    return message("pages.chart.see_table", {})


def _years(rows: Iterable[ChartRow], room: tuple[int, int]) -> dict[str, str]:
    """How each year is written below the axis so that none touches the next."""
    full, short = room
    places = list(dict.fromkeys(row.k for row in rows))
    years = [place for place in places if not place.startswith(BREAK)]
    if len(places) <= full:
        return {year: year for year in years}
    every = -(-len(places) // short)
    return {year: f"'{year[2:]}" for year in years[::-every][::-1]}


def _words(row: ChartRow) -> str:
    is_first = language() == LANGUAGES[0] or not row.s
    series = row.s if is_first else said_again(row.s, "pages.series.")
    return " ".join(part for part in (row.k, series, row.t) if part)


def chart(kind: str, rows: Iterable[ChartRow]) -> Chart | None:
    """A bar chart; None when there is nothing to show (no number, or nothing but zeros)."""
    kept = tuple(rows)
    return Chart(kind, kept) if any(row.v for row in kept) else None


def flow_chart(points: Sequence[tuple[int, str, str, Number | None]]) -> Chart | None:
    """Values through the years; None for fewer than two years with a number, or only zeros.

    Each point is year, form, series, value. A break is put between two forms, and a year
    without a report keeps its empty place.
    """
    years = sorted({year for year, *_ in points})
    known = {year for year, _, _, value in points if value is not None}
    if len(known) < 2 or not any(value for *_, value in points):
        return None
    rows: list[ChartRow] = []
    last = ""
    for year in range(years[0], years[-1] + 1):
        here = [point for point in points if point[0] == year]
        form_id = here[0][1] if here else last
        if last and form_id != last:
            rows.append(ChartRow(_next_break(rows), None, ""))
        last = form_id
        if not here:
            rows.append(ChartRow(str(year), None, ""))
        rows += [_point(year, form_id, series, value) for _, form_id, series, value in here]
    return Chart("flow", tuple(rows))


def _point(year: int, form_id: str, series: str, value: Number | None) -> ChartRow:
    return ChartRow(str(year), value, "" if value is None else f"{value}", series, form_id)


def _next_break(rows: list[ChartRow]) -> str:
    """A place of its own on the axis for each break."""
    return BREAK * (1 + sum(row.k.startswith(BREAK) for row in rows))
