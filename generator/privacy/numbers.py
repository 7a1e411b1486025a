"""Finds identity numbers, mobile numbers and bank cards in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from stdnum import luhn, numdb
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from generator.privacy.fold import Folded, fold
from generator.privacy.words import label, words

Span = tuple[str, int, int]

# How far around a number the words are read that say what it is.
_NEAR = 24
# Between digits: never a tab, a bar or a line's end, which part the cells of a table.
_SEP = r"[ \-.,·•_/()*]{0,3}"
_PREFIX = r"(?:(?:\(?(?:\+|00) ?86\)?|\(86\)|(?<!\d)86)[ \-]{0,2})?0?"
_MOBILE = re.compile(rf"(?P<prefix>{_PREFIX})(?P<body>1{_SEP}[3-9](?:{_SEP}\d){{9}})(?!\d)")
_LONG = re.compile(r"(?<!\d)\d(?:[ \-.·]{0,2}\d){13,18}(?:[ \-.·]{0,2}[Xx])?(?![\dXx])")
_GROUPINGS = {
    (11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (3, 3, 5), (3, 5, 3), (4, 4, 3), (5, 6), (6, 5)
}  # fmt: skip
_PROVINCES = {
    *(f"{code}" for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65))
      for code in range(first, last + 1)),
    "71", "81", "82", "83",
}  # fmt: skip
_CARD = re.compile(r"62|9558")
_OTHER_CARD = re.compile(r"3[457]|4|5|60|65|68|69")
# A digit anywhere, in any writing: without some no number need be looked for.
# The rest of one number, not the next in a list: decimals, or thousands set apart.
_DECIMALS = re.compile(r"\.\d{1,6}(?!\d)|,\d{3}(?!\d)")
_GLUED = re.compile(r"\d$|(?<!\d)\d{1,3}[.,]$")
_GLUED_CHINESE = re.compile(r"\d\d$|(?<!\d)\d{2,3}[.,]$")
_DIGIT_RUN = re.compile(r"(?:\d[^\d\n]{0,4}){11}")
_OTHER_DIGIT = re.compile(r"[〇零○Oo一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖①-⑨]")
_CHINESE_RUN = re.compile(
    r"(?:[〇零○Oo一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖①-⑨\d][\s\W]{0,3}){8,}"
)


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
    before, after = _before(text, match.start()), text[match.end() : match.end() + _NEAR]
    if _DECIMALS.match(after) or _is_amount(after) or _is_file_number(before):
        return False
    groups = tuple(len(group) for group in re.findall(r"\d+", match["body"]))
    if re.search("[,./]", match["body"]):
        return groups == (3, 4, 4)
    if groups == (11,) or match["prefix"].strip("0 ") or _has_label(before, "phone"):
        return True
    is_usual = groups in _GROUPINGS or set(groups) == {1} or " " not in match["body"]
    return is_usual and not _stands_among_numbers(before, after)


def _stands_among_numbers(before: str, after: str) -> bool:
    """Short numbers beside it: then these are the cells of a row."""
    return bool(re.search(r"(?<!\d)\d{1,6} +$", before) or re.match(r" +\d{1,6}(?!\d)", after))


def _before(text: str, position: int) -> str:
    return text[max(0, position - _NEAR) : position]


def _is_amount(after: str) -> bool:
    return after.lstrip(" ").startswith(tuple(words()["units"]["amount"]))


def _is_file_number(before: str) -> bool:
    """A letter or underscore glued to the number: the name of a picture or a page."""
    if not re.search(r"[A-Za-z_]$", before):
        return False
    return not before.endswith(label("phone"))


@cache
def _label_pattern(kind: str) -> re.Pattern[str]:
    """The label with at most a few characters, no digit, no end of a clause behind it."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, label(kind)))})[^\d，,；;。|\n]{{0,8}}$")


def _has_label(before: str, kind: str) -> bool:
    return _label_pattern(kind).search(before) is not None


def _long_numbers(text: str) -> Iterator[Span]:
    """Identity numbers and bank cards, in folded positions."""
    for match in _LONG.finditer(text):
        number = re.sub(r"[^\dXx]", "", match.group()).upper()
        after = text[match.end() : match.end() + _NEAR]
        kind = _kind(number, match.group(), _before(text, match.start()), after)
        if kind:
            yield kind, match.start(), match.end()


def _kind(number: str, printed: str, before: str, after: str) -> str | None:
    if _has_label(before, "identity") and len(number) in (15, 18):
        return "identity"
    if _has_label(before, "official") or _DECIMALS.match(after) or _is_amount(after):
        return None
    if is_identity(number) and not (len(number) == 15 and _is_file_number(before)):
        return "identity"
    return "bank_card" if _is_card(number, printed, before) else None


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


def _is_card(number: str, printed: str, before: str) -> bool:
    if not (number.isdigit() and 16 <= len(number) <= 19):
        return False
    if _has_label(before, "bank_card_certain"):
        return True
    if not luhn.is_valid(number) or _is_file_number(before):
        return False
    if _has_label(before, "bank_card"):
        return True
    if len(number) == 18 and uscc.is_valid(number):
        return False
    in_fours = re.fullmatch(r"\d{4}([ -])(?:\d{4}\1)+\d{1,4}", printed) is not None
    return bool(_CARD.match(number) or (in_fours and _OTHER_CARD.match(number)))
