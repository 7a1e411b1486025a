"""What a chart shows: rows of label, value and the words printed beside the bar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from generator.forms import era
from generator.messages import message

Number = int | float


class Row(msgspec.Struct, frozen=True):
    """A bar or a point.

    `k` is the category printed on the axis, `v` the value (None is drawn as no mark at
    all), `t` what stands beside it, `s` the series, `e` the era: points of different
    eras are not joined, because their forms cannot be compared.
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
    rows: tuple[Row, ...]

    @cached_property
    def key(self) -> str:
        """`<kind>-<16 hex digits>` of what is shown; stable between runs and versions."""
        content = self.kind.encode() + b"\0" + msgspec.json.encode(self.rows)
        return f"{self.kind}-{hashlib.sha256(content).hexdigest()[:16]}"

    @property
    def title(self) -> str:
        """What the chart shows, in words."""
        return message(f"pages.chart.{self.kind}", {})

    @property
    def description(self) -> str:
        """The text alternative: every value in words."""
        separator = message("pages.separator", {})
        return separator.join(_words(row) for row in self.rows if row.t)


BREAK = "｜"
"""The place on the axis of years where one form ended and another began."""


def _words(row: Row) -> str:
    return " ".join(part for part in (row.k, row.s, row.t) if part)


def chart(kind: str, rows: Iterable[Row]) -> Chart | None:
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
    rows: list[Row] = []
    last = ""
    for year in range(years[0], years[-1] + 1):
        here = [point for point in points if point[0] == year]
        form_id = here[0][1] if here else last
        if last and form_id != last:
            rows.append(Row(_next_break(rows), None, ""))
        last = form_id
        if not here:
            rows.append(Row(str(year), None, ""))
        rows += [_point(year, era(form_id), series, value) for _, form_id, series, value in here]
    return Chart("flow", tuple(rows))


def _point(year: int, era_id: str, series: str, value: Number | None) -> Row:
    return Row(str(year), value, "" if value is None else f"{value}", series, era_id)


def _next_break(rows: list[Row]) -> str:
    """A place of its own on the axis for each break."""
    return BREAK * (1 + sum(row.k.startswith(BREAK) for row in rows))
