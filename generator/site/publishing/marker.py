"""The mark in a folder that gongkai made and may therefore replace or empty.

A site's mark also names its first level and sums up its addresses, so that what somebody
put there by hand is noticed even when the build's own records are gone. It says the same
bytes for the same site.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from generator.messages import LANGUAGES, message
from generator.sealed import digest_of

NAME = ".gongkai"

Kind = Literal["site", "content", "work"]


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """What the mark says; `entries` and `addresses` (a hash) only of a finished site."""

    gongkai: Kind
    note: list[str]
    entries: list[str] = []
    addresses: str = ""


def read(folder: Path) -> Marker | None:
    """The mark of a folder; None when it bears none."""
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Marker)
    except (OSError, msgspec.DecodeError):
        return None


def content(kind: Kind, addresses: Iterable[str] = ()) -> bytes:
    """The mark of a folder; for a finished site with the addresses of its files."""
    listed = [address for address in addresses if address != NAME]
    mark = Marker(
        gongkai=kind,
        note=[message(f"site.marker_{kind}", {}, lang) for lang in LANGUAGES],
        entries=sorted({address.partition("/")[0] for address in listed}),
        addresses=sum_of(listed) if listed else "",
    )
    return msgspec.json.format(msgspec.json.encode(mark), indent=1) + b"\n"


def put(folder: Path, kind: Kind) -> None:
    """Puts the file into a folder that marks it as written by gongkai."""
    (folder / NAME).write_bytes(content(kind))


def sum_of(addresses: Iterable[str]) -> str:
    """A hash of a set of addresses, the mark's own apart."""
    listed = sorted(address for address in addresses if address != NAME)
    return digest_of("\n".join(listed).encode())
