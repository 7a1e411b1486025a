"""A disk that is full, a place that is read-only: one line, and nothing is lost."""

from __future__ import annotations

import errno
import os
import pickle
import resource
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.errors import naming, of_machine
from generator.ingest.proposals import accept
from generator.store import DataFolder, write_atomically
from made_up.data import write_data
from tests.ingest.test_interruption import prepare, stored
from tests.reliability.family import REPOSITORY, may_mount
from tests.site.pages import tree

INGEST = ("ingest", "in", "--jobs", "1")
BUILD = ("build", "--jobs", "1", "--content", "content", "--work", "work")


def gongkai(
    place: Path, *arguments: str, file_bytes: int | None = None
) -> subprocess.CompletedProcess[str]:
    """The program in a folder, with a limit of the size of any file that it writes."""

    def limit() -> None:
        if file_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))

    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


@contextmanager
def small_disk(folder: Path, size: str, *options: str):
    """A file system of its own in a folder, that holds no more than `size`."""
    folder.mkdir(parents=True, exist_ok=True)
    how = ",".join((f"size={size}", *options))
    command = ["mount", "-t", "tmpfs", "-o", how, "tmpfs", str(folder)]
    subprocess.run(command, capture_output=True, check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)


def one_line(run: subprocess.CompletedProcess[str], *words: str) -> str:
    """What was said: exit 1, one line, with these words."""
    assert run.returncode == 1, run.stderr
    aside = ("0:00:", "mistake_address")  # progress, and the word on the setting that is absent
    lines = [
        line for line in run.stderr.splitlines() if line and not any(word in line for word in aside)
    ]
    assert len(lines) == 1
    (said,) = lines
    for word in words:
        assert word in said
    return said


@pytest.fixture
def reports(tmp_path):
    return prepare(tmp_path)


@pytest.fixture
def made_up(tmp_path):
    write_data(tmp_path / "data", 2, (2022, 2023), seed=3)
    return tmp_path


def test_a_file_too_large_for_the_system_stops_an_import(reports):
    one_line(gongkai(reports, *INGEST, file_bytes=4000), "data/reports/", "2011.json", "ulimit")
    assert not list((reports / "data").rglob("*.partial"))
    assert gongkai(reports, *INGEST).returncode == 0


def test_the_line_is_in_the_language_asked_for(reports):
    run = gongkai(reports, "--lang", "en", *INGEST, file_bytes=4000)
    one_line(run, "larger than the system allows", "are whole")


@may_mount
def test_an_import_goes_on_when_the_disk_has_room_again(reports, tmp_path_factory):
    whole = prepare(tmp_path_factory.mktemp("whole"))
    assert gongkai(whole, *INGEST).returncode == 0
    registry = (reports / "data/agencies.csv", reports / "data/regions.csv")
    contents = [path.read_bytes() for path in registry]
    with small_disk(reports / "data", "1m"):
        for path, content in zip(registry, contents, strict=True):
            path.write_bytes(content)
        (reports / "data/filler").write_bytes(
            bytes(1024 * 1024 - 4096 * 8 - sum(map(len, contents)))
        )
        one_line(gongkai(reports, *INGEST), "data/reports/", "磁盘已满")
        (reports / "data/filler").unlink()
        assert gongkai(reports, *INGEST).returncode == 0
        assert stored(reports) == stored(whole)
        read_only(reports / "data")
        assert gongkai(reports, *INGEST).returncode == 0  # nothing is to be written


@may_mount
def test_a_read_only_data_folder_is_named(reports):
    contents = {p.name: p.read_bytes() for p in (reports / "data").iterdir()}
    with small_disk(reports / "data", "4m"):
        for name, content in contents.items():
            (reports / "data" / name).write_bytes(content)
        read_only(reports / "data")
        one_line(gongkai(reports, *INGEST), "data/reports", "只读")


def test_no_half_row_stays_in_the_registry(reports, monkeypatch):
    registry = DataFolder(reports / "data").registry()
    before = (reports / "data/agencies.csv").read_bytes()
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, row: real(handle, row[:9]))
    with pytest.raises(OSError, match="No space"):
        accept(reports / "data", next(iter(registry.agencies.values())))
    assert (reports / "data/agencies.csv").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("part", ["content", "work", "place"])
@may_mount
def test_a_read_only_place_leaves_the_site(made_up, part):
    output = ("--output", "place/output")
    (made_up / "place").mkdir()
    with small_disk(made_up / part, "200m"):
        assert gongkai(made_up, *BUILD, *output).returncode == 0
        before = tree(made_up / "place/output")
        read_only(made_up / part)
        run = gongkai(made_up, *BUILD, *output, "--site-url", "https://example.org/other")
        one_line(run, part, "只读")
        assert tree(made_up / "place/output") == before


def test_every_error_of_the_system_has_its_words():
    texts = set()
    for number in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EFBIG, errno.EMFILE, errno.EIO):
        error = pickle.loads(pickle.dumps(OSError(number, os.strerror(number), "data/x.json")))
        texts.add(of_machine(error).text())
        assert of_machine(error).text("en").startswith("data/x.json: ")
    assert len(texts) == 6
    assert "--jobs" in of_machine(MemoryError()).text()


def test_an_error_while_writing_names_the_file():
    with pytest.raises(OSError, match="No space") as caught, naming(Path("data/x.json")):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    again = pickle.loads(pickle.dumps(caught.value))  # as it comes from a worker
    assert again.filename == "data/x.json"


def test_what_is_durable_is_on_the_disk_before_and_after_it_has_its_name(tmp_path, monkeypatch):
    """The order that a power cut cannot break: content, name, folder."""
    done: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(handle: int) -> None:
        done.append(str(Path(f"/proc/self/fd/{handle}").readlink()).removeprefix(f"{tmp_path}/"))
        real_sync(handle)

    def replace(path: Path, target: Path) -> Path:
        done.append(f"-> {target.relative_to(tmp_path)}")
        return real_replace(path, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    write_atomically(tmp_path / "reports/a/2023.json", b"{}", is_durable=True)
    assert done[0] == str(tmp_path)  # it has the new folder's name
    assert done[1] == "reports"
    assert done[2].startswith("reports/a/.2023.json.")
    assert done[3:] == ["-> reports/a/2023.json", "reports/a"]
    done.clear()
    write_atomically(tmp_path / "page.md", b"made again at any time")
    assert done == ["-> page.md"]
