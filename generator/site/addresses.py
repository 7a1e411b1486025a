"""`data/addresses.csv`: every address that was ever published, which must lead somewhere.

Pages and the files below /data/. Written by `make publish` alone; a build that would leave
one without page, redirect or notice stops, as it does before it would lose reports.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from generator.errors import BadDataError
from generator.hand_csv import rows_of
from generator.site import links
from generator.site.staging import BuildError
from generator.spreadsheet import csv_text
from generator.store import write_atomically

NAME = "addresses.csv"
COLUMNS = ("address",)
_PAGE = "index.html"
_SHOWN = 5


def load_addresses(data: Path) -> list[str]:
    """The addresses from the site's root, in order; none without the file."""
    path = data / NAME
    found = []
    for line, row in rows_of(path, COLUMNS):
        if not row["address"]:
            raise BadDataError("data.addresses", file=str(path), line=line)
        found.append(row["address"])
    return found


def lost_addresses(data: Path, files: Collection[str]) -> BuildError | None:
    """The error that names addresses of the list at which the new site has nothing."""
    lost = [one for one in load_addresses(data) if links.file_of(one) not in files]
    if not lost:
        return None
    shown = " ".join(lost[:_SHOWN]) + (" …" if len(lost) > _SHOWN else "")
    return BuildError("site.lost_addresses", file=str(data / NAME), count=len(lost), shown=shown)


def note_addresses(data: Path, output: Path) -> None:
    """Adds the addresses of a published site to the list."""
    known = set(load_addresses(data))
    files = (
        (Path(folder) / name).relative_to(output).as_posix()
        for folder, _, names in os.walk(output)
        for name in names
    )
    found = known | set(_listed(files))
    if found != known:
        rows = [(one,) for one in sorted(found)]
        write_atomically(data / NAME, csv_text((COLUMNS, *rows)).encode(), is_durable=True)


def _listed(files: Iterable[str]) -> Iterable[str]:
    for name in files:
        if name.startswith("embed/") or name == _PAGE:
            continue  # the charts of a page may change, and the home page stays
        if name.endswith(f"/{_PAGE}"):
            yield name.removesuffix(_PAGE)
        elif name.startswith("data/"):
            yield name
