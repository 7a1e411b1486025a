"""Atomic publishing: the old site stays whole until the new one is.

A site is built in `<output>.new`. The folder is locked while a build runs, so that a
second build stops at once, and what an interrupted build left there is removed by the
next. On Linux the old and the new folder change places in one system call.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import GongkaiError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class BuildError(GongkaiError):
    """A build that cannot start or must not be published."""


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Holds the folder for this build; BuildError when another build holds it.

    The kernel lets go of the lock when the process ends, however it ends.
    """
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            if error.errno not in (errno.EACCES, errno.EAGAIN):
                raise
            raise BuildError("site.locked", file=str(folder)) from error
        if _is_same(folder, handle):
            break
        os.close(handle)  # a build that just ended had renamed the folder: take the new one
    try:
        yield
    finally:
        os.close(handle)


def _is_same(folder: Path, handle: int) -> bool:
    try:
        return os.path.samestat(folder.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """An empty folder to build in; it becomes `output` when the block ends without error."""
    new, old = _beside(output, "new"), _beside(output, "old")
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise BuildError("site.output_not_folder", file=str(output))
    with lock(new):
        _recover(output, old)
        _empty(new)
        try:
            yield new
        except BaseException:
            _empty(new)
            _remove(new)
            raise
        _swap(output, new, old)


def _beside(output: Path, suffix: str) -> Path:
    return output.with_name(f"{output.name}.{suffix}")


def _recover(output: Path, old: Path) -> None:
    """Mends what an interruption between two renames left: the old site comes back."""
    if old.exists() and not output.exists():
        old.rename(output)
    _remove(old)


def _swap(output: Path, new: Path, old: Path) -> None:
    if not output.exists():
        new.rename(output)
        return
    if _exchange(new, output):
        new.rename(old)
    else:
        output.rename(old)
        new.rename(output)
    _remove(old)


def _exchange(first: Path, second: Path) -> bool:
    """Lets two folders change places in one step; False where the system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = os.fsencode(first), os.fsencode(second)
    return bool(call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        _remove(entry)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
