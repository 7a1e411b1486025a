"""The folder a site is built in: files that are as they were are linked, not written.

Each file is remembered by a key of what it was made from. When the key is the same and
the published file was found intact, it is taken over as a hard link: a build in which
nothing changed writes nothing.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from generator.errors import naming
from generator.sealed import digest_of
from generator.site.publishing import marker
from generator.site.publishing.manifest import Written

_FOR_ALL = 0o444


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
        if known is None or known.key != key or not self._link(address):
            return False
        self.files[address] = known
        return True

    def write(self, address: str, content: bytes, key: str = "") -> None:
        """Puts a file there; when the published one has the same bytes it is linked."""
        if not (_has_bytes(self.old / address, content) and self._link(address)):
            target = self._target(address)
            target.unlink(missing_ok=True)
            with naming(target):
                target.write_bytes(content)
            self.fresh += 1
        self._note(address, content, key)

    def adopt(self, address: str, key: str = "") -> None:
        """Takes in a file that another program has written there, as if it were ours."""
        content = (self.new / address).read_bytes()
        if not (_has_bytes(self.old / address, content) and self._link(address)):
            self.fresh += 1
        self._note(address, content, key)

    def adopt_rest(self) -> None:
        """Takes in whatever stands in the folder and is not known yet."""
        for folder, _, names in os.walk(self.new):
            for name in names:
                address = (Path(folder) / name).relative_to(self.new).as_posix()
                if address not in self.files and address != marker.NAME:
                    self.adopt(address)

    def _note(self, address: str, content: bytes, key: str) -> None:
        found = (self.new / address).stat()
        self.files[address] = Written(
            key, found.st_size, found.st_mtime_ns, digest=digest_of(content)
        )

    def copy(self, source: Path, address: str) -> None:
        """Puts a copy of a file there."""
        self.write(address, source.read_bytes())

    def _target(self, address: str) -> Path:
        target = self.new / address
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        return target

    def _link(self, address: str) -> bool:
        """Takes the published file over as it is; False when it cannot be taken."""
        source, target = self.old / address, self._target(address)
        if not _is_readable_by_all(source):
            return False
        target.unlink(missing_ok=True)
        try:
            os.link(source, target)
        except OSError:  # another file system, or too many links
            shutil.copy2(source, target)
        return True


def _has_bytes(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _is_readable_by_all(path: Path) -> bool:
    """Whether a web server of another user can read the file; a link is never taken over."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) and mode & _FOR_ALL == _FOR_ALL
