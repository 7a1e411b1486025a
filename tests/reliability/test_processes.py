"""Whatever ends us, nothing that we started goes on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.pages.charts.views import begun_apart, view_files
from generator.processes import run_program, worker_pool
from tests.ingest import test_interruption as imports
from tests.reliability.family import (
    ENDED_WITHIN_SECONDS,
    REPOSITORY,
    below,
    is_alive,
    left_after,
    start,
)

POOL = """
import sys, time
from pathlib import Path
from generator.processes import exit_code, stop_in_order, worker_pool

def task(number):
    Path(f"at-work-{number}").touch()
    end = time.monotonic() + 120
    while time.monotonic() < end:
        pass

if __name__ == "__main__":
    stop_in_order()
    try:
        with worker_pool(2, sys.argv[1]) as pool:
            for number in range(8):
                pool.submit(task, number)
            time.sleep(120)
    except KeyboardInterrupt as stop:
        sys.exit(exit_code(stop))
"""
PROGRAM = """
from generator.processes import run_program
run_program(["/bin/sh", "-c", "sleep 120 & sleep 120 & touch at-work-0 at-work-1; wait"])
"""


def at_work(place: Path, script: str, *arguments: str) -> subprocess.Popen[str]:
    """A script of its own that has come to where its workers are busy."""
    (place / "script.py").write_text(script)
    process = start("script.py", *arguments, cwd=place)
    deadline = time.monotonic() + 30
    while not all((place / f"at-work-{number}").exists() for number in (0, 1)):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.02)
    return process


@pytest.mark.parametrize("way", ["spawn", "fork", "forkserver"])
@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGKILL, -9)],
)
def test_workers_end_with_their_parent(tmp_path, way, number, code):
    process = at_work(tmp_path, POOL, way)
    workers = below(process.pid)
    assert len(workers) >= 2
    os.kill(process.pid, number)
    assert left_after(ENDED_WITHIN_SECONDS, workers | {process.pid}) == set()
    _, said = process.communicate(timeout=10)
    assert process.returncode == code
    assert said == "" or (number == signal.SIGKILL and "Traceback" not in said)


@pytest.mark.parametrize("way", ["spawn", "fork", "forkserver"])
def test_ctrl_c_reaches_all_and_none_prints_where_it_was(tmp_path, way):
    process = at_work(tmp_path, POOL, way)
    workers = below(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    assert left_after(ENDED_WITHIN_SECONDS, workers | {process.pid}) == set()
    _, said = process.communicate(timeout=10)
    assert (process.returncode, said) == (130, "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_another_program_ends_with_us_and_all_that_it_started(tmp_path, number):
    process = at_work(tmp_path, PROGRAM)
    started = below(process.pid)
    assert len(started) >= 4  # two shells, two that sleep
    os.kill(process.pid, number)
    assert left_after(ENDED_WITHIN_SECONDS, started) == set()
    process.communicate(timeout=10)


STARTING = """
import os, signal, sys, threading, time
from generator.processes import exit_code, starting_workers, stop_in_order

stop_in_order()
number = int(sys.argv[1])
threading.Thread(target=time.sleep, args=(1,), daemon=True).start()  # it may get the signal
try:
    with starting_workers():
        os.kill(os.getpid(), number)
        sum(range(1000000))
        print("started")
    print("went on")
