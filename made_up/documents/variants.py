"""Reads `variants.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def variants() -> dict[str, Any]:
    """The wordings by which papers differ."""
    file = resources.files(__package__) / "variants.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
