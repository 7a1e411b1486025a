"""Files that are made once: kept in the work folder by what they were made from.

A file whose rows, code and libraries are those of before is linked into the new site and
not written again. Its checksum is computed again when its size, times or inode changed, so
that a damaged one is noticed and made anew. Files that are made of one thing, as those of a
year, are kept as a group: while that thing is the same, not even their rows are put together.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pandas as pd

from generator.code_version import code_version
from generator.errors import naming
from generator.extras import Extras
from generator.kept import load, save
from generator.stamps import Stamps

_SEAL = "gongkai-data-files 3"
_INDEX, _SUMS = "index", "sums"
T = TypeVar("T")
ROOMS = ("checks", "forms", "frames", "messages", "opendata")
"""The rooms whose code decides what a file says."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A file below /data/ that is kept; `sha256` is that of its content."""

    name: str
    sha256: str
    size: int


class _Group(msgspec.Struct, frozen=True):
    """The files of a group with their keys, and the value made with them."""

    put: list[tuple[str, str]]
    value: msgspec.Raw


class _Index(msgspec.Struct):
    """The checksums of files by key, and groups by theirs."""

    files: dict[str, str] = {}
    groups: dict[str, _Group] = {}


class KeptFiles:
    """The files of one build. `folder` keeps them; they are published `below` an address."""

    def __init__(self, folder: Path, extras: Extras, below: str = "") -> None:
        self._folder = folder
        self._extras = extras
        self._below = below
        self._known = load(folder / _INDEX, _SEAL, _Index) or _Index()
        self._now = _Index()
        self._sums = Stamps(folder / _SUMS, _sha256)
        self._put: list[tuple[str, str]] = []
        self.written = 0
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, name: str, key: str, write: Callable[[Path], object]) -> Made:
        """The file of that name, written by `write` unless one with that key is kept whole."""
        kept = self._folder / key
        known, now = self._known.files, self._now.files
        sha256 = now.get(key) or self._sums.find(kept)
        if not sha256 or sha256 not in (known.get(key), now.get(key)):
            with naming(kept), tempfile.TemporaryDirectory(dir=self._folder) as part:
                made = Path(part) / Path(name).name
                write(made)
                made.chmod(0o644)
                made.replace(kept)
            sha256 = self._sums.find(kept)
            self.written += 1
        now[key] = sha256
        self._put.append((name, key))
        self._extras.link(f"{self._below}/{name}".lstrip("/"), kept)
        return Made(name=name, sha256=sha256, size=kept.stat().st_size)

    def group(self, key: str, kind: type[T], make: Callable[[], T]) -> T:
        """What `make` gives, and the files that it puts: those of before while `key` is the same.

        `kind` is the type of what it gives.
        """
        known = self._known.groups.get(key)
        if known is not None and all(self._is_whole(one) for _, one in known.put):
            for name, one in known.put:
                self.put(name, one, _not_asked)
            self._now.groups[key] = known
            return msgspec.msgpack.decode(known.value, type=kind)
        self._put = []
        value = make()
        own, self._put = self._put, []  # what is put later is no part of the group
        self._now.groups[key] = _Group(own, msgspec.Raw(msgspec.msgpack.encode(value)))
        return value

    def _is_whole(self, key: str) -> bool:
        known = self._known.files.get(key)
        return known is not None and self._sums.find(self._folder / key) == known

    def close(self) -> None:
        """Writes the index and removes files that this build did not use."""
        for path in self._folder.iterdir():
            if path.name not in self._now.files:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        save(self._folder / _INDEX, _SEAL, self._now)
        self._sums.close()


def _not_asked(path: Path) -> None:
    """Never called: the file was found whole a moment ago."""
    raise FileNotFoundError(path)


def key_of(kind: str, *frames: pd.DataFrame) -> str:
    """A hash of what a file is made from: kind, rows and columns, code, libraries."""
    digest = hashlib.blake2b(f"{code_version(ROOMS)}\n{kind}\n".encode(), digest_size=20)
    for frame in frames:
        columns = dict(frame.items())
        digest.update(repr([(name, str(one.dtype)[:8]) for name, one in columns.items()]).encode())
        for column in columns.values():
            digest.update(_told(column))
    return digest.hexdigest()


def _told(column: pd.Series[Any]) -> bytes:
    """The cells, objects as they are: pandas takes ten times as long, and "3" for 3."""
    if column.dtype == object:
        return msgspec.msgpack.encode(column.tolist(), enc_hook=repr)
    return pd.util.hash_pandas_object(column, index=False).to_numpy().tobytes()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
