"""The objects of a PDF file, their long lists taken in at once.

A browser prints each piece of a font as a font of its own, with two lists of some 250 numbers and
names. PLAYA cuts them up token by token, which takes a third of the time of a whole page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from playa.document import Document
from playa.parser import IndirectObjectParser
from playa.pdftypes import LIT, PSLiteral, name_str

_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\s*<<[^%#()\0]*?>>\s*endobj")
_LONG_LIST = re.compile(rb"\[([^\[\]<>{}]{100,})\]")
_TOKEN = re.compile(rb"/.*+|[+-]?(?:\d+\.?\d*|\.\d+)", re.S)


class PdfDocument(Document):
    """A document of PLAYA that gives the same objects, those with long lists sooner."""

    def _getobj_parse(self, pos: int, objid: int) -> Any:
        found = _OBJECT.match(self.buffer, pos)
        lists: dict[str, list[Any]] = {}

        def mark(match: re.Match[bytes]) -> bytes:
            try:
                # A zero byte stands in no name of what _OBJECT finds.
                lists[f"\0{len(lists)}"] = list(map(_value, match[1].replace(b"/", b" /").split()))
            except ValueError:
                return match[0]
            return b"/#00%d" % (len(lists) - 1)

        short = _LONG_LIST.sub(mark, found[0]) if found else b""
        if lists:
            _, parsed = next(IndirectObjectParser(short, self))
            if parsed.objid == objid:
                return _filled(parsed.obj, lists)
        return super()._getobj_parse(pos, objid)


@lru_cache(maxsize=4096)
def _value(token: bytes) -> Any:
    """A number or a name; raises ValueError for anything else, such as a reference."""
    if not _TOKEN.fullmatch(token):
        raise ValueError
    if token.startswith(b"/"):
        return LIT(name_str(token[1:]))
    return float(token) if b"." in token else int(token)


def _filled(part: Any, lists: dict[str, list[Any]]) -> Any:
    """An object with its lists in place of their marks."""
    if isinstance(part, dict):
        return {key: _filled(value, lists) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, lists) for value in part]
    return lists.get(part.name, part) if isinstance(part, PSLiteral) else part
