"""Workers that read files one by one, each file bounded in time and memory.

A file that hangs is ended with its worker, one that eats memory fails in it, one that
crashes it takes nothing else along. Results come in the order of the files.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

from generator.ingest.outcome import FileReading, Problem
from generator.ingest.scratch import Scratch, work_in
from generator.processes import be_a_worker, starting_workers

Read = Callable[[Path, Any], FileReading]

SECONDS_PER_FILE = 55.0  # with the time to end the worker, below a minute
MEMORY_BYTES = 1_500_000_000
# Finished files wait here until their turn comes; more would only fill memory.
AHEAD_PER_WORKER = 8


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What reading one file may cost: seconds of the clock, bytes of memory."""

    seconds: float = SECONDS_PER_FILE
    memory_bytes: int = MEMORY_BYTES


@dataclass
class _Worker:
    """A process, the pipe to it, and the file it reads since when."""

    process: Any
    pipe: Connection
    index: int | None = None
    since: float = 0.0

    def end(self) -> None:
        """Ends the process with everything it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _work(pipe: Connection, read: Read, settings: Any, limits: WorkerLimits, scratch: Path) -> None:
    """The life of a worker: takes a path, gives a reading, until None comes."""
    os.setsid()
    be_a_worker(tidy=lambda: shutil.rmtree(scratch, ignore_errors=True))
    work_in(scratch)
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(EOFError, OSError):  # the run was killed: there is nobody left
        while (path := pipe.recv()) is not None:
            pipe.send(_reading(read, path, settings))


def _reading(read: Read, path: Path, settings: Any) -> FileReading:
    try:
        return read(path, settings)
    except MemoryError:
        return failed("ingest.too_large")
    except RecursionError:
        return failed("ingest.too_deep")
    except Exception as error:  # a defect of ours: the file is reported, the rest goes on
        return failed("ingest.defect", reason=f"{type(error).__name__}: {error}")


def failed(code: str, **params: str) -> FileReading:
    """A reading without records, and why; `code` names the message."""
    return FileReading(sha256="", problems=(Problem(code=code, params=params),))


@dataclass
class Pool:
    """A bounded number of workers; `close` ends them at once."""

    read: Read
    settings: Any
    jobs: int = 1
    limits: WorkerLimits = field(default_factory=WorkerLimits)
    _workers: list[_Worker] = field(default_factory=list)
    _scratch: Scratch | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends every worker; what a worker was reading is simply not read."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        if self._scratch is not None:
            self._scratch.remove()
            self._scratch = None

    def map(self, paths: Iterable[Path]) -> Iterator[tuple[Path, FileReading]]:
        """Each path with its reading, in the order of the paths."""
        todo = enumerate(paths)
        waiting: dict[int, Path] = {}
        done: dict[int, FileReading] = {}
        order: deque[int] = deque()
        while self._hand_out(todo, waiting, order):
            if order[0] in done:
                index = order.popleft()
                yield waiting.pop(index), done.pop(index)
            else:
                self._collect(done)

    def _hand_out(
        self, todo: Iterator[tuple[int, Path]], waiting: dict[int, Path], order: deque[int]
    ) -> bool:
        """Gives idle workers their next files; whether any file is under way or done."""
        while len(order) < self.jobs * AHEAD_PER_WORKER and (worker := self._idle()):
            task = next(todo, None)
            if task is None:
                break
            index, path = task
            waiting[index] = path
            order.append(index)
            worker.index, worker.since = index, time.monotonic()
            worker.pipe.send(path)
        return bool(order)

    def _idle(self) -> _Worker | None:
        for worker in self._workers:
            if worker.index is None:
                return worker
        if len(self._workers) < self.jobs:
            self._workers.append(self._start())
            return self._workers[-1]
        return None

    def _start(self) -> _Worker:
        context = _context()
        ours, theirs = context.Pipe()
        self._scratch = self._scratch or Scratch()
        arguments = (theirs, self.read, self.settings, self.limits, self._scratch.path)
        process = context.Process(target=_work, args=arguments, daemon=True)
        with starting_workers():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _collect(self, done: dict[int, FileReading]) -> None:
        """Waits for the next result, a death, or a file's time to run out."""
        busy = {worker.pipe: worker for worker in self._workers if worker.index is not None}
        oldest = min(worker.since for worker in busy.values())
        patience = max(0.0, oldest + self.limits.seconds - time.monotonic())
        for pipe in wait(list(busy), timeout=patience):
            worker = busy[pipe]  # type: ignore[index]
            self._receive(worker, done)
        for worker in busy.values():
            if worker.index is not None and self._is_overdue(worker):
                seconds = f"{self.limits.seconds:g}"
                self._give_up(worker, done, failed("ingest.too_slow", seconds=seconds))

    def _is_overdue(self, worker: _Worker) -> bool:
        return time.monotonic() - worker.since >= self.limits.seconds

    def _receive(self, worker: _Worker, done: dict[int, FileReading]) -> None:
        assert worker.index is not None
        try:
            done[worker.index] = worker.pipe.recv()
            worker.index = None
        except (EOFError, OSError):
            self._give_up(worker, done, failed("ingest.worker_died"))

    def _give_up(self, worker: _Worker, done: dict[int, FileReading], reading: FileReading) -> None:
        assert worker.index is not None
        done[worker.index] = reading
        self._workers.remove(worker)
        worker.end()


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["generator.ingest.reading"])
    return context
