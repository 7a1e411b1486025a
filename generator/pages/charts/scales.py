"""Vega's scales in Python: places of categories, positions of numbers, ticks and their labels.

Sources: d3-scale (band, linear), d3-array (nice, ticks), d3-format, which Vega draws with.
Tested against Vega's drawings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec

from generator.messages import LANGUAGES, language, message

_TENS = ((math.sqrt(50), 10), (math.sqrt(10), 5), (math.sqrt(2), 2))
_NICE_COUNT = 10
UNITS = (("wan", 10**4), ("yi", 10**8), ("wan_yi", 10**12))
"""In what Chinese counts; the words stand in the messages."""
_UNITS_ELSEWHERE = (("thousand", 10**3), ("million", 10**6), ("billion", 10**9))


class Band(msgspec.Struct, frozen=True):
    """An equal share of `start`…`end` for each category; paddings are parts of a step."""

    start: float
    end: float
    inner: float
    outer: float

    def places(self, count: int) -> tuple[list[float], float]:
        """The beginning of each of `count` bands in order, and their breadth."""
        step = (self.end - self.start) / max(1.0, count - self.inner + 2 * self.outer)
        first = self.start + (self.end - self.start - step * (count - self.inner)) / 2
        return [first + step * position for position in range(count)], step * (1 - self.inner)


class Linear(msgspec.Struct, frozen=True):
    """Zero at `start`, the greatest number (or the next round one) at `end`.

    `ticks` is how many marks are wished for on its axis; 0 when it has none.
    """

    start: float
    end: float
    is_nice: bool
    ticks: int

    def top(self, values: Sequence[float]) -> float:
        """The end of the axis for those values, none of them negative."""
        greatest = max(values, default=0)
        return nice(greatest) if self.is_nice else greatest

    def at(self, value: float, top: float) -> float:
        """The position of a value; with nothing but zeros, where d3 puts it."""
        share = value / top if top else 0.5
        return self.start + share * (self.end - self.start)


def _increment(stop: float, count: int) -> float:
    """The step from 0 to stop, as 1, 2 or 5 times a power of ten; negative: its inverse."""
    if not stop:
        return 0.0
    step = stop / count
    power = math.floor(math.log10(step))
    error = step / 10.0**power
    factor = next((factor for bound, factor in _TENS if error >= bound), 1)
    if power < 0:
        return -(10.0**-power) / factor
    return 10.0**power * factor


def nice(top: float) -> float:
    """The next round number, so that the last tick stands at the end of the axis."""
    before = 0.0
    for _ in range(10):
        step = _increment(top, _NICE_COUNT)
        if step in (before, 0):
            break
        top = math.ceil(top / step) * step if step > 0 else math.ceil(top * -step) / -step
        before = step
    return top


def ticks(top: float, count: int) -> list[float]:
    """Round numbers from 0 to top, about `count` of them."""
    step = _increment(top, count)
    if step > 0:
        return [position * step for position in range(math.floor(top / step) + 1)]
    if step < 0:
        return [position / -step for position in range(math.floor(top * -step + 1e-9) + 1)]
    return [0.0]


def units() -> tuple[tuple[str, int], ...]:
    """What numbers are counted in, in the language spoken: name of a message and size."""
    return UNITS if language() == LANGUAGES[0] else _UNITS_ELSEWHERE


def last_without(unit: int) -> int:
    """The greatest end of an axis that is not written in the unit: 10,000 stands in full."""
    return max(unit - 1, 10**4)


def tick_labels(values: Sequence[float], top: float) -> Iterator[str]:
    """The values with one unit for all, that of the end of the axis: 0, 0.5万, 1万."""
    name, unit = next((pair for pair in reversed(units()) if top > last_without(pair[1])), ("", 1))
    for value in values:
        number = f"{value / unit:,.6f}".rstrip("0").rstrip(".")
        if unit == 1 or not value:
            yield number
        else:
            yield message(f"pages.chart.axis.{name}", {"number": number.replace(",", "")})
