"""Data for the page's scripts, as files that work from a server and from a folder.

`fetch` is refused for pages opened from a folder, so the data stand in small classic
scripts: `gongkai.put("explore/received-2023", {...});`.
"""

from __future__ import annotations

import json
from typing import Any

from generator.agencies import Registry
from generator.extras import Extras

FOLDER = "static/apps"
File = tuple[str, bytes]
"""An address in the site, and what stands there."""
LETTERS = {
    "blank": "b",
    "dash": "d",
    "none": "n",
    "text": "t",
    "missing": "m",
    "incomplete": "x",
    "not_asked": "f",
}
"""The letter that stands for each state of a count without a value."""
_UNSAFE = {"\u2028": "\\u2028", "\u2029": "\\u2029", "<": "\\u003c"}


class AgencyOrder:
    """The agencies in the order of the registry's regions, then of their ids.

    It is the order of every array that the scripts load.
    """

    def __init__(self, registry: Registry) -> None:
        self.agencies = sorted(registry.agencies.values(), key=lambda one: (one.region, one.id))
        self.position = {agency.id: number for number, agency in enumerate(self.agencies)}

    def __len__(self) -> int:
        return len(self.agencies)


def dump(value: Any) -> str:
    """Compact JSON that may stand in a script, with keys in the order given."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _UNSAFE.items():
        text = text.replace(character, escaped)
    return text


def script(key: str, value: Any) -> File:
    """The script that hands over a value."""
    return f"{FOLDER}/{key}.js", f'gongkai.put("{key}",{dump(value)});\n'.encode()


def write_script(target: Extras, key: str, value: Any) -> None:
    """Writes the script that hands over a value."""
    target.write(*script(key, value))
