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
        # A run in the background is born deaf to SIGINT and would hand that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads
    )


def below(pid: int) -> set[int]:
    """The processes that were started below one, however deep."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            parents[int(entry.parent.name)] = int(parent)
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
    """Whether the process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def left_after(seconds: float, pids: set[int]) -> set[int]:
    """Those of the processes that are still there after so many seconds."""
    return ended(seconds, pids)[0]


def ended(seconds: float, pids: set[int]) -> tuple[set[int], float]:
    """Those that are still there after so many seconds, and how long the last one took.

    The time in which it waited for a processor is not counted: on a busy machine that is
    the machine's, and the kernel says how long it was.
    """
    started, before, counted = time.monotonic(), {pid: waited(pid) for pid in pids}, 0.0
    while left := {pid for pid in pids if is_alive(pid)}:
        passed = time.monotonic() - started
        counted = passed - max(0.0, *(waited(pid) - before[pid] for pid in left))
        if counted >= seconds or passed > 10 * seconds:
            break
        time.sleep(0.02)
    return left, counted


def waited(pid: int) -> float:
    """Seconds for which a process was ready and no processor free, of the thread that waited most."""
    longest = 0
    for entry in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with suppress(OSError):
            longest = max(longest, int(entry.read_text().split()[1]))
    return longest / 1e9
