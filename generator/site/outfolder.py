"""The folder a site is built in: files that are as they were are linked, not written.

Each file is remembered by a key of what it was made from. When the key is the same and
the published file still has the size and time it was written with, it is taken over as a
hard link: a build in which nothing changed writes nothing.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import msgspec


class Written(msgspec.Struct, frozen=True):
    """A file of the site: the key it was made from, size in bytes, time in nanoseconds."""

    key: str
    size: int
    mtime_ns: int


class Manifest(msgspec.Struct, frozen=True):
    """What a successful build wrote into which folder."""

    output: str
    files: dict[str, Written]


def load_manifest(path: Path, output: Path) -> dict[str, Written]:
    """The files of the last build of that output folder; empty when it is not known."""
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return {}
    return manifest.files if manifest.output == str(output) else {}


def dump_manifest(output: Path, files: dict[str, Written]) -> bytes:
    """The manifest as it is stored, ordered by address."""
    return msgspec.json.encode(Manifest(str(output), dict(sorted(files.items()))))


class OutFolder:
    """Writes the files of a new site beside the old one; addresses are relative paths."""

    def __init__(self, new: Path, old: Path, before: dict[str, Written]) -> None:
        self.new = new
        self.old = old
        self.before = before
        self.files: dict[str, Written] = {}
        self.fresh = 0
        self._folders: set[Path] = set()

    def keep(self, address: str, key: str) -> bool:
        """Takes the published file over when it was made from the same key."""
        known = self.before.get(address)
        if known is None or known.key != key:
            return False
        source = self.old / address
        try:
            found = source.stat()
        except OSError:
            return False
        if (found.st_size, found.st_mtime_ns) != (known.size, known.mtime_ns):
            return False
        self._link(source, address)
        self.files[address] = known
        return True

    def write(self, address: str, content: bytes, key: str = "") -> None:
        """Puts a file there; when the published one has the same bytes it is linked."""
        source = self.old / address
        if _has_bytes(source, content):
            self._link(source, address)
        else:
            target = self._target(address)
            target.unlink(missing_ok=True)
            target.write_bytes(content)
            self.fresh += 1
        self.remember(address, key)

    def remember(self, address: str, key: str) -> None:
        """Notes a file that stands in the new folder already."""
        found = (self.new / address).stat()
        self.files[address] = Written(key, found.st_size, found.st_mtime_ns)

    def copy(self, source: Path, address: str) -> None:
        """Puts a copy of a file there."""
        self.write(address, source.read_bytes())

    def _target(self, address: str) -> Path:
        target = self.new / address
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        return target

    def _link(self, source: Path, address: str) -> None:
        target = self._target(address)
        target.unlink(missing_ok=True)
        try:
            os.link(source, target)
        except OSError:  # another file system, or too many links
            shutil.copy2(source, target)


def _has_bytes(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
