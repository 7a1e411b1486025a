"""WordprocessingML: its namespace, and the settings that hang on an element."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
OFF = frozenset(("0", "false", "off", "none"))


def value_of(properties: Any | None, name: str) -> str | None:
    """The w:val of a setting; None where it is not set."""
    setting = None if properties is None else properties.find(f"{W}{name}")
    value: str | None = None if setting is None else setting.get(VAL)
    return value


def integer_of(properties: Any | None, name: str, default: int) -> int:
    """The same as a whole number; `default` where there is none."""
    value = value_of(properties, name) or ""
    return int(value) if value.isascii() and value.isdecimal() else default


def is_on(properties: Any | None, name: str) -> bool:
    """Whether a setting is switched on; it may be so without a w:val."""
    setting = None if properties is None else properties.find(f"{W}{name}")
    return setting is not None and setting.get(VAL, "1") not in OFF
