"""Lines through categories, drawn as their Altair specification says.

Layers, sizes, colours, dashes and ticks are those of the specification; the few pixels that it
leaves open are Vega's. `tests/pages/test_pictures.py` compares with Vega's own drawings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from generator.pages.charts.kinds import BREAK
from generator.pages.charts.scales import Linear, band_middles, linear, tick_labels, ticks

_LABEL_GAP = 2  # pixels from the axis to its numbers
_TOP, _MIDDLE = 0.79, 0.3  # from the top and the middle of letters to their baseline, in sizes

Layer = dict[str, Any]


@dataclass(frozen=True)
class PlacedRow:
    """A row as drawn, in pixels from the left and the top; `y` is zero's without a number."""

    row: dict[str, Any]
    x: float
    y: float


@dataclass(frozen=True)
class Placed:
    """A specification with its rows in place; `scale` is that of the numbers."""

    spec: dict[str, Any]
    rows: list[PlacedRow]
    scale: Linear

    @cached_property
    def numbers(self) -> list[PlacedRow]:
        """The rows with a number."""
        return [one for one in self.rows if one.row["v"] is not None]

    def layer(self, mark: str) -> Layer:
        """The first layer with marks of that type."""
        found: Layer = next(one for one in self.spec["layer"] if one["mark"]["type"] == mark)
        return found


def placed(spec: dict[str, Any], rows: list[dict[str, Any]]) -> Placed:
    """The rows where they stand: categories side by side, numbers upwards."""
    categories = list(dict.fromkeys(row["k"] for row in rows))
    padding = spec["layer"][0]["encoding"]["x"]["scale"]["padding"]
    middles = band_middles(len(categories), spec["width"], padding)
    xs = dict(zip(categories, middles, strict=True))
    scale = linear([row["v"] for row in rows if row["v"] is not None], spec["height"])
    return Placed(
        spec, [PlacedRow(row, xs[row["k"]], scale.at(row["v"] or 0)) for row in rows], scale
    )


def drawn(picture: Placed) -> str:
    """The picture without its frame and the names of its lines."""
    padding = picture.spec["padding"]
    marks = "".join(
        text
        for layer in picture.spec["layer"]
        for text in _MARKS[layer["mark"]["type"]](picture, layer)
    )
    return (
        f'<g fill="none" transform="translate({padding["left"]},{padding["top"]})">'
        f'<g transform="translate(0.5,0.5)">{_axis(picture)}</g>{marks}</g>'
    )


def value_of(layer: Layer, channel: str, series: str) -> Any:
    """The colour or the dashes of a series."""
    scale = layer["encoding"][channel]["scale"]
    return dict(zip(scale["domain"], scale["range"], strict=True))[series]


def _axis(picture: Placed) -> str:
    """Lines across, and the numbers before them."""
    axis = picture.layer("line")["encoding"]["y"]["axis"]
    width, size = picture.spec["width"], picture.spec["config"]["axis"]["labelFontSize"]
    values = ticks(picture.scale, axis["tickCount"])
    heights = [picture.scale.at(value) for value in values]
    grid = "".join(
        f'<line transform="translate(0,{math.floor(y + 0.5)})" x2="{width}" y2="0" '
        f'stroke="{axis["gridColor"]}" stroke-width="1"/>'
        for y in heights
    )
    return grid + "".join(
        f'<text text-anchor="end" transform="translate(-{_LABEL_GAP},'
        f'{y + round(_MIDDLE * size):.4g})" fill="{axis["labelColor"]}">{label}</text>'
        for y, label in zip(heights, tick_labels(values, picture.scale.top), strict=True)
    )


def _rules(picture: Placed, layer: Layer) -> Iterator[str]:
    """A line from top to bottom at each break."""
    mark, width = layer["mark"], layer["encoding"]["strokeWidth"]["condition"]["value"]
    for one in picture.rows:
        if one.row["k"].startswith(BREAK):
            yield (
                f'<line transform="translate({one.x:.4g},0)" x2="0" y2="{picture.spec["height"]}" '
                f'stroke="{mark["color"]}" stroke-width="{width}" '
                f'stroke-dasharray="{dashes_of(mark["strokeDash"])}"/>'
            )


def _texts(picture: Placed, layer: Layer) -> Iterator[str]:
    mark, encoding = layer["mark"], layer["encoding"]
    size, colour = mark["fontSize"], picture.spec["config"]["text"]["fill"]
    y = encoding["y"]["value"] + mark["dy"] + round(_TOP * size)
    for one in picture.rows:
        if text := one.row[encoding["text"]["field"]]:
            yield (
                f'<text text-anchor="middle" transform="translate({one.x:.4g},{y})" '
                f'font-size="{size}px" fill="{colour}">{escape(text, quote=False)}</text>'
            )


def _lines(picture: Placed, layer: Layer) -> Iterator[str]:
    """A path for each series and each `detail`: years of different forms are not joined."""
    detail = layer["encoding"]["detail"]["field"]
    points: dict[tuple[str, str], list[str]] = {}
    for one in picture.numbers:
        place = f"{one.x:.5g},{one.y:.5g}"
        points.setdefault((one.row["s"], one.row[detail]), []).append(place)
    for (series, _), path in points.items():
        yield (
            f'<path d="M{"L".join(path)}{"" if len(path) > 1 else "Z"}" '
            f'stroke="{value_of(layer, "color", series)}" '
            f'stroke-width="{layer["mark"]["strokeWidth"]}" '
            f'stroke-dasharray="{dashes_of(value_of(layer, "strokeDash", series))}"/>'
        )


def _points(picture: Placed, layer: Layer) -> Iterator[str]:
    for one in picture.numbers:
        yield (
            f'<circle cx="{one.x:.4g}" cy="{one.y:.4g}" '
            f'r="{math.sqrt(layer["mark"]["size"]) / 2:.2g}" '
            f'fill="{value_of(layer, "color", one.row["s"])}"/>'
        )


def dashes_of(lengths: list[int]) -> str:
    """The dashes and gaps in pixels as SVG has them."""
    return ",".join(str(length) for length in lengths)


_MARKS = {"rule": _rules, "text": _texts, "line": _lines, "point": _points}
