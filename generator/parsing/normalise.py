"""The forms of a text that comparisons are made on; what is printed is never replaced.

`compact` keeps punctuation and drops spaces, `key` keeps letters and digits alone. Both
are cached, for the same few hundred labels stand in every report.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from generator.numerals import number_of
from generator.parsing.data import pattern, words

_SPACE = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+")
_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_MARKUP = re.compile(r"\*\*|__|^\s*#{1,6}\s+|</?[a-zA-Z][^<>]{0,80}>")
_NOT_KEY = re.compile(r"[^0-9a-zA-Z\u3400-\u9fff]+")
_CACHED_LENGTH = 64


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _marks() -> str:
    """Characters that NFKC would fold to digits though they call a note or are a fraction."""
    every = map(chr, range(0xA0, 0x1F200))
    return "".join(
        mark
        for mark in every
        if unicodedata.category(mark) == "No"
        and any(part.isdecimal() for part in unicodedata.normalize("NFKC", mark))
    )


_FOLDED = re.compile(f"[^{_marks()}]+")
_WIDE = tuple(zip("，：；（）！？％\u3000", ",:;()!?% ", strict=True))


def folded(text: str) -> str:
    """NFKC; ① and ½ become digits."""
    text = _narrowed(text)
    return text if _is_folded(text) else unicodedata.normalize("NFKC", text)


def nfkc(text: str) -> str:
    """NFKC, except that ①, ⑴, ¹ and ½ stay what they are: folded, they would pass for digits."""
    text = _narrowed(text)
    if _is_folded(text):
        return text
    return _FOLDED.sub(lambda run: unicodedata.normalize("NFKC", run.group()), text)


def _narrowed(text: str) -> str:
    """The text with the wide marks of Chinese print as NFKC has them.

    Most texts need nothing more, and to find that out takes a tenth of the time that NFKC takes.
    """
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    return text


def _is_folded(text: str) -> bool:
    return unicodedata.is_normalized("NFKC", text)


def printed(text: str) -> str:
    """What was printed: NFKC, invisible characters gone, trimmed."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return _INVISIBLE.sub("", nfkc(text)).strip()


def _compact(text: str) -> str:
    # To look for a sign first takes a tenth of the time of a pattern that finds nothing.
    if "*" in text or "_" in text or "#" in text or "<" in text:
        text = _MARKUP.sub("", text)
    plain = nfkc(text)
    if " " in plain or not plain.isprintable():
        plain = _SPACE.sub("", plain)
    return plain if plain.isascii() else str(_converter().convert(plain))


_compact_label = lru_cache(maxsize=16384)(_compact)
_compact_paragraph = lru_cache(maxsize=256)(_compact)


def compact(text: str) -> str:
    """NFKC, simplified characters, no spaces and no Markdown marks."""
    return _compact_label(text) if len(text) <= _CACHED_LENGTH else _compact_paragraph(text)


@lru_cache(maxsize=1024)
def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page and nothing else; each line is asked three times."""
    return pattern("outline", "page_number").match(compact(text)) is not None


def arabic_years(text: str) -> str:
    """The text with years in Chinese numerals as digits: 二〇二二年 -> 2022年."""
    return pattern("identity", "numeral_year").sub(_arabic, text) if "二" in text else text


def arabic_dates(text: str) -> str:
    """The text with dates in Chinese numerals as digits: 二〇〇九年一月一日 -> 2009年1月1日."""
    with_years = arabic_years(text)
    if "月" not in with_years or not pattern("identity", "numeral_day").search(with_years):
        return with_years
    date = pattern("identity", "numeral_date")
    return date.sub(lambda found: str(number_of(found.group())), with_years)


def _arabic(found: re.Match[str]) -> str:
    """A year's digits; whatever stands for zero (a circle, a letter) is no numeral."""
    return "20" + "".join(f"{unicodedata.numeric(numeral, 0):.0f}" for numeral in found.groups())


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """Letters and digits of the compact text: what a label is compared by."""
    return _same_words(_NOT_KEY.sub("", compact(text)))


def _same_words(text: str) -> str:
    for printed_word, meant in words("labels", "same_words"):
        text = text.replace(printed_word, meant)
    return text


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """The key without the number that leads the label (一、（二） 3.)."""
    return _same_words(
        _NOT_KEY.sub("", pattern("labels", "enumerator").sub("", compact(text), count=1))
    )
