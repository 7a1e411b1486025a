"""What any one file may cost, and the guard that holds a reader to it.

A hostile or broken file must end as one line that names it, never as a machine out of
memory. Sizes are looked at before a library sees them; time and memory are held by the
operating system while it works, because no library promises either.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from generator.errors import UnreadableDocumentError


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file: sizes in bytes, times in seconds."""

    file_bytes: int = 100 * 2**20
    markup_bytes: int = 16 * 2**20
    part_bytes: int = 24 * 2**20
    page_bytes: int = 3 * 2**20
    expanded_bytes: int = 400 * 2**20
    pages: int = 400
    nesting: int = 3_000
    cells: int = 60_000
    tags: int = 250_000
    blocks: int = 40_000
    characters: int = 2_000_000
    seconds: float = 40.0
    memory_bytes: int = 900 * 2**20


DEFAULT = Limits()


_SIZES = Path("/proc/self/statm")


class OverdueError(BaseException):
    """Time is up; not an `Exception`, so that no library can swallow it."""


def too_large(actual: float, limit: float) -> UnreadableDocumentError:
    """The error for a size above its limit, both in bytes."""
    return UnreadableDocumentError(
        "readers.too_large", size_mb=_megabytes(actual), limit_mb=_megabytes(limit)
    )


def check_size(actual: int, limit: int) -> None:
    """Raises UnreadableDocumentError when `actual` bytes are more than `limit`."""
    if actual > limit:
        raise too_large(actual, limit)


@contextmanager
def guarded(limits: Limits) -> Iterator[None]:
    """Holds the block to `limits.seconds` and to `limits.memory_bytes` more than now.

    Raises UnreadableDocumentError ("readers.too_slow", "readers.too_much_memory").
    The clock runs only in a main thread and the memory bound only where the system has
    one; the size limits hold everywhere.
    """
    try:
        with _memory_bound(limits.memory_bytes), _time_bound(limits.seconds):
            yield
    except OverdueError:
        raise UnreadableDocumentError("readers.too_slow", seconds=f"{limits.seconds:g}") from None
    except MemoryError:
        raise UnreadableDocumentError("readers.too_much_memory") from None
    except RecursionError:
        raise UnreadableDocumentError("readers.too_deep") from None


def _megabytes(size: float) -> str:
    return f"{size / 2**20:.1f}"


def _overdue(_signal: int, _frame: FrameType | None) -> None:
    raise OverdueError


@contextmanager
def _time_bound(seconds: float) -> Iterator[None]:
    """Raises OverdueError inside the block when the time is up, and every second after."""
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    previous = signal.signal(signal.SIGALRM, _overdue)
    started = time.monotonic()
    outer_delay, outer_interval = signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        if outer_delay:
            left = max(outer_delay - (time.monotonic() - started), 0.001)
            signal.setitimer(signal.ITIMER_REAL, left, outer_interval)


@contextmanager
def _memory_bound(more_bytes: int) -> Iterator[None]:
    """Lowers the soft limit of address space for the length of the block."""
    used = _address_space_bytes()
    if used is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bounds = [used + more_bytes, *(b for b in (soft, hard) if b != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(bounds), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space_bytes() -> int | None:
    """The size of this process's address space; None where the system does not say."""
    try:
        import resource

        with _SIZES.open("rb", buffering=0) as sizes:
            pages = int(sizes.read().split()[0])
    except (OSError, ImportError, ValueError):
        return None
    return pages * resource.getpagesize()