except KeyboardInterrupt as stop:
    os.kill(os.getpid(), signal.SIGTERM)  # once more: tidying up goes on
    print("tidied")
    sys.exit(exit_code(stop))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_end_waits_until_workers_are_started(tmp_path, number):
    (tmp_path / "script.py").write_text(STARTING)
    process = start("script.py", str(int(number)), cwd=tmp_path)
    said, complained = process.communicate(timeout=20)
    assert (said, complained) == ("started\ntidied\n", "")
    assert process.returncode == 128 + number


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9)]
)
def test_make_publish_ends_with_all_that_it_runs(tmp_path, number, code):
    """Killed while it reads: nothing goes on, and no site is built from half of the documents."""
    (tmp_path / "in").mkdir()
    for copy in range(1500):  # more than can be read in the time
        text = imports.report(imports.AGENCIES[0], 2020)
        (tmp_path / f"in/{copy}.txt").write_text(f"{text}\n{copy}\n", encoding="utf-8")
    command = ("--data", "data", "--output", "site", "--sources", "in", "--jobs", "2")
    process = start(str(REPOSITORY / "tools/publish.py"), *command, cwd=tmp_path)
    deadline = time.monotonic() + 30
    while len(started := below(process.pid)) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(process.pid, number)
    assert left_after(ENDED_WITHIN_SECONDS, started | {process.pid}) == set()
    _, said = process.communicate(timeout=10)
    assert process.returncode == code
    # Who is killed cannot keep a half-started worker from complaining.
    assert number == signal.SIGKILL or "Traceback" not in said
    assert not (tmp_path / "site").exists()


BLOCKED = """
import multiprocessing, signal
from generator.processes import starting_workers, stop_in_order

def mask():
    print(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])), flush=True)

if __name__ == "__main__":
    stop_in_order()
    for way in ("spawn", "forkserver"):
        process = multiprocessing.get_context(way).Process(target=mask)
        with starting_workers():
            process.start()
        process.join()
    mask()
"""


def test_a_worker_is_deaf_until_it_can_end_in_order(tmp_path):
    (tmp_path / "script.py").write_text(BLOCKED)
    said, _ = start("script.py", cwd=tmp_path).communicate(timeout=20)
    deaf = str([signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
    assert said.splitlines() == [deaf, deaf, "[]"]


def test_another_program_is_not_heard_and_its_code_kept(capfd):
    assert run_program(["/bin/sh", "-c", "echo one; echo two >&2; exit 3"]) == 3
    assert capfd.readouterr() == ("", "")


def test_another_program_that_takes_too_long_is_ended(tmp_path):
    note = tmp_path / "pid"
    with pytest.raises(subprocess.TimeoutExpired):
        run_program(["/bin/sh", "-c", f"sleep 60 & echo $! >{note}; wait"], seconds=0.5)
    assert left_after(ENDED_WITHIN_SECONDS, {int(note.read_text())}) == set()


def test_what_another_program_leaves_behind_is_ended(tmp_path):
    note = tmp_path / "pid"
    run_program(["/bin/sh", "-c", f"sleep 60 & echo $! >{note}"])
    assert left_after(ENDED_WITHIN_SECONDS, {int(note.read_text())}) == set()


def test_a_worker_that_dies_is_one_line():
    with pytest.raises(GongkaiError) as caught, worker_pool(2, "spawn") as pool:
        pool.submit(signal.raise_signal, signal.SIGKILL).result()
    assert caught.value.code == "general.worker_died"
    assert "\n" not in caught.value.text("en")


def test_an_error_does_not_wait_for_what_is_still_to_do():
    started = time.monotonic()
    with pytest.raises(ValueError, match="enough"), worker_pool(2, "spawn") as pool:
        workers = below(os.getpid())
        for _ in range(8):
            pool.submit(time.sleep, 60)
        raise ValueError("enough")
    assert time.monotonic() - started < 50
    assert not any(is_alive(pid) for pid in workers - below(os.getpid()))


def test_who_draws_charts_is_gone_when_it_is_done_and_whoever_needs_them_says_what_failed(tmp_path):
    file = tmp_path / "charts"
    file.write_text("no folder")
    with begun_apart(file):
        (drawing,) = multiprocessing.active_children()
        drawing.join(60)
        assert drawing.exitcode == 0
        with pytest.raises(OSError, match="charts"):
            view_files(file)


def test_an_error_ends_who_draws_charts(tmp_path):
    with pytest.raises(ValueError, match="enough"), begun_apart(tmp_path):
        raise ValueError("enough")
    assert multiprocessing.active_children() == []
