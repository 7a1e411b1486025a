"""data/ on disk: where a record lies, how it is read, and writing that loses nothing.

reports/<agency>/<year>.json                   the current reading of a report
reports/<agency>/<year>.versions/<sha12>.json  other documents for the same year
reports/<agency>/<year>.versions/decided.txt   which of them a maintainer has chosen
plans/<agency>/<year>.json                     work plans, likewise
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from generator import record_json
from generator.agencies import Registry, load_registry
from generator.errors import BadDataError, GongkaiError, naming
from generator.record_rules import RecordError, require_figures, require_record, require_visible
from generator.records import Kind, Record
from generator.versions import (
    DECIDED,
    Choice,
    Prefer,
    choose,
    decision_text,
    read_decision,
)

Status = Literal["new", "updated", "unchanged", "version", "promoted"]

_PARTIAL = ".partial"  # the end of a file's name while it is being written
_FOLDERS: dict[Kind, str] = {"annual_report": "reports", "work_plan": "plans"}


@dataclass(frozen=True, slots=True)
class Stored:
    """The result of storing a record; `is_open` when two documents wait for a decision."""

    status: Status
    path: Path
    is_open: bool = False


class DataFolder:
    """A data folder; nothing is cached, every call reads the disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def registry(self) -> Registry:
        """The agencies and regions of this folder."""
        return load_registry(self.root)

    def path(self, kind: Kind, agency: str, year: int) -> Path:
        """Where the current record of that agency and year lies."""
        return self.root / _FOLDERS[kind] / agency / f"{year}.json"

    def paths(self, kind: Kind) -> list[Path]:
        """All current records of a kind, ordered by agency, then year."""
        return sorted((self.root / _FOLDERS[kind]).glob("*/*.json"))

    def version_paths(self, kind: Kind, agency: str, year: int) -> list[Path]:
        """The other documents kept for that agency and year."""
        return sorted(self.path(kind, agency, year).with_suffix(".versions").glob("*.json"))

    def read(self, path: Path) -> Record:
        """The record in a file; BadDataError names the file, and the line, when it is none."""
        text = b""
        try:
            text = path.read_bytes()
            return record_json.decode(text)
        except RecordError as error:
            raise _bad(error, path, _line_of(text, error.field)) from error
        except (ValueError, RecursionError, OSError) as error:
            raise BadDataError("data.unreadable", file=str(path), reason=error) from error

    def reports(self) -> Iterator[Record]:
        """All current annual reports, ordered by agency, then year."""
        for path in self.paths("annual_report"):
            yield self.read(path)

    def plans(self) -> Iterator[Record]:
        """All current work plans, ordered by agency, then year."""
        for path in self.paths("work_plan"):
            yield self.read(path)

    def write(self, record: Record, path: Path) -> bool:
        """Writes the record there whole or not at all; False when nothing changed.

        BadDataError for a record that could not be read back.
        """
        try:
            require_record(record)
            require_figures(record)
            require_visible(record_json.to_object(record))
        except RecordError as error:
            raise _bad(error, path) from error
        return write_atomically(path, record_json.encode(record).encode(), is_durable=True)

    def sweep(self) -> None:
        """Removes the partial files of a killed run; the caller holds the lock."""
        for folder in ("", *_FOLDERS.values()):
            pattern = f".*{_PARTIAL}" if not folder else f"{folder}/**/.*{_PARTIAL}"
            for path in self.root.glob(pattern):
                path.unlink(missing_ok=True)

    def put(
        self,
        record: Record,
        *,
        prefer: Prefer = "ask",
        beside: Set[str] = frozenset(),
    ) -> Stored:
        """Stores a placed record: nothing that lies there already is lost.

        The same document (by checksum) read again replaces its own record. Of several
        documents for one agency and year one is current (`generator.versions` says
        which) and the others are kept beside it, as versions; `beside` are the checksums of
        what the same run has stored before.
        """
        if record.agency is None or record.year is None:
            raise ValueError("a record without agency or year is never stored")
        path = self.path(record.kind, record.agency, record.year)
        known = {found.source.sha256: found for found in self._versions(record)}
        is_there = _holds_something(path)
        if not is_there and not known:
            self.write(record, path)
            return Stored("new", path)
        given = there = record.source.sha256
        if is_there:
            current = self.read(path)
            there = current.source.sha256
            known[there] = current
        documents = known | {given: same_document(record, known.get(given))}
        folder = path.with_suffix(".versions")
        choice = choose(documents, read_decision(folder), prefer, {*beside, given}, there)
        is_changed = self._arrange(documents, choice, path)
        if choice.chosen != given:
            is_open = not choice.is_settled(given)
            return Stored("version", self.version_path(record), is_open)
        if there != given:
            return Stored("promoted", path, not choice.is_settled(there))
        return Stored("updated" if is_changed else "unchanged", path)

    def document(self, record: Record) -> Record | None:
        """The stored reading of the document that a placed record was read from."""
        path = self.path(record.kind, str(record.agency), record.year or 0)
        current = [self.read(path)] if _holds_something(path) else []
        documents = (*current, *self._versions(record))
        return next((one for one in documents if one.source.sha256 == record.source.sha256), None)

    def _versions(self, record: Record) -> Iterator[Record]:
        for path in self.version_paths(record.kind, str(record.agency), record.year or 0):
            if _holds_something(path):
                yield self.read(path)

    def _arrange(self, documents: dict[str, Record], choice: Choice, path: Path) -> bool:
        """Writes each document to its place; whether the current record has changed.

        Versions go first: a run that is killed here leaves a document twice, never none.
        """
        decided = path.with_suffix(".versions") / DECIDED
        for sha256, record in documents.items():
            if sha256 != choice.chosen:
                self.write(record, self.version_path(record))
        if len(documents) > 1 and choice.decided:
            write_atomically(decided, decision_text(choice.chosen, choice.decided))
        elif choice.is_by_date:
            decided.unlink(missing_ok=True)
        is_changed = self.write(documents[choice.chosen], path)
        self.version_path(documents[choice.chosen]).unlink(missing_ok=True)
        return is_changed

    def version_path(self, record: Record) -> Path:
        """Where a record lies while it is not the current one."""
        if record.agency is None or record.year is None:
            raise ValueError("a record without agency or year has no place")
        folder = self.path(record.kind, record.agency, record.year).with_suffix(".versions")
        return folder / f"{record.source.sha256[:12]}.json"


