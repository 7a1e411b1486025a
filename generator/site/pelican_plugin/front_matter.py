"""The head of a content file: `Key: value` lines up to the first blank line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.errors import BadDataError
from generator.pages.parts.content_file import JSON_SIGNS, TEXT_KEYS

REQUIRED = ("title", "url", "save_as", "template")


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A Markdown file taken apart: lower-case keys with their values, then the body."""

    head: dict[str, Any]
    body: str


def split(text: str, name: str, required: Sequence[str] = REQUIRED) -> ContentFile:
    """Takes a content file apart; BadDataError names the file and the line."""
    head: dict[str, Any] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            break
        key, colon, value = line.partition(":")
        if not colon:
            raise BadDataError("site.front_matter", file=name, line=number, reason=line[:40])
        head[key.strip().lower()] = _value(key.strip().lower(), value.strip(), name, number)
    for key in required:
        if not head.get(key) and not (key == "url" and key in head):  # the home page's is empty
            raise BadDataError("site.front_matter", file=name, line=1, reason=key)
    return ContentFile(head, "\n".join(lines[number:]))


def _value(key: str, value: str, name: str, line: int) -> Any:
    if key in TEXT_KEYS or not value.startswith(JSON_SIGNS):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise BadDataError("site.front_matter", file=name, line=line, reason=error) from error
