"""A paragraph of a work plan of any length is read in a number of steps that grows with it.

Steps are counted, not timed: the characters that patterns are given, and the repeats in them.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.parsing.data import load, pattern
from generator.parsing.plans import units
from generator.parsing.plans.units import units_in_cell, units_in_text, without_statements

SIZE = 100_000
# A sign of a class or behind a backslash is no repeat.
_PLAIN = re.compile(r"\\.|\[[^\]]*\]")
_ENDLESS = re.compile(r"[*+]|\{\d+,\}")


class Counting:
    """A pattern that counts the characters that it reads: up to a match, or all."""

    given = 0

    def __init__(self, found: re.Pattern[str]) -> None:
        self._found = found

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> Any:
            found = getattr(self._found, name)(*arguments)
            text = next(a for a in reversed(arguments) if isinstance(a, str))
            start = arguments[1] if isinstance(arguments[-1], int) else 0
            Counting.given += (found.end() if isinstance(found, re.Match) else len(text)) - start
            return found

        return call


def filled(unit: str) -> str:
    return (unit * (SIZE // len(unit) + 1))[:SIZE]


@pytest.mark.parametrize("read", [units_in_text, units_in_cell, without_statements])
@pytest.mark.parametrize(
    "text",
    [
        filled("责任") + "单位：办公室",
        filled("牵头、"),
        filled("分别牵头") + "甲",
        filled("（责任单位：办公室）"),
        filled("责任单位：办公室。"),
        "责任单位：" + filled("办公室\n"),
        "责任单位：" + filled("做好公开\n"),
        filled("【") + "责任单位：办公室" + filled("】"),
        filled("（") + "办公室牵头" + filled("）"),
        filled("办公室  "),
        filled("公开"),
    ],
)  # fmt: skip
def test_a_long_line_is_given_to_few_patterns(read, text, monkeypatch):
    monkeypatch.setattr(Counting, "given", 0)
    monkeypatch.setattr(units, "pattern", lambda *names: Counting(pattern(*names)))
    units._statements.cache_clear()
    read(text)
    assert Counting.given < 200 * len(text)


def free_patterns() -> list[str]:
    """The names of the patterns that may begin anywhere in a text."""
    data = load("tasks")
    texts = {name: data[name] for name in data if isinstance(data[name], str)}
    texts |= {f"target {n}": text for n, text in enumerate(data["target"])}
    return [
        f"{name}: {text}"
        for name, text in texts.items()
        if not text.startswith("^") and name not in ("unit_goes_on", "units_end")
    ]


@pytest.mark.parametrize("text", free_patterns(), ids=lambda text: text.partition(":")[0])
def test_repeats_of_a_pattern_that_may_begin_anywhere_have_an_end(text):
    """Else it is tried from each character to the end: as the square of a line's length."""
    assert not _ENDLESS.search(_PLAIN.sub("", text.partition(": ")[2]))
