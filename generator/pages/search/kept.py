"""What is kept of the index from build to build: bundles of files, each under one key.

A bundle is two files: `<name>.pack` holds the published files one behind the other,
`<name>.head` is sealed and says what they were made from. A pack with the size and the time
that its head states is trusted unread; whoever reads it checks its hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from generator import sealed
from generator.errors import naming
from generator.kept import load, save
from generator.store import write_atomically

_SEAL = "gongkai search 3"
_HEAD, _PACK = ".head", ".pack"


class Head(msgspec.Struct, frozen=True):
    """`files` are addresses with their bytes in the pack; `summary` is for the table on top."""

    key: str
    digest: str
    modified_ns: int
    files: list[tuple[str, int]]
    summary: msgspec.Raw = msgspec.Raw(b"\xc0")

    @property
    def size(self) -> int:
        """The size of the whole pack in bytes."""
        return sum(size for _, size in self.files)


def keep(
    folder: Path, name: str, key: str, files: Iterable[tuple[str, bytes]], summary: object = None
) -> None:
    """Writes a bundle; a run that ends before its head leaves nothing that is trusted."""
    found = list(files)
    pack = folder / f"{name}{_PACK}"
    content = b"".join(one for _, one in found)
    write_atomically(pack, content)
    head = Head(
        key=key,
        digest=sealed.digest_of(content),
        modified_ns=pack.stat().st_mtime_ns,
        files=[(address, len(one)) for address, one in found],
        summary=msgspec.Raw(msgspec.msgpack.encode(summary)),
    )
    save(folder / f"{name}{_HEAD}", _SEAL, head)


def head_of(folder: Path, name: str) -> Head | None:
    """What a bundle was made from; None when it is not as it was written."""
    head = load(folder / f"{name}{_HEAD}", _SEAL, Head)
    if head is None:
        return None
    try:
        found = (folder / f"{name}{_PACK}").stat()
    except FileNotFoundError:
        return None
    if found.st_size != head.size:
        return None
    is_same = found.st_mtime_ns == head.modified_ns or _content(folder, name, head) is not None
    return head if is_same else None


def files_of(folder: Path, name: str, head: Head) -> Iterator[tuple[str, bytes]] | None:
    """The files of a bundle; None when they are damaged: then the next run makes it again."""
    content = _content(folder, name, head)
    if content is None:
        (folder / f"{name}{_HEAD}").unlink()
        return None
    return _cut(content, head)


def _cut(content: bytes, head: Head) -> Iterator[tuple[str, bytes]]:
    at = 0
    for address, size in head.files:
        yield address, content[at : at + size]
        at += size


def _content(folder: Path, name: str, head: Head) -> bytes | None:
    with naming(folder / f"{name}{_PACK}"):
        content = (folder / f"{name}{_PACK}").read_bytes()
    return content if sealed.digest_of(content) == head.digest else None


def names(folder: Path) -> list[str]:
    """The bundles there are, in order, also those of which half is lost."""
    return sorted({path.stem for ending in (_HEAD, _PACK) for path in folder.glob(f"*{ending}")})
