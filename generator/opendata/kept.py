"""Files that are made once: kept in the work folder by what they were made from.

A file whose rows, code and libraries are those of before is linked into the new site and
not written again. Its checksum is computed each time, so that a damaged one is noticed
and made anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pandas as pd

from generator import sealed
from generator.code_version import code_version
from generator.errors import naming

_SEAL = "gongkai-data-files"
_INDEX = "index"
ROOMS = ("checks", "forms", "frames", "messages", "opendata")
"""The rooms whose code decides what a file says."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A file below /data/ that is kept; `sha256` is that of its content."""

    name: str
    sha256: str
    size: int


class KeptFiles:
    """The files of one build. `folder` keeps them between builds, `target` is the site's."""

    def __init__(self, folder: Path, target: Path) -> None:
        self._folder = folder
        self._target = target
        self._known = self._load()
        self._now: dict[str, str] = {}
        self.written = 0
        folder.mkdir(parents=True, exist_ok=True)
        target.mkdir(parents=True, exist_ok=True)

    def put(self, name: str, key: str, write: Callable[[Path], object]) -> Made:
        """The file of that name, written by `write` unless one with that key is kept whole."""
        kept = self._folder / key
        sha256 = self._now.get(key) or sha256_of(kept)
        if sha256 is None or sha256 not in (self._known.get(key), self._now.get(key)):
            with naming(kept), tempfile.TemporaryDirectory(dir=self._folder) as part:
                made = Path(part) / Path(name).name
                write(made)
                made.chmod(0o644)
                made.replace(kept)
            sha256 = sha256_of(kept) or ""
            self.written += 1
        self._now[key] = sha256
        target = self._target / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        with naming(target):
            _link(kept, target)
        return Made(name=name, sha256=sha256, size=kept.stat().st_size)

    def close(self) -> None:
        """Notes what is kept, and removes what is needed no more."""
        body = msgspec.json.encode(dict(sorted(self._now.items())))
        for path in self._folder.iterdir():
            if path.name not in self._now:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        with naming(self._folder):
            (self._folder / _INDEX).write_bytes(sealed.seal(body, _SEAL))

    def _load(self) -> dict[str, str]:
        content = sealed.read(self._folder / _INDEX, _SEAL)
        return msgspec.json.decode(content, type=dict[str, str]) if content else {}


def key_of(kind: str, *frames: pd.DataFrame) -> str:
    """What a file is made from: its kind, the rows and columns of frames, code and libraries."""
    digest = hashlib.blake2b(f"{code_version(ROOMS)}\n{kind}\n".encode(), digest_size=20)
    for frame in frames:
        digest.update(repr([(name, str(frame[name].dtype)[:8]) for name in frame]).encode())
        for name in frame:
            digest.update(pd.util.hash_pandas_object(frame[name], index=False).to_numpy().tobytes())
    return digest.hexdigest()


def sha256_of(path: Path) -> str | None:
    """The checksum of a file; None when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or too many links
        shutil.copyfile(source, target)
