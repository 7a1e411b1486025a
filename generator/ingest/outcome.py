"""What came of one file, for people, for the journal and for the report."""

from __future__ import annotations

from typing import Literal

import msgspec

from generator.errors import GongkaiError
from generator.messages import message
from generator.records import Note, Record

Status = Literal[
    "new",
    "updated",
    "unchanged",
    "version",
    "promoted",
    "skipped",
    "proposed",
    "unplaced",
    "unrecognised",
    "failed",
]
STORED: tuple[Status, ...] = ("new", "updated", "unchanged", "version", "promoted", "skipped")


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that a person can act on: its code, parameters and place.

    `because` are the record's own notes; their words fill the parameter `reason`.
    """

    code: str
    params: dict[str, str] = msgspec.field(default_factory=dict)
    line: int | None = None
    because: tuple[Note, ...] = ()

    @classmethod
    def of(cls, error: GongkaiError) -> Problem:
        """An error as a problem, with its code, parameters and line."""
        return cls(code=error.code, params=error.params, line=error.line)

    def text(self, file: str, lang: str = "zh") -> str:
        """One line: file, line, what is wrong, what to do; no line's end inside."""
        where = file if self.line is None else f"{file}:{self.line}"
        reasons = [message(note.code, note.params, lang) for note in self.because]
        params = self.params | {"reason": " ".join(reasons)} if reasons else self.params
        what = message(self.code, params, lang)
        return " ".join(f"{where}: {what}".splitlines())


class FileReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker found in one file: its records, covered, or why there are none."""

    sha256: str
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


class IngestOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one record of a file, or of a file without any.

    `joined` says on what ground a name that is not the registered one was taken for it, or
    that a proposed agency may be another one renamed. `whole` is the checksum of the document
    where the file held a reading of it and not the document.
    """

    status: Status
    agency: str | None = None
    agency_name: str | None = None
    region: str | None = None
    year: int | None = None
    stored: str | None = None
    is_bad: bool = False
    problem: Problem | None = None
    joined: Problem | None = None
    warnings: tuple[Note, ...] = ()
    masked_count: int = 0
    whole: str | None = None


class FileOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file: an outcome for each record in it; skipped if read before."""

    file: str
    sha256: str | None = None
    is_skipped: bool = False
    outcomes: tuple[IngestOutcome, ...] = ()

    @property
    def is_bad(self) -> bool:
        """Whether anything in the file needs a person to act."""
        return any(outcome.is_bad for outcome in self.outcomes)


def outcome_of(record: Record, status: Status) -> IngestOutcome:
    """What became of a record, with what it says of itself."""
    return IngestOutcome(
        status=status,
        agency=record.agency,
        agency_name=record.agency_name,
        region=record.region,
        year=record.year,
        warnings=record.warnings,
        masked_count=len(record.masked),
    )


def bad_outcome(record: Record, status: Status, problem: Problem) -> IngestOutcome:
    """The same for one that needs a person to act."""
    return msgspec.structs.replace(outcome_of(record, status), is_bad=True, problem=problem)


def not_stored(error: GongkaiError) -> Problem:
    """Why a record was not stored: the error names the file in data/, not the one that was read."""
    params = {"path": str(error.file)}
    because = (Note(code=error.code, params=error.params),)
    return Problem(code="ingest.not_stored", params=params, because=because)


def unrecognised(warnings: tuple[Note, ...]) -> Problem:
    """Why a file is no report: its first two warnings, if it has any."""
    if not warnings:
        return Problem(code="ingest.unrecognised")
    return Problem(code="ingest.unrecognised_because", because=warnings[:2])


def no_agency(record: Record) -> Problem:
    """Why no agency can be proposed for a record."""
    if record.agency_name:
        return Problem(code="ingest.agency_without_region", params={"name": record.agency_name})
    return Problem(code="ingest.no_agency")
