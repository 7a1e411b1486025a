"""Requests received, closed and carried over through the years of an agency, as lines.

A wide picture stands beside the narrow one: wider type areas show that one (`style.css`).
`line_names.py` writes the names at the ends of the lines.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.messages import LANGUAGES, message
from generator.pages.charts.designs import (
    CHOSEN,
    INK,
    MUTED,
    RULE,
    WIDTH,
    Design,
    rows_of_chart,
    series_colour,
)
from generator.pages.charts.kinds import BREAK, Chart, ChartRow
from generator.pages.charts.scales import UNITS, last_without
from generator.records import Number

_SERIES = ("received", "closed", "carried")  # in the order of their colours
_IS_BREAK = "slice(datum.k, 0, 1) === '｜'"
_KEY = {"orient": "top", "title": None, "symbolType": "stroke"}
_YEAR_AXIS = {
    "labelExpr": f"{_IS_BREAK.replace('datum.k', 'datum.value')} ? '' : datum.value",
    "labelAngle": 0,
    "labelOverlap": "greedy",
    "labelSeparation": 6,
    "labelFontSize": 11,
    "labelPadding": 8,
}


@dataclass(frozen=True, kw_only=True)
class Flow(Design):
    """Three lines through the years, in a picture of `width` by `height` pixels.

    `names_width` are the pixels that the names of the lines take. `room` says how many years
    stand apart when they are written with four digits, and how many with two.
    """

    width: int
    height: int
    names_width: int
    room: tuple[int, int]

    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.width, self.height

    def padding(self) -> dict[str, int]:
        """The room around the lines, at the right for their names."""
        return {"left": 50, "bottom": 28, "right": self.names_width, "top": 14}

    def chart(self) -> Any:
        """Four layers: breaks, years, lines, points."""
        import altair as alt

        series, rows = [series_name(name) for name in _SERIES], rows_of_chart()
        padding = self.padding()
        year = alt.X("k:O", sort=None, axis=None, scale=alt.Scale(padding=0.2))
        colours = [series_colour(number) for number in (1, 2, 3)]
        colour = alt.Color(
            "s:N",
            scale=alt.Scale(domain=series, range=colours),
            legend=None,  # Vega's would be as wide as the fonts of this machine make it
        )
        grid = alt.Axis(
            grid=True, gridColor=RULE, tickCount=4, labelColor=MUTED, labelExpr=_axis_label()
        )
        value = alt.Y("v:Q", axis=grid, scale=alt.Scale(zero=True, nice=True))
        # The first layer sees every row, so that the years keep their order and empty places.
        breaks = rows.mark_rule(color=MUTED, strokeDash=[3, 3]).encode(
            x=year, strokeWidth=alt.condition(_IS_BREAK, alt.value(1), alt.value(0))
        )
        below = alt.value(self.height - padding["top"] - padding["bottom"])
        years = rows.mark_text(baseline="top", dy=8, fontSize=11).encode(
            x=year, y=below, text="l:N"
        )
        marks = rows.transform_filter(f"!({_IS_BREAK}) && isValid(datum.v)")
        dashes = alt.Scale(domain=series, range=[[1, 0], [6, 3], [2, 3]])
        lines = marks.mark_line(strokeWidth=2).encode(
            x=year,
            y=value,
            color=colour,
            strokeDash=alt.StrokeDash("s:N", scale=dashes, legend=None),
            detail="e:N",
        )
        points = marks.mark_point(filled=True, size=34, opacity=1).encode(
            x=year, y=value, color=colour
        )
        return alt.layer(breaks, years, lines, points)

    def names(self, rows: Sequence[ChartRow]) -> Iterator[str]:
        """Each year once, written so that none touches the next."""
        written = _years(rows, self.room)
        return (written.pop(row.k, "") for row in rows)

    def for_readers(self, specification: dict[str, Any]) -> None:
        """A line stands at the chosen year; the page's boxes for the series are the legend."""
        breaks, _, *rest = specification["layer"]
        chosen = copy.deepcopy(breaks)
        chosen["mark"] = {"type": "rule", "color": INK}
        is_chosen = f"datum.k === {CHOSEN}"
        chosen["encoding"]["strokeWidth"] = {
            "condition": {"test": is_chosen, "value": 1},
            "value": 0,
        }
        specification["layer"] = [breaks, chosen, *rest]
        for layer in specification["layer"]:
            layer["encoding"]["x"]["axis"] = _YEAR_AXIS
            colour = layer["encoding"].get("color")
            if colour is not None:
                colour["legend"] = None
                colour["scale"]["range"] = [series_colour(n) for n in range(1, 7)]
        specification["padding"]["right"] = 14

    def for_publication(self, specification: dict[str, Any]) -> None:
        """Adds a key: other pages do not write the names beside the lines."""
        specification["padding"] |= {"top": 44, "right": 14}
        specification["layer"][2]["encoding"]["color"]["legend"] = _KEY


def series_name(name: str) -> str:
    """What a line is called in the rows and in the specification, whatever the language."""
    return message(f"pages.series.{name}", {}, LANGUAGES[0])


def _years(rows: Iterable[ChartRow], room: tuple[int, int]) -> dict[str, str]:
    """How each year is written below the axis so that none touches the next."""
    full, short = room
    places = list(dict.fromkeys(row.k for row in rows))
    years = [place for place in places if not place.startswith(BREAK)]
    if len(places) <= full:
        return {year: year for year in years}
    every = -(-len(places) // short)
    return {year: f"'{year[2:]}" for year in years[::-every][::-1]}


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


def _axis_label() -> str:
    """Vega's expression for a number beside the axis, as `scales.tick_labels` has it."""
    found = "format(datum.value, ',~f')"
    for name, unit in UNITS:
        number = f"' + format(datum.value / {unit}, '~f') + '"
        words = message(f"pages.chart.axis.{name}", {"number": number})
        found = f"domain('y')[1] > {last_without(unit)} ? '{words}' : {found}"
    return f"datum.value === 0 ? '0' : {found}"


CHARTS = (
    Flow(kind="flow", width=WIDTH, height=220, names_width=58, room=(7, 12), look="narrow"),
    Flow(
        kind="flow-wide",
        width=736,
        height=280,
        names_width=96,
        room=(19, 30),
        look="wide",
        beside="flow",
    ),
)
