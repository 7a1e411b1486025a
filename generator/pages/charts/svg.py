"""SVG named for screen readers, and coloured by the site's variables."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from generator.pages.charts.designs import designs
from generator.pages.charts.kinds import Chart
from generator.theme_tokens import own_tokens

_STAND_IN = re.compile(r"#c000(\d\d)", re.IGNORECASE)
_NAMES = {"10": "ink", "11": "muted", "12": "rule"}  # the stand-ins that are no chart's own
_FONT = "var(--font-sans,sans-serif)"


def finished(chart: Chart, body: str) -> str:
    """The picture of a chart as it stands inline in a page; readable at 360 pixels.

    Its ids begin with its kind: few pages have two of one (`generator/dialect/charts.py`).
    """
    frame, name = designs()[chart.kind].frame(chart), chart.kind
    return (
        f'<svg {frame} xmlns="http://www.w3.org/2000/svg" font-family="{_FONT}" role="img" '
        f'aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(chart.description)}</desc>{body}</svg>'
    )


def with_variables(text: str) -> str:
    """The text with the site's CSS variables in place of the stand-in colours."""
    return _STAND_IN.sub(lambda match: _colour(match[1]), text)


def with_colours(text: str) -> str:
    """The text with the colours of the light stylesheet, for pages without our variables."""
    return _STAND_IN.sub(lambda match: _tokens()[match[1]], text)


@cache
def _tokens() -> dict[str, str]:
    light = own_tokens().light
    colours = {f"{number:02d}": colour for number, colour in enumerate(light.chart, start=1)}
    return colours | {number: light.colours[name] for number, name in _NAMES.items()}


@cache
def _colour(number: str) -> str:
    name = _NAMES.get(number) or f"chart-{int(number)}"
    return f"var(--{name},{_tokens()[number]})"
