"""What a chart shows: rows of label, value and the words printed beside the bar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from generator.messages import LANGUAGES, language, message, said_again
from generator.pages.charts.scales import units
from generator.records import Number


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

    def drawn(self) -> dict[str, Any]:
        """The row as drawn: `t` as there is room for it."""
        return msgspec.structs.asdict(self) | {"t": _fitting(self.v, self.t)}


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


_DIGITS = 9  # as many as stand behind a bar


def _fitting(value: Number | None, text: str) -> str:
    """The number as printed, or about so much where it is too long: never a part of its digits."""
    if value is None or len(text) <= _DIGITS:
        return text
    for name, unit in reversed(units()):
        if unit <= value < unit * 10**4:
            short = value / unit
            places = max(0, 4 - len(f"{short:.0f}"))
            number = message(f"pages.chart.axis.{name}", {"number": f"{short:.{places}f}"})
            return message("pages.chart.about", {"number": number})
    return message("pages.chart.see_table", {})


def _words(row: ChartRow) -> str:
    is_first = language() == LANGUAGES[0] or not row.s
    series = row.s if is_first else said_again(row.s, "pages.series.")
    return " ".join(part for part in (row.k, series, row.t) if part)


def chart(kind: str, rows: Iterable[ChartRow]) -> Chart | None:
    """A bar chart; None when there is nothing to show (no number, or nothing but zeros)."""
    kept = tuple(rows)
    return Chart(kind, kept) if any(row.v for row in kept) else None
