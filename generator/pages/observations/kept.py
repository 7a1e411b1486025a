"""Observations between builds: they are made again for a place when something there changed."""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator import sealed
from generator.agencies import Registry
from generator.code_version import all_rooms, code_version
from generator.messages import language
from generator.pages.observations.corpus import Corpus
from generator.pages.observations.section import observations
from generator.sealed import digest_of
from generator.store import write_atomically

_SEAL = "gongkai-observations 1"
_Sections = dict[str, tuple[str, list[str]]]


class Observed:
    """The observations of places, kept in the file `place` with what they rest on."""

    def __init__(self, corpus: Corpus, place: Path) -> None:
        self._corpus = corpus
        self._place = place
        self._common = _common(corpus.registry)
        content = sealed.read(place, _SEAL)
        self._known = msgspec.msgpack.decode(content, type=_Sections) if content else {}
        self._now: _Sections = {}

    def of(self, code: str, year: int | None = None) -> list[str]:
        """The section about a place in a year, as `section.observations` gives it."""
        corpus = self._corpus
        year = year or corpus.full_year(code) or corpus.newest_year(code)
        if year is None:
            return []
        name = f"{code} {year} {language()}"
        key = digest_of(f"{self._common}\n{corpus.made_from(code, year)}".encode())
        known = self._known.get(name)
        if known is None or known[0] != key:
            known = key, observations(corpus, code, year)
        self._now[name] = known
        return known[1]

    def close(self) -> None:
        """Keeps what was asked for."""
        body = msgspec.msgpack.encode(self._now)
        write_atomically(self._place, sealed.seal(body, _SEAL))


def _common(registry: Registry) -> str:
    """What is the same for all places: the program and the registry."""
    registered = [*registry.agencies.values()], [*registry.regions.values()]
    return f"{code_version(all_rooms())} {digest_of(msgspec.json.encode(registered))}"
