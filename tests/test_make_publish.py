"""`make publish`: it finds a Python that fits, and a slip of the pen empties no site."""

from __future__ import annotations

import importlib.util
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from generator.messages import message
from tests.site.pages import tree

HOME = Path(__file__).parents[1]
SCRIPT = HOME / "tools" / "find_python.sh"
PUBLISH = HOME / "tools" / "publish.py"

PYENV = ".pyenv/versions/3.12.1/bin/python"


def find(folder: Path, pythons: dict[str, str], asked: str = "") -> tuple[int, str, str]:
    """Looks for a Python on a machine that has these alone, named with their versions."""
    folder = folder / "bin"
    folder.mkdir()
    for tool in ("sed", "dirname"):
        (folder / tool).symlink_to(f"/usr/bin/{tool}")
    for name, version in pythons.items():
        major, minor = version.split(".")
        answer = f"echo '{int(major) * 100 + int(minor)} {folder / name}'"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"#!/bin/sh\n{answer if version != '0.0' else 'exit 1'}\n")
        (folder / name).chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", str(SCRIPT), asked], env={"PATH": str(folder), "HOME": str(folder)},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.strip().removeprefix(f"{folder}/"), done.stderr


@pytest.mark.parametrize(
    ("pythons", "taken"),
    [
        ({"python3": "3.12"}, "python3"),
        ({"python3": "3.9", "python3.11": "3.11"}, "python3.11"),
        ({"python3": "3.14", "python3.12": "3.12"}, "python3.12"),
        ({"python3": "0.0", "python": "3.13"}, "python"),
        ({"python3": "3.10", PYENV: "3.12"}, PYENV),
    ],
)
def test_the_first_supported_python_is_taken(tmp_path, pythons, taken):
    assert find(tmp_path, pythons) == (0, taken, "")


def test_a_later_python_is_allowed_and_said_to_be_untested(tmp_path):
    code, found, said = find(tmp_path, {"python3": "3.14"})
    assert (code, found) == (0, "python3")
    for lang in ("zh", "en"):
        assert message("publish.untested_python", {}, lang) in said
    assert "3.14" in said


@pytest.mark.parametrize("pythons", [{}, {"python3": "3.9"}, {"python3": "0.0"}])
def test_no_python_is_said_in_both_languages(tmp_path, pythons):
    code, found, said = find(tmp_path, pythons)
    assert (code, found) == (1, "")
    for lang in ("zh", "en"):
        assert message("publish.no_python", {}, lang) in said
    assert ("3.9" in said) == ("3.9" in pythons.values())


def test_the_one_that_is_named_is_taken_or_nothing(tmp_path):
    pythons = {"python3": "3.12", "mine": "3.8"}
    assert find(tmp_path, pythons, "mine")[0] == 1


def test_the_script_is_plain_ascii():
    assert SCRIPT.read_bytes().isascii()


def publish(tmp_path: Path, sources: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PUBLISH), "--data", str(tmp_path / "data")]
    command += ["--output", str(tmp_path / "output"), "--sources", str(sources)]
    return subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "code"), [("nope", "no_source"), ("empty", "empty_source")])
def test_sources_that_are_not_there_stop_everything(tmp_path, name, code):
    (tmp_path / "empty" / "deep").mkdir(parents=True)
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").write_text("the site")
    before = tree(tmp_path)
    done = publish(tmp_path, tmp_path / name)
    assert done.returncode == 2
    assert done.stderr == f"{tmp_path / name}: {message(f'publish.{code}', {})}\n"
    assert tree(tmp_path) == before


def test_options_of_make_reach_the_commands(tmp_path, monkeypatch, capsys):
    """`make publish SOURCES=x ACCEPT=1 FORCE=1` as make writes it, and what is run for it."""
    dry = ["make", "--dry-run", "publish", f"SOURCES={tmp_path / 'x'}", "ACCEPT=1", "FORCE=1"]
    lines = [*dry, f"DATA={tmp_path / 'data'}", f"OUTPUT={tmp_path / 'output'}"]
    said = subprocess.run(lines, cwd=HOME, capture_output=True, text=True, check=True).stdout
    (command,) = [line for line in said.replace("\\\n", " ").splitlines() if "publish.py" in line]
    spec = importlib.util.spec_from_file_location("publish", PUBLISH)
    publish = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(publish)
    ran = []
    monkeypatch.setattr(publish, "run", lambda *arguments: ran.append(arguments) or 0)
    monkeypatch.setattr("sys.argv", shlex.split(command.partition("tools/")[2]))
    assert publish.main() == 0
    assert (tmp_path / "output" / "index.html").as_uri() in capsys.readouterr().out
    (ingest, build) = ran
    assert (ingest[:2], "--accept-proposals" in ingest) == (("ingest", str(tmp_path / "x")), True)
    assert (build[0], "--force" in build) == ("build", True)
