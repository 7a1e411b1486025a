"""Whose code reaches the reader's browser, with the full text of every licence.

`licences.toml` holds the texts that the installed packages lack. The site carries the list
as `licences.txt`, the sources as NOTICE (`python -m generator.site.files.licences > NOTICE`).
"""

from __future__ import annotations

import sys
from importlib.metadata import distribution
from typing import NamedTuple

from generator.toml_file import toml_file

ADDRESS = "licences.txt"
_RULE = "-" * 80
_HEAD = """gongkai
Apache-2.0, see LICENSE.

The pages of a site that gongkai builds carry code of the libraries below: the charts that
a reader can touch (Vega and its parts, packed by vl-convert).
Every other script of the site is gongkai's own.
"""
# These carry their own text.
_CARRIED = {"vl-convert-python": ("BSD-3-Clause", "licenses/LICENSE")}


class Library(NamedTuple):
    """Libraries under one text; `carrier` is the installed package that they come with."""

    names: tuple[str, ...]
    carrier: str
    licence: str
    text: str


def libraries() -> list[Library]:
    """All libraries of the site's scripts, Vega first."""
    found = [
        Library(tuple(one["names"]), one["carrier"], one["licence"], one["text"])
        for one in toml_file("generator.site.files", "licences.toml")["library"]
    ]
    for name, (licence, file) in _CARRIED.items():
        found.append(Library((name,), name, licence, distribution(name).read_text(file) or ""))
    return found


def notice() -> str:
    """The list with the texts, as plain text."""
    parts = [_HEAD]
    for one in libraries():
        title = f"{', '.join(one.names)}\n{one.licence}, as part of {one.carrier}\n"
        parts.append(f"{_RULE}\n{title}\n{one.text.strip()}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(notice())
