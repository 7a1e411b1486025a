"""How exact a number in the running text is: 余, 约, 近, and rounding to 万."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.records import Metric, Number
from generator.toml_file import Facts, toml_as


class Words(Facts, frozen=True):
    """Words that say how exact a number is, and units."""

    more_than: list[str]
    nearly: list[str]
    ten_thousand: str
    yuan: str
    ten_thousand_yuan: str


class PartsRule(Facts, frozen=True):
    """A total of the text, what the ids of its parts begin with, and which of them are sums."""

    whole: str
    parts: str
    unless: str
    together: dict[str, list[str]]


class Narrative(Facts, frozen=True):
    """The tables of `narrative.toml`: formulas by the id of a number of the text, and rules."""

    fields: dict[str, list[str]]
    explained: dict[str, list[str]]
    words: Words
    parts: list[PartsRule]


@cache
def narrative() -> Narrative:
    """The file; BadDataError names a member that is wrong."""
    return toml_as("generator.checks", "narrative.toml", Narrative)


@dataclass(frozen=True, slots=True)
class Range:
    """The values that the words allow, both ends included."""

    low: Number
    high: Number

    def allows(self, value: Number) -> bool:
        """Whether the value may be what the words mean."""
        return self.low - 0.0001 <= value <= self.high + 0.0001


def stated_range(metric: Metric) -> Range:
    """What a stated number may stand for.

    An exact one stands for itself. 1.48万 stands for anything that rounds or cuts to it.
    A number with 余 is a lower end, with 近 an upper one, with 约 the middle; the other
    end is one unit of its last digit that is not zero, at least a tenth of the number.
    """
    value = metric.value
    step = _ten_thousands_step(metric)
    if not metric.approximate:
        return Range(value - step, value + step)
    slack = max(step, _unit(value), abs(value) / 10)
    if _says(metric.quote, narrative().words.more_than):
        return Range(value, value + slack)
    if _says(metric.quote, narrative().words.nearly):
        return Range(value - slack, value)
    return Range(value - slack, value + slack)


def _says(quote: str | None, words: list[str]) -> bool:
    return quote is not None and any(word in quote for word in words)


def _unit(value: Number) -> int:
    """The unit of the last digit that is not zero: 110 -> 10, 2000 -> 1000, 7 -> 1."""
    unit = 1
    while value and value % (unit * 10) == 0:
        unit *= 10
    return unit


def _ten_thousands_step(metric: Metric) -> Number:
    """The unit of the last printed digit of a number given in 万; 0 for any other."""
    sign = narrative().words.ten_thousand
    for printed in re.findall(rf"(\d+(?:\.\d+)?)\s*{sign}", metric.quote or ""):
        if abs(float(printed) * 10_000 - metric.value) < 0.5:
            decimals = len(printed.partition(".")[2])
            step: Number = 10_000 / 10**decimals
            return step
    if metric.quote is None and metric.value >= 10_000:
        return _unit(metric.value) if metric.value % 100 == 0 else 0
    return 0
