"""The designs of charts. A module of this room that makes one registers it, and nothing else does:

    CHARTS = (Bars(kind="outcomes", places=7, colour=1, section="outcomes", items=_outcomes),)

A design has its words in the messages: `pages.chart.<kind>` is the title, `pages.heading.<section>`
the heading of its section of the report's page. Pictures are sized for a phone of 360 pixels.

Colours are stand-ins (`#c0000N` …) that `svg.py` turns into the site's CSS variables, so
that one picture serves light and dark.
"""

from __future__ import annotations

import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import generator.pages.charts
from generator.pages.charts.kinds import Chart, ChartRow

WIDTH = 328  # what a phone of 360 pixels leaves between its margins: text keeps its size
FONT_SIZE = 13
INK, MUTED, RULE = "#c00010", "#c00011", "#c00012"
CHOSEN = "at"
"""The parameter of readers' charts that names the row under the pointer or the keyboard."""


@dataclass(frozen=True, kw_only=True)
class Design(ABC):
    """How a kind of chart is drawn.

    `section` is the part of the report's page that shows it (none for ""). One that stands
    `beside` a kind is a further picture of the same rows; `look` is the class by which the
    stylesheet chooses between the two.
    """

    kind: str
    section: str = ""
    beside: str = ""
    look: str = ""

    @abstractmethod
    def size(self) -> tuple[int, int]:
        """Width and height of the picture in CSS pixels."""

    def frame(self, chart: Chart) -> str:
        """The attributes of the picture that say how large it is."""
        del chart  # as large whatever it shows
        width, height = self.size()
        look = f'class="{self.look}" ' if self.look else ""
        return (
            f'{look}viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'font-size="{FONT_SIZE}"'
        )

    def body(self, chart: Chart) -> str | None:
        """The picture where it is drawn here; None where `lines.py` reads the specification."""
        del chart
        return None

    @abstractmethod
    def padding(self) -> dict[str, int]:
        """The room around the marks, in pixels."""

    @abstractmethod
    def chart(self) -> Any:
        """The Altair chart; its data set is named "rows"."""

    @abstractmethod
    def names(self, rows: Sequence[ChartRow]) -> Iterable[str]:
        """For each row the name at the axis; empty where it stands there already."""

    def for_publication(self, specification: dict[str, Any]) -> None:
        """Changes the specification to one for other pages; most stay as they are."""
        del specification

    @abstractmethod
    def for_readers(self, specification: dict[str, Any]) -> None:
        """Changes the specification to that of readers' charts, with a row to choose."""


@cache
def designs() -> dict[str, Design]:
    """Every design that a module of this room registers, by kind."""
    found: list[Design] = []
    for info in pkgutil.iter_modules(generator.pages.charts.__path__, "generator.pages.charts."):
        found += getattr(import_module(info.name), "CHARTS", ())
    return {design.kind: design for design in found}


def chart_kinds() -> list[str]:
    """What a page's script can draw: all but the further pictures."""
    return [design.kind for design in designs().values() if not design.beside]


def drawn_rows(chart: Chart) -> list[dict[str, Any]]:
    """The rows as drawn: `t` as there is room for it, and `l`, the name at the axis."""
    names = designs()[chart.kind].names(chart.rows)
    return [row.drawn() | {"l": name} for row, name in zip(chart.rows, names, strict=True)]


@cache
def specifications() -> dict[str, dict[str, Any]]:
    """The Vega-Lite specification of each kind."""
    return {kind: _specification(design) for kind, design in designs().items()}


def _specification(design: Design) -> dict[str, Any]:
    width, height = design.size()
    padding = design.padding()
    whole = design.chart().properties(
        width=width - padding["left"] - padding["right"],
        height=height - padding["top"] - padding["bottom"],
        padding=padding,
        autosize={"type": "none"},
    )
    result: dict[str, Any] = whole.to_dict()
    return result | {"config": _config()}


def series_colour(number: int) -> str:
    """The stand-in for the chart colour of that number, from 1."""
    return f"#c0000{number}"


def rows_of_chart() -> Any:
    """An Altair chart of the data set "rows"."""
    import altair as alt

    return alt.Chart(alt.Data(name="rows"))  # type: ignore[no-untyped-call]  # altair leaves it so


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
