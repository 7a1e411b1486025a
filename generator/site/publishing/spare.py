"""The second folder of a site: the next one is put together in it, then the two change places.

Between builds it lies in the work folder and mirrors the published site with hard links, so
that a build touches only what differs. Nothing in it is trusted: a file in it counts for the
published one when it is the same inode, and whatever else is there is removed. Without it, as
on a file system without hard links, all files of the new site are linked or copied.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.errors import naming
from generator.site.publishing import marker
from generator.site.publishing.outfolder import OutFolder
from generator.site.publishing.staging import Stage, discard

_ALL = 0o777


def settle(out: OutFolder, stage: Stage, place: Path, inode: Callable[[str], int]) -> None:
    """Completes the new site, in the spare folder at `place` if there is one of use.

    `inode` gives that of each file of the site that stands.
    """
    spare = stage.borrow(place)
    inodes = _scanned(spare) if spare is not None else None
    if spare is None or inodes is None:
        _link_all(out)
        stage.finished = out.new
        return
    with naming(spare):
        _remove(spare, inodes.keys() - out.files.keys())
        for address in out.files:
            if address not in out.kept:
                _move(out.new / address, spare / address)
            elif inodes.get(address) != inode(address):
                _link(out.old / address, spare / address)
    stage.finished = spare


def mirror(out: OutFolder, folder: Path | None, before: Iterable[str], place: Path) -> bool:
    """Makes the site that stood there until now a mirror of the new one, and keeps it.

    `before` are its addresses, `out.old` is where the new site stands. False, and to be
    removed, when it cannot be one.
    """
    if folder is None:
        create(out, place)
        return True
    try:
        _remove(folder, (address for address in before if address not in out.files))
        for address in out.files.keys() - out.kept:
            (folder / address).unlink(missing_ok=True)
            _linked(out.old / address, folder / address)
        _keep(folder, place)
    except OSError:
        return False
    return True


def create(out: OutFolder, place: Path) -> None:
    """Makes the mirror of the first site."""
    try:
        place.mkdir(parents=True)
        for address in (marker.NAME, *out.files):
            if not (place / address).exists():
                _linked(out.old / address, place / address)
    except OSError:
        discard(place)


def _keep(folder: Path, place: Path) -> None:
    if place.exists():
        discard(place)
    folder.rename(place)


def _scanned(folder: Path) -> dict[str, int] | None:
    """The inode of each file by address; folders are opened to all. None when it is damaged."""
    umask = os.umask(0)
    os.umask(umask)
    found: dict[str, int] = {}
    try:
        _scan(str(folder), "", _ALL & ~umask, found)
    except OSError:
        return None
    return found


def _scan(folder: str, prefix: str, mode: int, found: dict[str, int]) -> None:
    before = len(found)
    if os.stat(folder).st_mode & _ALL != mode:  # noqa: PTH116 - a Path would cost more
        Path(folder).chmod(mode)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _scan(entry.path, f"{prefix}{entry.name}/", mode, found)
            else:
                found[prefix + entry.name] = entry.inode()
    if len(found) == before and prefix:
        Path(folder).rmdir()


def _remove(folder: Path, addresses: Iterable[str]) -> None:
    """Removes files, and the folders that are empty without them."""
    emptied = set()
    for address in addresses:
        (folder / address).unlink(missing_ok=True)
        emptied.add((folder / address).parent)
    for one in sorted(emptied, key=lambda one: len(one.parts), reverse=True):
        inner = one
        while inner != folder:
            try:
                inner.rmdir()
            except OSError:
                break
            inner = inner.parent


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def _link_all(out: OutFolder) -> None:
    for address in out.kept:
        with naming(out.new / address):
            _link(out.old / address, out.new / address)


def _link(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        _linked(source, target)
    except OSError:  # another file system, or too many links
        shutil.copy2(source, target)


def _linked(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(source, target)
