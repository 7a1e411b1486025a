"""Drawn charts: a line of Markdown by which one is shown, and its figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from generator.messages import message

_LINE = re.compile(r'^!\[(.*)\]\(chart:([a-z-]+-[0-9a-f]+)(?: "(.*)")?\)$')
_ID = re.compile(r'(\bid="|url\(#|href="#)([\w-]+)')
_LABELLED = re.compile(r'(aria-(?:labelledby|describedby)=")([^"]+)')


class ChartLine(NamedTuple):
    """`![description](chart:key "caption")`; the words are Markdown."""

    description: str
    key: str
    caption: str

    @property
    def kind(self) -> str:
        """The key without the hash of what is drawn."""
        return self.key.rpartition("-")[0]


def chart_line(line: str) -> ChartLine | None:
    """The chart that the line shows; None for any other line."""
    match = _LINE.match(line) if line.startswith("![") else None
    return ChartLine(match[1], match[2], match[3] or "") if match else None


def charts_in(body: str) -> Iterator[ChartLine]:
    """The charts of a text, in order."""
    return (chart for chart in map(chart_line, body.split("\n")) if chart is not None)


class Charts:
    """The figures of one page. `svg` gives a picture by its key; without it words stand there.

    A picture's ids begin with its kind; the second of a kind in a page gets ids of its own.
    """

    def __init__(self, svg: Callable[[str], str] | None) -> None:
        self._svg = svg
        self._seen: dict[str, int] = {}

    def figure(
        self, chart: ChartLine, inline: Callable[[str], str], keep: Callable[[str], str] = str
    ) -> str:
        """The chart with its caption; `keep` gives what stands for the finished picture."""
        note = f"<figcaption>{inline(chart.caption)}</figcaption>" if chart.caption else ""
        opening = f'<figure class="chart" data-chart="{chart.key}">'
        return f"{opening}{self._picture(chart, inline, keep)}{note}</figure>"

    def _picture(
        self, chart: ChartLine, inline: Callable[[str], str], keep: Callable[[str], str]
    ) -> str:
        if self._svg is None:
            return f"<p>{inline(chart.description)}</p>"
        times = self._seen[chart.kind] = self._seen.get(chart.kind, 0) + 1
        picture = self._svg(chart.key)
        picture = picture if times == 1 else with_own_ids(picture, f"c{times}-")
        return keep(picture + _button())


def _button() -> str:
    """Asks for the chart that can be touched; the stylesheet shows it where scripts run."""
    words = escape(message("site.chart_view", {}))
    mark = 'class="chart-view needs-js" data-chart-view'
    return f'<button type="button" {mark}>{words}</button>'


def with_own_ids(svg: str, prefix: str) -> str:
    """The picture with every id, and every reference to one, prefixed."""
    svg = _ID.sub(rf"\g<1>{prefix}\g<2>", svg)
    return _LABELLED.sub(
        lambda match: match[1] + " ".join(prefix + name for name in match[2].split()), svg
    )
