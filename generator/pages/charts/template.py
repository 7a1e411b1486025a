"""A chart kind's picture with places to fill in, and what stands in them for given rows.

A `Template` is made by `derive.py` from Vega's drawings: fixed text with slots, a slot for
each mark or axis part that is repeated. A slot says of what it is repeated (rows, numbers,
places, ticks, lines) and gives a pattern: fixed text and holes, each filled from one named
feature of the item. Features are worked out here, with Vega's scales.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any, NamedTuple

import msgspec

from generator.pages.charts.designs import drawn_rows
from generator.pages.charts.kinds import BREAK, Chart
from generator.pages.charts.scales import Band, Linear, tick_labels, ticks


class UnfilledError(ValueError):
    """Rows that the template was not made for; Vega itself draws them."""


class Frame(msgspec.Struct, frozen=True):
    """The scales of a kind and by what its lines are told apart (fields of a row)."""

    band: Band
    linear: Linear
    lines: tuple[str, ...]


class Item(NamedTuple):
    """What one repeated element shows: escaped words, and numbers in pixels."""

    words: dict[str, str]
    numbers: dict[str, float]


@dataclass(frozen=True)
class Features:
    """The items of a chart by what they repeat."""

    frame: Frame
    chart: Chart

    def of(self, source: str) -> list[Item]:
        """The items of rows, numbers, places, ticks or lines."""
        found: list[Item] = getattr(self, source)
        return found

    @cached_property
    def once(self) -> list[Item]:
        """One item that says nothing."""
        return [Item({}, {})]

    @cached_property
    def rows(self) -> list[Item]:
        """An item for each row."""
        return [self._item(row) for row in self._rows]

    @cached_property
    def numbers(self) -> list[Item]:
        """An item for each row with a number."""
        pairs = zip(self._rows, self.rows, strict=True)
        return [item for row, item in pairs if row["v"] is not None]

    @cached_property
    def places(self) -> list[Item]:
        """An item for each category."""
        first: dict[str, Item] = {}
        for row, item in zip(self._rows, self.rows, strict=True):
            first.setdefault(row["k"], item)
        return list(first.values())

    @cached_property
    def ticks(self) -> list[Item]:
        """An item for each mark of the axis of numbers."""
        count, top = self.frame.linear.ticks, self._top
        if not count:
            return []
        values = ticks(top, count)
        return [
            Item({"label": label}, _rounded("value", self.frame.linear.at(value, top)))
            for value, label in zip(values, tick_labels(values, top), strict=True)
        ]

    @cached_property
    def lines(self) -> list[Item]:
        """An item for each line, its points in `path`."""
        points: dict[tuple[str, ...], list[Item]] = {}
        for row, item in zip(self._rows, self.rows, strict=True):
            if row["v"] is not None:
                key = tuple(row[name] for name in self.frame.lines)
                points.setdefault(key, []).append(item)
        return [
            Item(items[0].words | {"path": _path(items, self._is_upright)}, {})
            for items in points.values()
        ]

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        return drawn_rows(self.chart)

    @cached_property
    def _is_upright(self) -> bool:
        """Whether the categories stand side by side."""
        return self.frame.linear.end < self.frame.linear.start

    @cached_property
    def _top(self) -> float:
        values = [row["v"] for row in self._rows if row["v"] is not None]
        if any(not 0 <= value < math.inf for value in values):
            raise UnfilledError("a number below zero")
        return self.frame.linear.top(values)

    @cached_property
    def _places(self) -> tuple[dict[str, float], float]:
        keys = list(dict.fromkeys(row["k"] for row in self._rows))
        starts, breadth = self.frame.band.places(len(keys))
        return dict(zip(keys, starts, strict=True)), breadth

    def _item(self, row: dict[str, Any]) -> Item:
        starts, breadth = self._places
        start = starts[row["k"]]
        value = self.frame.linear.at(row["v"] or 0, self._top)
        words = {name: escape(row[name], quote=False) for name in ("l", "t", "k", "s")}
        words["is_break"] = str(row["k"].startswith(BREAK))
        places = {"middle": start + breadth / 2, "start": start, "breadth": breadth}
        return Item(words, places | _rounded("value", value))


def _rounded(name: str, value: float) -> dict[str, float]:
    """The number and, as Vega rounds it, the whole number."""
    return {name: value, f"whole_{name}": math.floor(value + 0.5)}


def _path(items: list[Item], is_upright: bool) -> str:
    first, second = ("middle", "value") if is_upright else ("value", "middle")
    path = "M" + "L".join(f"{i.numbers[first]:.5g},{i.numbers[second]:.5g}" for i in items)
    return path if len(items) > 1 else f"{path}Z"


class Word(msgspec.Struct, frozen=True, tag="word"):
    """A hole for a text of the item."""

    name: str

    def of(self, item: Item) -> str:
        """The text."""
        return item.words[self.name]


class TemplateChoice(msgspec.Struct, frozen=True, tag="choice"):
    """A hole whose look depends on a text of the item: the colour of a series."""

    name: str
    looks: dict[str, str]

    def of(self, item: Item) -> str:
        """The look of its series; UnfilledError for one that no probe had."""
        look = self.looks.get(item.words[self.name])
        if look is None:
            raise UnfilledError(f"no look for {item.words[self.name]}")
        return look


class Measure(msgspec.Struct, frozen=True, tag="measure"):
    """A hole for a number of the item, times `factor`, moved by `offset`."""

    name: str
    factor: float
    offset: float

    def of(self, item: Item) -> float:
        """The number that is printed."""
        return item.numbers[self.name] * self.factor + self.offset


Hole = Word | TemplateChoice | Measure
Part = str | Hole


class Slot(msgspec.Struct, frozen=True):
    """A pattern and what it is repeated for."""

    source: str
    parts: tuple[Part, ...]

    def pattern(self, look: Callable[[str], str], digits: int) -> tuple[str, list[Hole]]:
        """The pattern for `%`, and what fills it."""
        text, holes = "", []
        for part in self.parts:
            if isinstance(part, str):
                text += look(part).replace("%", "%%")
                continue
            text += f"%.{digits}g" if isinstance(part, Measure) else "%s"
            if isinstance(part, TemplateChoice):
                part = TemplateChoice(
                    part.name, {key: look(own) for key, own in part.looks.items()}
                )
            holes.append(part)
        return text, holes


class Template(msgspec.Struct, frozen=True):
    """Fixed text and slots in turn: `fixed` has one more than `slots`."""

    frame: Frame
    fixed: tuple[str, ...]
    slots: tuple[Slot, ...]


class Filling:
    """A template ready to be filled; `look` is done to its fixed texts once."""

    def __init__(
        self, template: Template, look: Callable[[str], str] = str, digits: int = 4
    ) -> None:
        self.frame = template.frame
        self._first, *after = [look(text) for text in template.fixed]
        patterns = [slot.pattern(look, digits) for slot in template.slots]
        sources = [slot.source for slot in template.slots]
        self._slots = list(zip(sources, patterns, after, strict=True))

    def fill(self, chart: Chart) -> str:
        """The picture's body; UnfilledError when Vega must draw these rows."""
        features = Features(self.frame, chart)
        found = [self._first]
        for source, (pattern, holes), after in self._slots:
            found += [
                pattern % tuple([hole.of(item) for hole in holes]) for item in features.of(source)
            ]
            found.append(after)
        return "".join(found)
