"""The names of lines, written beside their last points: what a key would say further away."""

from __future__ import annotations

from html import escape

from generator.pages.charts.designs import INK, designs, series_colour
from generator.pages.charts.template import Features

_APART = 17  # pixels between two names
_ABOVE_YEARS = 6  # pixels from the axis, so that no name touches the last year
_DASHES = ("", "6 3", "2 3")  # as `flow.py` draws the lines


def names_of_lines(features: Features) -> str:
    """The name of each line at the right edge, none upon another, with a sample where it fits."""
    ends: dict[str, float] = {}
    order: list[str] = []
    for row, item in zip(features.chart.rows, features.rows, strict=True):
        if row.s and row.s not in order:
            order.append(row.s)
        if row.v is not None:
            ends[row.s] = item.numbers["value"]
    design = designs()[features.chart.kind]
    around, has_sample = design.padding(), bool(design.beside)
    left = features.frame.band.end + around["left"]
    return "".join(
        _name(name, order.index(name), left, y + around["top"], has_sample)
        for name, y in apart(ends, features.frame.linear.start - _ABOVE_YEARS).items()
    )


def apart(ends: dict[str, float], lowest: float) -> dict[str, float]:
    """The heights, from the top, moved as little as keeps the names apart and above `lowest`."""
    found = dict(sorted(ends.items(), key=lambda one: one[1]))
    names = list(found)
    for name, before in zip(names[1:], names, strict=False):
        found[name] = max(found[name], found[before] + _APART)
    limit = lowest
    for name in reversed(names):
        found[name] = min(found[name], limit)
        limit = found[name] - _APART
    return found


def _name(name: str, number: int, left: float, y: float, has_sample: bool) -> str:
    text = f'y="{y + 4.5:.4g}" fill="{INK}">{escape(name)}</text>'
    if not has_sample:
        return f'<text x="{left + 2:g}" {text}'
    dash = _DASHES[number] if number < len(_DASHES) else ""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    colour = series_colour(number + 1)
    return (
        f'<path d="M{left:g} {y:.4g}h14" stroke="{colour}" stroke-width="2"{dashes}/>'
        f'<text x="{left + 18:g}" {text}'
    )
