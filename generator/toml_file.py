"""Facts that stand in a TOML file beside the code that uses them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def toml_file(package: str, name: str) -> dict[str, Any]:
    """What the file of a package holds; read once."""
    return tomllib.loads((resources.files(package) / name).read_text(encoding="utf-8"))
