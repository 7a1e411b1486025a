"""Runs a program as a person would, in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

HOME = Path(__file__).resolve().parents[1]


def lacking(what: str) -> NoReturn:
    """Skips the test for want of something that is to be installed; in CI it fails."""
    end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    end(what)


def run(*command: object, cwd: Path, **variables: str) -> str:
    """What the command prints; AssertionError with its words when it does not end well."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def peak_kilobytes() -> int:
    """The most memory that this process ever held, since it runs this program.

    `ru_maxrss` does not say so: a child starts with that of its parent.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(re.findall(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)[0])
