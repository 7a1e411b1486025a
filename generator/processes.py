"""Processes that end when we end: workers, other programs, and the signals that stop us.

A process that is killed cannot tidy up after itself. So each worker watches the process
that started it, and another program runs on a leash: a shell in its group waits for a
pipe whose other end only we hold, and ends the group when the kernel closes it.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from multiprocessing import resource_tracker
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from generator import cluster
from generator.errors import GongkaiError

T = TypeVar("T")
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LEASH = """
exec 3<&0
{ read -r end <&3; kill -KILL 0; } >/dev/null 2>&1 &
exec 3<&-
"$@" </dev/null
"""


class StoppedError(KeyboardInterrupt):
    """The process was asked to end; whatever tidies up after Ctrl-C does so here as well."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass
class _Asked:
    """Whether ending is deferred, and the signal that arrived meanwhile."""

    is_held: bool = False
    number: int | None = None


_asked = _Asked()


def stop_in_order() -> None:
    """From now on SIGTERM and SIGHUP end this process as Ctrl-C does; `nohup` keeps its sense."""
    for number in _STOPPING:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    if _asked.is_held:
        _asked.number = number
        return
    for other in _STOPPING:  # asked once is enough: tidying up is not to be interrupted
        signal.signal(other, signal.SIG_IGN)
    raise StoppedError(number)


def exit_code(stop: BaseException | None) -> int:
    """What a shell expects of a stopped program: 130 for Ctrl-C, 143 for SIGTERM."""
    return 128 + (stop.number if isinstance(stop, StoppedError) else signal.SIGINT)


def be_a_worker(tidy: Callable[[], None] | None = None) -> None:
    """Called first in a worker: Ctrl-C is the parent's affair, and its death is ours too.

    `tidy` is called before a worker ends because its parent is gone.
    """
    for number in _STOPPING:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    threading.Thread(target=_end_with_parent, args=(tidy,), daemon=True).start()


def _end_with_parent(tidy: Callable[[], None] | None) -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())  # those are for the work
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        try:
            if tidy is not None:
                tidy()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def starting_workers() -> Iterator[None]:
    """Holds an end back while processes start: half started, they would print where it met them.

    The signals are blocked for their sake, who inherit that, until `be_a_worker`. Python's
    tracker of shared memory goes first: starting it would unblock them.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    _asked.is_held = True
    try:
        yield
    finally:
        _asked.is_held = False
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        number, _asked.number = _asked.number, None
        if number is not None:
            _stop(number, None)


@dataclass
class _Same:
    """The processes that all pools of a block are made of, once the first was asked for."""

    folder: Path
    ends: ExitStack
    pool: Executor | None = None


_same: ContextVar[_Same | None] = ContextVar("same", default=None)
GIVEN = "given-"
"""How files that workers are given begin their names; those of a killed build are removed."""


@contextmanager
def same_workers(folder: Path) -> Iterator[None]:
    """In the block every `worker_pool` is made of the same processes, which the first one starts.

    What the workers of a pool do first reaches them by a file in `folder`.
    """
    for left in folder.glob(f"{GIVEN}*"):  # of a build that was killed
        left.unlink()
    with ExitStack() as ends:
        token = _same.set(_Same(folder, ends))
        try:
            yield
        finally:
            _same.reset(token)


@contextmanager
def worker_pool(
    workers: int,
    start: str | None = None,
    begin: Callable[..., None] | None = None,
    arguments: tuple[Any, ...] = (),
    may_travel: bool = False,
) -> Iterator[Executor]:
    """A pool whose workers are gone when the block ends, at once when it ends by an error.

    `start` is the way of multiprocessing to start them, `begin(*arguments)` what each does
    first. Work that `may_travel`, for it reads and writes shared folders alone, goes to the
    cluster where there is one. Within `same_workers` they go on to the next pool. GongkaiError
    when a worker died.
    """
    same = _same.get()
    if may_travel and cluster.is_connected():
        with cluster.cluster_pool(begin, arguments) as travelling:
            yield travelling
    elif same is None:
        with _started(workers, start, begin, arguments) as pool:
            yield pool
    else:
        same.pool = same.pool or same.ends.enter_context(_started(workers, start))
        with tempfile.NamedTemporaryFile(dir=same.folder, prefix=GIVEN) as given:
            given.write(pickle.dumps((begin, arguments)))
            given.flush()
            yield cluster.Begun(same.pool, begin and _begin_as_given, [given.name])


@contextmanager
def meanwhile(make: Callable[[], T], workers: int) -> Iterator[Callable[[], T]]:
    """In the block a copy of this process runs `make`; what is given waits for what it made.

    Nothing is copied where no core is idle: for one process, and where workers have begun. Nor is
    it outside `same_workers`, nor on a system on which a copy is not safe. `make` is given then.
    """
    same = _same.get()
    if workers < 2 or same is None or same.pool is not None or sys.platform != "linux":
        yield make
        return
    with _started(1, "fork", _hold, (make,)) as pool:
        yield pool.submit(_make_held).result


_held: list[Callable[[], Any]] = []
"""What this process was copied for."""


def _hold(make: Callable[[], Any]) -> None:
    _held.append(make)


def _make_held() -> Any:
    gc.disable()
    return _held[0]()


def _begin_as_given(path: str) -> None:
    begin, arguments = pickle.loads(Path(path).read_bytes())
    begin(*arguments)


@contextmanager
def _started(
    workers: int,
    start: str | None,
    begin: Callable[..., None] | None = None,
    arguments: tuple[Any, ...] = (),
) -> Iterator[Executor]:
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context(start)
    pool = ProcessPoolExecutor(workers, context, _begin_worker, (begin, arguments))
    try:
        with starting_workers():
            for _ in range(workers):
                pool.submit(os.getpid)
        yield pool
    except BaseException as error:
        # Also where one has died: Python does not end one that was starting at that moment.
        for worker in set(multiprocessing.active_children()) - others:
            worker.kill()
        if isinstance(error, BrokenProcessPool):
            raise GongkaiError("general.worker_died") from error
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin_worker(begin: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    be_a_worker()
    _same.set(None)
    gc.freeze()  # what came from the parent stays where it is, shared
    gc.enable()  # the parent may have put it off for a while
    if begin is not None:
        begin(*arguments)


def run_program(command: Sequence[str], *, seconds: float | None = None) -> int:
    """Runs another program, unheard; its exit code.

    It and all that it started are gone when this returns or we die. subprocess.TimeoutExpired
    when it has not ended after so many seconds.
    """
    end, held = os.pipe()
    try:
        process = subprocess.Popen(
            ["/bin/sh", "-c", _LEASH, "sh", *command],
            stdin=end,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except BaseException:
        os.close(held)
        raise
    finally:
        os.close(end)
    try:
        return process.wait(timeout=seconds)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        os.close(held)
        process.wait()
