"""What departments do and how they are called: `departments.toml` as frozen objects."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from generator.agencies import Level
from generator.toml_file import Facts, toml_as

# 厅 at the top, 局 below: what a department is called unless its entry says otherwise.
_USUAL: dict[str, tuple[str, ...]] = {
    "province": ("厅", "局"),
    "prefecture": ("局",),
    "county": ("局",),
}


class Department(Facts, frozen=True, kw_only=True):
    """A field of work with the names of the bodies that do it; see `departments.toml`."""

    id: str
    zh: str
    en: str
    pinyin: str
    stems: tuple[str, ...]
    forms: dict[Level, tuple[str, ...]] = msgspec.field(default_factory=dict)

    def endings(self, level: Level | None = None) -> tuple[str, ...]:
        """The endings of names at that level; those of all levels without one."""
        forms = self.forms or _USUAL
        if level is not None:
            return forms.get(level, ())
        return tuple(dict.fromkeys(ending for endings in forms.values() for ending in endings))

    def names(self, level: Level | None = None) -> tuple[str, ...]:
        """The department's possible names without their place: 民政厅, 民政局."""
        return tuple(stem + ending for stem in self.stems for ending in self.endings(level))


@cache
def departments() -> dict[str, Department]:
    """All departments by function id, in the order in which people look for them."""
    entries = toml_as("generator", "departments.toml", list[Department], "departments")
    return {entry.id: entry for entry in entries}


@cache
def _names() -> dict[str, Department]:
    found: dict[str, Department] = {}
    for entry in departments().values():
        for name in entry.names():
            found.setdefault(name, entry)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})$")


def department_of(agency_name: str) -> tuple[Department, str] | None:
    """The department that an agency's name ends in, with those words; None when unknown.

    >>> department_of("中卫市民政局")[1]
    '民政局'
    """
    match = _pattern().search(agency_name)
    return (_names()[match.group()], match.group()) if match else None
