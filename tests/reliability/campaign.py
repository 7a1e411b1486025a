"""Things that go wrong around a build and an import, tried many times at random moments.

    python -m tests.reliability.campaign [tries of each kind]

writes the table of docs/reliability.md. Each try starts the real program, lets something
go wrong, looks at what is there, and runs the program once more: what was there must be
whole, and after the next run everything must be byte for byte what an undisturbed run
gives.
"""

from __future__ import annotations

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from made_up.data import write_data
from tests.ingest import test_interruption as imports
from tests.reliability import family
from tests.reliability.test_damage import DAMAGES
from tests.site.pages import tree

PAGE = family.REPOSITORY / "docs" / "reliability.md"
TABLE = re.compile(r"(?<=<!-- campaign -->\n).*?(?=<!-- end of campaign -->)", re.DOTALL)
NAMES = ("甲", "乙")  # the site under two names: every page differs
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGKILL)
WHO = ("parent", "worker", "group")


@dataclass
class Row:
    """One kind of mishap: how often it was tried, and what came of it."""

    command: str
    mishap: str
    tried: int = 0
    whole: int = 0
    next_run: int = 0
    equal: int = 0
    silent: int | None = 0  # None where a killed run leaves others in the middle of a word
    longest_seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def judge(self, judged: dict[str, bool], said: str) -> None:
        """Counts one try; what went wrong is kept in words."""
        self.tried += 1
        if self.silent is None:
            del judged["silent"]
        for name, is_so in judged.items():
            setattr(self, name, getattr(self, name) + is_so)
            if not is_so:
                self.faults.append(f"{self.command}, {self.mishap}: not {name}\n{said}")

    def line(self) -> str:
        """The row of the table."""
        seconds = f"{self.longest_seconds:.1f}" if self.longest_seconds else ""
        silent = "" if self.silent is None else self.silent
        counts = (self.tried, self.whole, self.next_run, self.equal, silent)
        return f"| {self.command} | {self.mishap} | {' | '.join(map(str, counts))} | {seconds} |"


class Site:
    """A site that is published under one name and built under the other."""

    command = "build"

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "place").mkdir(parents=True)
        write_data(root / "data", 3, (2022, 2023), seed=3)
        self.data = tree(root / "data")
        self.sites = {}
        for name in reversed(NAMES):
            (root / f"{name}.toml").write_text(f'name = "{name}"\n')
            self.now = name
            started = time.monotonic()
            assert finished(self.start(name)) == 0
            self.seconds = time.monotonic() - started
            self.sites[name] = tree(root / "place/output")

    def start(self, name: str | None = None, **more: object) -> subprocess.Popen[str]:
        """A build under the name that is not published, or under a given one."""
        return begin(
            self.root,
            "build",
            *("--jobs", "2", "--content", "content", "--work", "work"),
            *("--output", "place/output", "--settings", f"{name or self.wanted}.toml"),
            **more,
        )

    @property
    def wanted(self) -> str:
        return NAMES[NAMES.index(self.now) - 1]

    def fresh(self) -> None:
        """The next try begins from what the last one left: a whole site."""

    def is_whole(self) -> bool:
        """Whether the old or the new site is there, all of it, and data/ as it was."""
        return self._published() in self.sites.values() and tree(self.root / "data") == self.data

    def is_equal(self) -> bool:
        """Whether the new site is there and nothing else beside it."""
        beside = [path.name for path in (self.root / "place").iterdir()]
        is_new = self._published() == self.sites[self.wanted] and beside == ["output"]
        if is_new:
            self.now = self.wanted
        return is_new

    def _published(self) -> dict[str, bytes]:
        return tree(self.root / "place/output")


