"""Atomic publishing: the old site stays whole until the new one is.

A site is built in a hidden folder beside the output, `.<output>.gongkai-<random>`, marked
as ours and locked while its build runs, so that a second build stops at once. What a dead
build left there is removed, never built upon. On Linux the new and the old folder change
places in one system call, after everything written has reached the disk.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import GongkaiError
from generator.site.publishing import marker

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CLOSED_TO_OTHERS = 0o055  # what a umask may not take from a published file


class BuildError(GongkaiError):
    """A build that cannot start or must not be published."""


def _never(_: Path | None) -> bool:
    """Never reuses the old site."""
    return False


@dataclass(slots=True)
class Stage:
    """A folder to build in; `left` is what could not be removed of sites before.

    One that is not needed is removed, and the published site stays. `finished` is the folder
    that becomes the site: the new one unless another was borrowed. `reuse` may take over the
    site that stood there until then, if one did; it says whether it has.
    """

    output: Path
    new: Path
    left: list[Path] = field(default_factory=list)
    is_needed: bool = True
    finished: Path | None = None
    reuse: Callable[[Path | None], bool] = _never
    _held: list[int] = field(default_factory=list)
    _borrowed: tuple[Path, Path] | None = None

    def borrow(self, place: Path) -> Path | None:
        """Takes a folder from where it is kept to beside the output; None when it cannot be."""
        if marker.read(place) is None or place.is_symlink():
            discard(place)
            return None
        handle = _hold(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if handle is None:
            return None
        self._held.append(handle)
        here = _beside(self.output)
        try:
            place.rename(here)
        except OSError:  # another file system
            discard(place)
            return None
        self._borrowed = place, here
        return here

    def give_back(self) -> None:
        """Puts what was borrowed where it was."""
        if self._borrowed is not None:
            place, here = self._borrowed
            if here.exists():
                here.rename(place)

    def hold(self, folder: Path) -> bool:
        """Keeps other builds from a folder until this one ends."""
        handle = _hold(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if handle is not None:
            self._held.append(handle)
        return handle is not None

    def close(self) -> None:
        """Releases the locks of all folders that are held."""
        while self._held:
            os.close(self._held.pop())


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Holds the folder for this build; BuildError when another build holds it.

    The kernel lets go of the lock when the process ends, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = _hold(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if handle is None:
        raise BuildError("site.locked", file=str(folder))
    try:
        yield
    finally:
        os.close(handle)


@contextmanager
def staged(output: Path) -> Iterator[Stage]:
    """A folder to build in; it becomes `output` when the block ends without error and needs it.

    What is made in the block may be read by everybody, whatever the umask: a web server
    is often another user.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    before = os.umask(0)
    os.umask(before & ~_CLOSED_TO_OTHERS)
    try:
        with _build_folder(output) as stage:
            try:
                yield stage
                if stage.is_needed:
                    sync(stage.finished or stage.new)
            except BaseException:
                discard(stage.new)
                stage.give_back()
                raise
            for old in _replaced(output, stage) if stage.is_needed else [stage.new]:
                if old.exists() and not discard(old):
                    stage.left.append(old)
    finally:
        os.umask(before)


def _replaced(output: Path, stage: Stage) -> Iterator[Path]:
    """Puts the finished site in its place; the folders that nobody needs now."""
    finished = stage.finished or stage.new
    is_free = not output.exists() or stage.hold(output)
    old = _swap(output, finished)
    if not (is_free and stage.reuse(old)) and old is not None:
        yield old
    if finished != stage.new:
        yield stage.new


@contextmanager
def _build_folder(output: Path) -> Iterator[Stage]:
    """A new locked folder beside the output, after dead builds were cleared away.

    The parent is locked meanwhile, so that of two builds that start at once the second
    finds the first.
    """
    with _waiting(output.parent):
        left = _clear(output)
        new = _beside(output)
        new.mkdir()
        marker.put(new, "site")
        handle = _hold(new, fcntl.LOCK_EX)
    stage = Stage(output, new, left)
    try:
        yield stage
    finally:
        stage.close()
        if handle is not None:
            os.close(handle)


@contextmanager
def _waiting(folder: Path) -> Iterator[None]:
    handle = _hold(folder, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _hold(folder: Path, how: int) -> int | None:
    """An open, locked handle of a folder; None when somebody else has it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how)
    except OSError as error:
        os.close(handle)
        if error.errno not in (errno.EACCES, errno.EAGAIN):
            raise
        return None
    return handle


def _clear(output: Path) -> list[Path]:
    """Removes what dead builds left; a site that was lost between two renames comes back.

    The folders of which a part could not be removed are returned.
    """
    left = []
    for folder in sorted(output.parent.glob(f"{_prefix(output)}*")):
        if folder.is_symlink() or not folder.is_dir() or marker.read(folder) is None:
            continue
        handle = _hold(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if handle is None:
            raise BuildError("site.locked", file=str(output))
        if folder.name.startswith(f"{_prefix(output)}was-") and not output.exists():
            folder.rename(output)
        elif not discard(folder):
            left.append(folder)
        os.close(handle)
    return left


def _prefix(output: Path) -> str:
    return f".{output.name}.gongkai-"


def _beside(output: Path, kind: str = "") -> Path:
    return output.with_name(f"{_prefix(output)}{kind}{secrets.token_hex(4)}")


def sync(folder: Path) -> None:
    """Waits until all that was written to the folder's file system is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if call is None:
            os.sync()
        elif call(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)


def _swap(output: Path, new: Path) -> Path | None:
    """Puts the new site in its place; where the one before lies now."""
    if not output.exists():
        new.rename(output)
        return None
    if _exchange(new, output):
        return new
    old = _beside(output, "was-")
    with suppress(OSError):  # so that it can come back when we are stopped at the next line
        if marker.read(output) is None:
            marker.put(output, "site")
    output.rename(old)
    new.rename(output)
    return old


def _exchange(first: Path, second: Path) -> bool:
    """Lets two folders change places in one step; False where the system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = os.fsencode(first), os.fsencode(second)
    return bool(call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def discard(folder: Path) -> bool:
    """Removes a folder that is needed no more; False, and still marked, when a part stays.

    The mark goes last, so that the next build knows what is left. Folders without the
    right to write are given it.
    """
    with suppress(OSError):
        if marker.read(folder) is None:
            marker.put(folder, "site")
    for attempt in (1, 2):
        with suppress(OSError):
            _empty(folder)
            (folder / marker.NAME).unlink(missing_ok=True)
            folder.rmdir()
            return True
        if attempt == 1:
            for root, _, _ in os.walk(folder):
                with suppress(OSError):
                    Path(root).chmod(0o700)
    return False


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != marker.NAME:
            entry.unlink()
