"""Loads the word lists and patterns that stand beside the code as TOML."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from generator.printed import with_parts
from generator.toml_file import toml_file


def load(name: str) -> dict[str, Any]:
    """The data file `<name>.toml` of this package, as it stands."""
    return toml_file("generator.parsing", f"{name}.toml")


def word(name: str, key: str) -> str:
    """A single word of a data file."""
    return str(load(name)[key])


@cache
def words(name: str, *keys: str) -> tuple[Any, ...]:
    """A list of words of a data file."""
    found: Any = load(name)
    for key in keys:
        found = found[key]
    return tuple(found)


@cache
def pattern(name: str, *keys: str) -> re.Pattern[str]:
    """A pattern of a data file, compiled once; a list means any of its members.

    Names such as <counters> are parts of `generator/printed.toml`.
    """
    found: Any = load(name)
    for key in keys:
        found = found[key]
    text = found if isinstance(found, str) else "|".join(f"(?:{part})" for part in found)
    return re.compile(with_parts(text))
