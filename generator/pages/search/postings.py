"""The index of one slice: where each pair of characters stands.

The pages of a slice lie behind each other on one line of positions. A key is two
characters side by side, a number or an ASCII word, such a run beside a character ("0年" for
any number before 年), or a single character of a title. Each has its positions, as steps of
seven bits in base64. A word of any length is then found exactly: where its pairs stand one
behind the other.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from generator.pages.search.folding import CHARACTER, Units, fold
from generator.pages.search.texts import Entry

RUN = ord("0")
"""Stands in a pair for a number or an ASCII word."""
_SHIFT = 21
_PART_BYTES = 16_000


@dataclass(frozen=True, slots=True)
class Postings:
    """`keys` with their positions packed, and the number of pages that hold them.

    `starts` is the position at which each page begins, `titles` where its title ends.
    """

    keys: list[str]
    packed: list[str]
    pages: list[int]
    starts: list[int]
    titles: list[int]

    def parts(self) -> list[dict[str, str]]:
        """The keys in files of one size, by their hash."""
        size = sum(map(len, self.packed)) + 8 * len(self.keys)
        number = max(1, -(-size // _PART_BYTES))
        found: list[dict[str, str]] = [{} for _ in range(number)]
        for key, packed in zip(self.keys, self.packed, strict=True):
            found[part_of(key, number)][key] = packed
        return found


def part_of(key: str, number: int) -> int:
    """In which of `number` files a key lies; the browser reckons the same (lookup.js)."""
    value = 0
    for character in key:
        value = (value * 131 + ord(character)) % 0x100000000
    return value % number


def searched(entry: Entry) -> str:
    """All text of an entry, in the order in which the browser reads it."""
    blocks = (part for block in entry.blocks for part in (block.heading, block.text))
    return "\n".join((entry.title, *blocks))


def postings_of(entries: Sequence[Entry]) -> Postings:
    """The index of the pages of a slice."""
    texts = [fold(searched(entry)) for entry in entries]
    titles = [fold(entry.title) for entry in entries]
    units = Units("\n".join(texts))
    begins = np.cumsum([0, *(len(text) + 1 for text in texts)])[:-1]
    first = np.searchsorted(units.start, begins)
    starts = units.position[np.minimum(first, len(units.position) - 1)]
    after = np.searchsorted(units.start, begins + [len(title) for title in titles])
    is_title = np.zeros(len(units.start), dtype=bool)
    for begin, end in zip(first, after, strict=True):
        is_title[begin:end] = True
    ends = units.position[after - 1].tolist()
    codes, places, words = _keyed(units, is_title, "\n".join(texts))
    del units, is_title, texts  # as large as what is packed below
    order = np.lexsort((places, codes))
    codes, places = codes[order], places[order]
    heads = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
    pages = _pages(codes, places, heads, starts)
    keys = [_key(int(code), words) for code in codes[heads]]
    del codes, order
    return Postings(keys, list(packed(places, heads)), pages, starts.tolist(), ends)


def _pages(codes: Any, places: Any, heads: Any, starts: Any) -> list[int]:
    """How many pages hold each key."""
    page = np.searchsorted(starts, places, side="right")
    is_new = np.concatenate(([True], (page[1:] != page[:-1]) | (codes[1:] != codes[:-1])))
    found: list[int] = np.add.reduceat(is_new, heads, dtype=np.int64).tolist()
    return found


def _keyed(units: Units, is_title: Any, text: str) -> tuple[Any, Any, list[str]]:
    """Every key as a number with its position; numbers below zero count the words."""
    is_character = units.kind == CHARACTER
    code = np.where(is_character, units.code, RUN)
    beside = units.position[1:] == units.position[:-1] + 1
    pairs = beside & (is_character[1:] | is_character[:-1])
    numbers: dict[str, int] = defaultdict(lambda: -1 - len(numbers))
    runs = np.flatnonzero(~is_character)
    spans = zip(units.start[runs].tolist(), units.end[runs].tolist(), strict=True)
    named = np.array([numbers[text[a:b]] for a, b in spans], dtype=np.int64)
    single = is_title & is_character
    codes = np.concatenate(((code[:-1] << _SHIFT | code[1:])[pairs], named, code[single]))
    at = units.position
    return codes, np.concatenate((at[:-1][pairs], at[runs], at[single])), list(numbers)


def _key(code: int, words: list[str]) -> str:
    if code < 0:
        return words[-1 - code]
    first, second = code >> _SHIFT, code & ((1 << _SHIFT) - 1)
    return (chr(first) if first else "") + chr(second)


def packed(places: Any, heads: Any) -> Iterator[str]:
    """The positions of each key, which begin at `heads` and ascend.

    Steps from one to the next, seven bits a byte, lowest first.
    """
    steps = np.diff(places, prepend=0)
    steps[heads] = places[heads]
    width = np.uint8(1) + (steps >= 1 << 7) + (steps >= 1 << 14) + (steps >= 1 << 21)
    ends = np.cumsum(width, dtype=np.int64)
    content = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for byte in range(4):
        has = width > byte
        more = np.where(width[has] > byte + 1, 0x80, 0)
        content[ends[has] - width[has] + byte] = (steps[has] >> 7 * byte & 0x7F) | more
    data = content.tobytes()
    bounds = [*(ends[heads] - width[heads]).tolist(), len(data)]
    for begin, end in pairwise(bounds):
        yield b64encode(data[begin:end]).decode().rstrip("=")
