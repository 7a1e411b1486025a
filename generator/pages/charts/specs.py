"""The Altair specification of each kind of chart, sized for a phone.

Colours are stand-ins (`#c0000N` …) that `svg.py` turns into the site's CSS variables, so
that one picture serves light and dark.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from generator.messages import message

WIDTH = 360
LABELS = 104  # room for the names of the bars
VALUES = 56  # room for the numbers behind them
STEP = 27
FONT_SIZE = 13
INK, MUTED, RULE = "#c00010", "#c00011", "#c00012"
KINDS = ("outcomes", "applicants", "proactive", "channels", "flow")
_BARS = {"outcomes": (7, 1), "applicants": (6, 1), "proactive": (3, 2), "channels": (5, 2)}
_FLOW_HEIGHT = 220


def series_colour(number: int) -> str:
    """The stand-in for the chart colour of that number, from 1."""
    return f"#c0000{number}"


def size(kind: str) -> tuple[int, int]:
    """Width and height of the picture in CSS pixels."""
    if kind == "flow":
        return WIDTH, _FLOW_HEIGHT
    return WIDTH, _BARS[kind][0] * STEP + 8


@cache
def specifications() -> dict[str, dict[str, Any]]:
    """The Vega-Lite specification of each kind; its data set is named "rows"."""
    return {kind: _flow() if kind == "flow" else _bars(kind) for kind in KINDS}


def _config() -> dict[str, Any]:
    text = {"labelFontSize": FONT_SIZE, "labelColor": INK, "aria": False}
    return {
        "view": {"stroke": None},
        "background": None,
        "aria": False,
        "axis": {**text, "domain": False, "ticks": False, "grid": False, "title": None},
        "legend": {**text, "title": None, "symbolType": "stroke"},
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
        title=message(f"pages.chart.{kind}", {}),
    )
    result: dict[str, Any] = whole.to_dict()
    result.pop("title")  # the caption stands outside the picture
    return result | {"config": _config()}


def _bars(kind: str) -> dict[str, Any]:
    import altair as alt

    _, colour = _BARS[kind]
    rows = alt.Chart(alt.Data(name="rows"))  # type: ignore[no-untyped-call]  # altair leaves it so
    axis = alt.Axis(labelLimit=LABELS, labelPadding=8)
    place = alt.Y("k:N", sort=None, axis=axis, scale=alt.Scale(padding=0.28))
    scale = alt.Scale(domainMin=0, nice=False, zero=True)
    length = alt.X("v:Q", axis=None, scale=scale)
    bars = rows.mark_bar(color=series_colour(colour)).encode(x=length, y=place)
    words = rows.mark_text(align="left", dx=5, baseline="middle").encode(
        x=alt.X("start:Q", axis=None, scale=scale), y=place, text="t:N"
    )
    words = words.transform_calculate(start="isValid(datum.v) ? datum.v : 0")
    padding = {"left": LABELS, "right": VALUES, "top": 4, "bottom": 4}
    return _finish(alt.layer(bars, words), kind, padding)


def _flow() -> dict[str, Any]:
    import altair as alt

    series = [message(f"pages.series.{name}", {}) for name in ("received", "closed", "carried")]
    rows = alt.Chart(alt.Data(name="rows"))  # type: ignore[no-untyped-call]  # altair leaves it so
    is_break = "slice(datum.k, 0, 1) === '｜'"
    label = "slice(datum.value, 0, 1) === '｜' ? '' : datum.value"
    year = alt.X(
        "k:O",
        sort=None,
        axis=alt.Axis(
            labelExpr=label,
            labelAngle=0,
            labelOverlap="greedy",
            labelSeparation=6,
            labelFontSize=11,
            labelPadding=8,
        ),
        scale=alt.Scale(padding=0.2),
    )
    colours = [series_colour(number) for number in (1, 2, 3)]
    colour = alt.Color(
        "s:N",
        scale=alt.Scale(domain=series, range=colours),
        legend=alt.Legend(
            orient="none", legendX=0, legendY=-34, direction="horizontal", columnPadding=16
        ),
    )
    grid = alt.Axis(grid=True, gridColor=RULE, tickCount=4, labelColor=MUTED, format="~s")
    value = alt.Y("v:Q", axis=grid, scale=alt.Scale(zero=True, nice=True))
    # The first layer sees every row, so that the years keep their order and empty places.
    breaks = rows.mark_rule(color=MUTED, strokeDash=[3, 3]).encode(
        x=year, strokeWidth=alt.condition(is_break, alt.value(1), alt.value(0))
    )
    marks = rows.transform_filter(f"!({is_break}) && isValid(datum.v)")
    dashes = alt.Scale(domain=series, range=[[1, 0], [6, 3], [2, 3]])
    lines = marks.mark_line(strokeWidth=2).encode(
        x=year,
        y=value,
        color=colour,
        strokeDash=alt.StrokeDash("s:N", scale=dashes, legend=None),
        detail="e:N",
    )
    points = marks.mark_point(filled=True, size=34, opacity=1).encode(x=year, y=value, color=colour)
    padding = {"left": 44, "right": 14, "top": 44, "bottom": 28}
    return _finish(alt.layer(breaks, lines, points), "flow", padding)
