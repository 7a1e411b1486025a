"""Corrections of what we read (never of what was printed): `data/corrections/*.toml`.

The keys of an entry are explained, with examples, in `data/README.md`; `gongkai correct`
writes one.

A correction is about one document: when the source has changed since, it is not applied
and a finding says so. All files are checked before anything is applied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec

from generator.agencies import Registry
from generator.corrections.targets import KEYS, CorrectionTarget, TargetError, Value, as_figure
from generator.errors import BadDataError
from generator.record_rules import RecordError, require_visible
from generator.records import Figure, Record, State
from generator.store import DataFolder
from generator.toml_file import hand_toml

_TABLE = re.compile(r"^\s*\[\[\s*correction\s*\]\]")
Standing = Literal["applied", "source_changed", "no_longer_needed"]


class Correction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One override: of what, what stands there, why, who says so, and when.

    One of `figure`, `contact`, `metric` and `name` is given.
    """

    agency: str
    year: int
    reason: str
    evidence: str
    who: str
    when: date
    source_sha256: str
    figure: str = ""
    contact: str = ""
    metric: str = ""
    name: str = ""
    value: Value = None
    state: State = "number"
    raw: str | None = None

    @property
    def target(self) -> CorrectionTarget:
        """What it mends."""
        return next(CorrectionTarget(key, getattr(self, key)) for key in KEYS if getattr(self, key))

    @property
    def after(self) -> Figure:
        """What stands there according to it, but for its place in the document."""
        if self.state != "number":
            return Figure(state=self.state, raw=self.raw)
        return (
            msgspec.structs.replace(as_figure(self.value), raw=self.raw)
            if self.raw
            else (as_figure(self.value))
        )


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction beside what we had read; `standing` says whether it took effect."""

    correction: Correction
    before: Figure
    after: Figure
    standing: Standing


Corrections = dict[tuple[str, int], tuple[Correction, ...]]


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a correction stands in its file, for messages."""

    path: Path
    text: str
    number: int

    def line(self, key: str | None = None) -> int | None:
        """The line of a key of the entry, or of its header."""
        seen = -1
        header = None
        for position, line in enumerate(self.text.splitlines(), start=1):
            if _TABLE.match(line):
                seen += 1
                header = position if seen == self.number else header
            elif seen == self.number and key and re.match(rf"\s*{re.escape(key)}\s*=", line):
                return position
        return header

    def bad(self, code: str, key: str | None = None, **params: object) -> BadDataError:
        """The error for this entry, with file and line."""
        return BadDataError(code, file=str(self.path), line=self.line(key), **params)


def load_corrections(
    data: DataFolder, registry: Registry, reports: set[tuple[str, int]]
) -> Corrections:
    """All corrections by agency and year; BadDataError for the first that is wrong.

    `reports` holds agency and year of every report there is.
    """
    found: dict[tuple[str, int], list[Correction]] = defaultdict(list)
    places: dict[tuple[str, int, str], str] = {}
    for path in _files(data.root / "corrections"):
        for entry, raw in _entries(path):
            correction = _correction(entry, raw)
            _require_report(entry, correction, registry, reports)
            _require_target(entry, correction, data)
            target = correction.target
            cell = (correction.agency, correction.year, target.place)
            here = f"{path}:{entry.line(target.key)}"
            if cell in places:
                raise entry.bad("corrections.twice", target.key, cell=cell[2], other=places[cell])
            places[cell] = here
            found[cell[:2]].append(correction)
    return {key: tuple(corrections) for key, corrections in found.items()}


