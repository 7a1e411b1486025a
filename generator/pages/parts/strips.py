"""The strip of years of each agency: the code that `generator/dialect/strip.py` draws."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from generator.case_file.register import Register
from generator.dialect.strip import NO_NUMBER, NO_REPORT
from generator.forms import form_in_force
from generator.frames.summaries import ABSENT
from generator.pages.parts.facts import Facts
from generator.pages.parts.markup import block
from generator.pages.parts.words import say
from generator.records import Number

_MOST_YEARS = 20
_SAMPLES = ("granted", "denied", "other", "received", "zero", "no_number", "no_report", "form")


class Strips:
    """The codes of all agencies; each begins with the first year of the data, so that the
    years of a list stand under one another.
    """

    def __init__(
        self, facts: Mapping[str, Sequence[Facts]], register: Register, years: Sequence[int]
    ) -> None:
        self._facts, self._register = facts, register
        self._codes: dict[str, str] = {}
        self._years = (
            range(max(min(years), max(years) + 1 - _MOST_YEARS), max(years) + 1)
            if years
            else range(0)
        )

    def code(self, agency: str) -> str:
        """The code of an agency; empty where none of its reports has a number to show."""
        if agency not in self._codes:
            self._codes[agency] = self._code(agency)
        return self._codes[agency]

    def _code(self, agency: str) -> str:
        own = {fact.year: fact for fact in self._facts.get(agency, ())}
        if not any(_is_shown(own[year].received) for year in own if year in self._years):
            return ""
        return f"{self._years[0]}:{''.join(self._cells(agency, own))}"

    def of(self, agency: str) -> Strips:
        """The strip of one agency, and of no other."""
        facts = {agency: self._facts[agency]} if agency in self._facts else {}
        keys = [(agency, year) for year in self._years]
        register = {key: self._register[key] for key in keys if key in self._register}
        return Strips(facts, register, self._years)

    def years(self, agency: str) -> list[int]:
        """The years of an agency's reports, oldest first."""
        return [fact.year for fact in self._facts.get(agency, ())]

    def __bool__(self) -> bool:
        return bool(self._years)

    def mark(self, agency: str) -> str:
        """The strip in Markdown, or nothing."""
        code = self.code(agency)
        return f"![](strip:{code})" if code else ""

    def _cells(self, agency: str, own: Mapping[int, Facts]) -> Iterator[str]:
        """The code of each year, preceded by its separator."""
        last: tuple[str | None, str] | None = None
        scope = min(own.values(), key=lambda fact: fact.year).scope
        for year in self._years:
            fact = own.get(year)
            scope = fact.scope if fact else scope
            kind = (fact.form if fact else form_in_force(year), scope)
            if last is not None:
                yield "," if kind == last else ";"
            last = kind
            if fact is not None:
                yield _numbers(fact)
            elif self._register.get((agency, year)) in ABSENT:
                yield NO_REPORT


def _numbers(fact: Facts) -> str:
    found = (fact.received, fact.closed, fact.granted, fact.denied)
    if not _is_shown(fact.received):
        return NO_NUMBER
    kept = found if all(map(_is_shown, found)) else found[:1]
    return "/".join(f"{number:.15g}" for number in kept)


def _is_shown(number: Number | None) -> bool:
    return number is not None and 0 <= number < math.inf


NO_STRIPS = Strips({}, {}, ())


def strip_key(strips: Strips) -> list[str]:
    """What the cells mean, folded, each sentence with its sample; nothing without strips."""
    if not strips:
        return []
    items = [f"- {say(f'strip.key.{name}')}" for name in _SAMPLES]
    return block(f"details {say('strip.key')} {{.strip-key}}", [say("strip.about"), "", *items])
