"""The hash of a file, known without reading it while the system says that it is the same one.

Size, times and inode are noted with the hash. A file that was written less than two seconds
before might be written again without a trace: it is not noted, and read the next time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from struct import Struct
from time import time_ns

from generator.kept import KeptTogether
from generator.sealed import digest_of

_SEAL = "gongkai-stamps 2"
TOO_NEW_NS = 2_000_000_000
"""Some file systems count in steps of two seconds."""

_STAMP = Struct("<QqqQ")


def stamp_of(found: os.stat_result) -> bytes:
    """The stamp of a file, which changes when the file does.

    It packs size, times of the last writing and of the last change of any kind, and inode.
    """
    return _STAMP.pack(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


class Stamps(KeptTogether[bytes]):
    """The hashes of files, kept in the file `place` between runs (nowhere without one).

    `hashed` makes the hash of some content, in hexadecimal digits. A stamp and the hash behind
    it are one piece of bytes: there are several files for each report.
    """

    def __init__(
        self, place: Path | None = None, hashed: Callable[[bytes], str] = digest_of
    ) -> None:
        super().__init__(place, _SEAL, dict[str, bytes])
        self._hashed = hashed
        self.read = 0

    def digest(self, path: str | Path) -> str:
        """The hash of the file's content; OSError when it cannot be read."""
        name = str(path)
        found = os.stat(name)  # noqa: PTH116 - a Path would cost more than the look
        stamp = stamp_of(found)
        known = self.now.get(name) or self.before.pop(name, None)  # held once, not in both
        if known is None or not known.startswith(stamp):
            newest = time_ns() - TOO_NEW_NS
            content = Path(name).read_bytes()
            known = stamp + bytes.fromhex(self._hashed(content))
            self.read += 1
            if max(found.st_mtime_ns, found.st_ctime_ns) > newest:
                self.now.pop(name, None)
                return _hash_in(known)
        self.now[name] = known
        return _hash_in(known)

    def find(self, path: str | Path) -> str:
        """The hash of the file's content; empty when it cannot be read."""
        try:
            return self.digest(path)
        except OSError:
            return ""

    def known(self, path: str) -> str:
        """As `find`, without another look at a file that this run has looked at."""
        found = self.now.get(path)
        return _hash_in(found) if found is not None else self.find(path)

    def forget(self, path: str) -> None:
        """The file is written now: whoever asks for it looks at it again."""
        self.now.pop(path, None)


def _hash_in(known: bytes) -> str:
    return known[_STAMP.size :].hex()
