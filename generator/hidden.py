"""Invisible characters: refused in data, made visible in messages."""

from __future__ import annotations

import re

# What turns the direction of writing, and control characters but tab and the line's end.
_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_DIRECTION}]")
# The same as bytes of JSON, by the byte that each begins with: looking for one byte is cheap.
_SIGNS = {
    b"\xe2": re.compile(rb"\xe2(?:\x80[\x8e\x8f\xaa-\xae]|\x81[\xa6-\xa9])"),
    b"\xc2": re.compile(rb"\xc2[\x80-\x9f]"),
    b"\xd8": re.compile(rb"\xd8\x9c"),
    b"\x7f": re.compile(rb"\x7f"),
    b"\\": re.compile(rb"\\[ubf]"),
}


def may_hide(text: bytes) -> bool:
    """Whether JSON may hold a hidden character: a quick test without false negatives."""
    return any(byte in text and sign.search(text) for byte, sign in _SIGNS.items())


def shown(value: object) -> str:
    """A value as a message may show it: short, on one line, nothing hidden."""
    text = value if isinstance(value, str) else _number_text(value)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:40])


def _number_text(value: object) -> str:
    """A number of thousands of digits has no text in Python."""
    try:
        return repr(value)
    except ValueError:
        return "…"
