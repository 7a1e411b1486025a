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
_N = r"[\d一二三四五六七八九十零〇○]"
_LONGEST_HEADING = 12
_LONGEST_PLACE = 40
_BARE_HINT = re.compile("[楼栋幢村]|单元|小区")
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
def _hint() -> re.Pattern[str]:
    """Few characters or words of which every announcing word has one; most texts have none."""
    rest = [*_list("certain"), *_list("likely")]
    hints: list[str] = []
    while rest:
        counts = Counter(character for word in rest for character in set(word))
        best = max(sorted(counts), key=lambda character: counts[character])
        hints.append(best if counts[best] > 1 else rest[0])
        rest = [word for word in rest if hints[-1] not in word]
    return re.compile("|".join(hints))


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(_any("stops"))


@cache
def _dwelling() -> re.Pattern[str]:
    """A numbered door: 3号楼2单元501室, 某村2组15号, 凤凰北街12号3栋402."""
    words_ = "|".join(map(re.escape, _list("dwellings")))
    return re.compile(rf"(?:{words_})|{_N}+号[^{_MARK}]{{0,12}}\d|\d+-\d+-\d{{3,4}}(?!\d)")


@cache
def _house() -> re.Pattern[str]:
    """A street, lane or village with a number: 凤凰北街12号, 利民街17巷4号, 5号楼2单元."""
    return re.compile(
        rf"[街路巷道弄村区园院苑]\s?{_N}+(?:[-之]{_N}+)?[号#]|{_N}[号#]?[楼栋幢座]\s?{_N}"
    )


@cache
def _name() -> re.Pattern[str]:
    """A person's name of two or three characters that ends in a mark or at a known word."""
    surnames = words()["addresses"]["surnames"]
    follow = rf"[\s，,：:（(、/|]|{_any('certain')}|住|家|的|电话|手机|身份证"
    return re.compile(
        rf"(?:^|[^一-鿿]|{_any('persons')}|{_any('citizens')})[{surnames}][一-鿿某×xX*＊]{{1,2}}(?={follow}|$)"
    )


@cache
def _bare() -> re.Pattern[str]:
    """An address that no word announces: a place, a road, a numbered home."""
    word = r"[一-鿿\d A-Za-z\-]"
    return re.compile(
        r"(?:(?<=[（(，,：:\s|至到往])|^)[一-鿿\dA-Za-z\-]{2,40}?[省市区县旗镇乡街路村巷苑园院]"
        rf"{word}{{0,40}}?"
        rf"(?:{_N}+单元\s*{_N}+(?:室|号|户)?|"
        rf"(?:号楼|#楼|栋|幢|座)\s*[一-鿿\dA-Za-z\-]{{0,8}}?{_N}+(?:室|号|户)|"
        r"\d+-\d+-\d{3,4}(?!\d)|"
        r"(?:村|(?<=村))[^，,。；;\n|）)]{0,10}(?:组|社|队)[^，,。；;\n|）)]{0,4}\d*号?)"
    )


@cache
def _dweller() -> re.Pattern[str]:
    """居民 and the like, which a name may follow: 利民街17巷4号居民王五."""
    return re.compile(rf"(?:{_any('dwellers')}|{_any('citizens')}|{_any('persons')})[:：]?")


@cache
def _place_before() -> re.Pattern[str]:
    """A street or estate with a number, at the end of a text."""
    return re.compile(
        rf"(?P<place>[一-鿿]{{2,4}}(?:[街路巷道弄村苑]|小区|花园|家园)"
        rf"[^{_MARK}\s]{{0,16}}?{_N}[号室户组]?)的?$"
    )


def find_addresses(text: str) -> list[Span]:
    """Kind, start and end of every home address beside a person."""
    return [*_find_announced(text), *_find_bare(text), *_find_in_columns(text)]


