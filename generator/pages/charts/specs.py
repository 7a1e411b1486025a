"""The Altair specification of each kind of chart, sized for a phone of 360 pixels.

"flow" has a wide picture beside it: wider type areas show that one (`style.css`).

Colours are stand-ins (`#c0000N` …) that `svg.py` turns into the site's CSS variables, so
that one picture serves light and dark.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from generator.messages import LANGUAGES, message
from generator.pages.charts.scales import UNITS, last_without

WIDTH = 328  # what a phone of 360 pixels leaves between its margins: text keeps its size
LABELS = 100  # room for the names of the bars
VALUES = 82  # room for the numbers behind them: nine digits of a broad font
STEP = 27
FONT_SIZE = 13
INK, MUTED, RULE = "#c00010", "#c00011", "#c00012"
STAND_INS = (*(f"#c0000{number}" for number in range(1, 7)), INK, MUTED, RULE)
KINDS = ("outcomes", "applicants", "proactive", "channels", "flow")
WIDE = "flow-wide"
DRAWN = (*KINDS, WIDE)
"""What templates are made of; a page's script draws the kinds to the width it has."""

_BARS = {"outcomes": (7, 1), "applicants": (6, 1), "proactive": (3, 2), "channels": (5, 2)}
_FLOW = {"flow": (WIDTH, 220), WIDE: (736, 280)}
LEGEND = 2  # the last layers of "flow"
IS_BREAK = "slice(datum.k, 0, 1) === '｜'"


def series_colour(number: int) -> str:
    """The stand-in for the chart colour of that number, from 1."""
    return f"#c0000{number}"


def series_names() -> list[str]:
    """The lines of "flow", in the order of their colours; the same in rows of every language."""
    return [series_name(name) for name in ("received", "closed", "carried")]


def series_name(name: str) -> str:
    """What a line is called in the rows and in the specification."""
    return message(f"pages.series.{name}", {}, LANGUAGES[0])


def size(kind: str) -> tuple[int, int]:
    """Width and height of the picture in CSS pixels."""
    if kind in _FLOW:
        return _FLOW[kind]
    return WIDTH, _BARS[kind][0] * STEP + 8


@cache
def specifications() -> dict[str, dict[str, Any]]:
    """The Vega-Lite specification of each kind; its data set is named "rows"."""
    return {kind: _flow(kind) if kind in _FLOW else _bars(kind) for kind in DRAWN}


def padding_of(kind: str) -> dict[str, int]:
    """The room around a flow's lines: above for the key, or beside for the names of the lines."""
    room = {"right": 96, "top": 14} if kind == WIDE else {"right": 14, "top": 44}
    return {"left": 50, "bottom": 28, **room}


def _config() -> dict[str, Any]:
    text = {"labelFontSize": FONT_SIZE, "labelColor": INK, "aria": False}
    return {
        "view": {"stroke": None},
        "background": None,
        "aria": False,
        "axis": {**text, "domain": False, "ticks": False, "grid": False, "title": None},
        "text": {"fontSize": FONT_SIZE, "fill": INK, "aria": False},
        "bar": {"aria": False},
        "line": {"aria": False},
        "point": {"aria": False},
        "rule": {"aria": False},
    }


def _finish(drawn: Any, kind: str, padding: dict[str, int]) -> dict[str, Any]:
    width, height = size(kind)
    inner_width = width - padding["left"] - padding["right"]
    inner_height = height - padding["top"] - padding["bottom"]
    whole = drawn.properties(
        width=inner_width,
        height=inner_height,
        padding=padding,
        autosize={"type": "none"},
        title=message(f"pages.chart.{kind.partition('-')[0]}", {}),
    )
    result: dict[str, Any] = whole.to_dict()
    result.pop("title")  # the caption stands outside the picture
    return result | {"config": _config()}


def _bars(kind: str) -> dict[str, Any]:
    import altair as alt

    _, colour = _BARS[kind]
    rows = alt.Chart(alt.Data(name="rows"))  # type: ignore[no-untyped-call]  # altair leaves it so
    place = alt.Y("k:N", sort=None, axis=None, scale=alt.Scale(padding=0.28))
    scale = alt.Scale(domainMin=0, nice=False, zero=True)
    # The first layer sees every row, so that they keep their order.
    names = rows.mark_text(align="right", dx=-8, baseline="middle").encode(
        x=alt.value(0), y=place, text="l:N"
    )
    bars = rows.transform_filter("isValid(datum.v)").mark_bar(color=series_colour(colour))
    bars = bars.encode(x=alt.X("v:Q", axis=None, scale=scale, stack=None), y=place)
    words = rows.mark_text(align="left", dx=5, baseline="middle").encode(
        x=alt.X("start:Q", axis=None, scale=scale), y=place, text="t:N"
    )
    words = words.transform_calculate(start="isValid(datum.v) ? datum.v : 0")
    padding = {"left": LABELS, "right": VALUES, "top": 4, "bottom": 4}
    return _finish(alt.layer(names, bars, words), kind, padding)


def _flow(kind: str) -> dict[str, Any]:
    import altair as alt

    series = series_names()
    rows = alt.Chart(alt.Data(name="rows"))  # type: ignore[no-untyped-call]  # altair leaves it so
    padding = padding_of(kind)
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
        x=year, strokeWidth=alt.condition(IS_BREAK, alt.value(1), alt.value(0))
    )
    below = alt.value(_FLOW[kind][1] - padding["top"] - padding["bottom"])
    years = rows.mark_text(baseline="top", dy=8, fontSize=11).encode(x=year, y=below, text="l:N")
    marks = rows.transform_filter(f"!({IS_BREAK}) && isValid(datum.v)")
    dashes = alt.Scale(domain=series, range=[[1, 0], [6, 3], [2, 3]])
    lines = marks.mark_line(strokeWidth=2).encode(
        x=year,
        y=value,
        color=colour,
        strokeDash=alt.StrokeDash("s:N", scale=dashes, legend=None),
        detail="e:N",
    )
    points = marks.mark_point(filled=True, size=34, opacity=1).encode(x=year, y=value, color=colour)
    key = [] if kind == WIDE else _key(series, colour, dashes)
    return _finish(alt.layer(breaks, years, lines, points, *key), kind, padding)


def _axis_label() -> str:
    """Vega's expression for a number beside the axis, as `scales.tick_labels` has it."""
    found = "format(datum.value, ',~f')"
    for name, unit in UNITS:
        number = f"' + format(datum.value / {unit}, '~f') + '"
        words = message(f"pages.chart.axis.{name}", {"number": number})
        found = f"domain('y')[1] > {last_without(unit)} ? '{words}' : {found}"
    return f"datum.value === 0 ? '0' : {found}"


def _key(series: list[str], colour: Any, dashes: Any) -> list[Any]:
    """What each line shows, above them; LEGEND layers at the end of the chart."""
    import altair as alt

    values, left = [], 0
    for name in series:
        values.append({"s": name, "x": left, "x2": left + 13})
        left += 17 + FONT_SIZE * len(name) + 16
    entries = alt.Chart(alt.Data(values=values))  # type: ignore[no-untyped-call]  # as above
    place = alt.X("x:Q", scale=None, axis=None)
    above = alt.value(-27)
    dash = alt.StrokeDash("s:N", scale=dashes, legend=None)
    lines = entries.mark_rule(strokeWidth=2).encode(
        x=place, x2="x2", y=above, color=colour, strokeDash=dash
    )
    names = entries.mark_text(align="left", baseline="middle", dx=17).encode(
        x=place, y=above, text="s:N"
    )
    return [lines, names]
