"""Observations between builds: they are made again for a place when something there changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.code_version import all_rooms, code_version
from generator.kept import KeptTogether
from generator.messages import LANGUAGES, language
from generator.pages.observations.corpus import Corpus
from generator.pages.observations.section import observations
from generator.sealed import digest_of

_SEAL = "gongkai-observations 1"


class Observed(KeptTogether[tuple[str, list[str]]]):
    """The observations of places, kept in the file `place` with what they rest on."""

    def __init__(self, corpus: Corpus, place: Path, languages: Sequence[str] = LANGUAGES) -> None:
        super().__init__(place, _SEAL, dict[str, tuple[str, list[str]]])
        self._corpus = corpus
        self._languages = languages
        self._common = f"{code_version(all_rooms())} {digest_of(corpus.registry.told())}"

    def of(self, code: str, year: int | None = None) -> list[str]:
        """The section about a place ("" is the country), in the language spoken.

        Without a year it is that of the newest full one, else of the newest with any report;
        empty when there is nothing to say.
        """
        corpus = self._corpus
        year = year or corpus.shown_year(code)
        if year is None:
            return []
        if _name(code, year, language()) not in self.now:
            self.now |= self._found(code, year)
        return self.now[_name(code, year, language())][1]

    def _found(self, code: str, year: int) -> dict[str, tuple[str, list[str]]]:
        """The section in every language: they are asked for one after the other."""
        key = digest_of(f"{self._common}\n{self._corpus.made_from(code, year)}".encode())
        names = [_name(code, year, lang) for lang in self._languages]
        known = {name: self.before[name] for name in names if name in self.before}
        if len(known) == len(names) and all(kept == key for kept, _ in known.values()):
            return known
        made = observations(self._languages, self._corpus, code, year)
        return {name: (key, lines) for name, lines in zip(names, made, strict=True)}


def _name(code: str, year: int, lang: str) -> str:
    return f"{code} {year} {lang}"
