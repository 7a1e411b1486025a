"""Every sentence that the program says, in Chinese and English, as data.

One TOML file for each area; an entry is `["area.code"]` with `zh` and `en`, both
`str.format` templates over the same parameters.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

LANGUAGES = ("zh", "en")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All messages of the package by code."""
    entries: dict[str, dict[str, str]] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            for code, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
                if code in entries:
                    raise ValueError(f"message {code} is defined twice")
                entries[code] = entry
    return entries


def message(code: str, params: dict[str, str], lang: str = "zh") -> str:
    """The sentence for a code; an unknown code is a defect and raises KeyError."""
    return catalogue()[code][lang].format_map(params)
