"""The thresholds and facts of `plausibility.toml`."""

from __future__ import annotations

from typing import Any

from generator.toml_file import toml_file


def facts(table: str) -> dict[str, Any]:
    """One table of the file."""
    found: dict[str, Any] = toml_file("generator.checks", "plausibility.toml")[table]
    return found
