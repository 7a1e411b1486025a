"""One file -> its records, covered: what a worker does, with no state of its own."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.agencies import Agency, Registry
from generator.errors import GongkaiError
from generator.ingest.objects import fetched
from generator.ingest.outcome import FileReading, Problem
from generator.ingest.proposals import Proposals
from generator.privacy import Exceptions, cover, cover_text
from generator.readers.clean import file_name
from generator.readers.document import Document
from generator.records import Record, Source, replace, without_text

SHEETS = frozenset({".csv", ".xlsx", ".jsonl", ".ndjson"})


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What all files of a run have in common."""

    registry: Registry
    exceptions: Exceptions
    keeps_text: bool = True
    accepts_proposals: bool = False


def checksum(path: Path) -> str:
    """The SHA-256 of a file's content, as hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read(path: Path, settings: Settings) -> FileReading:
    """Everything in one file or object; never raises for what stands in it."""
    with ExitStack() as stack:
        try:
            file = stack.enter_context(fetched(path))
        except OSError as error:
            return _unreadable(error)
        except GongkaiError as error:
            return FileReading(sha256="", problems=(Problem.of(error),))
        return _read(file, settings)


def _unreadable(error: OSError) -> FileReading:
    problem = Problem(code="ingest.unreadable", params={"reason": error.strerror or str(error)})
    return FileReading(sha256="", problems=(problem,))


def _read(path: Path, settings: Settings) -> FileReading:
    try:
        if not path.is_file() and path.exists():  # a pipe would keep whoever opens it waiting
            code = "ingest.empty_folder" if path.is_dir() else "readers.not_a_file"
            return FileReading(sha256="", problems=(Problem(code=code, params={}),))
        sha256 = checksum(path)
    except OSError as error:
        return _unreadable(error)
    try:
        records, problems = _records(path, sha256, settings)
    except GongkaiError as error:
        return FileReading(sha256=sha256, problems=(_covered(Problem.of(error)),))
    covered = (cover(record, settings.exceptions) for record in records)
    kept = tuple(record if settings.keeps_text else without_text(record) for record in covered)
    return FileReading(sha256=sha256, records=kept, problems=tuple(map(_covered, problems)))


def _covered(problem: Problem) -> Problem:
    """A problem quotes what stood in the file."""
    params = {name: cover_text(text)[0] for name, text in problem.params.items()}
    return msgspec.structs.replace(problem, params=params)


def _records(
    path: Path, sha256: str, settings: Settings
) -> tuple[list[Record], tuple[Problem, ...]]:
    if path.suffix.lower() in SHEETS:
        from generator.ingest.sheets import read_sheet

        return read_sheet(path, sha256, settings.registry)
    from generator.parsing.report import parse_document
    from generator.readers.open import read_document

    document = read_document(path)
    source = Source(
        file=file_name(path),
        sha256=sha256,
        media_type=document.media_type,
        url=document.meta.get("url"),
    )
    record = parse_document(document, source, settings.registry)
    if settings.accepts_proposals and record.agency is None:
        record = _as_if_registered(document, source, settings.registry, record)
    return [record], ()


@lru_cache(maxsize=16)
def _with_agency(registry: Registry, agency: Agency) -> Registry:
    """Kept, because an agency's documents often come one after the other."""
    return registry.growing(agency)


def _as_if_registered(
    document: Document, source: Source, registry: Registry, record: Record
) -> Record:
    """The record as it is read once its agency is registered; its id is given later.

    So that a document that brings its agency with it and one that finds it in the
    registry give the same record.
    """
    from generator.parsing.report import parse_document

    agency = Proposals(registry).propose(record.agency_name, record.region)
    if agency is None:
        return record
    again = parse_document(document, source, _with_agency(registry, agency))
    return replace(again, agency=None) if again.agency == agency.id else again
