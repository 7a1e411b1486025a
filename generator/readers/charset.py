"""Bytes -> text: byte order mark, declaration, then detection.

UTF-8 proves itself: bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever a page
declares (pages saved by a browser keep the old declaration). GB2312 and GBK are read
as their superset GB18030, which is what Windows programs write under those names.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.errors import UnreadableDocumentError
from generator.records import Note

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "iso-8859-1": "cp1252",
    "big5": "big5hkscs",
}
_COMMON = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_RARE = re.compile("[^\x00-\u2e7f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_MARKUP = re.compile(rb"\s*<[!?a-zA-Z]")
_HEAD_BYTES = 4096
# Above this share of unreadable characters the encoding is unknown, not damaged.
MAX_REPLACED_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that gave it, and what has to be known about it."""

    text: str
    encoding: str
    warnings: tuple[Note, ...] = ()


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The text of the bytes; raises UnreadableDocumentError when no encoding fits.

    `declared` is an encoding named outside the content (a mail part's header).
    """
    marked = _by_mark(content)
    if marked:
        return marked
    named = declared or _declaration(content)
    if (encoding := _wide(content)) is not None:
        return _lenient(content, encoding)
    if (damaged := _damaged_utf8(content)) is not None:
        return damaged
    for encoding in _candidates(content, named):
        text = _strict(content, encoding)
        if text is not None and not _is_implausible(text):
            return _noted(Decoded(text, encoding), named)
    return _best_lenient(content, named)


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lenient(content[len(mark) :], encoding)
    return None


def _damaged_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, which another encoding might read as nonsense."""
    text = content.decode("utf-8", errors="replace")
    count = text.count("\ufffd")
    if not count or count > MAX_REPLACED_SHARE * sum(char > "\x7f" for char in text):
        return None
    return _checked(text, "utf-8")


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark, which is never valid UTF-8 or full of zero bytes."""
    if b"\0" not in content[:400] and (
        _MARKUP.match(content) or _strict(content, "utf-8") is not None
    ):
        return None
    return utf16_without_mark(content)


def utf16_without_mark(content: bytes) -> str | None:
    """The UTF-16 variant of bytes that make sense in it and carry no mark; else None."""
    head = content[: min(len(content), _HEAD_BYTES) // 2 * 2]
    if len(head) < 8:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(head, encoding)
        if text and sum(map(_is_plausible, text)) >= 0.97 * len(text):
            return encoding
    return None


def _is_plausible(char: str) -> bool:
    return char in "\t\r\n" or " " <= char <= "~" or char == "\xa0" or _is_common(char)


def _declaration(content: bytes) -> str | None:
    head = content[:_HEAD_BYTES]
    match = _DECLARED.search(head) if b"=" in head else None
    return match[1].decode("ascii") if match else None


def _known(encoding: str | None) -> str | None:
    """The codec to use for a declared name; None when Python knows no text codec by it."""
    if not encoding:
        return None
    name = encoding.strip().lower()
    name = _SUPERSETS.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # `_is_text_encoding` keeps out hex, zip and the like.
    return name if getattr(info, "_is_text_encoding", True) else None


def _candidates(content: bytes, declared: str | None) -> Iterator[str]:
    """The encodings to try, the likeliest first; what takes long comes last."""
    yield "utf-8"
    known = _known(declared)
    if known not in (None, "utf-8", "cp1252", "ascii"):  # templates declare Latin-1 for anything
        yield known
    if known != "gb18030":
        yield "gb18030"
    as_gb = _strict(content, "gb18030")
    if as_gb is not None and _is_implausible(as_gb):
        yield "big5hkscs"
    detected = _detected(content) if as_gb is None else None
    if detected not in (None, "utf-8", "gb18030", known):
        yield detected


def _detected(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[: 2**17], cp_isolation=["big5", "big5hkscs", "gb18030"]).best()
    return _known(best.encoding) if best else None


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _is_implausible(text: str) -> bool:
    """Big5 read as GB18030 and the like: many rare or private characters."""
    sample = text[:20_000]
    if not _RARE.search(sample):
        return False
    common, rare = len(_COMMON.findall(sample)), len(_RARE.findall(sample))
    return common + rare >= 40 and rare * 5 > common + rare


def _is_common(char: str) -> bool:
    return (
        "\u3000" <= char <= "\u303f" or "\u4e00" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"
    )


def _noted(decoded: Decoded, declared: str | None) -> Decoded:
    """Says so when a page without a valid declaration had to be guessed."""
    if decoded.encoding == "utf-8" or _known(declared) == decoded.encoding:
        return decoded
    if decoded.text.isascii():
        return decoded
    note = Note(code="readers.encoding_guessed", params={"encoding": decoded.encoding})
    return Decoded(decoded.text, decoded.encoding, (*decoded.warnings, note))


def _best_lenient(content: bytes, declared: str | None) -> Decoded:
    """The encoding with the fewest unreadable characters, if they are few."""
    known = _known(declared)
    names = [name for name in dict.fromkeys(("utf-8", known, "gb18030")) if name]
    texts = [(content.decode(name, errors="replace"), name) for name in names]
    text, encoding = min(texts, key=lambda pair: pair[0].count("\ufffd"))
    if encoding not in ("utf-8", known) and _is_implausible(text):
        raise UnreadableDocumentError("readers.encoding_unknown")
    return _checked(text, encoding)


def _lenient(content: bytes, encoding: str) -> Decoded:
    return _checked(content.decode(encoding, errors="replace"), encoding)


def _checked(text: str, encoding: str) -> Decoded:
    count = text.count("\ufffd")
    wide = sum(1 for char in text if char > "\x7f")
    if count > 3 and count > MAX_REPLACED_SHARE * wide:
        percent = f"{100 * count / wide:.0f}"
        raise UnreadableDocumentError("readers.encoding", percent=percent)
    if not count:
        return Decoded(text, encoding)
    params = {"count": str(count), "encoding": encoding}
    return Decoded(text, encoding, (Note(code="readers.replaced_characters", params=params),))
