"""Finds identity numbers, mobile numbers and bank cards in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from string import hexdigits

from stdnum import luhn, numdb
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from generator.privacy.fold import DRAWN_DIGITS, Folded, fold
from generator.privacy.words import label, words

Span = tuple[str, int, int]

# How far around a number the words are read that say what it is.
_NEAR = 24
# Between digits: never a tab, a bar or a line's end, which part the cells of a table.
_SEP = r"[ \-.,·•_/()*]{0,3}"
_PREFIX = r"(?:(?:\(?(?:\+|00) ?86\)?|\(86\)|(?<!\d)86)[ \-]{0,2})?0?"
_MOBILE = re.compile(rf"(?P<prefix>{_PREFIX})(?P<body>1{_SEP}[3-9](?:{_SEP}\d){{9}})(?!\d)")
_LONG = re.compile(r"(?<!\d)\d(?:[ \-.·_/]{0,2}\d){13,18}(?:[ \-.·_/]{0,2}[Xx])?(?![\dXx])")
_GROUPINGS = {
    (11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (3, 3, 5), (3, 5, 3), (4, 4, 3), (5, 6), (6, 5)
}  # fmt: skip
_PROVINCES = {
    *(f"{code}" for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65))
      for code in range(first, last + 1)),
    "71", "81", "82", "83",
}  # fmt: skip
_LONG_GROUPINGS = {(6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (6, 12), (14, 4), (10, 8), (6, 13)}
_WHOLE_COUNTRY = "100000"
_SHORTEST_CHECKSUM = 24
_CARD = re.compile(r"62|9558")
_OTHER_CARD = re.compile(r"3[457]|4|5|60|65|68|69")
# The rest of one number, not the next in a list: decimals, or thousands set apart.
_DECIMALS = re.compile(r"\.\d{1,6}(?!\d)|,\d{3}(?!\d)")
_GLUED = re.compile(r"\d$|(?<!\d)\d{1,3}[.,]$")
_GLUED_CHINESE = re.compile(r"\d\d$|(?<!\d)\d{2,3}[.,]$")
# Digits in a row, parted by marks at most: without them no number need be looked for.
_DIGIT_RUN = re.compile(r"(?:\d(?:[^\w\n]|_){0,4}){11}")
_OTHER_DIGITS = f"〇零○Oo一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖{DRAWN_DIGITS}"
_OTHER_DIGIT = re.compile(f"[{_OTHER_DIGITS}]")
# Most Chinese digits stand alone (一、 第二条): two beside each other are looked for first.
_OTHER_PAIR = re.compile(
    rf"[{_OTHER_DIGITS}](?:\W{{0,3}}[{_OTHER_DIGITS}\d]|(?<=\d\W\W\W.)|(?<=\d\W\W.)|(?<=\d\W.)|(?<=\d.))"
)
_CHINESE_RUN = re.compile(rf"(?:[{_OTHER_DIGITS}\d][\s\W]{{0,3}}){{8,}}")


def find_numbers(text: str) -> list[Span]:
    """Kind, start and end of every number that is a person's; ordered, none overlapping."""
    found = list(_find(fold(text))) if _DIGIT_RUN.search(text) else []
    if _has_chinese_run(text):
        found += _find(fold(text, has_chinese_digits=True))
    return without_overlaps(found)


def may_hold_numbers(text: str) -> bool:
    """Whether a closer look is worth it: most texts have no long run of digits."""
    return _DIGIT_RUN.search(text) is not None or _has_chinese_run(text)


def _has_chinese_run(text: str) -> bool:
    """A run of digits one of which at least is written otherwise than 0 to 9."""
    if not _OTHER_PAIR.search(text):
        return False
    return any(_OTHER_DIGIT.search(run.group()) for run in _CHINESE_RUN.finditer(text))


