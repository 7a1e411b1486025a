"""Reading on a cluster: each worker has a pool of one process, bounded as on one machine.

A worker that is lost costs the files that it was reading a second try elsewhere; a file
that ends worker after worker is reported like one that ends a local process.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from generator.ingest.outcome import FileReading
from generator.ingest.pool import AHEAD_PER_WORKER, Pool, Read, WorkerLimits, failed
from generator.processes import worker_pool

_here: list[Pool] = []
_one_at_a_time = threading.Lock()


class TravellingPool:
    """Takes the place of `Pool` where there is a cluster."""

    def __init__(self, read: Read, settings: Any, jobs: int, limits: WorkerLimits) -> None:
        self._arguments = (read, settings, limits)
        self._jobs = jobs

    def __enter__(self) -> TravellingPool:
        return self

    def __exit__(self, *_: object) -> None:
        """The cluster's workers are not ours to end."""

    def map(self, paths: Iterable[Path]) -> Iterator[tuple[Path, FileReading]]:
        """Each path with its reading, in the order of the paths."""
        waiting: deque[tuple[Path, Future[FileReading]]] = deque()
        with worker_pool(
            self._jobs, begin=_begin, arguments=self._arguments, may_travel=True
        ) as pool:
            for path in paths:
                waiting.append((path, pool.submit(_read_here, path)))
                if len(waiting) >= self._jobs * AHEAD_PER_WORKER:
                    yield _settled(*waiting.popleft())
            while waiting:
                yield _settled(*waiting.popleft())


def _settled(path: Path, future: Future[FileReading]) -> tuple[Path, FileReading]:
    from distributed.scheduler import KilledWorker

    try:
        return path, future.result()
    except KilledWorker:
        return path, failed("ingest.worker_died")


def _begin(read: Read, settings: Any, limits: WorkerLimits) -> None:
    while _here:
        _here.pop().close()
    _here.append(Pool(read, settings, 1, limits))


def _read_here(path: Path) -> FileReading:
    with _one_at_a_time:
        ((_, reading),) = _here[0].map([path])
    return reading
