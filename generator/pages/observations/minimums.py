"""The minimums of `minimums.toml`: from how many on something is said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from generator.toml_file import toml_as


class Minimum(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number with its unit (`observations.unit.<unit>`), and the reason in both languages."""

    value: float
    unit: str
    zh: str
    en: str


@cache
def minimums() -> dict[str, Minimum]:
    """All of them by name, in the order of the file."""
    return toml_as("generator.pages.observations", "minimums.toml", dict[str, Minimum])


def at_least(name: str) -> float:
    """The value of a minimum of `minimums.toml`, by its name."""
    return minimums()[name].value


def full_year(reports: Mapping[int, int]) -> int | None:
    """The newest year with enough of the reports of the fullest one; `reports` counts by year."""
    enough = at_least("full_year") * max(reports.values(), default=0)
    return max((year for year, count in reports.items() if count >= enough), default=None)
