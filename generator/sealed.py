"""Files that we keep for ourselves and trust only when they are as we wrote them.

The first line gives the length and the hash of the rest. A power cut, a full disk or
another hand leaves something else; it is then made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from generator.errors import naming
from generator.store import write_atomically

_DIGEST_SIZE = 16


def digest_of(content: bytes) -> str:
    """The hash by which content is known again."""
    return hashlib.blake2b(content, digest_size=_DIGEST_SIZE).hexdigest()


def seal(content: bytes, name: str) -> bytes:
    """The content below its seal; `name` says what kind of file it is."""
    return _line(content, name) + content


def file_digest(content: bytes, name: str) -> str:
    """The hash of the whole file that keeps the content."""
    return digest_of(seal(content, name))


def opened(sealed: bytes, name: str) -> bytes | None:
    """The content under a seal; None when it is not what was sealed."""
    head, end, content = sealed.partition(b"\n")
    return content if head + end == _line(content, name) else None


def read(path: Path, name: str) -> bytes | None:
    """The content of a sealed file; None when it is not there or not as it was written."""
    try:
        return opened(path.read_bytes(), name)
    except FileNotFoundError:
        return None


def kept(path: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """The content of a sealed file, which is made first where `read` finds none."""
    content = read(path, name)
    if content is None:
        content = make()
        _put(path, seal(content, name))
    return content


def _put(path: Path, content: bytes) -> None:
    """A new file is written where it stands: until it is whole, its seal says that it is not.

    One that is there, damaged or still being written by another process, is replaced, and a
    folder that is not there is made.
    """
    try:
        with naming(path), path.open("xb") as stream:
            stream.write(content)
    except (FileExistsError, FileNotFoundError):
        write_atomically(path, content)


def _line(content: bytes, name: str) -> bytes:
    return f"{name} {len(content)} {digest_of(content)}\n".encode()
