"""Pinyin of many names, packed for the browser: one table instead of a string a name.

pypinyin knows the usual reading of a character and, through its phrases, the reading in
a place name (重庆 chongqing, 厦门 xiamen). The browser gets each character's most common
reading in this corpus, the readings that depend on a neighbour, and, for the few names
that neither explains, the syllables themselves. `Readings.of` is what the browser does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.code_version import all_rooms, code_version
from generator.kept import KeptTogether
from generator.sealed import digest_of

_SEAL = "gongkai-pinyin 1"


def syllables(name: str) -> list[str]:
    """One reading for each character, lower case; signs and Latin letters stand for themselves."""
    from pypinyin import Style, lazy_pinyin

    found: list[str] = lazy_pinyin(name, style=Style.NORMAL, errors=_each)
    return [syllable.lower() for syllable in found]


def _each(signs: str) -> Any:
    """pypinyin keeps foreign signs together; here every character counts for itself."""
    return list(signs)


@dataclass(frozen=True, slots=True)
class Readings:
    """Readings by character, and by character with its neighbour ("重庆": ["chong", ""]).

    In `pairs` the first part reads the pair's first character, the second its second;
    an empty part leaves it as it is.
    """

    single: dict[str, str]
    pairs: dict[str, tuple[str, str]]

    def of(self, name: str) -> list[str]:
        """The syllables of a name by these tables."""
        found = [self.single.get(character, character.lower()) for character in name]
        for position in range(len(name) - 1):
            first, second = self.pairs.get(name[position : position + 2], ("", ""))
            found[position] = first or found[position]
            found[position + 1] = second or found[position + 1]
        return found


Packed = tuple[Readings, dict[str, list[str]]]


def kept_pack(names: list[str], place: Path | None) -> Packed:
    """What `pack` gives, kept in a file until the names are others."""
    kept = KeptTogether(place, _SEAL, dict[str, Packed])
    key = digest_of("\n".join((code_version(all_rooms()), *names)).encode())
    kept.now[key] = kept.before.get(key) or pack(names)
    kept.close()
    return kept.now[key]


def pack(names: Iterable[str]) -> Packed:
    """The tables for these names, and the syllables of those that the tables get wrong."""
    exact = {name: syllables(name) for name in names}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, parts in exact.items():
        for character, part in zip(name, parts, strict=False):
            counts[character][part] += 1
    single = {
        character: min(found, key=lambda part: (-found[part], part))
        for character, found in sorted(counts.items())
        if not character.isascii()
    }
    readings = Readings(single, _pairs(exact, single))
    wrong = {name: parts for name, parts in exact.items() if readings.of(name) != parts}
    return readings, wrong


def _pairs(exact: dict[str, list[str]], single: dict[str, str]) -> dict[str, tuple[str, str]]:
    """The neighbours that always change a reading in the same way."""
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    wanted: set[str] = set()
    for name, parts in exact.items():
        if len(parts) != len(name):
            continue
        usual = [single.get(character, character.lower()) for character in name]
        for position in range(len(name) - 1):
            pair = name[position : position + 2]
            here = (parts[position], parts[position + 1])
            seen[pair].add(here)
            if here != (usual[position], usual[position + 1]):
                wanted.add(pair)
    pairs = {}
    for pair in sorted(wanted):
        if len(seen[pair]) == 1:
            first, second = next(iter(seen[pair]))
            changed = (
                "" if first == single.get(pair[0]) else first,
                "" if second == single.get(pair[1]) else second,
            )
            pairs[pair] = changed
    return pairs
