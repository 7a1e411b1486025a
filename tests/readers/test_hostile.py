"""Bad files end as one clear line, within a minute and 1.5 GB, and the rest goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.errors import UnreadableDocumentError
from generator.readers.clean import printable
from generator.readers.open import read_bytes
from tests.readers.hostile import LARGE, SMALL

ROOT = Path(__file__).parents[2]
SECONDS, MEMORY_KB = 60, 1_500_000
BIT = 60  # seconds; whoever waits for a pipe waits for ever


def _refused(name: str, content: bytes) -> str:
    try:
        read_bytes(name, content)
    except UnreadableDocumentError as error:
        assert error.file == printable(name)
        assert "\n" not in error.text()
        return error.code
    return ""


@pytest.mark.parametrize("name", SMALL)
def test_small_bad_files(name: str) -> None:
    make, code = SMALL[name]
    assert _refused(name, make()) == code


def _gongkai(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "generator", "--lang", "en", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=900, check=False
    )


def _data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    for name in ("agencies.csv", "regions.csv"):
        (data / name).write_bytes((ROOT / "data" / name).read_bytes())
    return data


def _folder(tmp_path: Path, files: list[str]) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in files:
        make, _ = SMALL[name]
        (folder / name).write_bytes(make())
    (folder / "loop.html").symlink_to("other.html")
    (folder / "other.html").symlink_to("loop.html")
    (folder / "inner").mkdir()
    (folder / "inner" / "up").symlink_to("..")
    return folder


@pytest.mark.parametrize("command", ["parse", "ingest"])
def test_the_command_line_says_one_line_for_each(tmp_path: Path, command: str) -> None:
    from tests.readers.samples import docx

    folder = _folder(tmp_path, list(SMALL))
    (folder / "good.docx").write_bytes(docx())
    run = _gongkai(command, str(folder), "--data", str(_data(tmp_path)))
    assert run.returncode == 1
    assert "Traceback" not in run.stderr + run.stdout
    said = run.stderr + run.stdout
    for name in SMALL:
        shown = (f"{' '.join(name.split())}: ", f"{printable(name)}: ")
        lines = [line for line in said.splitlines() if any(text in line for text in shown)]
        assert len(lines) == 1, (name, said)
    if command == "parse":
        assert [line for line in run.stdout.splitlines() if '"good.docx"' in line]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.html"
    os.mkfifo(pipe)
    started = time.monotonic()
    run = _gongkai("parse", str(pipe), "--data", str(_data(tmp_path)))
    assert (run.returncode, "pipe.html" in run.stderr) == (1, True)
    assert time.monotonic() - started < BIT


MEASURED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_DATA, (1_500_000_000, 1_500_000_000))
from pathlib import Path
from generator.agencies import load_registry
from generator.ingest.reading import Settings, read
from generator.privacy import load_exceptions
from tests.running import peak_kilobytes
data = Path(sys.argv[2])
settings = Settings(registry=load_registry(data), exceptions=load_exceptions(data))
reading = read(Path(sys.argv[1]), settings)
codes = [problem.code for problem in reading.problems]
codes += [record.kind for record in reading.records]
children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(max(peak_kilobytes(), children), *codes)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_large_bad_files_cost_little(tmp_path: Path, name: str) -> None:
    make, code = LARGE[name]
    path = tmp_path / name
    path.write_bytes(make())
    started = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path), str(_data(tmp_path))],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=SECONDS, check=True,
    )  # fmt: skip
    memory, *found = run.stdout.split()
    assert found == [code or "unrecognised"]
    assert int(memory) < MEMORY_KB
    assert time.monotonic() - started < SECONDS