def _files(folder: Path) -> list[Path]:
    """The files of corrections; one that would be passed over in silence is an error."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    shown = [path for path in found if not path.name.startswith(".") and path.suffix != ".md"]
    for path in shown:
        if path.suffix != ".toml":
            raise BadDataError("corrections.file", file=str(path), line=1)
    return shown


def _entries(path: Path) -> list[tuple[_Entry, dict[str, Any]]]:
    text, data = hand_toml(path, "corrections.toml")
    unknown = set(data) - {"correction"}
    entries = data.get("correction", [])
    if unknown or not isinstance(entries, list):
        key = min(unknown, default="correction")
        raise BadDataError("corrections.key", file=str(path), line=1, key=key)
    return [(_Entry(path, text, number), raw) for number, raw in enumerate(entries)]


def _correction(entry: _Entry, raw: dict[str, Any]) -> Correction:
    try:
        require_visible(raw)
    except RecordError as error:
        member = error.field.partition(".")[0]
        raise entry.bad(error.code, member, field=error.field, value=error.value) from error
    target = _require_keys(entry, raw)
    when = raw["when"]
    if isinstance(when, str) or type(when) is not date:
        try:
            raw = raw | {"when": date.fromisoformat(str(when))}
        except ValueError as error:
            raise entry.bad("checks.bad_date", "when", date=when) from error
    try:
        correction = msgspec.convert(raw, Correction)
    except msgspec.ValidationError as error:
        key = re.search(r"`\$\.(\w+)`|field `(\w+)`", str(error))
        raise entry.bad("corrections.entry", key and (key[1] or key[2]), reason=error) from error
    for name in (target, "reason", "evidence", "who", "source_sha256"):
        if not getattr(correction, name).strip():
            raise entry.bad("corrections.empty", name, member=name)
    if (correction.state == "number") != (correction.value is not None):
        raise entry.bad("corrections.value", "value", state=correction.state)
    return correction


_REQUIRED = ("agency", "year", "reason", "evidence", "who", "when", "source_sha256")


def _require_keys(entry: _Entry, raw: dict[str, Any]) -> str:
    """The key that says what is mended; BadDataError unless all are there that must be."""
    targets = [key for key in KEYS if key in raw]
    if len(targets) != 1:
        second = targets[1] if targets else None
        raise entry.bad("corrections.target", second, keys=", ".join(KEYS))
    for key in _REQUIRED:
        if key not in raw:
            raise entry.bad("corrections.absent", member=key)
    return targets[0]


def _require_report(
    entry: _Entry, correction: Correction, registry: Registry, reports: set[tuple[str, int]]
) -> None:
    agency, year = correction.agency, correction.year
    if agency not in registry.agencies:
        raise entry.bad("data.unknown_agency", "agency", agency=agency)
    if (agency, year) not in reports:
        raise entry.bad("checks.no_report", "year", agency=agency, year=year)


def _require_target(entry: _Entry, correction: Correction, data: DataFolder) -> None:
    record = data.read(data.path("annual_report", correction.agency, correction.year))
    try:
        correction.target.require(record, correction.value, correction.after)
    except TargetError as error:
        raise entry.bad(error.code, error.key, **error.params) from error


def apply_corrections(
    record: Record, corrections: tuple[Correction, ...]
) -> tuple[Record, tuple[AppliedCorrection, ...]]:
    """The record with the corrections in force, and each with what it replaced."""
    if not corrections:
        return record, ()
    applied = []
    corrected = record
    for correction in corrections:
        target = correction.target
        before = target.look(record)
        after = msgspec.structs.replace(correction.after, at=before.at)
        standing = _standing(record, correction, before)
        if standing == "applied":
            corrected = target.put(corrected, correction.value, after)
        applied.append(AppliedCorrection(correction, before, after, standing))
    return corrected, tuple(applied)


def _standing(record: Record, correction: Correction, before: Figure) -> Standing:
    if record.source.sha256 != correction.source_sha256:
        return "source_changed"
    after = correction.after
    # Words are what they are; of a number the print may be written in several ways.
    said = after.raw if after.state == "text" and not correction.figure else None
    if (before.state, before.value) == (after.state, after.value) and said in (None, before.raw):
        return "no_longer_needed"
    return "applied"
