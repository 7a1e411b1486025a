"""Figures stated in the running text, each with the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from unicodedata import numeric

from generator.parsing.data import load, pattern
from generator.parsing.prose.running_lines import TextLine
from generator.parsing.tables.cells import plain_number
from generator.record_rules import LARGEST
from generator.records import Metric, Place

_TEN = 10
_CONTEXT = 16
_LONGEST_CLAUSE = 400
_SHORT_CLAUSE = 12
_LONGEST_SIDE = 40  # characters of a quotation before and behind what was read
# Where a clause ends: at a mark, but not at the one between the digits of 1,234.
_MARK = re.compile(r"[。;!?,:](?<!\d[,:](?=\d))")
_WORD = re.compile(r"[0-9A-Za-z.,%]*")
_DATE = re.compile(r"20[012]\d[01]\d[0-3]\d")
_CUT = "…"


@dataclass(frozen=True, slots=True)
class _Of:
    """Whose report it is, and of which year."""

    agency: str
    year: int | None


def find_metrics(
    texts: Iterable[TextLine], agency: str = "", year: int | None = None
) -> tuple[Metric, ...]:
    """The figures of some paragraphs in reading order; a number belongs to one metric only.

    `agency` is the name of the report's agency: its own words for itself are no part of it.
    A number of another year than the report's is one of a part.
    """
    of = _Of(agency, year)
    found: list[tuple[int, int, Metric]] = []
    lines = [line for line in texts if not line.table]
    whole = "\n".join(line.plain for line in lines)
    rules = [rule for rule in _rules() if _holds_any(whole, rule[2])]
    for count, line in enumerate(lines):
        for start, metric in _in_line(line.plain, line.at, of, rules):
            found.append((count, start, metric))
    found.sort(key=lambda entry: entry[:2])
    return tuple(metric for _, _, metric in found)


_Rule = tuple[str, str, tuple[str, ...], tuple[re.Pattern[str], ...]]


@cache
def _rules() -> tuple[_Rule, ...]:
    """Each metric with the unit when none is printed, the words it needs, and its patterns."""
    data = load("metrics")
    rules = []
    for entry in data["metric"]:
        filled = (
            text.replace("{n}", data["number"]).replace("{u}", data["unit"])
            for text in entry["patterns"]
        )
        patterns = tuple(map(re.compile, filled))
        rules.append((entry["id"], entry["unit"], tuple(entry["needs"]), patterns))
    return tuple(rules)


@cache
def _none_rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (entry["id"], entry["unit"], re.compile(text))
        for entry in load("metrics")["none"]
        for text in entry["patterns"]
    )


def _in_line(text: str, at: Place, of: _Of, rules: list[_Rule]) -> Iterator[tuple[int, Metric]]:
    if not pattern("metrics", "has_number").search(text):
        yield from _stated_none(text, at, set())
        return
    taken: set[int] = set()
    stated: set[str] = set()
    for name, unit, needs, patterns in rules:
        if not _holds_any(text, needs):
            continue
        for regex in patterns:
            for found in regex.finditer(text):
                metric = _metric(name, unit, found, text, at, of)
                if metric is None or found.start(1) in taken:
                    continue
                taken.update(range(found.start(1), found.end(1)))
                stated.add(name)
                yield found.start(1), metric
    yield from _stated_none(text, at, stated)


def _holds_any(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - some twenty-five rules a line: a generator is the larger part
        if word in text:
            return True
    return False


def _stated_none(text: str, at: Place, stated: set[str]) -> Iterator[tuple[int, Metric]]:
    for name, unit, regex in _none_rules():
        found = regex.search(text) if name not in stated else None
        if found:
            stated.add(name)
            quote = _quote(text, found.start(), found.end())
            yield found.start(), Metric(id=name, value=0, unit=unit, quote=quote, at=at)


def _metric(
    name: str, unit: str, found: re.Match[str], text: str, at: Place, of: _Of
) -> Metric | None:
    number, scale, roughly, printed = found.group(1), found.group(2), found.group(3), found.group(4)
    start = found.start(1)
    if pattern("metrics", "not_after").match(text[found.end() : found.end() + _CONTEXT]):
        return None
    if pattern("metrics", "not_before").search(text[max(0, start - _CONTEXT) : start]):
        return None
    if _DATE.fullmatch(number):
        return None
    value = number_value(number, scale)
    if value is None:
        return None
    lead = found.group()[: found.start(1) - found.start()]
    is_rough = bool(roughly) or bool(pattern("metrics", "approximate").search(lead[-3:]))
    before = _clause_before(text, found.start(1))
    return Metric(
        id=name,
        value=value,
        unit=printed or unit,
        approximate=is_rough,
        is_cumulative=bool(pattern("metrics", "cumulative").search(before)),
        is_partial=_is_part(name, text, found, before, of),
        quote=_quote(text, found.start(), found.end()),
        at=at,
    )


def _is_part(name: str, text: str, found: re.Match[str], before: str, of: _Of) -> bool:
    """Whether the number is of a part only: 其中 before it, or words of a part in its clause.

    A bracket that is closed before the number, and a clause that begins anew, end 其中.
    """
    start = found.start(1)
    said = pattern("metrics", "bracket").sub("", before)
    begins = (anew.end() for anew in pattern("metrics", "anew").finditer(said))
    is_introduced = pattern("metrics", "partial").search(said, max(begins, default=0))
    if is_introduced and name not in load("metrics")["own_row"]:
        return True
    here = text[_clause_start(text, found.start()) : start]
    if of.year is not None and _last_year(here) not in (None, of.year):
        return True
    return any(
        rule.words.search(here) and not rule.is_itself(of.agency) for rule in _part_rules(name)
    )


def _last_year(clause: str) -> int | None:
    """The year that the end of a clause names; one that it only compares with is none."""
    own = [found.end() for found in pattern("metrics", "own_year").finditer(clause)]
    said = pattern("metrics", "compared_year").sub("", clause[max(own, default=0) :])
    years = pattern("metrics", "year").findall(said)
    return int(years[-1]) if years else None


@dataclass(frozen=True, slots=True)
class _PartRule:
    """Words of a part; `itself` fits who they mean."""

    words: re.Pattern[str]
    itself: re.Pattern[str] | None

    def is_itself(self, agency: str) -> bool:
        """Whether the words mean the agency whose report it is."""
        return self.itself is not None and bool(self.itself.search(agency))


@cache
def _part_rules(name: str) -> tuple[_PartRule, ...]:
    """The rules for parts of a metric."""
    return tuple(
        _PartRule(
            re.compile(entry["words"]),
            re.compile(entry["itself"]) if "itself" in entry else None,
        )
        for entry in load("metrics")["part"]
        if name.startswith(entry["of"])
    )


def _clause_start(text: str, at: int) -> int:
    """Where the clause begins; a short one before it belongs to it: 上半年,共收到…"""
    first = max(0, at - _LONGEST_CLAUSE)
    begins = [found.end() for found in _MARK.finditer(text, first, at)]
    if not begins:
        return first
    before = begins[-2] if len(begins) > 1 else first
    is_short = text[begins[-1] - 1] in ",:" and begins[-1] - before <= _SHORT_CLAUSE
    return before if is_short else begins[-1]


def number_value(number: str, scale: str | None = None) -> int | float | None:
    """The value of digits or of a Chinese numeral below 10,000, times 万 when `scale` is given."""
    if not number[0].isascii():
        value = _numeral(number)
        return value if value is None or not scale else value * 10_000
    amount = Decimal(number.replace(",", "")) * (10_000 if scale else 1)
    return plain_number(amount) if amount <= LARGEST else None


def _numeral(text: str) -> int | None:
    """一百零三 -> 103; None for what may be read in two ways (三百二) or in none."""
    total, digit, last, has_zero = 0, None, 10_000, False
    for sign in text.replace("两", "二"):
        value = int(numeric(sign))
        if 0 < value < _TEN:
            if digit is not None:
                return None
            digit = value
        elif value:
            if value >= last or (digit is None and (value != _TEN or total)):
                return None
            total, digit, last, has_zero = total + (digit or 1) * value, None, value, False
        elif digit is not None or not total:
            return None
        else:
            has_zero = True
    if digit is None:
        return None if has_zero else total
    is_plain = len(text) == 1 or last == _TEN or has_zero
    return total + digit if is_plain else None


def _clause_before(text: str, at: int) -> str:
    """The sentence up to a number, back to the last full stop or semicolon."""
    first = max(0, at - _LONGEST_CLAUSE)
    begins = max(text.rfind("。", first, at), text.rfind(";", first, at)) + 1
    return text[begins or first : at]


def _quote(text: str, start: int, end: int) -> str:
    """The clause that states the number: from mark to mark, an ellipsis where it was cut.

    A cut never goes through a number or a word of letters.
    """
    return _tail(text, start) + text[start:end] + _head(text, end)


def _tail(text: str, start: int) -> str:
    """The rest of the clause before `start`."""
    cut = max(0, start - _LONGEST_SIDE)
    marks = [found.end() for found in _MARK.finditer(text, max(0, cut - 1), start)]
    if marks or not cut:
        return text[marks[-1] if marks else 0 : start]
    if _is_of_word(text[cut - 1]):
        found = _WORD.match(text, cut, start)
        cut = found.end() if found else cut
    return _CUT + text[cut:start]


def _head(text: str, end: int) -> str:
    """The rest of the clause behind `end`."""
    stop = end + _LONGEST_SIDE
    found = _MARK.search(text, end, stop + 1)
    if found or stop >= len(text):
        return text[end : found.start() if found else len(text)]
    if _is_of_word(text[stop]):
        while stop > end and _is_of_word(text[stop - 1]):
            stop -= 1
    return text[end:stop] + _CUT


def _is_of_word(sign: str) -> bool:
    return _WORD.fullmatch(sign) is not None