def without_overlaps(spans: list[Span]) -> list[Span]:
    """The spans in order of place; of two that overlap the longer one stays."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span[1], -span[2])):
        if kept and span[1] < kept[-1][2]:
            if span[2] - span[1] > kept[-1][2] - kept[-1][1]:
                kept[-1] = span
            continue
        kept.append(span)
    return kept


def _find(folded: Folded) -> Iterator[Span]:
    long_spans = list(_long_numbers(folded.text))
    for kind, start, end in long_spans:
        yield (kind, *folded.span(start, end))
    for start, end in _mobiles(folded):
        if not any(start < other[2] and other[1] < end for other in long_spans):
            yield ("mobile", *folded.span(start, end))


def _mobiles(folded: Folded) -> Iterator[tuple[int, int]]:
    # A Chinese digit before the number may be the end of a name: 张三 + 一三九…
    glued = _GLUED_CHINESE if folded.has_chinese_digits else _GLUED
    position = 0
    while match := _MOBILE.search(folded.text, position):
        start, end = match.span()
        position = match.start("body") + 1
        if not glued.search(_before(folded.text, start)) and _is_mobile(folded.text, match):
            yield start, end
            position = end


def _is_mobile(text: str, match: re.Match[str]) -> bool:
    """Whether eleven digits in a row, perhaps parted by marks, are a mobile number."""
    before, after = around(text, match)
    is_labelled = has_label(before, "phone")
    if _DECIMALS.match(after) or is_of_things(before, match.group(), after):
        return False
    if not is_labelled and (is_amount(after) or is_counted(before)):
        return False
    groups = tuple(len(group) for group in re.findall(r"\d+", match["body"]))
    if re.search("[,./]", match["body"]):
        return groups == (3, 4, 4) or _is_digit_by_digit(match["body"], before, after)
    if groups == (11,) or match["prefix"].strip("0 ") or is_labelled:
        return True
    is_usual = groups in _GROUPINGS or set(groups) == {1} or " " not in match["body"]
    if len(groups) == 2 and _fills_cell(before, after):
        return True
    return is_usual and not _stands_among_numbers(before, after)


def _is_digit_by_digit(body: str, before: str, after: str) -> bool:
    """1/3/9/1/2/3/4/5/6/7/8, and no more of them."""
    is_part = re.search(r"\d/$", before) or re.match(r"/\d", after)
    return re.fullmatch(r"\d(?:/\d)+", body) is not None and not is_part


def _fills_cell(before: str, after: str) -> bool:
    """Whether a cell of a table holds nothing else: one number that a narrow cell wraps."""
    return re.search(r"[|\t] *$", before) is not None and re.match(r" *[|\t\n]", after) is not None


def _stands_among_numbers(before: str, after: str) -> bool:
    """Short numbers beside it: then these are the cells of a row."""
    return bool(re.search(r"(?<!\d)\d{1,6} +$", before) or re.match(r" +\d{1,6}(?!\d)", after))


def _before(text: str, position: int) -> str:
    return text[max(0, position - _NEAR) : position]


def around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The words before and after a number."""
    return _before(text, match.start()), text[match.end() : match.end() + _NEAR]


def is_amount(after: str) -> bool:
    """Whether a unit follows."""
    units, after = words()["units"], after.lstrip(" ")
    return after.startswith(tuple(units["amount"])) and not after.startswith(
        tuple(units["no_amount"])
    )


@cache
def _counted() -> re.Pattern[str]:
    names = "|".join(map(re.escape, label("counted")))
    behind = r"[总数量额号码]{0,2}[为是达到了约近共计第:：\s￥¥№]{0,4}"
    series = r"(?:[A-Z]{1,6}20\d\d-?)?"  # 编号:ZF2023-…
    return re.compile(rf"(?:{names}){behind}{series}$")


def is_counted(before: str) -> bool:
    """Whether the words say that the number counts or names things: 访问量, 订单."""
    return _counted().search(before) is not None


@cache
def _file_name() -> re.Pattern[str]:
    """The letters before a number in the name of a picture, or of a page on the web."""
    files = words()["files"]
    pictures, pages = "|".join(files["pictures"]), "|".join(files["pages"])
    ending = rf"[\w\-]*\.(?:{'|'.join(files['endings'])})\b"
    glue = r"[\d_\-]*"
    return re.compile(
        rf"(?<![A-Za-z])(?:(?:{pictures}){glue}\0|(?:{pages}){glue}\0(?:{ending}|/))", re.IGNORECASE
    )


