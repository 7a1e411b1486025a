"""Vega's SVG made small, named for screen readers, and coloured by the site's variables."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from pathlib import Path

from generator.pages.charts.designs import designs
from generator.pages.charts.kinds import Chart
from generator.site_settings import THEME

_ATTRIBUTES = re.compile(
    r" (?:class|role|aria-[a-z]+|pointer-events|font-family|opacity|stroke-miterlimit"
    r'|text-decoration)="[^"]*"| text-anchor="start"| font-size="13px"'
    r'| transform="translate\(0,0\)"'
)
_IDLE = re.compile(
    r'<path (?=[^>]*(?: d=""|h-?0v[\d.]+h-?0Z|display="none"))[^>]*/>'
    r'|<path d="M[\d.]+,[\d.]+h\d+v\d+h-\d+Z"/>'  # backgrounds have no colour left
    r'|<line (?=[^>]*stroke-width="0")[^>]*/>|<text[^>]*(?:/>|></text>)'
)
_EMPTY_GROUP = re.compile(r"<g[^>]*></g>|<g[^>]*/>")
_PLAIN_GROUP = re.compile(r"<g>((?:(?!</?g\b).)*)</g>", re.DOTALL)
_INNER = re.compile(r"<svg[^>]*>(.*)</svg>\s*$", re.DOTALL)
_NUMBER = re.compile(r"(\d+\.\d)\d+")
_STAND_IN = re.compile(r"#c000(\d\d)", re.IGNORECASE)
_FONT = "var(--font-sans,sans-serif)"


def without_attributes(drawn: str) -> str:
    """A drawing without what Vega says for its own purposes and what is so anyhow."""
    return _ATTRIBUTES.sub("", drawn)


def tidy(drawn: str) -> str:
    """The body of Vega's drawing without what nobody sees."""
    body = _IDLE.sub("", without_attributes(_INNER.sub(r"\1", drawn)))
    for _ in range(4):  # groups within groups become empty one after the other
        body = _PLAIN_GROUP.sub(r"\1", _EMPTY_GROUP.sub("", body))
    return body


def dressed(text: str) -> str:
    """Fixed text of a drawing as it is published: colours as variables, short numbers."""
    return with_variables(_NUMBER.sub(r"\1", text))


def seen(body: str) -> str:
    """A filled body without the elements of which these rows show nothing."""
    return _IDLE.sub("", body.replace(' transform="translate(0,0)"', ""))


def finished(chart: Chart, body: str) -> str:
    """The picture of a chart as it stands inline in a page; readable at 360 pixels."""
    frame, key = designs()[chart.kind].frame(chart), chart.key
    return (
        f'<svg {frame} xmlns="http://www.w3.org/2000/svg" font-family="{_FONT}" role="img" '
        f'aria-labelledby="{key}-t {key}-d">'
        f'<title id="{key}-t">{escape(chart.title)}</title>'
        f'<desc id="{key}-d">{escape(chart.description)}</desc>{body}</svg>'
    )


def with_variables(text: str) -> str:
    """The text with the site's CSS variables in place of the stand-in colours."""
    return _STAND_IN.sub(lambda match: _colour(match[1]), text)


def with_colours(text: str) -> str:
    """The text with the colours of the light stylesheet, for pages without our variables."""
    return _STAND_IN.sub(lambda match: _tokens()[match[1]], text)


@cache
def _tokens() -> dict[str, str]:
    path = Path(THEME) / "tokens.json"
    light = json.loads(path.read_text(encoding="utf-8"))["light"]
    colours = {f"{number:02d}": colour for number, colour in enumerate(light["chart"], start=1)}
    return colours | {"10": light["ink"], "11": light["muted"], "12": light["rule"]}


@cache
def _colour(number: str) -> str:
    names = {"10": "ink", "11": "muted", "12": "rule"}
    name = names.get(number) or f"chart-{int(number)}"
    return f"var(--{name},{_tokens()[number]})"
