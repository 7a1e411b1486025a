"""A Dask scheduler and workers on this machine, each a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from distributed import Client

HOME = Path(__file__).parents[2]
_QUIET = {"DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__DISK": "false", "PYTHONUTF8": "1"}


class Machines:
    """A scheduler with workers; what is started is ended with the block."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self.scheduler = self._start(
            "scheduler", "--host", self.address, "--no-dashboard", "--no-jupyter"
        )
        self.workers: list[subprocess.Popen] = []

    def add_worker(self) -> None:
        name = f"worker-{len(self.workers)}"
        local = str(self.folder / name)
        arguments = (self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        self.workers.append(self._start("worker", *arguments, "--local-directory", local))

    def wait_for(self, count: int) -> None:
        with Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=90)

    def _start(self, kind: str, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments]
        environment = {**os.environ, **_QUIET, "PYTHONPATH": str(HOME)}
        log = (self.folder / f"{kind}.log").open("ab")
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


@contextmanager
def machines(folder: Path, workers: int = 2):
    made = Machines(folder)
    try:
        for _ in range(workers):
            made.add_worker()
        if workers:
            made.wait_for(workers)
        yield made
    finally:
        made.end()


def gongkai(*arguments: str, **more) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "--lang", "en", *arguments],
        cwd=HOME,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        **more,
    )


def waited(condition, seconds: float = 60) -> None:
    for _ in range(int(seconds * 20)):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to pass")
