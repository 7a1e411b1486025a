"""A Dask cluster in place of local processes (`gongkai[cluster]`, docs/scale.md).

`on_cluster(address)` holds a block of work to the scheduler at that address; meanwhile
`processes.worker_pool` hands work there that may go to other machines. Dask gives the work
of a lost worker to another one. What may be lost beside it: nothing.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from uuid import uuid4

from generator.code_version import all_rooms, code_version
from generator.errors import GongkaiError

_SECONDS_TO_CONNECT = 10
_client: ContextVar[Any] = ContextVar("client", default=None)
_begun: dict[str, bool] = {}


@contextmanager
def on_cluster(address: str | None, shared: Sequence[Path] = ()) -> Iterator[int | None]:
    """Holds the block to a scheduler (`tcp://host:8786`); how many workers it has.

    None, and nothing else, without an address. GongkaiError when nobody is there, when the
    program is another one on a worker, when a worker does not see one of the `shared`
    folders, and when the scheduler goes away.
    """
    if address is None:
        yield None
        return
    client = _connected(address)
    token = _client.set(client)
    try:
        _refuse_others(client, address, shared)
        yield sum(client.nthreads().values())
    except Exception as error:
        if _is_gone(error) or client.status != "running":
            raise GongkaiError("general.scheduler_gone", address=address) from error
        raise
    finally:
        _client.reset(token)
        client.close(timeout=1)


def is_connected() -> bool:
    """Whether work goes to a cluster just now."""
    return _client.get() is not None


def _connected(address: str) -> Any:
    try:
        import dask
        import distributed
    except ImportError as error:
        raise GongkaiError("general.no_dask") from error
    client: Any = distributed.Client
    dask.config.set(
        {
            "distributed.comm.timeouts.connect": f"{_SECONDS_TO_CONNECT}s",
            "distributed.comm.retry.count": 0,
        }
    )
    try:
        return client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise GongkaiError("general.no_scheduler", address=address) from error


def _refuse_others(client: Any, address: str, shared: Sequence[Path]) -> None:
    """GongkaiError unless there are workers with the same program and the same folders."""
    ours = _said_of(shared)
    said = client.run(_said_of, [path.resolve() for path in shared])
    if not said:
        raise GongkaiError("general.no_workers", address=address)
    if client.run_on_scheduler(_said_of, [])[0] != ours[0]:
        raise GongkaiError("general.other_version", worker=address)
    for worker, (version, is_daemon, seen) in sorted(said.items()):
        if version != ours[0]:
            raise GongkaiError("general.other_version", worker=worker)
        if is_daemon:
            raise GongkaiError("general.worker_is_daemon", worker=worker)
        for path, is_seen in zip(shared, seen, strict=True):
            if not is_seen:
                raise GongkaiError("general.not_shared", worker=worker, file=str(path))


def _said_of(shared: Sequence[Path]) -> tuple[str, bool, list[bool]]:
    """Version of the program, whether processes may not be started, folders that are seen."""
    is_daemon = bool(multiprocessing.current_process().daemon)
    return code_version(all_rooms()), is_daemon, [path.is_dir() for path in shared]


@contextmanager
def cluster_pool(
    begin: Callable[..., None] | None, arguments: tuple[Any, ...]
) -> Iterator[Executor]:
    """A pool of the cluster's workers, each of which calls `begin(*arguments)` first.

    GongkaiError when a piece of work has ended several workers.
    """
    from distributed.scheduler import KilledWorker

    client = _client.get()
    given = client.scatter(arguments, broadcast=True) if arguments else []
    try:
        with client.get_executor(pure=False) as pool:
            yield Begun(pool, begin, list(given))
    except KilledWorker as error:
        raise GongkaiError("general.worker_died") from error


class Begun(Executor):
    """An executor that calls `begin(*given)` on each worker of a pool before its first task."""

    def __init__(self, pool: Executor, begin: Callable[..., None] | None, given: list[Any]) -> None:
        self._pool = pool
        self._before = (uuid4().hex, begin, given)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Hands a piece of work to a worker."""
        return self._pool.submit(_done, *self._before, fn, args, kwargs)


def _done(
    token: str,
    begin: Callable[..., None] | None,
    given: list[Any],
    fn: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Any:
    if begin is not None and token not in _begun:
        _begun.clear()
        begin(*given)
        _begun[token] = True
    return fn(*args, **kwargs)


def _is_gone(error: BaseException) -> bool:
    """Whether an error means that the scheduler is gone."""
    names = {kind.__name__ for kind in type(error).__mro__}
    return isinstance(error, CancelledError) or not names.isdisjoint(
        {"CommClosedError", "FutureCancelledError", "TimeoutError"}
    )