def same_document(record: Record, before: Record | None) -> Record:
    """A new reading of a document that may be known under another name or address."""
    if before is None:
        return record
    names = (record.source.file, before.source.file)
    urls = [url for url in (record.source.url, before.source.url) if url]
    source = msgspec.structs.replace(record.source, file=min(names), url=min(urls, default=None))
    return msgspec.structs.replace(record, source=source)


def _bad(error: RecordError, path: Path, line: int | None = None) -> BadDataError:
    return BadDataError(error.code, file=str(path), line=line, field=error.field, value=error.value)


def _line_of(text: bytes, field: str) -> int | None:
    """The first line that names the member, or the row that a figure stands in."""
    names = field.removeprefix("figures.").split(".")
    for end in range(len(names), 0, -1):
        start = text.find(f'"{".".join(names[:end])}":'.encode())
        if start >= 0:
            return text.count(b"\n", 0, start) + 1
    return None


def _holds_something(path: Path) -> bool:
    """Whether a file has content: a power cut may leave no bytes, or only zeros."""
    try:
        return bool(path.read_bytes().strip(b"\0"))
    except FileNotFoundError:
        return False


def write_atomically(path: Path, content: bytes, *, is_durable: bool = False) -> bool:
    """Replaces a file in one step; False, and untouched, when it already holds that.

    Durable is what cannot be made again: when this returns, the disk has it, so that a
    power cut leaves the old content or the new. That costs a wait for the disk.
    """
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        _make_folder(path.parent, is_durable)
    handle, temporary = tempfile.mkstemp(_PARTIAL, f".{path.name}.", path.parent)
    try:
        with naming(path), os.fdopen(handle, "wb") as stream:
            os.fchmod(handle, 0o644)
            stream.write(content)
            if is_durable:
                stream.flush()
                os.fsync(handle)
        Path(temporary).replace(path)
        if is_durable:
            sync_folder(path.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def _make_folder(folder: Path, is_durable: bool) -> None:
    if not folder.exists():
        _make_folder(folder.parent, is_durable)
        folder.mkdir(exist_ok=True)
        if is_durable:
            sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Waits until the disk has the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Holds the data folder; the kernel lets go of it however the process ends."""
    if not data.is_dir():
        raise GongkaiError("ingest.no_data", file=str(data))
    handle = os.open(data, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise GongkaiError("ingest.locked", file=str(data)) from error
    try:
        yield
    finally:
        os.close(handle)
