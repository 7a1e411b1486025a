"""One short name for a part of the program: its code, its data files, and every library.

What was made by another version is made again. Nobody keeps a list of libraries: all that
an installation of the program needs counts, so that an upgrade of any is noticed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from generator.forms.source import folders

PACKAGE = Path(__file__).resolve().parent
_PROGRAM = "gongkai"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def code_version(rooms: tuple[str, ...], package: Path = PACKAGE) -> str:
    """A checksum of the rooms' files, of the ground floor's, and of the libraries' releases."""
    digest = hashlib.blake2b(repr(sorted(_releases().items())).encode(), digest_size=16)
    for path in _files(rooms, package):
        name = path.relative_to(package) if path.is_relative_to(package) else path
        digest.update(f"\n{name.as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def all_rooms() -> tuple[str, ...]:
    """Every room of the program, for what depends on all of its code."""
    return tuple(sorted(room.name for room in PACKAGE.iterdir() if room.is_dir()))


def _files(rooms: tuple[str, ...], package: Path) -> Iterator[Path]:
    """Every file of the rooms and the modules that stand in none."""
    yield from sorted(path for path in package.iterdir() if path.is_file())
    for room in rooms:
        yield from files_below(package / room)
    if "forms" in rooms:  # and the forms that somebody keeps in a folder of their own
        for folder in folders()[1:]:
            yield from sorted(folder.glob("form-*.toml"))


def files_below(folder: Path) -> Iterator[Path]:
    """All files of a folder in order, but for what Python compiled."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


@cache
def _releases() -> dict[str, str]:
    """The installed release of each library that the program needs, those of libraries too."""
    found: dict[str, str] = {}
    waiting = [_PROGRAM]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            library = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # needed on another system or with an extra only
            continue
        found[name] = library.version
        for line in library.requires or ():
            needed = _NAME.match(line)
            if needed is not None and "extra ==" not in line:
                waiting.append(needed[0])
    return found
