"""Vega's scales in Python: places of categories, positions of numbers, ticks and their labels.

Sources: d3-scale (band, linear), d3-array (nice, ticks), d3-format, which Vega draws with.
Tested against Vega's drawings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.messages import LANGUAGES, language, message

_TENS = ((math.sqrt(50), 10), (math.sqrt(10), 5), (math.sqrt(2), 2))
_NICE_COUNT = 10
_ALMOST = 1e-9  # of a step, lost in division
UNITS = (("wan", 10**4), ("yi", 10**8), ("wan_yi", 10**12))
"""In what Chinese counts; the words stand in the messages."""
_UNITS_ELSEWHERE = (("thousand", 10**3), ("million", 10**6), ("billion", 10**9))


def band_middles(count: int, width: float, padding: float) -> list[float]:
    """The middles of `count` equal bands; before, between and behind them `padding` of a step."""
    step = width / max(1.0, count + padding)
    return [step * (place + (1 + padding) / 2) for place in range(count)]


@dataclass(frozen=True)
class Linear:
    """Numbers from `low` to `top` on an axis that many pixels high, `top` at pixel 0."""

    low: float
    top: float
    height: float

    def at(self, value: float) -> float:
        """The position of a value, from the top; with nothing but zeros, where d3 puts it."""
        span = self.top - self.low
        return self.height * (1 - ((value - self.low) / span if span else 0.5))


def linear(values: Sequence[float], height: float) -> Linear:
    """The axis from zero to the greatest of the values, or the next round numbers."""
    low, top = min(values, default=0), max(values, default=0)
    return Linear(*nice(min(low, 0), max(top, 0)), height)


def _increment(span: float, count: int) -> float:
    """The step through a span, as 1, 2 or 5 times a power of ten; negative: its inverse."""
    if not span:
        return 0.0
    step = span / count
    power = math.floor(math.log10(step))
    error = step / 10.0**power
    factor = next((factor for bound, factor in _TENS if error >= bound), 1)
    if power < 0:
        return -(10.0**-power) / factor
    return 10.0**power * factor


def nice(low: float, top: float) -> tuple[float, float]:
    """The next round numbers, so that a tick stands at each end of the axis."""
    before = 0.0
    for _ in range(10):
        step = _increment(top - low, _NICE_COUNT)
        if step in (before, 0):
            break
        low, top = (
            _multiple(math.floor(_steps(low, step)), step),
            _multiple(math.ceil(_steps(top, step)), step),
        )
        before = step
    return low, top


def ticks(scale: Linear, count: int) -> list[float]:
    """Round numbers from end to end, about `count` of them."""
    step = _increment(scale.top - scale.low, count)
    if not step:
        return [0.0]
    first = math.ceil(_steps(scale.low, step) - _ALMOST)
    last = math.floor(_steps(scale.top, step) + _ALMOST)
    return [_multiple(place, step) for place in range(first, last + 1)]


def _steps(value: float, step: float) -> float:
    return value / step if step > 0 else value * -step


def _multiple(number: int, step: float) -> float:
    return number * step if step > 0 else number / -step


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
        number = f"{value / unit:,.6f}".rstrip("0").rstrip(".").replace("-", "−")
        if unit == 1 or not value:
            yield number
        else:
            yield message(f"pages.chart.axis.{name}", {"number": number.replace(",", "")})
