"""What was made of something, kept in a folder until that changes: a sealed file for each name.

The folder may be deleted at any time. A file counts only with the key that is asked for, which
is a hash of all that its content was made from.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from generator import sealed
from generator.store import write_atomically


class Kept:
    """A folder of such files; `seal` says what kind they are and how they are laid out."""

    def __init__(self, folder: Path, seal: str) -> None:
        self.folder = folder
        self._seal = seal

    def find(self, name: str, key: str) -> bytes | None:
        """What is kept under that key; None when there is nothing whole."""
        content = sealed.read(self.folder / name, self._seal)
        head, _, body = (content or b"").partition(b"\n")
        return body if content is not None and head.decode() == key else None

    def put(self, name: str, key: str, body: bytes) -> None:
        """Keeps it in the place of what was there."""
        content = key.encode() + b"\n" + body
        write_atomically(self.folder / name, sealed.seal(content, self._seal))

    def remove_others(self, names: Collection[str]) -> None:
        """Removes what is kept under other names."""
        for path in self.folder.glob("*"):
            if path.name not in names:
                path.unlink()
