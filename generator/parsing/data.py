"""Loads the word lists and patterns that stand beside the code as TOML."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The data file `<name>.toml` of this package, as it stands."""
    file = resources.files(__package__) / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def words(name: str, *keys: str) -> tuple[Any, ...]:
    """A list of words of a data file."""
    found: Any = load(name)
    for key in keys:
        found = found[key]
    return tuple(found)


@cache
def pattern(name: str, *keys: str) -> re.Pattern[str]:
    """A pattern of a data file, compiled once; a list means any of its members."""
    found: Any = load(name)
    for key in keys:
        found = found[key]
    text = found if isinstance(found, str) else "|".join(f"(?:{part})" for part in found)
    return re.compile(text)
