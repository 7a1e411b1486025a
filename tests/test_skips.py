"""On a machine that calls itself CI no test is skipped, alone or spread over processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import HOME, lacking

FILES = {
    "test_called.py": "import pytest\ndef test_it():\n    pytest.skip('no browser')\n",
    "test_marked.py": "import pytest\n@pytest.mark.skipif(True, reason='no office')\n"
    "def test_it(): pass\n",
    "test_module.py": "import pytest\npytest.importorskip('no_such_module')\n",
    "test_passes.py": "def test_it(): pass\n",
}


@pytest.mark.parametrize(
    ("ci", "options", "code"),
    [("true", (), 1), ("true", ("-n", "1"), 1), ("", (), 0)],
    ids=["CI", "CI, another process", "elsewhere"],
)
def test_a_skip_is_a_failure_in_ci_alone(tmp_path: Path, monkeypatch, ci, options, code) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PYTHONPATH", str(HOME))
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", *options, str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    _, _, named = done.stdout.partition("a skip in CI is a failure")
    expected = {name for name in FILES if name != "test_passes.py"} if ci else set()
    assert {name for name in FILES if name in named} == expected


@pytest.mark.parametrize(
    ("ci", "end"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_what_is_not_installed_fails_a_test_in_ci(monkeypatch, ci, end) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(end, match="no browser"):
        lacking("no browser")
