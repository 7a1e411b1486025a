"""The hash of a file, known without reading it while the system says that it is the same one.

Size, times and inode are noted with the hash. A file that was written less than two seconds
before might be written again without a trace: it is not noted, and read the next time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import time_ns

from generator.kept import KeptTogether
from generator.sealed import digest_of

_SEAL = "gongkai-stamps 1"
TOO_NEW_NS = 2_000_000_000
"""Some file systems count in steps of two seconds."""

Stamp = tuple[int, int, int, int]
"""Size, time of the last writing, time of the last change of any kind, inode."""


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp of a file: it changes when the file does."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


class Stamps(KeptTogether[tuple[Stamp, str]]):
    """The hashes of files, kept in the file `place` between runs (nowhere without one).

    `hashed` makes the hash of some content.
    """

    def __init__(
        self, place: Path | None = None, hashed: Callable[[bytes], str] = digest_of
    ) -> None:
        super().__init__(place, _SEAL, dict[str, tuple[Stamp, str]])
        self._hashed = hashed
        self.read = 0

    def digest(self, path: str | Path) -> str:
        """The hash of the file's content; OSError when it cannot be read."""
        name = str(path)
        stamp = stamp_of(os.stat(name))  # noqa: PTH116 - a Path would cost more than the look
        known = self.now.get(name) or self.before.pop(name, None)  # held once, not in both
        if known is None or known[0] != stamp:
            newest = time_ns() - TOO_NEW_NS
            known = stamp, self._hashed(Path(name).read_bytes())
            self.read += 1
            if max(stamp[1:3]) > newest:
                self.now.pop(name, None)
                return known[1]
        self.now[name] = known
        return known[1]

    def find(self, path: str | Path) -> str:
        """The hash of the file's content; empty when it cannot be read."""
        try:
            return self.digest(path)
        except OSError:
            return ""

    def known(self, path: str) -> str:
        """As `find`, without another look at a file that this run has looked at."""
        found = self.now.get(path)
        return found[1] if found is not None else self.find(path)

    def forget(self, path: str) -> None:
        """The file is written now: whoever asks for it looks at it again."""
        self.now.pop(path, None)
