"""Names of regions and agencies for readers of English: beside the Chinese, never in its place."""

from __future__ import annotations

from functools import cache
from typing import Any

from generator.agencies import Region, Registry
from generator.departments import departments
from generator.messages import LANGUAGES, language
from generator.toml_file import toml_file


@cache
def _names() -> dict[str, Any]:
    return toml_file("generator.pages.parts", "english_names.toml")


@cache
def place_in_english(code: str, name: str) -> str:
    """A province by its English name, a region below by its pinyin and what it is.

    >>> place_in_english("640104", "兴庆区")
    'Xingqing District'
    """
    province = _names()["provinces"].get(code)
    if province is not None:
        return str(province)
    for ending, words in _names()["endings"].items():
        if name.endswith(ending) and len(name) > len(ending):
            return f"{_pinyin(name.removesuffix(ending))} {words}"
    return _pinyin(name)


def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).capitalize()


def agency_in_english(registry: Registry, agency: str) -> str:
    """An agency by its field of work and its place; empty where the registry knows no field."""
    entry = registry.agencies.get(agency)
    region = registry.regions.get(entry.region) if entry is not None else None
    if entry is None or region is None or entry.function not in departments():
        return ""
    return f"{departments()[entry.function].en}, {place_in_english(region.code, region.name)}"


def with_place(region: Region) -> str:
    """A region's name, on English pages with the English one behind it."""
    if language() == LANGUAGES[0]:
        return region.name
    return f"{region.name} {place_in_english(region.code, region.name)}"


def with_agency(registry: Registry, agency: str, name: str) -> str:
    """An agency's name, on English pages with what it is in English behind it."""
    words = "" if language() == LANGUAGES[0] else agency_in_english(registry, agency)
    return f"{name} ({words})" if words else name
