"""Text with its spellings folded; each character keeps its place in the original.

Numbers are written in many digits: full-width, mathematical, Chinese. Detection works on
a folded copy; what is covered is the stretch of the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_CHINESE = {
    ord(character): str(value)
    for value, characters in enumerate(
        ("〇零○Oo", "一壹幺", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
# Digits drawn in circles, brackets, before a stop, raised or lowered, as a class of a pattern.
DRAWN_DIGITS = "①-⑨⓪⓿❶-❾➀-➈➊-➒⓵-⓽⑴-⑼⒈-⒐🄀-🄊²³¹⁰⁴-⁹₀-₉"
# Characters that show nothing and are put between digits to hide them.
_INVISIBLE = {"Cf", "Mn", "Me"}
# These end a clause; their ASCII look-alikes also part the digits of one number.
_MARKS = frozenset("，。；：、")
_DASHES = re.compile(r"[‐‑‒–—―−﹣－ー~～]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `starts[i]` is where its i-th character stands in the original."""

    text: str
    starts: tuple[int, ...]
    has_chinese_digits: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the folded text came from."""
        return self.starts[start], self.starts[end - 1] + 1


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    """One character for one, or none for an invisible one."""
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Zs":
        return " "
    if _DASHES.match(character):
        return "-"
    if character in _MARKS:
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and not plain.isdigit() else character


def fold(text: str, *, has_chinese_digits: bool = False) -> Folded:
    """The text with ASCII digits, dashes, spaces and brackets; newlines are kept."""
    characters: list[str] = []
    starts: list[int] = []
    for position, character in enumerate(text):
        plain = character if " " <= character <= "~" else _fold_character(character)
        if has_chinese_digits:
            plain = _chinese(plain)
        if plain:
            characters.append(plain)
            starts.append(position)
    return Folded("".join(characters), tuple(starts), has_chinese_digits)


def _chinese(character: str) -> str:
    found = character.translate(_CHINESE)
    if found == character and not character.isascii():
        digit = unicodedata.digit(character, None)
        return found if digit is None else str(digit)
    return found
