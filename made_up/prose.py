"""Running text of made-up reports, from the sentences of prose.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from made_up import chance as of

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
NUMERALS = "一二三四五六七八九十"


@cache
def sentences() -> dict[str, Any]:
    """The file prose.toml."""
    file = resources.files(__package__) / "prose.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def mark() -> str:
    """The words by which every made-up text says what it is."""
    words: str = sentences()["mark"]
    return words


def say(chance: Random, template: str, words: dict[str, str]) -> str:
    """One wording of a template with its slots filled."""
    return _CHOICE.sub(lambda m: of.pick(chance, m[1].split("|")), template).format_map(words)


def paragraph(chance: Random, pool: Sequence[str], count: int, words: dict[str, str]) -> str:
    """So many sentences of a pool in some order, each with small counts of its own."""
    chosen = chance.sample(list(pool), min(count, len(pool)))
    return "".join(say(chance, template, _with_counts(chance, words)) for template in chosen)


def _with_counts(chance: Random, words: dict[str, str]) -> dict[str, str]:
    counts = {"n1": str(2 + int(chance.random() * 7)), "n2": str(10 + int(chance.random() * 80))}
    return {**words, **counts}


def listed(chance: Random, intro: str, pool: Sequence[str], words: dict[str, str]) -> str:
    """An introduction with three of the pool as 一是 …；二是 …。"""
    chosen = chance.sample(list(pool), 3)
    points = [f"{NUMERALS[n]}是{say(chance, template, words)}" for n, template in enumerate(chosen)]
    return say(chance, intro, words) + "；".join(points) + "。"
