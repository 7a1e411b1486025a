"""The headings of a report: what they look like, and which chapter each one names."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from generator.parsing.data import load, pattern
from generator.parsing.normalise import bare, compact, key
from generator.parsing.tables.labels import EXACT, row_index

_LONGEST = 60
_SHORTEST = 6
_LEAST_RATIO = 80.0


@cache
def _by_title() -> dict[str, str]:
    """The chapter that each title names, by the title's key, the longest first."""
    titles: dict[str, list[str]] = load("outline")["titles"]
    found = {key(title): chapter for chapter, names in titles.items() for title in names}
    return {title: found[title] for title in sorted(found, key=len, reverse=True)}


def section_key(text: str) -> str | None:
    """The chapter that a heading names (`records.SECTION_KEYS`), None when it names none."""
    if len(text) > _LONGEST * 2:
        return None
    name = bare(text)
    return _chapter(name) if name and len(name) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _chapter(name: str) -> str | None:
    exact = _by_title().get(name)
    if exact:
        return exact
    for chapter in load("outline")["patterns"]:
        if pattern("outline", "patterns", chapter).match(name):
            return str(chapter)
    return _fuzzy(name)


def is_title(text: str) -> bool:
    """Whether a heading is a chapter's title to the letter."""
    return len(text) <= _LONGEST and bare(text) in _by_title()


def _fuzzy(name: str) -> str | None:
    if len(name) < _SHORTEST:
        return None
    titles = _by_title().keys()
    found = process.extractOne(name, titles, scorer=fuzz.ratio, score_cutoff=_LEAST_RATIO)
    return _by_title()[found[0]] if found else None


def statutory_section(text: str) -> str | None:
    """The chapter that a numbered heading names; rows of table three are none."""
    if len(text) > _LONGEST * 2:
        return None
    name = compact(text)
    if len(name) > _LONGEST or not pattern("outline", "numbered").match(name):
        return None
    if row_index("requests").best(text) == EXACT or row_index("stats").best(text) == EXACT:
        return None
    return section_key(text)
