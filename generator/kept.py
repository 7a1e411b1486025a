"""What was made of something, kept in sealed files until that changes.

`Kept` is a folder with a file for each name, `KeptTogether` a dict in one file. Both may be
deleted at any time. Values are msgpack; one of another layout counts as not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from generator import sealed
from generator.store import write_atomically

T = TypeVar("T")


class Kept(Generic[T]):
    """A folder of such files; `seal` names their layout, `kind` is the type of a value.

    A file counts only with the key that is asked for: a hash of all that its value is made from.
    """

    def __init__(self, folder: Path, seal: str, kind: type[T]) -> None:
        self._folder = folder
        self._seal = seal
        self._kind = kind

    def find(self, name: str, key: str) -> T | None:
        """The value that is kept under that key; None when there is no whole one."""
        content = sealed.read(self._folder / name, self._seal) or b""
        head, _, body = content.partition(b"\n")
        return _decoded(body, self._kind) if head.decode() == key else None

    def put(self, name: str, key: str, value: T) -> None:
        """Keeps the value in the place of what was there."""
        content = key.encode() + b"\n" + msgspec.msgpack.encode(value)
        write_atomically(self._folder / name, sealed.seal(content, self._seal))

    def get(self, name: str, key: str, make: Callable[[], T]) -> T:
        """The value that is kept under that key, or else what `make` gives, kept from now on."""
        value = self.find(name, key)
        if value is None:
            value = make()
            self.put(name, key, value)
        return value

    def remove_others(self, names: Collection[str]) -> None:
        """Removes what is kept under other names."""
        for path in self._folder.glob("*"):
            if path.name not in names:
                path.unlink()


class KeptTogether(Generic[T]):
    """Values by name in the file `place`: `before` as it was found, `now` as `close` writes it.

    `kind` is the type of the dict. Without a place nothing is kept.
    """

    def __init__(self, place: Path | None, seal: str, kind: type[dict[str, T]]) -> None:
        self._place = place
        self._seal = seal
        self.before = (load(place, seal, kind) if place is not None else None) or {}
        self.now: dict[str, T] = {}

    def close(self) -> None:
        """Keeps what this run asked for, and nothing else."""
        if self._place is not None:
            save(self._place, self._seal, self.now)


def load(path: Path, seal: str, kind: type[T]) -> T | None:
    """The value in a sealed file; None when there is no whole one of that layout."""
    content = sealed.read(path, seal)
    return _decoded(content, kind) if content is not None else None


def save(path: Path, seal: str, value: object) -> None:
    """Seals a value in a file, in the place of what was there."""
    write_atomically(path, sealed.seal(msgspec.msgpack.encode(value), seal))


def _decoded(content: bytes, kind: type[T]) -> T | None:
    try:
        return msgspec.msgpack.decode(content, type=kind)
    except msgspec.MsgspecError:
        return None
