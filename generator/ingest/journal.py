"""What an earlier run found, so that unchanged files are not read again.

A line of JSON behind its hash for each file, appended when the file is done: a run that is
stopped loses at most the file it was at, and a line that is not as it was written is passed
over. The journal is a cache: it lies outside data/ and may be deleted at any time. Files
are named by checksums in it, for a file's name may hold personal data.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from generator.errors import naming
from generator.ingest.outcome import STORED, FileOutcome
from generator.sealed import digest_of

# All that decides how a file is read and stored.
ROOMS = ("forms", "ingest", "parsing", "privacy", "readers")


class _Entry(msgspec.Struct, frozen=True):
    path: str
    stamp: str
    outcome: FileOutcome


class _Follows(msgspec.Struct, frozen=True):
    """The run itself changed what the stamp is made of: it registered an agency."""

    stamp: str
    follows: str


def default_path(data: Path) -> Path:
    """Where the journal of a data folder lies."""
    name = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return Path("build") / "ingest" / f"{name}.jsonl"


def _key(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]


def _sealed(line: bytes) -> bytes:
    return digest_of(line).encode() + b" " + line


def _opened(line: bytes) -> bytes:
    """What was written; nothing when the line is not as it was."""
    content = line.partition(b" ")[2]
    return content if line == _sealed(content) else b""


def _is_whole(path: Path) -> bool:
    """Whether a stored record ends as it was written; a power cut leaves less, or zeros."""
    try:
        with path.open("rb") as stream:
            stream.seek(-2, os.SEEK_END)
            return stream.read() == b"}\n"
    except OSError:
        return False


class Journal:
    """The outcomes of earlier runs by path; `stamp` names code, settings and registry."""

    def __init__(self, path: Path, stamp: str) -> None:
        self.path = path
        self.stamp = stamp
        self._followed: dict[str, str] = {}
        self._known = self._load()
        self._before = self._stamps_before(stamp)
        self._stream: IO[bytes] | None = None

    def _load(self) -> dict[str, _Entry]:
        known: dict[str, _Entry] = {}
        try:
            lines = self.path.read_bytes().splitlines()
        except OSError:
            return known
        for sealed_line in lines:
            line = _opened(sealed_line)
            try:
                entry = msgspec.json.decode(line, type=_Entry)
            except msgspec.MsgspecError:
                self._note_following(line)
                continue
            known[entry.path] = entry
        return known

    def _note_following(self, line: bytes) -> None:
        with suppress(msgspec.MsgspecError):
            follows = msgspec.json.decode(line, type=_Follows)
            self._followed[follows.stamp] = follows.follows

    def _stamps_before(self, stamp: str) -> set[str]:
        """The stamps that led to this one by nothing but agencies that were registered."""
        found: set[str] = set()
        while (stamp := self._followed.get(stamp, "")) and stamp not in found:
            found.add(stamp)
        return found

    def follow(self, stamp: str) -> None:
        """From now on `stamp` is the run's stamp; what was stored under the old one stays."""
        if stamp != self.stamp:
            self._write(_Follows(stamp, self.stamp))
            self._before.add(self.stamp)
            self.stamp = stamp

    def outcome(self, path: Path, sha256: str, data: Path) -> FileOutcome | None:
        """What came of that very content last time; None when it must be read again."""
        entry = self._known.get(_key(path))
        if entry is None or entry.outcome.sha256 != sha256:
            return None
        is_before = entry.stamp in self._before and not entry.outcome.is_bad
        if entry.stamp != self.stamp and not is_before:
            return None
        stored = [out.stored for out in entry.outcome.outcomes if out.status in STORED]
        is_whole = all(name is None or _is_whole(data / name) for name in stored)
        return entry.outcome if is_whole else None

    def add(self, path: Path, outcome: FileOutcome) -> None:
        """Writes an outcome to the file before the next one is read; none without a checksum."""
        if outcome.sha256 is None:
            return
        kept = msgspec.structs.replace(outcome, file="")
        self._write(_Entry(_key(path), self.stamp, kept))

    def _write(self, entry: _Entry | _Follows) -> None:
        if self._stream is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self.path.open("ab", buffering=0)
        with naming(self.path):
            self._stream.write(b"\n" + _sealed(msgspec.json.encode(entry)) + b"\n")

    def close(self) -> None:
        """Closes the file; the next `add` opens it again."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
