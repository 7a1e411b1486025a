"""Page numbers, running heads and running feet, told by where and how often they stand."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

MarginRole = Literal["header", "footer"]
PageLines = tuple[float, list[tuple[float, str]]]  # height of the page; (top, text) of its lines

_HEAD_SHARE = 0.09
_FOOT_SHARE = 0.89
_DASHES = r"[-—–－─－·•.．~～|\s]*"
_NUMBER = re.compile(
    rf"{_DASHES}(?:第\s*)?\d{{1,3}}\s*(?:页)?\s*(?:[/／,，]?\s*(?:共\s*)?\d{{1,3}}\s*页?)?{_DASHES}",
)
_EDGE_LINES = 3


def margin_lines(pages: list[PageLines]) -> list[dict[float, MarginRole]]:
    """For each page the tops of lines that belong to its margins, with their roles."""
    repeated = _repeated(pages)
    found: list[dict[float, MarginRole]] = []
    for height, lines in pages:
        roles: dict[float, MarginRole] = {}
        for top, text in lines:
            role = _zone(top, height)
            if role is None:
                continue
            is_number = _NUMBER.fullmatch(text) is not None and any(c.isdecimal() for c in text)
            if is_number or (role, _shape(text)) in repeated:
                roles[top] = role
        found.append(roles)
    return found


def _zone(top: float, height: float) -> MarginRole | None:
    if top < _HEAD_SHARE * height:
        return "header"
    return "footer" if top > _FOOT_SHARE * height else None


def _shape(text: str) -> str:
    """The text without digits and spaces: what a running line has in common."""
    return re.sub(r"[\d\s]+", "", text)


def _repeated(pages: list[PageLines]) -> set[tuple[MarginRole, str]]:
    """Texts that stand in the same margin of at least three pages, or of both of two."""
    counts: Counter[tuple[MarginRole, str]] = Counter()
    for height, lines in pages:
        edges = lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]
        marked = {(zone, _shape(text)) for top, text in edges if (zone := _zone(top, height))}
        counts.update(marked)
    needed = max(2, (len(pages) + 1) // 2)
    return {key for key, count in counts.items() if count >= needed and key[1]}
