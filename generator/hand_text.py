"""Text that people write by hand: UTF-8, or an error that names the line."""

from __future__ import annotations

from pathlib import Path

from generator.errors import BadDataError, GongkaiError


def hand_text(written: bytes, file: Path, kind: type[GongkaiError] = BadDataError) -> str:
    """The text, without the mark that editors put before UTF-8."""
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise kind("data.not_utf8", file=str(file), line=line) from error
