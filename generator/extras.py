"""The folder of a site's further files, as downloads and what scripts load, from build to build.

What is asked for and stands as it should is left alone, what differs is put in its place, and
what nobody asked for is removed in the end.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from generator.errors import naming
from generator.store import write_atomically


class Extras:
    """Such a folder; `address` is a file's path below it, with slashes.

    `asked` are the addresses that were asked for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: set[str] = set()

    def write(self, address: str, content: bytes) -> None:
        """The file with that content."""
        self.asked.add(address)
        write_atomically(self.folder / address, content)

    def link(self, address: str, source: Path) -> None:
        """The file that lies at `source`, linked, or copied where it cannot be."""
        self.asked.add(address)
        target = self.folder / address
        with naming(target):
            if _is_linked(target, source):
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            try:
                os.link(source, target)
            except OSError:  # another file system, or too many links
                shutil.copyfile(source, target)

    def remove_others(self) -> None:
        """Removes the files that were not asked for, and the folders that are empty then."""
        for inner, _, names in os.walk(self.folder, topdown=False):
            above = f"{Path(inner).relative_to(self.folder).as_posix()}/".removeprefix("./")
            for name in names:
                if above + name not in self.asked:
                    Path(inner, name).unlink()
            if inner != str(self.folder):
                with suppress(OSError):
                    Path(inner).rmdir()


def _is_linked(target: Path, source: Path) -> bool:
    try:
        return os.path.samestat(target.lstat(), source.stat())
    except FileNotFoundError:
        return False
