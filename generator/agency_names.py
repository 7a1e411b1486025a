"""Which written names mean one agency of a place: short forms, suffixes, connectives.

A name is compared without its place. 发改局 and 发展和改革局 of one county are one agency;
水务局 and 税务局 are two, and so are 教育局 and 教育和体育局: a renamed or merged agency is
linked by a person, never joined by its name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from generator.departments import department_of
from generator.toml_file import toml_file

_GOVERNMENT = "人民政府"
_TOWNSHIP = re.compile(r"[镇乡]$")


def _file() -> dict[str, Any]:
    return toml_file("generator", "agency_names.toml")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_file()[name])


@lru_cache(maxsize=65536)
def agency_key(rest: str) -> str:
    """What two names without their places are compared by; an empty one means the government.

    >>> agency_key("发改局") == agency_key("发展和改革局(机关)")
    True
    """
    full = full_name(rest)
    if _pattern("with_connectives").search(full):
        return _pattern("connectives").sub("", full)
    return full


@lru_cache(maxsize=65536)
def full_name(rest: str) -> str:
    """The name of an agency without its place, written out: 发改委 -> 发展和改革委员会."""
    name = _pattern("own_suffix").sub(_kept_ending, rest)
    name = _file()["names"].get(name, name) or _GOVERNMENT
    if name.startswith(_GOVERNMENT) and not name.startswith(f"{_GOVERNMENT}办公"):
        name = name.removeprefix(_GOVERNMENT) or name
    if _TOWNSHIP.search(name):
        return name + _GOVERNMENT
    for short, full in _file()["endings"].items():
        if name.endswith(short) and not name.endswith(full):
            return str(name.removesuffix(short) + full)
    name = _pattern("committee").sub("委员会", name)
    found = _pattern("parts").match(name)
    stem = _file()["stems"].get(found[1]) if found else None
    return f"{stem}{found[2]}" if found and stem else name


def short_name(rest: str) -> str:
    """The name in short, where one is in use: 发展和改革局 -> 发改局."""
    found = _pattern("parts").match(rest)
    shorts = {full: short for short, full in _file()["stems"].items()}
    return f"{shorts[found[1]]}{found[2]}" if found and found[1] in shorts else rest


def _kept_ending(found: re.Match[str]) -> str:
    """The part of 局机关 or 政府机关 that stays: 局 or 政府."""
    return next((end for end in ("局", "政府") if found.group() == f"{end}机关"), "")


@lru_cache(maxsize=65536)
def usual_name(rest: str) -> str:
    """The written-out name as the list of departments spells it, whatever connectives it has."""
    full, key = full_name(rest), agency_key(rest)
    found = department_of(full)
    if found is None or found[1] != full:
        return full
    names = (stem + end for stem in found[0].stems for end in found[0].endings())
    same = (name for name in names if agency_key(name) == key)
    return next((name for name in same if full_name(name) == name), full)


def without_level(rest: str, region: str) -> str:
    """A department's name without the letter of its region's kind: 区民政局 of 西夏区 -> 民政局."""
    bare = rest.removeprefix(region[-1:])
    found = department_of(bare) if bare != rest else None
    return bare if found and found[1] == bare else rest
