"""A reader for workers that waits at one file until somebody ends its process."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

from generator.ingest.outcome import FileReading
from generator.ingest.reading import Settings, read


def read_waiting_once(path: Path, settings: Settings) -> FileReading:
    """Waits for ever at `wait-*`, the first time it is read, and names the worker that reads it."""
    mark = path.with_name(f".{path.name}.seen")
    if path.name.startswith("wait-") and not mark.exists():
        parent = multiprocessing.parent_process()
        mark.write_text(str(parent.pid if parent else 0))
        time.sleep(600)
    return read(path, settings)
