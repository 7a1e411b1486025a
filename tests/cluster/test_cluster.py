"""Reading and building on a real scheduler with worker processes, some of which are killed."""

from __future__ import annotations

import shutil
import signal
import threading
from pathlib import Path

import pytest

from generator.cluster import on_cluster
from generator.errors import GongkaiError
from generator.ingest.run import IngestOptions, ingest
from generator.site.build import build
from generator.site.progress import Silent
from generator.site_settings import SiteSettings
from tests.cluster.machines import gongkai, machines, waited
from tests.cluster.slowly import read_waiting_once
from tests.site.conftest import folders
from tests.site.pages import tree

NOBODY = "tcp://127.0.0.1:9"
KINDS = ("reports/", "plans/")


def records(data: Path) -> dict[str, bytes]:
    return {name: one for name, one in tree(data).items() if name.startswith(KINDS)}


@pytest.fixture
def corpus(tmp_path) -> Path:
    """Made-up documents of all kinds, some of them bad, and their registry."""
    ran = gongkai("demo", "--reports", "12", "--format", "html", "--out", str(tmp_path / "in"))
    assert ran.wait(timeout=120) == 0
    (tmp_path / "in/registry").rename(tmp_path / "data")
    third = sorted((tmp_path / "in").glob("*.html"))[2]
    third.rename(third.with_name(f"wait-{third.name}"))
    return tmp_path


def test_a_worker_that_is_killed_costs_nothing_but_time(corpus, monkeypatch):
    """Two workers; one is killed while it reads: the other reads its file again."""
    data, documents = corpus / "data", corpus / "in"
    before = ingest([documents], IngestOptions(data=data, journal=corpus / "journal"))
    expected = records(data)
    assert len(expected) >= 4
    for kind in KINDS:
        shutil.rmtree(data / kind, ignore_errors=True)
    seen = documents / f".{next(documents.glob('wait-*')).name}.seen"

    with machines(corpus) as ready:

        def kill_the_one_that_waits() -> None:
            waited(lambda: seen.exists() and seen.read_text())
            (one,) = [one for one in ready.workers if str(one.pid) == seen.read_text()]
            one.kill()

        killer = threading.Thread(target=kill_the_one_that_waits)
        killer.start()
        monkeypatch.setattr("generator.ingest.run.read", read_waiting_once)
        options = IngestOptions(data=data, journal=corpus / "second", scheduler=ready.address)
        found = ingest([documents], options)
        killer.join()
        assert sum(one.poll() is not None for one in ready.workers) == 1
    assert records(data) == expected
    assert found.counts() == before.counts()


def test_a_scheduler_that_nobody_runs_is_one_line_and_loses_nothing(plain, tmp_path):
    before = tree(plain.output)
    places = (
        "--output",
        str(plain.output),
        "--content",
        str(plain.content),
        "--work",
        str(plain.work),
    )
    ran = gongkai("build", "--data", str(plain.data), *places, "--scheduler", NOBODY)
    said = ran.communicate(timeout=120)[0]
    assert ran.returncode == 1
    assert f"no scheduler answers at {NOBODY}" in said
    assert "Traceback" not in said
    assert tree(plain.output) == before
    (tmp_path / "in").mkdir()
    ran = gongkai("ingest", str(tmp_path / "in"), "--data", str(plain.data), "--scheduler", NOBODY)
    said = ran.communicate(timeout=120)[0]
    assert ran.returncode == 1
    assert f"no scheduler answers at {NOBODY}" in said


class _At(Silent):
    """Does something once when a stage begins."""

    def __init__(self, name: str, what) -> None:
        self.name = name
        self.what = what

    def stage(self, name: str, total: int | None) -> None:
        if name == self.name and self.what is not None:
            what, self.what = self.what, None
            what()


@pytest.mark.slow
def test_a_site_built_on_a_cluster_is_the_same_and_outlives_a_worker(plain, tmp_path):
    expected = tree(plain.output)
    there = folders(tmp_path / "there")
    paths = type(there)(plain.data, there.content, there.output, there.work)
    with machines(tmp_path) as ready, on_cluster(ready.address, [plain.data]) as workers:
        assert workers == 2

        def lose_one() -> None:
            ready.workers[0].send_signal(signal.SIGSTOP)  # what it is given waits with it
            threading.Timer(3, ready.workers[0].kill).start()

        build(paths, SiteSettings(), jobs=workers, progress=_At("html", lose_one))
    assert {n: c for n, c in tree(paths.output).items() if n != ".gongkai"} == {
        n: c for n, c in expected.items() if n != ".gongkai"
    }


@pytest.mark.slow
def test_a_scheduler_that_goes_away_leaves_the_old_site(plain, tmp_path):
    there = folders(tmp_path / "there")
    paths = type(there)(plain.data, there.content, there.output, there.work)
    build(paths, SiteSettings(), jobs=1)
    before = tree(paths.output)
    with machines(tmp_path) as ready, pytest.raises(GongkaiError) as caught:
        settings = SiteSettings(name="又一个名字")
        with on_cluster(ready.address, [plain.data]) as workers:
            build(paths, settings, jobs=workers, progress=_At("html", ready.scheduler.kill))
    assert caught.value.code == "general.scheduler_gone"
    assert tree(paths.output) == before
    assert not list(paths.output.parent.glob(".output.gongkai-*"))


def test_workers_have_to_see_the_folders_and_to_be_there(tmp_path):
    with machines(tmp_path, workers=0) as ready:
        waited(lambda: b"Scheduler at" in (tmp_path / "scheduler.log").read_bytes())
        with pytest.raises(GongkaiError) as caught, on_cluster(ready.address):
            raise AssertionError("nothing is to be done without workers")
        assert caught.value.code == "general.no_workers"
        ready.add_worker()
        ready.wait_for(1)
        here = tmp_path / "here"
        with pytest.raises(GongkaiError) as caught, on_cluster(ready.address, [here]):
            raise AssertionError("nothing is to be done where a folder is not seen")
        assert caught.value.code == "general.not_shared"
        assert str(here) in caught.value.text("en")
