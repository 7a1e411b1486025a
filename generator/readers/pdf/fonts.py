"""What the glyphs of a PDF mean: what a font says of them, and nothing where it says nothing.

PLAYA shows the number of a glyph as the character of that number where a font gives no meaning
for it. A figure read so may be any other one; here such a glyph has an empty text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from playa.encodingdb import cid2unicode_from_encoding
from playa.font import CIDFont, SimpleFont

Decode = Callable[[bytes], Iterable[tuple[int, str]]]
_NO_GLYPH = 0  # the glyph of that number stands for all that a font lacks
# A piece of a font as a browser writes it: names that mean no letter, and the drawing of each.
_DRAWINGS = re.compile(
    rb"/Encoding <</Type /Encoding\s/Differences \[0(?: /g[0-9A-F]+)*\]>>\s"
    rb"/CharProcs <<[^<>]*>>"
)


def without_drawings(content: bytes) -> bytes:
    """A file in which spaces stand for the drawings of letters in the fonts of a browser.

    A page has some 34 such pieces with up to 250 names each. Cutting them up took the library a
    seventh of such a page, and what letters mean is said elsewhere.
    """
    return _DRAWINGS.sub(lambda found: b" " * len(found[0]), content)


def say_what_is_stated(font: Any) -> None:
    """Makes a font of PLAYA decode strings by its own maps alone."""
    if "decode" not in vars(font):
        font.decode = _decoder(font)


def is_guessed(font: Any) -> bool:
    """Whether nothing but the usual order of letters tells what the glyphs of a font mean."""
    if not isinstance(font, SimpleFont) or font.tounicode is not None:
        return False
    return not cid2unicode_from_encoding(font.encoding)


def _decoder(font: Any) -> Decode:
    if isinstance(font, CIDFont):
        return _of_many_glyphs(font)
    if not isinstance(font, SimpleFont):
        return _of_unknown_font
    return font.decode if font.tounicode is None else _of_few_glyphs(font)


def _of_unknown_font(data: bytes) -> list[tuple[int, str]]:
    return [(code, "") for code in data]


def _of_few_glyphs(font: Any) -> Decode:
    """Codes of one byte: the map to Unicode, else the name that the encoding gives a glyph."""
    texts = _numbered(font.tounicode)
    named = cache(lambda: cid2unicode_from_encoding(font.encoding))  # seldom needed
    return lambda data: [
        (code, texts[code] if code in texts else named().get(code, "")) for code in data
    ]


def _of_many_glyphs(font: Any) -> Decode:
    """Codes of several bytes (composite fonts), as the font's own character map cuts them."""
    decode = _whole(font.cmap)
    if font.tounicode is not None:
        texts = _numbered(font.tounicode)
        if "ToUnicode" not in font.spec:  # read off the font program, by its own glyph numbers
            glyphs = font.cid2gid or {}
            return lambda data: [
                (cid, texts.get(glyphs[cid], "") if code and cid in glyphs else "")
                for code, cid in decode(data)
            ]
        return lambda data: [
            (cid, texts.get(int.from_bytes(code, "big"), "") if code else "")
            for code, cid in decode(data)
        ]
    if font.unicode_map is not None:
        meaning = font.unicode_map.get_unichr
        return lambda data: [(cid, meaning(cid) if code else "") for code, cid in decode(data)]
    if "ToUnicode" in font.spec:  # the name of a map that leaves codes as they are
        return lambda data: [(cid, _character(code)) for code, cid in decode(data)]
    return lambda data: [(cid, "") for _, cid in decode(data)]


def _whole(cmap: Any) -> Callable[[bytes], list[tuple[bytes, int]]]:
    """Codes and glyphs of a string; bytes that the map knows nothing of are glyphs as well."""

    def decode(data: bytes) -> list[tuple[bytes, int]]:
        found = list(cmap.decode(data))
        lost = len(data) - sum(len(code) for code, _ in found)
        return [*found, *[(b"", _NO_GLYPH)] * lost]

    return decode


def _numbered(tounicode: Any) -> dict[int, str]:
    """A map to Unicode by number: some programs write its codes with another count of bytes."""
    return {int.from_bytes(code, "big"): text for code, text in tounicode.bytes2unicode.items()}


def _character(code: bytes) -> str:
    number = int.from_bytes(code, "big")
    return chr(number) if 0 < number <= 0x10FFFF else ""
