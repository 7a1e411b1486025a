"""Automatic numbers of Word lists, rendered: an auto-numbered heading keeps its number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from generator.readers.docx.wordml import W, integer_of, value_of

_PLACEHOLDER = re.compile(r"%(\d)")
_DIGITS = "零一二三四五六七八九"
_CYCLES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified",
     "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting",
     "ideographDigital", "japaneseDigitalTenThousand")
)  # fmt: skip


@dataclass(slots=True)
class Level:
    """One level of a list: its number format, its pattern such as "%1、", its first number."""

    number_format: str = "decimal"
    pattern: str = ""
    start: int = 1
    is_legal: bool = False


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts while the document is walked in order."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}  # by w:num, sharing what shares an abstract list
        if root is None:
            return
        abstract = {
            element.get(f"{W}abstractNumId"): _List(_levels(element))
            for element in root.iterchildren(f"{W}abstractNum")
        }
        for element in root.iterchildren(f"{W}num"):
            shared = abstract.get(value_of(element, "abstractNumId"))
            if shared is not None:
                self._lists[element.get(f"{W}numId")] = _overridden(element, shared)

    def next(self, number_id: str, level: int) -> str:
        """The text of the next number in that list, or "" where it shows none."""
        entry = self._lists.get(number_id)
        if entry is None or level not in entry.levels:
            return ""
        counts = entry.counts
        counts[level] = counts.get(level, entry.levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        definition = entry.levels[level]
        if definition.number_format in ("bullet", "none"):
            return ""
        return _PLACEHOLDER.sub(lambda m: self._number(entry, definition, m), definition.pattern)

    def _number(self, entry: _List, shown: Level, match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        definition = entry.levels.get(level, Level())
        count = entry.counts.get(level, definition.start)
        return render(count, "decimal" if shown.is_legal else definition.number_format)


def _levels(element: Any) -> dict[int, Level]:
    return {
        _integer(level.get(f"{W}ilvl"), 0): _level(level)
        for level in element.iterchildren(f"{W}lvl")
    }


def _level(element: Any) -> Level:
    return Level(
        number_format=value_of(element, "numFmt") or "decimal",
        pattern=value_of(element, "lvlText") or "",
        start=integer_of(element, "start", 1),
        is_legal=element.find(f"{W}isLgl") is not None,
    )


def _overridden(number: Any, shared: _List) -> _List:
    """The list of a w:num: its own counter when it restarts or changes a level."""
    overrides = list(number.iterchildren(f"{W}lvlOverride"))
    if not overrides:
        return shared
    levels = dict(shared.levels)
    for override in overrides:
        index = _integer(override.get(f"{W}ilvl"), 0)
        own = override.find(f"{W}lvl")
        level = _level(own) if own is not None else levels.get(index, Level())
        start = integer_of(override, "startOverride", level.start)
        levels[index] = Level(level.number_format, level.pattern, start, level.is_legal)
    return _List(levels)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else default


def render(number: int, number_format: str) -> str:
    """A number in one of Word's formats; formats not known here are shown as digits."""
    if number_format in _CHINESE:
        return chinese(number)
    if number_format in _CYCLES and number > 0:
        signs = _CYCLES[number_format]
        return signs[(number - 1) % len(signs)]
    return _RENDERED.get(number_format, str)(number)


def chinese(number: int) -> str:
    """1-99 as 一, 十, 十一, 二十一; other numbers as digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    text = ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "")
    return text + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    signs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    if not 0 < number < 40:
        return str(number)
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _letters(number: int) -> str:
    """A, B … Z, AA, BB … as Word counts."""
    if number < 1:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _full_width(number: int) -> str:
    return str(number).translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})


_RENDERED: dict[str, Callable[[int], str]] = {
    "decimalFullWidth": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": "{:02d}".format,
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
