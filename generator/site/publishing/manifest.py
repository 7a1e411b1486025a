"""What the last build published: remembered, and looked at before it is trusted.

A published file is taken for what was written when its size, its times and its inode are
those noted; otherwise, or when everything is to be verified, its content decides. The
manifest carries its own length and hash; a damaged one is not trusted.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator.sealed import digest_of, opened, seal
from generator.site.publishing import marker
from generator.site.publishing.walk import below

_SEAL = "gongkai-manifest"
FOR_ALL = 0o444
"""What a web server of another user needs."""


class Written(msgspec.Struct, frozen=True, gc=False):
    """A file of the site: the key it was made from, size in bytes, times in nanoseconds.

    `digest` is the BLAKE2b hash of its content. `ctime_ns` and `inode` are 0 until the
    site stands in its place, for linking a file changes the first.
    """

    key: str
    size: int
    mtime_ns: int
    ctime_ns: int = 0
    inode: int = 0
    digest: str = ""


class Manifest(msgspec.Struct, frozen=True):
    """What a successful build wrote into which folder."""

    output: str
    files: dict[str, Written]


@dataclass(slots=True)
class Survey:
    """The state of the output folder before a build.

    `intact` are the files that are as they were published. `altered` lists addresses
    whose file was changed by another hand, `foreign` what no build of ours put there.
    `is_as_left`: nobody has touched anything since the last build published it.
    `manifest` is the hash of the manifest's file. `others` are the files of which the size,
    times or inode are not those noted or that are not intact, with their inodes: of all the
    rest that is in `intact`. `closed` are the intact files that not everybody may read.
    """

    intact: dict[str, Written] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    altered: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    is_damaged: bool = False
    is_as_left: bool = False
    manifest: str = ""

    def judge(
        self, output: Path, address: str, written: Written, now: os.stat_result, *, verify: bool
    ) -> bool:
        """Whether a published file is whole; one as it was left is, unless to `verify`."""
        is_as_left = _is_as_left(now, written)
        is_trusted = is_as_left and not verify
        is_intact = _is_intact(output, address, now, written, is_trusted=is_trusted)
        if not (is_intact and is_as_left):
            self.others[address] = now.st_ino
        if is_intact and now.st_mode & FOR_ALL != FOR_ALL:
            self.closed.add(address)
        return is_intact

    @property
    def usable(self) -> dict[str, Written]:
        """The files that a new site can have as they are."""
        if not self.closed:
            return self.intact
        return {name: one for name, one in self.intact.items() if name not in self.closed}

    def addresses(self) -> Iterator[str]:
        """All files that stand there, in no order."""
        yield from self.intact
        yield from (name for name in self.others if name not in self.intact)

    def inode(self, address: str) -> int:
        """The inode of a file that stands there."""
        return self.others[address] if address in self.others else self.intact[address].inode

    def is_untouched(self, address: str, written: Written) -> bool:
        """Whether a file is still the published one, as it was left."""
        return self.intact.get(address) is written and address not in self.others


def dump_manifest(output: Path, files: dict[str, Written]) -> bytes:
    """The manifest as it is stored, ordered by address, below a line with length and hash."""
    body = msgspec.json.encode(Manifest(str(output), {name: files[name] for name in sorted(files)}))
    return seal(body, _SEAL)


def survey(path: Path, output: Path, *, verify: bool = False) -> Survey:
    """Compares the output folder with its manifest; `verify` reads every file of it."""
    found = Survey()
    manifest = _load(path, found)
    known = manifest.files if manifest is not None and manifest.output == str(output) else {}
    mark = marker.read(output)
    is_last = mark is not None and mark.addresses == marker.sum_of(known)
    lost = set(known)
    for address, entry in below(output):
        now = entry.stat(follow_symlinks=False)
        if address not in known:
            found.others[address] = now.st_ino
        elif found.judge(output, address, known[address], now, verify=verify):
            lost.discard(address)
    found.foreign = _foreign(output, found, known, mark, is_last=is_last)
    found.is_as_left = bool(known) and is_last and not (verify or lost or found.others)
    if is_last:
        found.altered = sorted(lost)
    for address in lost:
        del known[address]
    found.intact = known
    return found


def _foreign(
    output: Path,
    found: Survey,
    known: Mapping[str, Written],
    mark: marker.Marker | None,
    *,
    is_last: bool,
) -> list[str]:
    """What no build of ours put there."""
    is_marked = mark is not None and mark.gongkai == "site"
    if mark is not None and is_marked and not is_last:
        # Another work folder's build published last, or ours was stopped before it could
        # note what it had published: the mark alone tells what is ours.
        return [name for name in _first_level(output) if name not in mark.entries]
    others = sorted(name for name in found.others if name not in known)
    if not (known or is_marked):
        return _short(others, set())
    firsts = {address.partition("/")[0] for address in (*known, marker.NAME)} if others else set()
    return _short((name for name in others if name != marker.NAME), firsts)


def _short(addresses: Iterable[str], known: set[str]) -> list[str]:
    """The addresses; of a folder on the first level that is not known, its name alone."""
    named = (
        address if address.partition("/")[0] in known else address.partition("/")[0]
        for address in addresses
    )
    return list(dict.fromkeys(named))


def standing(output: Path, files: dict[str, Written], before: Survey) -> dict[str, Written]:
    """The files with the time and inode that they have now that they are published.

    Of those that are untouched since the survey `before` nothing is asked.
    """
    return {
        address: written
        if before.is_untouched(address, written)
        else _noted(output / address, written)
        for address, written in files.items()
    }


def _noted(path: Path, written: Written) -> Written:
    """One that was changed since it was written stays without: its content decides later."""
    try:
        now = path.lstat()
    except OSError:
        return written
    if (now.st_size, now.st_mtime_ns) != (written.size, written.mtime_ns):
        return written
    return msgspec.structs.replace(written, ctime_ns=now.st_ctime_ns, inode=now.st_ino)


def _load(path: Path, found: Survey) -> Manifest | None:
    """The stored manifest. One of before version 2 has no first line: it names the files."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    found.manifest = digest_of(content)
    body = opened(content, _SEAL) if content.startswith(_SEAL.encode()) else content
    if body is None:
        found.is_damaged = True
        return None
    try:
        return msgspec.json.decode(body, type=Manifest)
    except msgspec.DecodeError:
        found.is_damaged = True
        return None


def _is_intact(
    output: Path, address: str, now: os.stat_result, written: Written, *, is_trusted: bool
) -> bool:
    if not stat.S_ISREG(now.st_mode) or now.st_size != written.size or not written.digest:
        return False
    if is_trusted:
        return True
    try:
        return digest_of((output / address).read_bytes()) == written.digest
    except OSError:
        return False


def _is_as_left(now: os.stat_result, written: Written) -> bool:
    return (now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino) == (
        written.size,
        written.mtime_ns,
        written.ctime_ns,
        written.inode,
    )


def _first_level(folder: Path) -> list[str]:
    return sorted(entry.name for entry in os.scandir(folder) if entry.name != marker.NAME)
