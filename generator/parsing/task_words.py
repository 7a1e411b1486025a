"""What the words of a task say: its title, who answers for it, the numbers it sets itself."""

from __future__ import annotations

import re
from functools import cache

from generator.parsing.data import load, pattern
from generator.parsing.metrics import number_value
from generator.parsing.normalise import compact
from generator.records import Target

_LONGEST_TITLE = 60


def title_of(body: str) -> str:
    """The first sentence; of a long one the first clause."""
    first = re.split(r"[。::]", body, maxsplit=1)[0]
    if len(first) > _LONGEST_TITLE:
        first = re.split(r"[,;]", first, maxsplit=1)[0]
    return re.sub(r"\([^()]*(?:负责|牵头)\)$", "", first)[:_LONGEST_TITLE]


def responsible(text: str) -> tuple[str, ...]:
    """The units that answer for a task, as printed."""
    plain = compact(text)
    for found in pattern("tasks", "responsible").finditer(plain):
        inner = next((part for part in found.groups() if part), "")
        units = [pattern("tasks", "unit_tail").sub("", unit) for unit in units_of(inner)]
        named = tuple(dict.fromkeys(unit for unit in units if len(unit) > 1))
        if named:
            return tuple(as_printed(unit, text) for unit in named)
    return ()


def as_printed(piece: str, text: str) -> str:
    """A piece of compact text as the source prints it: brackets and marks of its own width."""
    regex = r"\s*".join(_width(letter) for letter in piece)
    found = re.search(regex, text)
    return found.group() if found else piece


def _width(letter: str) -> str:
    """A letter, half or full width."""
    full = chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter
    return f"[{re.escape(letter)}{re.escape(full)}]"


def units_of(text: str) -> list[str]:
    """Units parted by 、 outside of brackets."""
    parts, depth, current = [], 0, ""
    for letter in text:
        depth += (letter in "(〈<") - (letter in ")〉>")
        if depth == 0 and pattern("tasks", "separator").match(letter):
            parts.append(current)
            current = ""
        else:
            current += letter
    return [part.strip() for part in [*parts, current] if part.strip()]


@cache
def _target_patterns() -> tuple[re.Pattern[str], ...]:
    data = load("tasks")
    return tuple(re.compile(text.replace("{n}", data["number"])) for text in data["target"])


def targets_of(plain: str) -> tuple[Target, ...]:
    """The numbers that a task sets itself, in reading order."""
    found: dict[int, Target] = {}
    for regex in _target_patterns():
        for match in regex.finditer(plain):
            value = number_value(match.group(1))
            if value is not None and match.start(1) not in found:
                unit = match.group(2)
                found[match.start(1)] = Target(quote=match.group(), value=value, unit=unit)
    return tuple(found[at] for at in sorted(found))
