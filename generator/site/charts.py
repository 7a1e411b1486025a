"""Puts the drawn charts into converted pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape

from generator.messages import message

PLACE = re.compile(r"<!--chart:([a-z-]+-[0-9a-f]+)-->")
IN_MARKDOWN = re.compile(r'^!\[(.*)\]\(chart:([a-z-]+-[0-9a-f]+)(?: "(.*)")?\)$', re.MULTILINE)
_ID = re.compile(r'(\bid="|url\(#|href="#)([\w-]+)')
_LABELLED = re.compile(r'(aria-(?:labelledby|describedby)=")([^"]+)')


def fill(html: str, svg: Callable[[str], str]) -> str:
    """The HTML with every chart in its place.

    A picture's ids begin with its key; when the same picture stands in a page twice, the
    second gets ids of its own.
    """
    seen: dict[str, int] = {}

    def draw(match: re.Match[str]) -> str:
        key = match[1]
        seen[key] = seen.get(key, 0) + 1
        picture = svg(key)
        return (picture if seen[key] == 1 else with_own_ids(picture, f"c{seen[key]}-")) + _button()

    return PLACE.sub(draw, html)


@cache
def _button() -> str:
    """Asks for the chart that can be touched; the stylesheet shows it where scripts run."""
    words = escape(message("site.chart_view", {}))
    mark = 'class="chart-view needs-js" data-chart-view data-pagefind-ignore'
    return f'<button type="button" {mark}>{words}</button>'


def with_own_ids(svg: str, prefix: str) -> str:
    """The picture with every id, and every reference to one, prefixed."""
    svg = _ID.sub(rf"\g<1>{prefix}\g<2>", svg)
    return _LABELLED.sub(
        lambda match: match[1] + " ".join(prefix + name for name in match[2].split()), svg
    )
