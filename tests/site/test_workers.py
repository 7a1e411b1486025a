"""Other processes make agencies' pages: the same bytes, and the same end when something is wrong."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from generator.errors import BadDataError, GongkaiError
from generator.pages import agencies
from generator.pages.agency import for_agency
from generator.site.build import build
from generator.site.paths import Paths
from generator.site.pelican_plugin.reader import Reader
from generator.site.pelican_plugin.whole import FailedBuildError
from generator.site_settings import SiteSettings
from tests.site.conftest import folders
from tests.site.pages import tree


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch):
    """A worker gets two agencies at a time or three, and sees what a test puts in place."""
    monkeypatch.setattr(agencies, "LEAST_AT_ONCE", 10)
    monkeypatch.setattr(agencies, "_PARTS_A_WORKER", 100)
    monkeypatch.setattr("generator.pages.write.START", "fork")


def anew(data: Path, root: Path) -> Paths:
    there = folders(root)
    return Paths(data, there.content, there.output, there.work)


@pytest.mark.parametrize("jobs", [2, 3])
def test_a_site_is_the_same_however_many_processes_make_it(plain, tmp_path, monkeypatch, jobs):
    asked: list[int] = []
    real = agencies.packed
    monkeypatch.setattr(agencies, "packed", lambda works: asked.append(len(works)) or real(works))
    paths = anew(plain.data, tmp_path)
    build(paths, SiteSettings(), jobs=jobs)
    assert len(asked) >= 3
    assert tree(paths.output) == tree(plain.output)
    assert tree(paths.content) == tree(plain.content)
    assert not list(paths.work.glob("given-*"))
    assert build(paths, SiteSettings(), jobs=jobs).written == 0
    (paths.work / "built").unlink(missing_ok=True)
    assert build(paths, SiteSettings(), jobs=jobs).written == 0
    assert len(asked) < 20


def _fails(*_: object) -> None:
    raise BadDataError("data.unreadable", file="here", reason="so")


def test_an_agency_whose_page_cannot_be_written_is_one_line(plain, tmp_path, monkeypatch):
    monkeypatch.setattr(for_agency, "for_agency_page", _fails)
    paths = anew(plain.data, tmp_path)
    with pytest.raises(BadDataError) as caught:
        build(paths, SiteSettings(), jobs=2)
    assert caught.value.code == "data.unreadable"
    assert not paths.output.exists()


def _refuses(reader: Reader, body: str, save_as: str, site: object) -> str:
    raise BadDataError("data.unreadable", file=save_as, reason=len(body))


def test_pages_that_cannot_be_made_are_all_named_in_their_order(plain, tmp_path, monkeypatch):
    said = []
    for jobs in (1, 2):
        paths = anew(plain.data, tmp_path / f"{jobs}")
        monkeypatch.setattr(Reader, "_converted", _refuses)
        with pytest.raises(FailedBuildError) as caught:
            build(paths, SiteSettings(), jobs=jobs)
        said.append([one.error.text("en") for one in caught.value.failures])
        assert not paths.output.exists()
    assert len(said[0]) == len({*said[0]}) >= 50
    assert said[0] == said[1]


def _dies(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_leaves_the_old_site(plain, tmp_path, monkeypatch):
    paths = anew(plain.data, tmp_path)
    build(paths, SiteSettings(), jobs=1)
    before = tree(paths.output)
    monkeypatch.setattr(for_agency, "for_agency_page", _dies)
    with pytest.raises(GongkaiError) as caught:
        build(paths, SiteSettings(name="又一个名字"), jobs=2)
    assert caught.value.code == "general.worker_died"
    assert tree(paths.output) == before
    monkeypatch.undo()
    build(paths, SiteSettings(), jobs=2)
    assert tree(paths.output) == before


@pytest.mark.parametrize(
    ("jobs", "most", "is_copied"), [(1, 50, False), (2, 50, True), (2, 1, False)]
)
def test_open_data_are_made_meanwhile_and_what_is_wrong_is_one_line(
    plain, tmp_path, monkeypatch, jobs, most, is_copied
):
    """In a copy of the process, where a second core is idle and the reports are not too many."""

    def fails(*_: object) -> None:
        raise BadDataError("data.unreadable", file="here", reason=os.getpid())

    monkeypatch.setattr("generator.pages.downloads.files.write_open_data", fails)
    monkeypatch.setattr("generator.pages.write.MOST_COPIED", most)
    paths = anew(plain.data, tmp_path)
    with pytest.raises(BadDataError) as caught:
        build(paths, SiteSettings(), jobs=jobs)
    assert (caught.value.params["reason"] != str(os.getpid())) == is_copied
    assert not paths.output.exists()


def test_open_data_whose_process_dies_leave_no_site(plain, tmp_path, monkeypatch):
    me = os.getpid()

    def dies(*_: object) -> None:
        if os.getpid() != me:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("generator.pages.downloads.files.write_open_data", dies)
    paths = anew(plain.data, tmp_path)
    with pytest.raises(GongkaiError) as caught:
        build(paths, SiteSettings(), jobs=2)
    assert caught.value.code == "general.worker_died"
    assert not paths.output.exists()
