"""Patterns of what is printed beside a report's words and figures (`printed.toml`)."""

from __future__ import annotations

import re

from generator.toml_file import toml_file

_PARTS: dict[str, str] = toml_file("generator", "printed.toml")
_PART = re.compile("|".join(f"<{name}>" for name in _PARTS))


def with_parts(pattern: str) -> str:
    """A pattern with the parts of `printed.toml` in place of their names: `[<note_signs>]`."""
    return _PART.sub(lambda name: _PARTS[name[0][1:-1]], pattern)
