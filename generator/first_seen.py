"""`data/first_seen.csv`: the day on which each document was first read.

Many reports do not say when they were published; their feeds and their lists of news go by
this day. A row is written once, by `gongkai ingest`, and never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from generator.hand_csv import rows_of
from generator.hand_dates import is_iso_date
from generator.spreadsheet import csv_text
from generator.store import write_atomically

NAME = "first_seen.csv"
COLUMNS = ("sha256", "date")
_CHECKSUM = re.compile(r"[0-9a-f]{64}")


def load_first_seen(data: Path) -> dict[str, str]:
    """The ISO date by checksum; empty without the file. BadDataError for a row that is wrong."""
    found = {}
    for row in rows_of(data / NAME, COLUMNS):
        if not _CHECKSUM.fullmatch(row["sha256"]) or not is_iso_date(row["date"]):
            raise row.bad("data.first_seen")
        found[row["sha256"]] = row["date"]
    return found


def note_first_seen(data: Path, checksums: Iterable[str], today: date) -> None:
    """Adds the documents that are not there yet, in the order of their checksums."""
    known = load_first_seen(data)
    new = dict.fromkeys(checksums, today.isoformat())
    if new.keys() - known.keys():
        rows = sorted((new | known).items())
        write_atomically(data / NAME, csv_text((COLUMNS, *rows)).encode(), is_durable=True)
