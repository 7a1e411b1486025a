"""One short name for everything besides the data that decides how a page looks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.pages.settings import SiteSettings

_CODE = Path(__file__).resolve().parents[1]
_ROOMS = ("pages", "site", "forms", "messages")
_LIBRARIES = ("pelican", "markdown", "jinja2", "vl-convert-python", "altair")


def fingerprint(settings: SiteSettings, theme: Path) -> str:
    """Changes whenever the code, the theme, a library or a setting of the site does."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(_programs().encode())
    digest.update(repr(sorted(asdict(settings).items())).encode())
    for path in _files(theme):
        _add(digest, path, theme)
    return digest.hexdigest()


def key_of(*parts: bytes) -> str:
    """A key of what a file is made from."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


@cache
def _programs() -> str:
    digest = hashlib.blake2b(digest_size=16)
    for room in _ROOMS:
        for path in _files(_CODE / room):
            _add(digest, path, _CODE)
    digest.update(" ".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def _add(digest: hashlib.blake2b, path: Path, base: Path) -> None:
    digest.update(path.relative_to(base).as_posix().encode())
    digest.update(path.read_bytes())
