"""data/ on disk: where a record lies, how it is read, and writing that loses nothing.

reports/<agency>/<year>.json                   the current reading of a report
reports/<agency>/<year>.versions/<sha12>.json  other documents for the same year
plans/<agency>/<year>.json                     work plans, likewise
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator import record_json
from generator.agencies import Registry, load_registry
from generator.errors import BadDataError
from generator.records import Kind, Record

_FOLDERS: dict[Kind, str] = {"annual_report": "reports", "work_plan": "plans"}


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
        """The record in a file; BadDataError names the file when it is none."""
        try:
            return record_json.decode(path.read_bytes())
        except (ValueError, KeyError, TypeError, OSError) as error:
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
        """Writes the record there whole or not at all; False when nothing changed."""
        return write_atomically(path, record_json.encode(record).encode())


def write_atomically(path: Path, content: bytes) -> bool:
    """Replaces a file in one step; False, and untouched, when it already holds that."""
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True