class Import:
    """Documents that are read into a new data folder, two of them for one year."""

    command = "ingest"

    def __init__(self, root: Path) -> None:
        self.master, self.root = root / "master", root / "run"
        self.master.mkdir(parents=True)
        imports.prepare(self.master)
        agency, year = imports.AGENCIES[0], 2020
        again = imports.report(agency, year).replace("各项工作", "再次报送的各项工作")
        (self.master / "in" / f"{agency}{year}（再次报送）.txt").write_text(again, "utf-8")
        self.fresh()
        started = time.monotonic()
        finished(self.start())
        self.seconds = time.monotonic() - started
        self.data = tree(self.root / "data")

    def start(self, **more: object) -> subprocess.Popen[str]:
        """An import of all documents."""
        return begin(self.root, "ingest", "in", "--jobs", "2", **more)

    def fresh(self) -> None:
        """Each try begins with an empty data folder."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.master, self.root)

    def is_whole(self) -> bool:
        """Whether every record that is there is one of those that belong there."""
        found = {name: text for name, text in self._data().items() if name.endswith(".json")}
        texts = set(self.data.values())
        return all(text in texts for text in found.values())

    def is_equal(self) -> bool:
        return self._data() == self.data

    def _data(self) -> dict[str, bytes]:
        found = tree(self.root / "data")
        return {name: text for name, text in found.items() if not name.endswith(".partial")}


Work = Site | Import


def begin(root: Path, *arguments: str, file_bytes: int | None = None) -> subprocess.Popen[str]:
    """The program, with a limit of the size of any file that it writes."""
    process = family.start("-m", "tests.reliability.few", *arguments, cwd=root)
    if file_bytes is not None:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    return process


def finished(process: subprocess.Popen[str], seconds: float = 300) -> int:
    """The exit code; what was said is kept in `process.said`."""
    _, process.said = process.communicate(timeout=seconds)
    return process.returncode


def expected(work: Work) -> int:
    """1 for the import: one of its documents waits for a decision."""
    return 0 if isinstance(work, Site) else 1


def afterwards(work: Work, row: Row, process: subprocess.Popen[str]) -> None:
    """Looks at what is there, runs the program once more and looks again."""
    said = process.said
    judged = {"silent": "Traceback" not in said, "whole": work.is_whole()}
    again = work.start()
    judged["next_run"] = finished(again) == expected(work)
    judged["equal"] = work.is_equal()
    row.judge(judged, f"{said}\n--- next run\n{again.said}")


def kills(work: Work, tries: int, chance: random.Random) -> Iterator[Row]:
    """Parents, workers and groups ended by three signals at moments drawn by lot."""
    for who in WHO:
        for number in SIGNALS:
            row = Row(work.command, f"{number.name} to the {who}")
            if number == signal.SIGKILL and who != "worker":
                row.silent = None
            while row.tried < tries:
                work.fresh()
                process = work.start()
                below = wait_for_a_moment(work, process, who, chance)
                if below is None:  # the run was over before its moment came
                    finished(process)
                    assert work.is_equal()
                    continue
                send(process, below, who, number, chance)
                if who != "worker":
                    left, seconds = family.ended(30, below)
                    row.longest_seconds = max(row.longest_seconds, seconds)
                    assert not left, f"{row.mishap}: {len(left)} processes go on"
                finished(process)
                afterwards(work, row, process)
            yield row


def wait_for_a_moment(
    work: Work, process: subprocess.Popen[str], who: str, chance: random.Random
) -> set[int] | None:
    """The processes below at a moment of the run drawn by lot; None when it is over."""
    moment = time.monotonic() + chance.uniform(0.1, work.seconds)
    below = at_work(process.pid)
    while process.poll() is None and (time.monotonic() < moment or (who == "worker" and not below)):
        time.sleep(0.01)
        below = at_work(process.pid)
    return below if process.poll() is None else None


def at_work(pid: int) -> set[int]:
    """The processes that work for one, without those that Python starts them with."""
    found = family.below(pid)
    helpers = {child for child in found if "resource_tracker" in family.words(child)}
    servers = {child for child in found if "forkserver" in family.words(child)}
    return found - helpers - {child for child in servers if found & family.below(child)}


def send(
    process: subprocess.Popen[str],
    below: set[int],
    who: str,
    number: signal.Signals,
    chance: random.Random,
) -> None:
    try:
        if who == "group":
            os.killpg(process.pid, number)
        else:
            os.kill(process.pid if who == "parent" else chance.choice(sorted(below)), number)
    except ProcessLookupError:
        pass  # a worker may have ended by itself


@contextmanager
def small_disk(folder: Path, size: str, is_read_only: bool = False) -> Iterator[None]:
    """A file system of its own in a folder, with what was there, and no more room than `size`."""
    kept = folder.with_name(f"{folder.name}-kept")
    shutil.copytree(folder, kept, symlinks=True, copy_function=shutil.copy2)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    subprocess.run(mount, check=True)
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True, symlinks=True)
        if is_read_only:
            subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield
        left = folder.with_name(f"{folder.name}-left")
        shutil.copytree(folder, left, symlinks=True)
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        shutil.rmtree(kept)
    shutil.rmtree(folder)
    left.rename(folder)


def folders(work: Work) -> list[str]:
    """The folders that a run writes to."""
    return ["content", "work", "place"] if isinstance(work, Site) else ["data", "build"]


def full_disks(work: Work, tries: int, chance: random.Random) -> Iterator[Row]:
    """Every folder in turn on a disk with a little room."""
    row = Row(work.command, "the disk is full")
    for part in folders(work):
        for _ in range(tries // 2):
            work.fresh()
            (work.root / part).mkdir(exist_ok=True)
            used = sum(len(text) for text in tree(work.root / part).values())
            room = used // 1024 * 3 // 2 + chance.randrange(40, 400)
            with small_disk(work.root / part, f"{room}k"):
                process = work.start()
                finished(process)
            afterwards(work, row, process)
    yield row


def size_limits(work: Work, tries: int, chance: random.Random) -> Iterator[Row]:
    """No file may be larger than the system allows."""
    row = Row(work.command, "a limit on the size of files")
    for _ in range(tries):
        work.fresh()
        process = work.start(file_bytes=chance.randrange(1_000, 60_000))
        finished(process)
        afterwards(work, row, process)
    yield row


def read_only_places(work: Work, tries: int, chance: random.Random) -> Iterator[Row]:
    """Every folder in turn is read-only."""
    del tries, chance
    row = Row(work.command, "a folder is read-only")
    for part in folders(work):
        work.fresh()
        (work.root / part).mkdir(exist_ok=True)
        with small_disk(work.root / part, "200m", is_read_only=True):
            process = work.start()
            finished(process)
        afterwards(work, row, process)
    yield row


def damages(work: Work, tries: int, chance: random.Random) -> Iterator[Row]:
    """Every file that we keep for ourselves is damaged, each kind of damage in turn."""
    del tries
    row = Row(work.command, "everything kept between runs is damaged")
    for damage in DAMAGES.values():
        work.fresh()
        place = work.root / ("work" if isinstance(work, Site) else "build")
        if isinstance(work, Import):
            finished(work.start())
        for path in sorted(place.rglob("*")):
            if path.is_file() and chance.random() < 0.8:
                damaged = damage(path.read_bytes())
                path.unlink()  # the published site may hold the same file
                path.write_bytes(damaged)
        process = work.start()
        finished(process)
        afterwards(work, row, process)
    yield row


def two_at_once(work: Work, tries: int, chance: random.Random) -> Iterator[Row]:
    """Of two runs one goes on, whichever began to work first; the other stops."""
    row = Row(work.command, "two runs at once")
    for _ in range(tries):
        work.fresh()
        first = work.start()
        time.sleep(chance.uniform(0.0, work.seconds / 2))
        second = work.start()
        codes = [finished(second), finished(first)]
        assert expected(work) in codes
        assert set(codes) <= {expected(work), 1}
        afterwards(work, row, second)
    yield row


MISHAPS: tuple[Callable[[Work, int, random.Random], Iterator[Row]], ...] = (
    kills, full_disks, size_limits, read_only_places, damages, two_at_once,
)  # fmt: skip


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    head = (
        "| run | mishap | tried | whole | next run at once | equal | no traceback | longest, s |\n"
        "|---|---|--:|--:|--:|--:|--:|--:|\n"
    )
    total = Row("all", "")
    for name in ("tried", "whole", "next_run", "equal", "silent"):
        setattr(total, name, sum(getattr(row, name) or 0 for row in rows))
    return head + "".join(f"{row.line()}\n" for row in [*rows, total])


def main(tries: int = 4) -> int:
    """Runs the campaign and writes its table; 1 when anything was not as it must be."""
    import tempfile

    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for work in (Import(Path(folder) / "import"), Site(Path(folder) / "site")):
            for mishap in MISHAPS:
                for row in mishap(work, tries, random.Random(tries)):
                    rows.append(row)
                    print(row.line(), flush=True)  # noqa: T201 - what a person waits for
                    print("\n".join(row.faults), file=sys.stderr, flush=True)  # noqa: T201
    PAGE.write_text(TABLE.sub(lambda _: table(rows), PAGE.read_text("utf-8")), "utf-8")
    return int(any(row.faults for row in rows))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
