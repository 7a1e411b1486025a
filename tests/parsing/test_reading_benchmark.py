"""A small run of `benchmarks.reading`: an edit that costs accuracy anywhere is seen here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[2]
REPORTS = 60
SEED = 17


@pytest.fixture(scope="module")
def readings(tmp_path_factory) -> list[dict[str, Any]]:
    """In a process of its own: a browser prints some of the documents, as other tests do here."""
    out = tmp_path_factory.mktemp("reading") / "out.json"
    command = [sys.executable, "-m", "benchmarks.reading", "--failures"]
    options = ["--reports", f"{REPORTS}", "--seed", f"{SEED}", "--out", str(out)]
    subprocess.run([*command, *options], cwd=HOME, check=True, capture_output=True)
    found: list[dict[str, Any]] = json.loads(out.read_text("utf-8"))
    return found


def test_every_document_is_read_exactly(readings):
    faults = ("silent", *(name for name in readings[0] if name.startswith("wrong_")))
    assert len(faults) == 7
    for reading in readings:
        assert not any(reading[fault] for fault in faults), reading
        assert not (reading["accepted"] or reading["refused"] or reading["crashed"]), reading
    assert len(readings) >= REPORTS
    assert {reading["format"] for reading in readings} >= {"html", "pdf", "docx", "txt", "md"}
