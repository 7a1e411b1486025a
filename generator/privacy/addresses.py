"""Finds home addresses beside a person's name; an office's address stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.privacy.words import words

Span = tuple[str, int, int]

_SHORTEST = 5
_LONGEST_HEADING = 12
_MARK = r"，,。；;、\n|｜\t）)】\]〕”\"！？?!"


@cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(sorted(words()["addresses"][name], key=len, reverse=True))


def _any(name: str) -> str:
    return "|".join(map(re.escape, _list(name)))


@cache
def _announced() -> re.Pattern[str]:
    """A word that announces an address, and what follows it up to a mark."""
    no = words()["addresses"]["not_living"]
    word = rf"(?P<certain>{_any('certain')})|(?P<likely>{_any('likely')})(?<!住(?=[{no}]))"
    return re.compile(
        rf"(?:{word})(?:为|是|在|于)?\s{{0,2}}[:：]?\s{{0,2}}(?P<place>[^{_MARK}]{{4,80}})"
    )


@cache
def _hints() -> tuple[str, ...]:
    """Few characters of which every announcing word has one: most texts have none of them."""
    rest = [*_list("certain"), *_list("likely")]
    hints: list[str] = []
    while rest:
        counts = Counter(character for word in rest for character in set(word))
        hints.append(max(sorted(counts), key=lambda character: counts[character]))
        rest = [word for word in rest if hints[-1] not in word]
    return tuple(hints)


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(_any("stops"))


@cache
def _dwelling() -> re.Pattern[str]:
    """A numbered door: 3号楼2单元501室, 某村2组15号, 凤凰北街12号3栋402."""
    words_ = "|".join(map(re.escape, _list("dwellings")))
    return re.compile(rf"(?:{words_})|[\d一二三四五六七八九十]+号[^{_MARK}]{{0,12}}\d")


@cache
def _house() -> re.Pattern[str]:
    """A street or village with a number: 凤凰北街12号."""
    return re.compile(r"[街路巷道弄村区园]\s?[\d一二三四五六七八九十]+(?:-\d+)?号")


@cache
def _name() -> re.Pattern[str]:
    """A person's name of two or three characters that ends in a mark or at a known word."""
    surnames = words()["addresses"]["surnames"]
    follow = rf"[\s，,：:（(、/|]|{_any('certain')}|住|家|的|电话|手机|身份证"
    return re.compile(
        rf"(?:^|[^一-鿿]|{_any('persons')})[{surnames}][一-鿿某×xX*＊]{{1,2}}(?={follow}|$)"
    )


@cache
def _bare() -> re.Pattern[str]:
    """An address that no word announces: a place, a road, a numbered home."""
    return re.compile(
        r"(?<=[（(，,：:\s|])[一-鿿\dA-Za-z\-]{2,40}?[省市区县旗镇乡街路村]"
        r"[一-鿿\d A-Za-z\-]{0,40}?"
        r"(?:\d+单元\s*\d+(?:室|号|户)?|(?:号楼|栋|幢|座)\s*[一-鿿\dA-Za-z\-]{0,8}?\d+(?:室|号|户)|"
        r"村[^，,。；;\n|）)]{0,10}(?:组|社|队)[^，,。；;\n|）)]{0,4}\d*号?)"
    )


def find_addresses(text: str) -> list[Span]:
    """Kind, start and end of every home address beside a person."""
    return [*_find_announced(text), *_find_bare(text), *_find_in_columns(text)]


def _find_announced(text: str) -> Iterator[Span]:
    if not any(hint in text for hint in _hints()):
        return
    for match in _announced().finditer(text):
        start, end = match.span("place")
        stop = _stop().search(text, start, end)
        end = stop.start() if stop and stop.start() > start else end
        place = text[start:end].rstrip()
        around = Around(text[max(0, match.start() - 40) : match.start()], text[end : end + 8])
        if _is_home(place, match["certain"] is not None, match["likely"], around):
            yield "home_address", start, start + len(place)


def _find_in_columns(text: str) -> Iterator[Span]:
    """What stands in a table under a heading that announces homes."""
    if "|" not in text or not any(word in text for word in _list("columns")):
        return
    columns: set[int] = set()
    start = 0
    for line in text.splitlines(keepends=True):
        cells = line.strip().startswith("|") and list(_cells(line))
        headings = {n for n, (at, end) in enumerate(cells or ()) if _is_heading(line[at:end])}
        if not cells or headings:
            columns = headings
        else:
            for at, end in (cells[n] for n in columns if n < len(cells)):
                if end - at >= _SHORTEST and not _is_harmless(line[at:end]):
                    yield "home_address", start + at, start + end
        start += len(line)


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a line of a table begin and end, without the spaces around."""
    for match in re.finditer(r"(?<=\|)[^|]*(?=\|)", line):
        cell = match.group()
        begin = match.start() + len(cell) - len(cell.lstrip())
        yield begin, begin + len(cell.strip())


def _is_heading(cell: str) -> bool:
    is_of_homes = len(cell) <= _LONGEST_HEADING and cell.endswith(_list("columns"))
    return is_of_homes and not any(office in cell for office in words()["addresses"]["offices"])


def _is_harmless(place: str) -> bool:
    is_rule = not place.strip("-: ")
    lists = words()["addresses"]
    return is_rule or any(word in place for word in (*lists["harmless"], *lists["offices"]))


class Around(NamedTuple):
    """The words before and after an address."""

    before: str
    after: str


def _is_home(place: str, is_certain: bool, word: str | None, around: Around) -> bool:
    if any(harmless in place for harmless in words()["addresses"]["harmless"]):
        return False
    parts = set(words()["addresses"]["parts"])
    if is_certain:
        return len(place) >= 4 and any(character in parts for character in place)
    if any(office in place for office in words()["addresses"]["offices"]):
        return False
    is_living = word in words()["addresses"]["living"] and _house().search(place) is not None
    if not is_living and _dwelling().search(place) is None:
        return False
    return is_beside_person(around.before) or _is_of_person(around.after)


def _find_bare(text: str) -> Iterator[Span]:
    if not any(word in text for word in ("单元", "楼", "栋", "幢", "村")):
        return
    for match in _bare().finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        is_office = any(word in match.group() for word in words()["addresses"]["offices"])
        if not is_office and is_beside_person(before):
            yield "home_address", match.start(), match.end()


def _is_of_person(after: str) -> bool:
    """Whether a person follows: …的李某, …的村民王五."""
    if not after.startswith("的"):
        return False
    if after[1:].startswith(tuple(words()["addresses"]["persons"])):
        return True
    return (
        after[1:2] in words()["addresses"]["surnames"]
        and after[2:3] in "某×xX*＊"
        and bool(after[2:3])
    )


def is_beside_person(before: str) -> bool:
    """Whether the words before an address name a person."""
    clause = re.split(r"[。；;\n]", before)[-1]
    if any(word in clause for word in words()["addresses"]["persons"]):
        return True
    return _name().search(clause) is not None
