"""What did not change is not written; what changed is; the same data give the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from generator.pages import agencies
from generator.site.build import build
from generator.site.paths import Paths
from generator.site.progress import Silent
from generator.site_settings import SiteSettings
from tests.checks.test_kept import change
from tests.site.conftest import folders
from tests.site.pages import build_by_hand, hand_made, page, tree


def inodes(folder):
    return {path: path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_the_second_build_writes_nothing(plain):
    before, files = tree(plain.output), inodes(plain.output)
    result = build(plain, SiteSettings(), jobs=1)
    assert result.written == 0
    assert tree(plain.output) == before
    assert inodes(plain.output) == files


def test_two_folders_hold_the_same_bytes(plain, tmp_path):
    other = Paths(plain.data, tmp_path / "content", tmp_path / "output", tmp_path / "work")
    build(other, SiteSettings(), jobs=2)
    assert tree(other.output) == tree(plain.output)


def test_only_the_changed_page_is_written(tmp_path, monkeypatch):
    files = {"home.md": page("首页", ""), "guide.md": page("指南", "guide/")}
    paths = hand_made(tmp_path, files)
    build_by_hand(monkeypatch, paths)
    (paths.prose / "guide.md").write_text(page("申请指南", "guide/"))
    assert build_by_hand(monkeypatch, paths).written == 1
    assert "申请指南" in (paths.output / "guide" / "index.html").read_text()


class _At(Silent):
    """Does something once, when the pages are about to be written."""

    def __init__(self, what: Callable[[], object]) -> None:
        self.what = what

    def stage(self, name: str, total: int | None) -> None:
        if name == "content":
            self.what()


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_show_the_reports_that_were_checked(plain, tmp_path, monkeypatch, jobs):
    """Somebody writes in data/ between the checks and the pages: the next build shows it."""
    monkeypatch.setattr(agencies, "LEAST_AT_ONCE", 10)
    paths = folders(tmp_path)
    shutil.copytree(plain.data, paths.data)
    record = min((paths.data / "reports").glob("*/*.json"))
    build(paths, SiteSettings(), jobs=jobs, progress=_At(lambda: change(record, 1)))
    assert tree(paths.output) == tree(plain.output)
    build(paths, SiteSettings(), jobs=jobs)
    again = tmp_path / "again"
    build(Paths(paths.data, again / "content", again / "output", again / "work"), SiteSettings())
    assert tree(paths.output) == tree(again / "output") != tree(plain.output)


def test_a_changed_setting_is_seen(tmp_path, monkeypatch):
    paths = hand_made(tmp_path, {"home.md": page("首页", "")})
    build_by_hand(monkeypatch, paths)
    build_by_hand(monkeypatch, paths, SiteSettings(name="别的名字"))
    assert "别的名字" in (paths.output / "index.html").read_text()


def test_a_published_file_that_was_tampered_with_is_made_again(tmp_path, monkeypatch):
    paths = hand_made(tmp_path, {"home.md": page("首页", "")})
    build_by_hand(monkeypatch, paths)
    good = (paths.output / "index.html").read_bytes()
    (paths.output / "index.html").write_bytes(b"tampered")
    build_by_hand(monkeypatch, paths)
    assert (paths.output / "index.html").read_bytes() == good


def test_writing_the_new_site_never_touches_the_old_files(tmp_path, monkeypatch):
    paths = hand_made(tmp_path, {"home.md": page("首页", "")})
    build_by_hand(monkeypatch, paths)
    kept = tmp_path / "kept.html"
    kept.hardlink_to(paths.output / "index.html")
    before = kept.read_bytes()
    (paths.prose / "home.md").write_text(page("新的首页", ""))
    build_by_hand(monkeypatch, paths)
    assert kept.read_bytes() == before
