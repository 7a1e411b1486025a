"""Observations between builds: they are made again for a place when something there changed."""

from __future__ import annotations

from pathlib import Path

from generator.code_version import all_rooms, code_version
from generator.kept import KeptTogether
from generator.messages import language
from generator.pages.observations.corpus import Corpus
from generator.pages.observations.section import observations
from generator.sealed import digest_of

_SEAL = "gongkai-observations 1"


class Observed(KeptTogether[tuple[str, list[str]]]):
    """The observations of places, kept in the file `place` with what they rest on."""

    def __init__(self, corpus: Corpus, place: Path) -> None:
        super().__init__(place, _SEAL, dict[str, tuple[str, list[str]]])
        self._corpus = corpus
        self._common = f"{code_version(all_rooms())} {digest_of(corpus.registry.told())}"

    def of(self, code: str, year: int | None = None) -> list[str]:
        """The section about a place in a year, as `section.observations` gives it."""
        corpus = self._corpus
        year = year or corpus.shown_year(code)
        if year is None:
            return []
        name = f"{code} {year} {language()}"
        key = digest_of(f"{self._common}\n{corpus.made_from(code, year)}".encode())
        known = self.before.get(name)
        if known is None or known[0] != key:
            known = key, observations(corpus, code, year)
        self.now[name] = known
        return known[1]
