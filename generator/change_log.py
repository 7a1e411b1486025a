"""`data/changes.csv`: which reports each publication added, corrected and withdrew.

Written by `make publish` alone; a build reads it, so that the same data give the same site.
The next rows follow from the log itself and from data/, and so survive a lost build folder.
A digest covers what is published of a report's figures: its document, form, scope, figures
as read, and corrections.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import msgspec

from generator.checks.report_source import keys_of
from generator.corrections.apply import Corrections, load_corrections
from generator.errors import BadDataError
from generator.hand_csv import rows_of
from generator.hand_dates import is_iso_date
from generator.records import Record
from generator.spreadsheet import csv_text
from generator.store import DataFolder, write_atomically

NAME = "changes.csv"
COLUMNS = ("date", "change", "agency", "year", "digest")
WORDS = Literal["added", "corrected", "withdrawn"]
_DIGEST = re.compile(r"[0-9a-f]{32}")
_YEAR = re.compile(r"[0-9]{4}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One row: an ISO date, what happened to a report, and the digest it has since."""

    date: str
    change: WORDS
    agency: str
    year: int
    digest: str


def load_changes(data: Path) -> tuple[Change, ...]:
    """The log, oldest first; empty without the file. BadDataError for a row that is wrong."""
    path = data / NAME
    found = []
    for line, row in rows_of(path, COLUMNS):
        if not _is_change(row):
            raise BadDataError("data.changes", file=str(path), line=line)
        found.append(msgspec.convert(row, Change, strict=False))
    return tuple(found)


def newest(changes: Iterable[Change]) -> dict[tuple[str, int], Change]:
    """The last thing that happened to each report."""
    return {(one.agency, one.year): one for one in changes}


def withdrawn(changes: Iterable[Change]) -> list[Change]:
    """The reports that are there no more."""
    return [one for one in newest(changes).values() if one.change == "withdrawn"]


def note_changes(data: DataFolder, today: date) -> list[Change]:
    """Adds to the log what happened since its last row; the new rows."""
    known = load_changes(data.root)
    before = newest(known)
    now = _digests(data)
    new = []
    for key, digest in now.items():
        last = before.get(key)
        is_new = last is None or last.change == "withdrawn"
        if is_new or (last is not None and last.digest != digest):
            new.append(_change(today, "added" if is_new else "corrected", key, digest))
    for key, last in before.items():
        if key not in now and last.change != "withdrawn":
            new.append(_change(today, "withdrawn", key, last.digest))
    new.sort(key=lambda one: (one.agency, one.year))
    if new:
        rows = [[str(getattr(one, name)) for name in COLUMNS] for one in (*known, *new)]
        write_atomically(data.root / NAME, csv_text((COLUMNS, *rows)).encode(), is_durable=True)
    return new


def _change(today: date, change: WORDS, key: tuple[str, int], digest: str) -> Change:
    agency, year = key
    return Change(date=today.isoformat(), change=change, agency=agency, year=year, digest=digest)


def _digests(data: DataFolder) -> dict[tuple[str, int], str]:
    paths = data.paths("annual_report")
    keys = keys_of(paths)
    corrections = load_corrections(data, data.registry(), set(keys))
    return {
        key: _digest(data.read(path), key, corrections)
        for key, path in zip(keys, paths, strict=True)
    }


def _digest(record: Record, key: tuple[str, int], corrections: Corrections) -> str:
    figures = [(name, one.value, one.state, one.raw) for name, one in record.figures.items()]
    corrected = msgspec.json.encode(corrections.get(key, ()))
    told = (record.source.sha256, record.form, record.scope, sorted(figures), corrected.decode())
    return hashlib.blake2b(msgspec.json.encode(told), digest_size=16).hexdigest()


def _is_change(row: dict[str, str]) -> bool:
    return (
        is_iso_date(row["date"])
        and row["change"] in get_args(WORDS)
        and _ID.fullmatch(row["agency"]) is not None
        and _YEAR.fullmatch(row["year"]) is not None
        and _DIGEST.fullmatch(row["digest"]) is not None
    )
