"""The folder a site is built in: files that are as they were are noted, not written.

Each file is remembered by a key of what it was made from. When the key is the same and
the published file was found intact, it is taken over: a build in which nothing changed
writes nothing. What is taken over stays where it is until the site is settled.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from generator.errors import naming
from generator.sealed import digest_of
from generator.site.publishing import marker
from generator.site.publishing.manifest import FOR_ALL, Written


class OutFolder:
    """Writes the files of a new site beside the old one; addresses are relative paths.

    `kept` are the addresses whose file is the published one.
    """

    def __init__(self, new: Path, old: Path, before: Mapping[str, Written]) -> None:
        self.new = new
        self.old = old
        self.before = before
        self.files: dict[str, Written] = {}
        self.kept: set[str] = set()
        self.fresh = 0
        self._folders: set[Path] = set()

    def keep(self, address: str, key: str) -> bool:
        """Takes the published file over when it was made from the same key."""
        known = self.before.get(address)
        if known is None or known.key != key:
            return False
        self.files[address] = known
        self.kept.add(address)
        return True

    def write(self, address: str, content: bytes, key: str = "") -> None:
        """Puts a file there; when the published one has the same bytes it is taken over."""
        if not self._is_published(address, content):
            target = self._target(address)
            target.unlink(missing_ok=True)
            with naming(target):
                target.write_bytes(content)
            self.fresh += 1
        self._note(address, content, key)

    def adopt(self, address: str, key: str = "") -> None:
        """Takes in a file that another program has written there, as if it were ours."""
        content = (self.new / address).read_bytes()
        if self._is_published(address, content):
            (self.new / address).unlink()
        else:
            self.fresh += 1
        self._note(address, content, key)

    def adopt_rest(self) -> None:
        """Adds every file of the folder that is not listed yet."""
        for folder, _, names in os.walk(self.new):
            for name in names:
                address = (Path(folder) / name).relative_to(self.new).as_posix()
                if address not in self.files and address != marker.NAME:
                    self.adopt(address)

    def take(self, files: Mapping[str, Written], kept: set[str], fresh: int) -> None:
        """Takes in what another process wrote into the same folder."""
        self.files.update(files)
        self.kept |= kept
        self.kept -= files.keys() - kept
        self.fresh += fresh

    def path(self, address: str) -> Path:
        """Where a file of the new site lies until the site is settled."""
        return (self.old if address in self.kept else self.new) / address

    def _note(self, address: str, content: bytes, key: str) -> None:
        found = self.path(address).stat()
        self.files[address] = Written(
            key, found.st_size, found.st_mtime_ns, digest=digest_of(content)
        )

    def _target(self, address: str) -> Path:
        target = self.new / address
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        return target

    def _is_published(self, address: str, content: bytes) -> bool:
        """Whether the published file says the same; it is then taken over."""
        is_same = _has_bytes(self.old / address, content) and _is_readable(self.old / address)
        if is_same:
            self.kept.add(address)
        else:
            self.kept.discard(address)
        return is_same


def _has_bytes(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _is_readable(path: Path) -> bool:
    """Whether a web server of another user can read the file; a link is never taken over."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) and mode & FOR_ALL == FOR_ALL
