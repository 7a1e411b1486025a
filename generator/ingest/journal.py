"""What an earlier run found, so that unchanged files are not read again.

A line of JSON for each file, appended when the file is done: a run that is stopped loses
at most the file it was at, and a line cut short is passed over. The journal is a cache:
it lies outside data/ and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO

import msgspec

from generator.ingest.outcome import STORED, FileOutcome

_CODE = ("readers", "parsing", "privacy", "forms", "ingest")
_CODE_FILES = ("records.py", "record_json.py", "departments.toml")


class _Entry(msgspec.Struct, frozen=True):
    path: str
    stamp: str
    outcome: FileOutcome


@cache
def code_version() -> str:
    """A checksum of everything that decides how a file is read."""
    digest = hashlib.sha256()
    root = Path(str(resources.files("generator")))
    files = [root / name for name in _CODE_FILES]
    for folder in _CODE:
        files += sorted(path for path in (root / folder).rglob("*") if path.is_file())
    for file in files:
        if file.suffix in (".py", ".toml", ".csv", ".json"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def default_path(data: Path) -> Path:
    """Where the journal of a data folder lies."""
    name = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return Path("build") / "ingest" / f"{name}.jsonl"


class Journal:
    """The outcomes of earlier runs by path; `stamp` names code, settings and registry."""

    def __init__(self, path: Path, stamp: str) -> None:
        self.path = path
        self.stamp = stamp
        self._known = self._load()
        self._stream: IO[bytes] | None = None

    def _load(self) -> dict[str, _Entry]:
        known: dict[str, _Entry] = {}
        try:
            lines = self.path.read_bytes().splitlines()
        except OSError:
            return known
        for line in lines:
            try:
                entry = msgspec.json.decode(line, type=_Entry)
            except msgspec.MsgspecError:
                continue
            known[entry.path] = entry
        return known

    def outcome(self, path: Path, sha256: str, data: Path) -> FileOutcome | None:
        """What came of that very content last time; None when it must be read again."""
        entry = self._known.get(str(path.resolve()))
        if entry is None or entry.stamp != self.stamp or entry.outcome.sha256 != sha256:
            return None
        stored = [out.stored for out in entry.outcome.outcomes if out.status in STORED]
        is_whole = all(name is None or (data / name).exists() for name in stored)
        return entry.outcome if is_whole else None

    def add(self, path: Path, outcome: FileOutcome) -> None:
        """Notes an outcome at once."""
        if outcome.sha256 is None:
            return
        if self._stream is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self.path.open("ab")
        entry = _Entry(str(path.resolve()), self.stamp, outcome)
        self._stream.write(b"\n" + msgspec.json.encode(entry) + b"\n")
        self._stream.flush()

    def close(self) -> None:
        """Closes the file."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
