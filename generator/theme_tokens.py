"""Colours, type and spacing of a theme, from its `tokens.json`: the one place where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from generator.errors import GongkaiError
from generator.site_settings import THEME

NAME = "tokens.json"

_Properties = dict[str, str]
_NEEDED = ("paper", "ink", "muted", "rule", "edge")
_CHART_COLOURS = 6


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of the light or the dark scheme: by purpose, and those of charts in order."""

    colours: _Properties
    chart: list[str]


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a theme's stylesheet is made with; sizes are CSS lengths."""

    font: _Properties
    type: _Properties
    space: _Properties
    light: Scheme
    dark: Scheme


class _File(msgspec.Struct):
    font: _Properties
    type: _Properties
    space: _Properties
    light: dict[str, str | list[str]]
    dark: dict[str, str | list[str]]


def load_tokens(theme: Path) -> Tokens:
    """The tokens of a theme; GongkaiError when they cannot be read or a colour is missing."""
    path = theme / NAME
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_File)
        light, dark = _scheme(found.light), _scheme(found.dark)
    except ValueError as error:  # msgspec's errors are of that kind
        raise GongkaiError("site.tokens", file=str(path), reason=error) from error
    return Tokens(found.font, found.type, found.space, light, dark)


@cache
def own_tokens() -> Tokens:
    """The tokens of the site's own theme, which charts and pictures are drawn with."""
    return load_tokens(THEME)


def _scheme(values: dict[str, str | list[str]]) -> Scheme:
    chart = values.get("chart")
    if not isinstance(chart, list) or len(chart) < _CHART_COLOURS:
        raise ValueError(f"chart: {_CHART_COLOURS} colours")
    colours = {name: value for name, value in values.items() if isinstance(value, str)}
    if missing := [name for name in _NEEDED if name not in colours]:
        raise ValueError(", ".join(missing))
    return Scheme(colours, chart)
