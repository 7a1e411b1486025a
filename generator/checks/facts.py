"""The thresholds and facts of `plausibility.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def facts(table: str) -> dict[str, Any]:
    """One table of the file."""
    data = tomllib.loads((resources.files(__package__) / "plausibility.toml").read_text("utf-8"))
    found: dict[str, Any] = data[table]
    return found
