"""The word lists of `words.toml`."""

from __future__ import annotations

from typing import Any

from generator.toml_file import toml_file


def words() -> dict[str, Any]:
    """The whole file."""
    return toml_file("generator.privacy", "words.toml")


def label(kind: str) -> tuple[str, ...]:
    """Words that stand before a number of that kind."""
    return tuple(words()["labels"][kind])


def cover_for(kind: str) -> str:
    """What is written in place of personal data of that kind."""
    return str(words()["covers"][kind])
