"""Bars: the figures of one report side by side, as wide as their place.

Lengths are shares of the width that is left between names and numbers (`svg.bars` in the
stylesheet keeps that room free), heights are those of the type. Vega knows pixels alone, so that
the picture in a page is drawn here; readers' own charts are Vega's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from generator.forms.explanations import names_before_bars
from generator.messages import LANGUAGES, language
from generator.pages.charts.designs import (
    CHOSEN,
    INK,
    WIDTH,
    Design,
    designs,
    drawn_rows,
    rows_of_chart,
    series_colour,
)
from generator.pages.charts.kinds import Chart, ChartRow
from generator.pages.parts.indicators import Indicators

Items = Iterable[tuple[str, tuple[str, ...]]]
"""For each bar the key of its name in the explanations, and the fields that it sums."""

_LABELS = 100  # room for the names of the bars
_VALUES = 82  # room for the numbers behind them: nine digits of a broad font
_STEP = 27
_SHORT = 4  # signs of a number for which less room is kept
_ROW, _BAR, _BASELINE = 2, 1.45, 1.36  # heights in sizes of the type
_NAME = 14  # half Chinese letters before the bars
_LATIN_NAME = 17  # Latin letters there, with the room of `:lang(en) svg.bars`
_PALE = 0.4


@dataclass(frozen=True, kw_only=True)
class Bars(Design):
    """At most `places` bars of a report in the chart colour of that number.

    `note` is the message under the chart where it is drawn (none for "").
    """

    places: int
    colour: int
    items: Callable[[Indicators], Items]
    note: str = ""

    def size(self) -> tuple[int, int]:
        """Width and height in pixels; the height grows with the number of places."""
        return WIDTH, self.places * _STEP + 8

    def frame(self, chart: Chart) -> str:
        """As wide as the page has room, as high as its bars; `short` where all its texts are."""
        is_short = all(len(row.t) <= _SHORT for row in chart.rows)
        look = "bars short" if is_short else "bars"
        return f'class="{look}" width="100%" height="{_ROW * len(chart.rows)}em"'

    def body(self, chart: Chart) -> str:
        """Names at the left edge, bars, and the numbers at their ends.

        What is no number, or none above zero, has no bar; its words stand where it would begin.
        """
        rows = drawn_rows(chart)
        greatest = max((row["v"] for row in rows if row["v"] is not None), default=0) or 1
        names = bars = words = ""
        for at, row in enumerate(rows):
            share = f"{max(0.0, 100 * (row['v'] or 0) / greatest):.4g}%"
            line = f'y="{_ROW * at + _BASELINE:g}em"'
            names += f'<text x="-.6em" {line}>{escape(row["l"], quote=False)}</text>'
            words += f'<text x="{share}" dx=".4em" {line}>{escape(row["t"], quote=False)}</text>'
            if share != "0%":
                top = f"{_ROW * at + (_ROW - _BAR) / 2:.4g}em"
                bars += f'<rect y="{top}" width="{share}" height="{_BAR}em"/>'
        return (
            f'<g text-anchor="end" fill="{INK}">{names}</g>'
            f'<g fill="{series_colour(self.colour)}">{bars}</g><g fill="{INK}">{words}</g>'
        )

    def padding(self) -> dict[str, int]:
        """Names on the left, numbers on the right."""
        return {"left": _LABELS, "right": _VALUES, "top": 4, "bottom": 4}

    def chart(self) -> Any:
        """Names, bars and numbers in three layers."""
        import altair as alt

        rows = rows_of_chart()
        place = alt.Y("k:N", sort=None, axis=None, scale=alt.Scale(padding=0.28))
        scale = alt.Scale(domainMin=0, nice=False, zero=True)
        # The first layer sees every row, so that they keep their order.
        names = rows.mark_text(align="right", dx=-8, baseline="middle").encode(
            x=alt.value(0), y=place, text="l:N"
        )
        bars = rows.transform_filter("isValid(datum.v)")
        bars = bars.mark_bar(color=series_colour(self.colour)).encode(
            x=alt.X("v:Q", axis=None, scale=scale, stack=None), y=place
        )
        words = rows.mark_text(align="left", dx=5, baseline="middle").encode(
            x=alt.X("start:Q", axis=None, scale=scale), y=place, text="t:N"
        )
        words = words.transform_calculate(start="isValid(datum.v) ? datum.v : 0")
        return alt.layer(names, bars, words)

    def names(self, rows: Sequence[ChartRow]) -> Iterator[str]:
        """The names, short enough to stand before the bars."""
        return (_short(row.k) for row in rows)

    def for_readers(self, specification: dict[str, Any]) -> None:
        """Bars are pale but for the chosen one; the names at the axis are those of the table."""
        _, bars, _ = specification["layer"]
        is_full = f"{CHOSEN} === '' || datum.k === {CHOSEN}"
        bars["encoding"]["opacity"] = {"condition": {"test": is_full, "value": 1}, "value": _PALE}
        specification["transform"] = [{"calculate": "datum.k", "as": "l"}]


def _short(name: str) -> str:
    """A name that fits before the bars; the table under the chart has it whole."""
    name = names_before_bars().get(name, name)
    room = _NAME if language() == LANGUAGES[0] else _LATIN_NAME
    for position, letter in enumerate(name):
        room -= 1 if letter.isascii() else 2
        if room < 0:
            return f"{name[: position - 1]}…"
    return name


def bars_of(section: str) -> list[Bars]:
    """The charts of a section of the report's page."""
    found = (one for one in designs().values() if isinstance(one, Bars))
    return [one for one in found if one.section == section]


def _outcomes(of: Indicators) -> Items:
    return ((group.id, group.fields) for group in of.outcomes)


def _applicants(of: Indicators) -> Items:
    return ((f"column.{column}", (field,)) for column, field in of.applicants)


def _proactive(of: Indicators) -> Items:
    return ((field.removesuffix(".decisions"), (field,)) for field in of.proactive)


def _channels(of: Indicators) -> Items:
    return ((field, (field,)) for field in of.channels)


OUTCOMES = Bars(
    kind="outcomes",
    places=7,
    colour=1,
    section="outcomes",
    items=_outcomes,
    note="report.refusal_note",
)
CHARTS = (
    OUTCOMES,
    Bars(kind="applicants", places=6, colour=1, section="applicants", items=_applicants),
    Bars(kind="proactive", places=3, colour=2, section="proactive", items=_proactive),
    Bars(kind="channels", places=5, colour=2, section="proactive", items=_channels),
)
