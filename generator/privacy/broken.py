"""Finds numbers that the end of a line, a paragraph or a cell breaks in two or more.

A break is no proof that two runs of digits are one number. Identity numbers have a check
digit that is; a mobile number or a bank card needs words beside it, or stands in prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.fold import DRAWN_DIGITS, Folded, fold
from generator.privacy.numbers import Span, has_label, is_amount, is_counted, kind_of_long
from generator.privacy.words import words

_NEAR = 24
_END = r"(?:[\n\t|｜]|<br ?/?>)"
# What stands between the parts; the covers are written around it.
BREAK = re.compile(rf"([\s|｜]{{0,40}}{_END}[\s|｜]{{0,40}})")
_PART = re.compile(r"\d(?:[ \-]?\d)*+(?:[Xx](?![A-Za-z]))?")
_CHAIN = re.compile(
    rf"(?<![\d.,])\d(?:[ \-]?\d)*+(?:[ \-]{{0,4}}{_END}[\s|]{{0,40}}{_PART.pattern})++"
)
_OTHER = f"〇零一壹幺二两三四五六七八九{DRAWN_DIGITS}"
# Digits on both sides of a break: few texts have them, and the others must cost little.
_GATE = re.compile(rf"[\n\t|>](?<=[\d{_OTHER} \-Xxr/][\n\t|>])[\s|｜]{{0,40}}[\d{_OTHER}]")
_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})")
_SHORTEST_LONG, _LONGEST, _BOXES = 15, 19, 18
_MOST_PARTS = 5
_MOST_PARTS_OF_MOBILE = 3


def find_broken(text: str) -> Iterator[Span]:
    """Kind, start and end of every broken number that is a person's, its breaks included."""
    if ("\n" in text or "|" in text or "\t" in text or "<" in text) and _GATE.search(text):
        yield from _find(fold(text))
        if re.search(rf"[{_OTHER}]{{2}}", text):
            yield from _find(fold(text, has_chinese_digits=True))


def _find(folded: Folded) -> Iterator[Span]:
    for chain in _CHAIN.finditer(folded.text):
        parts = [part.span() for part in _PART.finditer(folded.text, *chain.span())]
        first = 0
        while first < len(parts) - 1:
            kind, last = _longest(folded.text, parts, first)
            if kind:
                yield (kind, *folded.span(parts[first][0], parts[last][1]))
                first = last
            first += 1


def _longest(text: str, parts: list[tuple[int, int]], first: int) -> tuple[str | None, int]:
    """The kind and the last part of the longest number that begins with that part."""
    found: tuple[str | None, int] = (None, first)
    digits, is_digit_by_digit = "", True
    for last in range(first, len(parts)):
        digits += re.sub(r"[^\dX]", "", text[slice(*parts[last])].upper())
        is_digit_by_digit = is_digit_by_digit and len(digits) == last - first + 1
        if len(digits) > _LONGEST or not (is_digit_by_digit or last - first < _MOST_PARTS):
            break
        if last > first and _may_be_number(digits, is_digit_by_digit):
            kind = _kind(_Number(text, parts[first : last + 1], digits, is_digit_by_digit))
            found = (kind, last) if kind else found
    return found


def _may_be_number(digits: str, is_digit_by_digit: bool) -> bool:
    """Whether a closer look is worth it: rows of figures are long."""
    if len(digits) < _SHORTEST_LONG:
        return _MOBILE.fullmatch(digits) is not None
    return not is_digit_by_digit or (len(digits) == _BOXES and len(set(digits)) > 1)


class _Number:
    """Some parts that may be one number, and the words around them."""

    def __init__(
        self, text: str, parts: list[tuple[int, int]], digits: str, is_digit_by_digit: bool
    ) -> None:
        self.printed = [text[begin:end] for begin, end in parts]
        self.digits = digits
        self.is_digit_by_digit = is_digit_by_digit  # each in a box of its own
        start, end = parts[0][0], parts[-1][1]
        self.before = text[max(0, start - _NEAR) : start]
        self.after = text[end : end + _NEAR]
        self.is_in_cells = re.search(r"[|\t]", text[start:end]) is not None
        self._text, self._starts = text, [begin for begin, _ in parts]

    @property
    def is_in_prose(self) -> bool:
        """Whether words stand in its first or last line: a line of digits may be a cell."""
        edges = (self.before.rstrip(" ")[-1:], self.after.lstrip(" ")[:1])
        return not self.is_in_cells and any(edge not in ("", "\n", "\t", "|") for edge in edges)

    def is_beside(self, names: list[str]) -> bool:
        """Whether the cell before it, or the heading of its columns, says one of the words."""
        block = self._text[self._text.rfind("\n\n", 0, self._starts[0]) + 1 :].lstrip("\n")
        heading = re.split(r"[|\t]", block.split("\n", 1)[0])
        headings, rows = [], []
        for start in self._starts:
            row = re.split(r"[|\t]", self._text[self._text.rfind("\n", 0, start) + 1 : start])
            headings.append(heading[len(row) - 1].strip() if len(row) <= len(heading) else "")
            rows.append(row)
        if any(name in cell for cell in rows[0][-2:] for name in names):
            return True
        said = [any(name in cell for name in names) for cell in headings]
        return said[0] and all(
            known or not cell for known, cell in zip(said, headings, strict=True)
        )


def _kind(number: _Number) -> str | None:
    if re.match(r"\d|[.,]\d", number.after):
        return None
    if number.after.lstrip(" ").startswith(tuple(words()["broken"]["dates"])):
        return None
    if _MOBILE.fullmatch(number.digits):
        return "mobile" if _is_mobile(number) else None
    kind = kind_of_long(" ".join(number.printed), number.before, number.after)
    if len(number.digits) == 15 and not has_label(number.before, "identity"):
        return None  # without a check digit
    if kind == "bank_card" and not number.is_in_prose:
        is_in_fours = {len(part) for part in number.printed[:-1]} == {4}
        return kind if is_in_fours or number.is_beside(words()["labels"][kind]) else None
    return kind


def _is_mobile(number: _Number) -> bool:
    lengths = [len(part) for part in number.printed]
    if lengths == [6, 5] and number.is_beside(words()["broken"]["postcodes"]):
        return False
    if has_label(number.before.rstrip(), "phone"):
        return True
    if is_amount(number.after) or is_counted(number.before):
        return False
    if not number.is_digit_by_digit and (1 in lengths or len(lengths) > _MOST_PARTS_OF_MOBILE):
        return False
    return number.is_in_prose or number.is_beside(words()["broken"]["beside"])