def is_of_things(before: str, number: str, after: str) -> bool:
    """Letters glued to the number: the name of a picture or a page, or a checksum."""
    if not before or not re.search(r"[A-Za-z_\-]$", before) or before.endswith(label("phone")):
        return False
    if _file_name().search(f"{before}\0{after}"):
        return True
    begin = before[len(before.rstrip(hexdigits)) :]
    end = after[: len(after) - len(after.lstrip(hexdigits))]
    return len(begin + number + end) >= _SHORTEST_CHECKSUM and not (begin + end).isdigit()


@cache
def _label_pattern(kind: str) -> re.Pattern[str]:
    """The label with at most a few characters, no digit, no end of a clause behind it."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, label(kind)))})[^\d，,；;。|\n]{{0,8}}$")


def has_label(before: str, kind: str) -> bool:
    """Whether a word shortly before a number says that it is of that kind."""
    return _label_pattern(kind).search(before) is not None


def _long_numbers(text: str) -> Iterator[Span]:
    """Identity numbers and bank cards, in folded positions."""
    for match in _LONG.finditer(text):
        for start, end in _wholes(match):
            before, after = _before(text, start), text[end : end + _NEAR]
            kind = kind_of_long(text[start:end], before, after)
            if kind:
                yield kind, start, end
                break


def _wholes(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The whole of it; then without what a mark parts from its end or its beginning."""
    yield match.span()
    marks = list(re.finditer(r"[^\dXx]+", match.group()))
    if marks:
        yield match.start(), match.start() + marks[-1].start()
        yield match.start() + marks[0].end(), match.end()


def kind_of_long(printed: str, before: str, after: str) -> str | None:
    """Identity number or bank card, or neither, by its digits and the words around."""
    number = re.sub(r"[^\dXx]", "", printed).upper()
    if has_label(before, "identity") and len(number) in (15, 18):
        return "identity"
    if has_label(before, "official") or _DECIMALS.match(after) or not _is_tidy(printed):
        return None
    is_thing = is_of_things(before, number, after)
    if is_identity(number) and (len(number) == 18 or not (is_thing or is_amount(after))):
        return "identity"  # a check digit says more than a unit
    return "bank_card" if not is_thing and _is_card(number, printed, before) else None


def _is_tidy(printed: str) -> bool:
    """Slashes and underscores part index numbers, too: those of a person's number are alike."""
    marks = re.findall(r"[^\dXx]+", printed)
    if not any("/" in mark or "_" in mark for mark in marks):
        return True
    groups = tuple(len(group) for group in re.findall(r"[\dXx]+", printed))
    return len(set(marks)) == 1 and (groups in _LONG_GROUPINGS or set(groups[:-1]) in ({1}, {4}))


def is_identity(number: str) -> bool:
    """Whether 15 or 18 digits are a valid identity number (province, date, check digit).

    The old numbers of 15 digits have no check digit; their county must be a known one.
    """
    if not number[:-1].isdigit() or number[:2] not in _PROVINCES:
        return False
    if len(number) == 15 and number.isdigit():
        return _is_date("19" + number[6:12]) and bool(numdb.get("cn/loc").info(number[:6])[0][1])
    return len(number) == 18 and _is_date(number[6:14]) and mod_11_2.is_valid(number)


def _is_date(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return 1880 <= born.year <= 2100


def is_credit_code(number: str) -> bool:
    """Whether its check digit holds and it begins with an office, its kind and a region."""
    if not uscc.is_valid(number):
        return False
    kinds = words()["credit_code"]["offices"].get(number[0], "")
    region = number[2:8]
    known = region == _WHOLE_COUNTRY or bool(numdb.get("cn/loc").info(region)[-1][1])
    return number[1] in kinds and known


def _is_card(number: str, printed: str, before: str) -> bool:
    if not (number.isdigit() and 16 <= len(number) <= 19):
        return False
    if has_label(before, "bank_card_certain"):
        return True
    if not luhn.is_valid(number):
        return False
    if has_label(before, "bank_card"):
        return True
    if is_credit_code(number):
        return False
    in_fours = re.fullmatch(r"\d{4}([ -])(?:\d{4}\1)+\d{1,4}", printed) is not None
    return bool(_CARD.match(number) or (in_fours and _OTHER_CARD.match(number)))