def _find_announced(text: str) -> Iterator[Span]:
    if not _hint().search(text):
        return
    for match in _announced().finditer(text):
        start, end = match.span("place")
        stop = _stop().search(text, start, end)
        end = stop.start() if stop and stop.start() > start else end
        place = text[start:end].rstrip()
        around = Around(text[max(0, match.start() - 40) : match.start()], text[end : end + 10])
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
    if around.before.endswith(_list("working")):
        return False
    has_house = _house().search(place) is not None
    if has_house and (word in words()["addresses"]["homes"] or _is_citizen(around.before)):
        return True
    is_living = word in words()["addresses"]["living"] and has_house
    if not is_living and not _is_dwelling(place, around.before):
        return False
    is_sent = _addressee().search(place + around.after) is not None
    return is_sent or is_beside_person(around.before) or _is_of_person(around.after)


def _is_dwelling(place: str, before: str) -> bool:
    """Whether the address is a dwelling; beside an official it must be one beyond doubt."""
    if any(word in before for word in _list("workers")):
        return any(word in place for word in _list("dwellings_beyond_doubt"))
    return _dwelling().search(place) is not None


@cache
def _citizen() -> re.Pattern[str]:
    surnames = words()["addresses"]["surnames"]
    return re.compile(
        rf"(?:{_any('citizens')})[:：]?[{surnames}][一-鿿某×xX*＊]{{1,2}}[，,（(：:\s|]{{1,3}}$"
    )


def _is_citizen(before: str) -> bool:
    """Whether the words right before an address name a citizen: 申请人王五，地址…"""
    return _citizen().search(before) is not None


@cache
def _addressee() -> re.Pattern[str]:
    """Whom a letter is for: …301室 王五 收."""
    surnames, no = words()["addresses"]["surnames"], words()["addresses"]["not_names"]
    name = rf"[{surnames}][一-鿿]{{1,2}}(?<![{no}])"
    return re.compile(rf"{name}\s*(?:先生|女士|同志)?\s*亲?[收启]")


def _find_bare(text: str) -> Iterator[Span]:
    if _BARE_HINT.search(text):
        for match in _bare().finditer(text):
            before = text[max(0, match.start() - 24) : match.start()]
            after = text[match.end() : match.end() + 10]
            is_of_person = is_beside_person(before) or _is_of_person(after)
            if (is_of_person or _name_behind().match(after)) and not _is_office(match[0], before):
                yield "home_address", match.start(), match.end()
    for match in _dweller().finditer(text):
        if not _name_behind().match(text, match.end()):
            continue
        begin = max(0, match.start() - _LONGEST_PLACE)
        if place := _place_before().search(text[begin : match.start()]):
            yield "home_address", begin + place.start(), begin + place.end("place")


def _is_office(place: str, before: str) -> bool:
    lists = words()["addresses"]
    if any(word in place for word in lists["offices"]) or _of_office().search(before):
        return True
    is_at_work = any(word in before for word in lists["workers"])
    return is_at_work and not any(word in place for word in lists["dwellings_beyond_doubt"])


@cache
def _of_office() -> re.Pattern[str]:
    """办公地址：and the like, right before an address."""
    announced = rf"(?:{_any('working')})(?:{_any('likely')}|地点|场所)?[为是在]?[:：\s]{{0,2}}$"
    return re.compile(rf"{announced}|[{words()['addresses']['office_ends']}][（(]$")


def _is_of_person(after: str) -> bool:
    """Whether a person's name follows: …的李某, …的王五, …的村民王五, …，户主马七."""
    persons = _list("persons")
    if not after.startswith("的"):
        found = _dweller().match(after.lstrip("，,、;； \n"))
        return found is not None and _name_behind().match(found.string, found.end()) is not None
    return after[1:].startswith(persons) or _name_behind().match(after, 1) is not None


@cache
def _name_behind() -> re.Pattern[str]:
    """A name, and then a mark or what a person does; or a surname with the rest hidden."""
    surnames, doings = words()["addresses"]["surnames"], _any("doings")
    no = words()["addresses"]["not_names"]
    return re.compile(
        rf"\s*[{surnames}](?:[某×xX*＊]|"
        rf"[一-鿿]{{1,2}}?(?<![{no}])(?=[{_MARK}\s：:（(]|$|{doings}|亲?[收启]))"
    )


def is_beside_person(before: str) -> bool:
    """Whether the words before an address name a person."""
    clause = re.split(r"[。；;\n]", before)[-1]
    if any(word in clause for word in words()["addresses"]["persons"]):
        return True
    return _name().search(clause) is not None
