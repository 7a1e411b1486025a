"""Processes and those below them, as /proc shows them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ENDED_WITHIN_SECONDS = 2.0  # what docs/reliability.md promises


def may_mount(test: Callable[..., None]) -> Callable[..., None]:
    """Runs a test where small disks can be mounted: as root here, else in a namespace of its own.

    A system that gives a user no such namespace fails the test, with its own words.
    """

    @wraps(test)
    def there(*arguments: object, **more: object) -> None:
        if os.getuid() == 0:
            test(*arguments, **more)
            return
        name = os.environ["PYTEST_CURRENT_TEST"].rpartition(" ")[0]
        alone = ["unshare", "--user", "--map-root-user", "--mount"]
        again = [sys.executable, "-m", "pytest", "-q", "-m", "", "-p", "no:cacheprovider", name]
        done = subprocess.run(
            [*alone, *again], cwd=REPOSITORY, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    return there


def _hear_signals() -> None:
    """A run in the background is born deaf to SIGINT, one under nohup to SIGHUP; both hand it on."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def start(*command: str, cwd: Path, **environment: str) -> subprocess.Popen[str]:
    """A Python program of this checkout in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_hear_signals,  # noqa: PLW1509 - no threads
    )


def below(pid: int) -> set[int]:
    """The processes that were started below one, however deep."""
    parents = {}
    for entry in Path("/proc").iterdir():  # a glob asks each if it is there, and fails at the end
        if not entry.name.isdecimal():
            continue
        try:
            stat = (entry / "stat").read_text()
        except OSError:
            continue
        state, parent = stat.rpartition(")")[2].split()[:2]
        if state != "Z":
            parents[int(entry.name)] = int(parent)
    found, new = set(), {pid}
    while new := {child for child, parent in parents.items() if parent in new} - found:
        found |= new
    return found


def words(pid: int) -> str:
    """The command line of a process; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        return ""


def is_alive(pid: int) -> bool:
    """Whether the process is there and no zombie.

    Killed, its first thread is a zombie at once; the files stay open until the others run to
    their end.
    """
    states = _states(pid)
    return len(states) > 1 or "Z" not in states


def _states(pid: int) -> list[str]:
    """The letter of each thread's state; Z alone when the process is gone."""
    found = []
    with suppress(OSError):
        for entry in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                stat = (entry / "stat").read_text()
                found.append(stat.rpartition(")")[2].split()[0])
    return found or ["Z"]


def left_after(seconds: float, pids: set[int]) -> set[int]:
    """Those of the processes that are still there after so many seconds."""
    return ended(seconds, pids)[0]


def ended(seconds: float, pids: set[int]) -> tuple[set[int], float]:
    """Those that are still there after so many seconds, and how long the last one took.

    Time in which one of them, one that they started since, or we waited for a processor is not
    counted: on a busy machine that is the machine's. What runs without end is still there after
    ten times the seconds.
    """
    started, counted = time.monotonic(), 0.0
    while left := {pid for pid in pids if is_alive(pid)}:
        if counted >= seconds or time.monotonic() - started > 10 * seconds:
            break
        watched = left.union({os.getpid()}, *map(below, left))
        before, asked = {pid: waited(pid) for pid in watched}, time.monotonic()
        time.sleep(0.02)
        lost = max(waited(pid) - before[pid] for pid in watched)
        if not any("R" in _states(pid) for pid in watched - {os.getpid()}):
            counted += max(0.0, time.monotonic() - asked - lost)
    return left, counted


def waited(pid: int) -> float:
    """Seconds for which a process was ready and no processor free, of the thread that waited most.

    The kernel adds a wait when it ends.
    """
    longest = 0
    with suppress(OSError):
        for entry in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                longest = max(longest, int((entry / "schedstat").read_text().split()[1]))
    return longest / 1e9
