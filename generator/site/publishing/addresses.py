"""`data/addresses.csv`: every address that was ever published, which must lead somewhere.

Pages, and files below /data/ whose names do not follow from what the data hold. Written by
`make publish` alone; a build that would leave one without page, redirect or notice stops,
as it does before it would lose reports. What a forced publication left empty is marked as
given up, so that it does not stop the next one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from generator.hand_csv import rows_of
from generator.hand_dates import is_iso_date, today_in_china
from generator.messages import LANGUAGES
from generator.site.files.packed import is_packed
from generator.site.pelican_plugin import links
from generator.site.publishing.staging import BuildError
from generator.spreadsheet import csv_text
from generator.store import write_atomically

NAME = "addresses.csv"
COLUMNS = ("address", "given_up")
_PAGE = "index.html"
_SHOWN = 5
_OF_DATA = re.compile(r"\d")  # years, provinces and numbers of parts come and go with reports


def load_addresses(data: Path) -> dict[str, str]:
    """The addresses from the site's root, and the ISO day on which one was given up, or ""."""
    found = {}
    for row in rows_of(data / NAME, COLUMNS):
        if not row["address"] or not (row["given_up"] == "" or is_iso_date(row["given_up"])):
            raise row.bad("data.addresses")
        found[row["address"]] = row["given_up"]
    return found


def lost_addresses(
    data: Path, files: Collection[str], languages: Collection[str] = LANGUAGES
) -> BuildError | None:
    """The error that names addresses of the list at which the new site has nothing.

    A language that the site does not have is no loss: it was left out on purpose.
    """
    lost = [
        one
        for one, given_up in load_addresses(data).items()
        if not given_up and links.file_of(one) not in files and links.language_of(one) in languages
    ]
    if not lost:
        return None
    shown = " ".join(lost[:_SHOWN]) + (" …" if len(lost) > _SHOWN else "")
    return BuildError("site.lost_addresses", file=str(data / NAME), count=len(lost), shown=shown)


def note_addresses(data: Path, output: Path) -> None:
    """Adds the addresses of a published site to the list, and marks those that lead nowhere.

    Those of a language that the site does not have stay as they are.
    """
    known = load_addresses(data)
    files = {
        (Path(folder) / name).relative_to(output).as_posix()
        for folder, _, names in os.walk(output)
        for name in names
    }
    today = today_in_china().isoformat()
    spoken = {lang for lang in LANGUAGES if links.in_language(_PAGE, lang) in files}
    found = {
        one: ""
        if links.file_of(one) in files or links.language_of(one) not in spoken
        else known.get(one) or today
        for one in {*known, *_listed(files)}
    }
    if found != known:
        rows = sorted(found.items())
        write_atomically(data / NAME, csv_text((COLUMNS, *rows)).encode(), is_durable=True)


def _listed(files: Collection[str]) -> Iterable[str]:
    for name in files:
        if is_packed(name, files):
            continue
        if links.in_first(name).startswith("embed/") or name == _PAGE:
            continue  # the charts of a page may change, and the home page stays
        if name.endswith(f"/{_PAGE}"):
            yield name.removesuffix(_PAGE)
        elif name.startswith("data/") and not _OF_DATA.search(name):
            yield name
