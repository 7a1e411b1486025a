"""The next site is put together in a second folder: only what differs is touched, nothing trusted."""

from __future__ import annotations

import os
import shutil

import pytest

from generator.pages.charts import view_files
from generator.site.paths import SPARE
from generator.site.publishing import spare, staging
from tests.site.pages import build_by_hand, hand_made, page, tree

MANY = 12


def pages(count: int = MANY) -> dict[str, str]:
    return {"home.md": page("首页", "")} | {
        f"p{number}.md": page(f"第{number}页", f"p{number}/") for number in range(count)
    }


@pytest.fixture(scope="module")
def charts(tmp_path_factory):
    """The scripts of charts, which take longer than all else."""
    folder = tmp_path_factory.mktemp("charts")
    view_files(folder)
    return folder


@pytest.fixture
def made(monkeypatch, charts):
    def make(root, files):
        paths = hand_made(root, files)
        shutil.copytree(charts, paths.work / "charts")
        build_by_hand(monkeypatch, paths)
        return paths

    return make


@pytest.fixture
def site(tmp_path, made):
    return made(tmp_path, pages())


@pytest.fixture
def clean(tmp_path, made):
    """What a first build makes of the same prose."""

    def build(paths):
        files = {path.name: path.read_text() for path in paths.prose.iterdir()}
        return tree(made(tmp_path / "clean", files).output)

    return build


def edit(paths, name: str = "p3.md", title: str = "另一个名字") -> None:
    (paths.prose / name).write_text(page(title, f"{name.removesuffix('.md')}/"))


def same_files(paths) -> bool:
    """Whether the spare has the same files as the site, as the same inodes."""
    ours, others = paths.output, paths.work / SPARE
    return tree(ours) == tree(others) and all(
        path.stat().st_ino == (others / path.relative_to(ours)).stat().st_ino
        for path in ours.rglob("*")
        if path.is_file()
    )


def test_the_spare_mirrors_the_site(site, monkeypatch):
    assert same_files(site)
    for title in ("甲", "乙"):
        edit(site, title=title)
        build_by_hand(monkeypatch, site)
        assert same_files(site)


@pytest.mark.parametrize("count", [3, 30])
def test_links_made_do_not_grow_with_the_site(tmp_path, made, monkeypatch, count):
    """Counted work: one page changed, so one file is linked into the mirror."""
    paths = made(tmp_path, pages(count))
    edit(paths, "p1.md")
    linked = []
    real = os.link
    monkeypatch.setattr(os, "link", lambda *args: (linked.append(args), real(*args)))
    assert build_by_hand(monkeypatch, paths).written == 1
    assert len(linked) == 1


def test_what_is_withdrawn_stays_in_neither_folder(site, monkeypatch):
    (site.prose / "p3.md").unlink()
    build_by_hand(monkeypatch, site)
    assert not (site.output / "p3").exists()
    assert not (site.work / SPARE / "p3").exists()


def strange(folder, _):
    (folder / "p1" / "strange.html").write_text("strange")


def altered(folder, _):
    (folder / "p1" / "index.html").unlink()
    (folder / "p1" / "index.html").write_text("altered")


def moved(folder, _):
    (folder / "p1" / "index.html").rename(folder / "p2" / "index.html")


def led_away(folder, elsewhere):
    shutil.rmtree(folder / "p3")
    (folder / "p3").symlink_to(elsewhere)


def a_file_for_a_folder(folder, _):
    shutil.rmtree(folder / "p3")
    (folder / "p3").write_text("file")


def a_folder_for_a_file(folder, _):
    (folder / "p3" / "index.html").unlink()
    (folder / "p3" / "index.html").mkdir()


def closed(folder, _):
    (folder / "p1").chmod(0o700)


def without_a_mark(folder, _):
    (folder / ".gongkai").unlink()


def gone(folder, _):
    shutil.rmtree(folder)


DAMAGES = [
    strange, altered, moved, led_away, a_file_for_a_folder, a_folder_for_a_file, closed,
    without_a_mark, gone,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_nothing_in_the_spare_is_trusted(site, clean, monkeypatch, tmp_path, damage):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    damage(site.work / SPARE, elsewhere)
    edit(site)
    build_by_hand(monkeypatch, site)
    assert tree(site.output) == clean(site)
    assert (site.output / "p1").stat().st_mode & 0o005 == 0o005
    assert list(elsewhere.iterdir()) == []
    assert same_files(site)


def test_a_build_that_ends_while_it_puts_the_site_together(site, clean, monkeypatch):
    before, real = tree(site.output), spare._move

    def stop(*_):
        raise KeyboardInterrupt

    edit(site)
    monkeypatch.setattr(spare, "_move", stop)
    with pytest.raises(KeyboardInterrupt):
        build_by_hand(monkeypatch, site)
    assert tree(site.output) == before
    assert list(site.output.parent.glob(".output.*")) == []
    monkeypatch.setattr(spare, "_move", real)
    build_by_hand(monkeypatch, site)
    assert tree(site.output) == clean(site)


def test_a_spare_that_a_killed_build_left_beside_the_site_is_removed(site, clean, monkeypatch):
    (site.work / SPARE).rename(site.output.with_name(".output.gongkai-0badcafe"))
    edit(site)
    build_by_hand(monkeypatch, site)
    assert list(site.output.parent.glob(".output.*")) == []
    assert tree(site.output) == clean(site)


def test_another_file_system_has_no_spare(site, clean, monkeypatch):
    def refuse(*_):
        raise OSError("another file system")

    edit(site)
    monkeypatch.setattr(os, "link", refuse)
    build_by_hand(monkeypatch, site)
    assert tree(site.output) == clean(site)
    assert not (site.work / SPARE).exists()


def test_the_swap_without_a_system_call_for_it(site, clean, monkeypatch):
    monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    edit(site)
    build_by_hand(monkeypatch, site)
    assert tree(site.output) == clean(site)
    assert same_files(site)
