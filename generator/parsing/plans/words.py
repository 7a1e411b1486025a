"""What the words of a task say: its title and the numbers it sets itself."""

from __future__ import annotations

import re
from functools import cache

from generator.parsing.data import load
from generator.parsing.plans.units import without_statements
from generator.parsing.prose.metrics import number_value
from generator.records import Target

_LONGEST_TITLE = 60


def title_of(body: str) -> str:
    """The first sentence; of a long one the first clause. Who answers for it is no part of it."""
    first = re.split(r"[。::\n]", without_statements(body), maxsplit=1)[0]
    if len(first) > _LONGEST_TITLE:
        first = re.split(r"[,;]", first, maxsplit=1)[0]
    return first.rstrip(";,、")[:_LONGEST_TITLE]


@cache
def _target_patterns() -> tuple[re.Pattern[str], ...]:
    data = load("tasks")
    return tuple(re.compile(text.replace("{n}", data["amount"])) for text in data["target"])


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
