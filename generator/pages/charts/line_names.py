"""The names of lines, written beside their last points: what a key would say further away."""

from __future__ import annotations

from html import escape

from generator.messages import said_again
from generator.pages.charts.designs import INK
from generator.pages.charts.lines import Layer, Placed, dashes_of, value_of

_APART = 17  # pixels between two names
_ABOVE_YEARS = 6  # pixels from the axis, so that no name touches the last year


def names_of_lines(picture: Placed, *, has_sample: bool) -> str:
    """The name of each line at the right edge, none upon another, with a sample of it."""
    ends: dict[str, float] = {one.row["s"]: one.y for one in picture.numbers}
    spec = picture.spec
    left, top = spec["width"] + spec["padding"]["left"], spec["padding"]["top"]
    return "".join(
        _name(picture.layer("line"), name, left, y + top, has_sample)
        for name, y in apart(ends, spec["height"] - _ABOVE_YEARS).items()
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


def _name(line: Layer, name: str, left: float, y: float, has_sample: bool) -> str:
    said = escape(said_again(name, "pages.series."))
    text = f'y="{y + 4.5:.4g}" fill="{INK}">{said}</text>'
    if not has_sample:
        return f'<text x="{left + 2:g}" {text}'
    dashes = dashes_of(value_of(line, "strokeDash", name))
    return (
        f'<path d="M{left:g} {y:.4g}h14" stroke="{value_of(line, "color", name)}" '
        f'stroke-width="2" stroke-dasharray="{dashes}"/><text x="{left + 18:g}" {text}'
    )
