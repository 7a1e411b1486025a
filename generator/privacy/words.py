"""The word lists of `words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def words() -> dict[str, Any]:
    """The whole file."""
    text = (resources.files("generator.privacy") / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def label(kind: str) -> tuple[str, ...]:
    """Words that stand before a number of that kind."""
    return tuple(words()["labels"][kind])


def cover_for(kind: str) -> str:
    """What is written in place of personal data of that kind."""
    return str(words()["covers"][kind])
