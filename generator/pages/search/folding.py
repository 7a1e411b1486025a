"""One spelling for what is typed and what is printed, and its units.

Half and full width, upper and lower case, traditional and simplified characters become
alike, character by character, so that the browser (theme/static/js/words.js) does the same
with the same table. A unit is a run of ASCII digits, a run of ASCII letters, or any other
letter alone; blanks are nothing, and everything else is a gap between units.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

import numpy as np

GAP, CHARACTER, LETTER, DIGIT, BREAK = range(5)

POINT = "\ue000"
"""Stands for a decimal point, which belongs to its number."""
APART = "\ue001"
"""Stands for a blank between two runs of ASCII, which keeps them apart and is no gap."""

_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_BLANKS = re.compile(r"([0-9a-z])[ \t]+(?=[0-9a-z])|[ \t]+")
_FIRST, _END = 0x3400, 0xA000


class _Folded(dict[int, str]):
    """What becomes of each character, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = "".join(simplified().get(one, one) for one in folded)
        return self[code]


_FOLDED = _Folded()


@cache
def simplified() -> dict[str, str]:
    """Traditional characters with their simplified form, as OpenCC has them, one for one."""
    from opencc import OpenCC

    converter = OpenCC("t2s")
    letters = [chr(code) for code in range(_FIRST, _END)]
    lines = converter.convert("\n".join(letters)).split("\n")
    return {a: b for a, b in zip(letters, lines, strict=True) if a != b and len(b) == 1}


def table() -> list[str]:
    """The same for the browser: those characters, and their simplified forms."""
    return ["".join(simplified()), "".join(simplified().values())]


def fold(text: str) -> str:
    """The text in the one spelling, blanks gone, with the marks that `units` reads."""
    text = _THOUSANDS.sub("", text.translate(_FOLDED))
    return _BLANKS.sub(_apart, _POINT.sub(POINT, text))


def _apart(blanks: re.Match[str]) -> str:
    return f"{blanks[1]}{APART}" if blanks[1] else ""


@cache
def _classes() -> Any:
    """The class of every code point."""
    found = np.full(0x110000, GAP, dtype=np.uint8)
    for code in range(0x80, 0x30000):
        if chr(code).isalnum():
            found[code] = CHARACTER
    found[ord("0") : ord("9") + 1] = DIGIT
    found[ord("a") : ord("z") + 1] = LETTER
    found[ord(POINT)] = DIGIT
    found[ord(APART)] = BREAK
    return found


class Units:
    """The units of a folded text.

    `code` is the code point with which each begins, `kind` its class, `start` and `end` its
    place in the text, `position` its number, where a gap counts for one.
    """

    def __init__(self, folded: str) -> None:
        codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        classes = _classes()[codes]
        before = np.insert(classes[:-1], 0, GAP)
        is_run = (classes == LETTER) | (classes == DIGIT)
        begins = (classes == CHARACTER) | (is_run & (classes != before))
        counted = begins | ((classes == GAP) & (before != GAP))
        self.start = np.flatnonzero(begins)
        self.code = codes[self.start].astype(np.int64)
        self.kind = classes[self.start]
        self.position = np.cumsum(counted, dtype=np.int32)[self.start]
        ends = np.flatnonzero(~is_run | begins | (classes != before))
        self.end = np.append(ends, len(codes))[np.searchsorted(ends, self.start, side="right")]
