"""Reads an agency's reports from the data folder, with the corrections applied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator.agencies import Registry
from generator.checks.subject import Report, Reports, Subject
from generator.corrections.apply import AppliedCorrection, Corrections, apply_corrections
from generator.errors import BadDataError
from generator.privacy import NONE, Exceptions, cover
from generator.records import Kind, Record
from generator.store import DataFolder, write_atomically

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One report: as it is in the data folder, and with its corrections applied."""

    as_read: Record
    record: Record
    corrections: tuple[AppliedCorrection, ...]
    has_versions: bool


def keys_of(paths: Iterable[Path]) -> list[Key]:
    """Agency and year of stored records; BadDataError for a file that is named otherwise."""
    keys = []
    for path in paths:
        if not (path.stem.isascii() and path.stem.isdigit()):
            raise BadDataError("checks.file_name", file=str(path))
        keys.append((path.parent.name, int(path.stem)))
    return keys


def require_registered(paths: Iterable[Path], registry: Registry) -> None:
    """BadDataError for a record of an agency that the registry does not know."""
    for path in paths:
        if path.parent.name not in registry.agencies:
            raise BadDataError("data.unknown_agency", file=str(path), agency=path.parent.name)


def require_place(record: Record, path: Path, kind: Kind, key: Key) -> None:
    """BadDataError when a file does not hold what its place says."""
    agency, year = key
    if (record.agency, record.year, record.kind) != (agency, year, kind):
        raise BadDataError("checks.misplaced", file=str(path), agency=agency, year=year)


def by_agency(keys: Iterable[Key]) -> dict[str, list[int]]:
    """The years of each agency, in the order of the keys."""
    found: dict[str, list[int]] = defaultdict(list)
    for agency, year in keys:
        found[agency].append(year)
    return dict(found)


@dataclass
class ReportSource:
    """A data folder's reports; nothing is kept in memory, every call reads the disk.

    Personal data are masked once more on reading, since data/ may have been edited by hand.
    In the folder `handed` they lie masked for whoever reads an agency again: a build that reads
    data/ once is made of one state of it.
    """

    data: DataFolder
    registry: Registry
    years: dict[str, list[int]]
    corrections: Corrections = field(default_factory=dict)
    exceptions: Exceptions = NONE
    handed: Path | None = None

    def read(self, agency: str, year: int) -> SourceReport:
        """One report; BadDataError as `read_agency`."""
        return self.read_agency(agency)[year]

    def read_agency(self, agency: str) -> dict[int, SourceReport]:
        """All reports of an agency by year, oldest first.

        BadDataError when a file does not hold what its place says.
        """
        records = self._records(agency)
        return {year: self._corrected(agency, year, one) for year, one in records.items()}

    def _records(self, agency: str) -> dict[int, Record]:
        place = self.handed / agency if self.handed is not None else None
        if place is not None and place.exists():
            return msgspec.msgpack.decode(place.read_bytes(), type=dict[int, Record])
        records = {year: self._read(agency, year) for year in sorted(self.years.get(agency, ()))}
        if place is not None:
            write_atomically(place, msgspec.msgpack.encode(records))
        return records

    def _read(self, agency: str, year: int) -> Record:
        path = self.data.path("annual_report", agency, year)
        record = self.data.read(path)
        require_place(record, path, "annual_report", (agency, year))
        return cover(record, self.exceptions)

    def _corrected(self, agency: str, year: int, as_read: Record) -> SourceReport:
        record, applied = apply_corrections(as_read, self.corrections.get((agency, year), ()))
        versions = self.data.path("annual_report", agency, year).with_suffix(".versions")
        return SourceReport(as_read, record, applied, versions.is_dir())

    def versions(self, agency: str, year: int) -> list[Record]:
        """The other documents kept for that agency and year, masked; BadDataError as `read`."""
        paths = self.data.version_paths("annual_report", agency, year)
        records = [(path, self.data.read(path)) for path in paths]
        for path, record in records:
            require_place(record, path, "annual_report", (agency, year))
        return [cover(record, self.exceptions) for _, record in records]

    def subjects(self, agency: str, reads: dict[int, SourceReport]) -> list[Subject]:
        """What the checks look at: each report among the agency's others."""
        entry = self.registry.agencies.get(agency)
        history = reports_of(reads)
        before = {
            name: reports_of(self.read_agency(name))
            for name in self.registry.taken_over.get(agency, ())
        }
        return [
            Subject(report, year, entry, self.registry, history, before)
            for year, report in history.items()
        ]


def reports_of(reads: dict[int, SourceReport]) -> Reports:
    """The corrected records, wrapped for the checks."""
    return {year: Report(read.record, read.corrections) for year, read in reads.items()}
