"""Text as a person sees it on the page: no invisible characters, white space as shown.

Nothing visible is changed here: full-width digits, odd brackets and dashes stay as
printed, because what was printed is what a record keeps.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from generator.readers.direction import END, OVERRIDE, as_shown, is_turning

# Soft hyphens, zero-width characters, direction marks, byte order marks, control characters.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
# A line end between two wide characters is how a source file is wrapped, not a space.
_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n\x85\u2028\u2029]+[ \t]*(?=[{_WIDE}])")
_SPACE = re.compile("[ \t\r\n\f\v\x85\xa0\u2028\u2029]+")
_BLANKS = re.compile(r"[ \xa0\u3000]*\n[ \xa0\u3000\n]*")


def visible(text: str) -> str:
    """The text without characters that nobody sees; white space stays as it is.

    Marks around text that is shown in another order stay until the document is whole.
    """
    if is_turning(text):
        return _INVISIBLE.sub(lambda mark: mark[0] * (mark[0] in (OVERRIDE, END)), as_shown(text))
    return _INVISIBLE.sub("", text)


def file_name(path: Path) -> str:
    """A file's name as a record keeps it: on one line, with nothing that nobody sees."""
    return _SPACE.sub(" ", visible(path.name)).strip() or "?"


def printable(name: str) -> str:
    """A file's name on one line: control characters and odd bytes are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def flow(text: str) -> str:
    """Running text of markup: white space collapsed, wrapped lines joined, ends trimmed."""
    return _SPACE.sub(" ", _WRAP.sub("", visible(text))).strip()


def lines(parts: list[str]) -> str:
    """The lines of one cell: empty ones dropped, joined by a newline."""
    return "\n".join(part for part in map(str.strip, parts) if part)


def plain(text: str) -> str:
    """Text of a format without markup: invisible characters gone, line ends kept."""
    return _BLANKS.sub("\n", visible(text.replace("\r", "\n"))).strip()


def compact(text: str) -> str:
    """For comparison only: NFKC, no white space at all."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", visible(text)))
