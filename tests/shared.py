"""What takes long to make is made once a run of the tests, for all of its processes."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

from generator.pages.charts import views


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder that `make` fills, for the first process that asks for it; others only read it."""
    base = factory.getbasetemp()
    base = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    base.mkdir(exist_ok=True)
    folder, ready = base / "made", base / "ready"
    with (base / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            folder.mkdir()
            make(folder)
            ready.touch()
    return folder


@contextmanager
def vega_asked_once(factory: pytest.TempPathFactory) -> Iterator[None]:
    """In the block a new work folder gets copies of what Vega makes for charts.

    Vega takes five seconds, most of a small build. Tests of its drawings call it themselves.
    """
    real = views.keep_files

    @contextmanager
    def copied(folder: Path) -> Iterator[None]:
        shutil.copytree(made_once(factory, "charts", real), folder, dirs_exist_ok=True)
        yield

    with mock.patch.object(views, "begun_apart", copied):
        yield
