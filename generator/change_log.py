"""`data/changes.csv`: what each publication changed in reports, plans and findings.

Written by `make publish` alone; a build reads it, so that the same data give the same site.
The next rows follow from the log itself and from data/, and so survive a lost build folder.
A digest covers what is published of a record as read: of a report its document, form,
scope, figures and corrections; of a plan its document and tasks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, get_args

import msgspec

from generator.checks.finding import CheckOutcome
from generator.checks.report_source import keys_of
from generator.code_version import all_rooms, code_version
from generator.corrections.apply import Correction, load_corrections
from generator.hand_csv import rows_of
from generator.hand_dates import is_iso_date
from generator.kept import KeptTogether
from generator.records import Record
from generator.sealed import digest_of
from generator.spreadsheet import csv_text
from generator.store import DataFolder, write_atomically

NAME = "changes.csv"
COLUMNS = ("date", "change", "kind", "agency", "year", "digest", "findings")
Word = Literal["added", "corrected", "checked", "withdrawn"]
Published = Literal["annual_report", "work_plan"]
Key = tuple[Published, str, int]
Content = tuple[str, tuple[str, ...]]
_SEAL = "gongkai-changes 1"
_DIGEST = re.compile(r"[0-9a-f]{32}")
_YEAR = re.compile(r"[0-9]{4}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One row: an ISO date, what happened to a report or plan, and what it says since.

    "checked" means that the checks find something else in the same figures; `findings`
    are the ids of those that fail.
    """

    date: str
    change: Word
    kind: Published
    agency: str
    year: int
    digest: str
    findings: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Which record it is about."""
        return self.kind, self.agency, self.year

    def row(self) -> list[str]:
        """The row of the CSV file."""
        cells = [str(getattr(self, name)) for name in COLUMNS[:-1]]
        return [*cells, " ".join(self.findings)]


def load_changes(data: Path) -> tuple[Change, ...]:
    """The log, oldest first; empty without the file. BadDataError for a row that is wrong."""
    found = []
    for row in rows_of(data / NAME, COLUMNS):
        if not _is_change(row):
            raise row.bad("data.changes")
        cells = row | {"findings": row["findings"].split()}
        found.append(msgspec.convert(cells, Change, strict=False))
    return tuple(found)


def histories(changes: Iterable[Change]) -> dict[Key, tuple[Change, ...]]:
    """What happened to each record, oldest first."""
    found: dict[Key, list[Change]] = defaultdict(list)
    for one in changes:
        found[one.key].append(one)
    return {key: tuple(own) for key, own in found.items()}


def withdrawn(changes: Iterable[Change]) -> list[Change]:
    """The last row of each record that is there no more."""
    newest = {one.key: one for one in changes}
    return [one for one in newest.values() if one.change == "withdrawn"]


def note_changes(
    data: DataFolder,
    outcomes: Mapping[tuple[str, int], CheckOutcome],
    today: date,
    kept: Path,
) -> list[Change]:
    """Adds to the log what happened since its last row; the new rows.

    `outcomes` are those of the checks of all reports. The file `kept` keeps digests from
    call to call: a record that is as it was is not decoded.
    """
    known = load_changes(data.root)
    before = {one.key: one for one in known}
    digests = _Digests(data, kept)
    now = {**dict(_reports(data, outcomes, digests)), **dict(_plans(data, digests))}
    digests.close()
    new = [
        _change(today, word, key, content)
        for key, content in now.items()
        if (word := _word(before.get(key), content)) is not None
    ]
    for key, last in before.items():
        if key not in now and last.change != "withdrawn":
            new.append(_change(today, "withdrawn", key, (last.digest, ())))
    new.sort(key=lambda one: (one.agency, one.year, one.kind))
    if new:
        rows = [one.row() for one in (*known, *new)]
        write_atomically(data.root / NAME, csv_text((COLUMNS, *rows)).encode(), is_durable=True)
    return new


def _word(last: Change | None, now: Content) -> Word | None:
    """What happened to a record that is there; None for nothing."""
    if last is None or last.change == "withdrawn":
        return "added"
    if last.digest != now[0]:
        return "corrected"
    return "checked" if last.findings != now[1] else None


def _change(today: date, change: Word, key: Key, content: Content) -> Change:
    kind, agency, year = key
    digest, findings = content
    return Change(
        date=today.isoformat(), change=change, kind=kind, agency=agency, year=year,
        digest=digest, findings=findings,
    )  # fmt: skip


class _Digests:
    """The digest of each record, made anew where its bytes or its corrections are others."""

    def __init__(self, data: DataFolder, kept: Path) -> None:
        self._data = data
        self._made_by = code_version(all_rooms())
        self._kept = KeptTogether(kept, _SEAL, dict[str, tuple[str, str]])

    def of(self, path: Path, make: Callable[[Record], str], corrected: object = ()) -> str:
        about = f"{self._made_by}\n".encode() + msgspec.json.encode(corrected)
        key = digest_of(about + path.read_bytes())
        found = self._kept.before.get(str(path))
        if found is None or found[0] != key:
            found = key, make(self._data.read(path))
        self._kept.now[str(path)] = found
        return found[1]

    def close(self) -> None:
        self._kept.close()


def _reports(
    data: DataFolder, outcomes: Mapping[tuple[str, int], CheckOutcome], digests: _Digests
) -> Iterator[tuple[Key, Content]]:
    paths = data.paths("annual_report")
    keys = keys_of(paths)
    corrections = load_corrections(data, data.registry(), set(keys))
    for key, path in zip(keys, paths, strict=True):
        findings = tuple(sorted(one.id for one in outcomes[key].failed))
        own = corrections.get(key, ())
        digest = digests.of(path, partial(_report_digest, corrections=own), own)
        yield ("annual_report", *key), (digest, findings)


def _plans(data: DataFolder, digests: _Digests) -> Iterator[tuple[Key, Content]]:
    paths = data.paths("work_plan")
    for key, path in zip(keys_of(paths), paths, strict=True):
        yield ("work_plan", *key), (digests.of(path, _plan_digest), ())


def _plan_digest(plan: Record) -> str:
    return _digest((plan.source.sha256, plan.tasks))


def _report_digest(record: Record, corrections: Sequence[Correction]) -> str:
    figures = [(name, one.value, one.state, one.raw) for name, one in record.figures.items()]
    corrected = msgspec.json.encode(corrections)
    about = (record.source.sha256, record.form, record.scope)
    return _digest((*about, sorted(figures), corrected.decode()))


def _digest(told: object) -> str:
    return digest_of(msgspec.json.encode(told))


def _is_change(row: dict[str, str]) -> bool:
    return (
        is_iso_date(row["date"])
        and row["change"] in get_args(Word)
        and row["kind"] in get_args(Published)
        and _ID.fullmatch(row["agency"]) is not None
        and _YEAR.fullmatch(row["year"]) is not None
        and _DIGEST.fullmatch(row["digest"]) is not None
    )
