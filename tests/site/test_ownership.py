"""A build erases nothing that is not ours: whatever the folders, whoever left files there."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.pages.marks import MARK, MARK_TEXT
from generator.site.build import BuildOptions, build
from generator.site.paths import Paths, project_paths
from generator.site.publishing import marker, ownership
from generator.site.publishing.staging import BuildError
from generator.site_settings import SiteSettings
from made_up.data import write_data
from tests.site.pages import build_by_hand, hand_made, page, tree

FORCED = BuildOptions(force=True)


@pytest.fixture
def paths(tmp_path) -> Paths:
    return hand_made(tmp_path, {"home.md": page("首页", ""), "guide.md": page("指南", "guide/")})


def refused(monkeypatch, paths: Paths, **how) -> BuildError:
    """Tries to build; the folders are as they were, and the reason is given."""
    folders = (paths.output, paths.content, paths.data, paths.theme, paths.prose)
    before = [tree(folder) for folder in folders]
    with pytest.raises(BuildError) as caught:
        build_by_hand(monkeypatch, paths, **how)
    assert [tree(folder) for folder in folders] == before
    assert "\n" not in caught.value.text()
    return caught.value


def put(path: Path, text: str = "thesis") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


# --- the output ---------------------------------------------------------------------------


def test_a_folder_of_other_files_is_refused_and_its_files_are_named(paths, monkeypatch):
    put(paths.output / "sub" / "deep.txt")
    put(paths.output / "thesis.txt")
    error = refused(monkeypatch, paths)
    assert "sub" in error.text()
    assert "thesis.txt" in error.text()
    assert "--force" in error.text()


def test_told_to_go_on_it_says_what_it_removes(paths, monkeypatch):
    put(paths.output / "thesis.txt")
    said: list[GongkaiError] = []
    options = BuildOptions(force=True, notice=said.append)
    build_by_hand(monkeypatch, paths, options=options)
    assert not (paths.output / "thesis.txt").exists()
    assert "thesis.txt" in said[0].text()


def test_an_empty_folder_is_taken(paths, monkeypatch):
    paths.output.mkdir()
    build_by_hand(monkeypatch, paths)
    assert marker.read(paths.output).gongkai == "site"


@pytest.mark.parametrize("name", ["output.old", "output.new", ".output.gongkai-mine", ".output"])
def test_folders_beside_the_output_are_left_alone(paths, monkeypatch, name):
    kept = put(paths.output.with_name(name) / "k")
    for _ in range(2):
        build_by_hand(monkeypatch, paths)
    assert kept.read_text() == "thesis"


@pytest.mark.parametrize("added", ["CNAME", ".git/config", "guide/notes.txt"])
def test_a_file_added_to_a_published_site_stops_the_next_build(paths, monkeypatch, added):
    build_by_hand(monkeypatch, paths)
    put(paths.output / added)
    assert added.split("/")[-1] in refused(monkeypatch, paths).text() or ".git" in added
    build_by_hand(monkeypatch, paths, options=FORCED)
    assert not (paths.output / added).exists()


@pytest.mark.parametrize("added", ["CNAME", ".git/config"])
def test_without_the_records_of_a_build_the_first_level_is_still_known(paths, monkeypatch, added):
    build_by_hand(monkeypatch, paths)
    paths.manifest.unlink()
    put(paths.output / added)
    assert added.partition("/")[0] in refused(monkeypatch, paths).text()


def test_two_work_folders_may_build_one_output(paths, monkeypatch):
    other = Paths(paths.data, paths.content, paths.output, paths.work.with_name("w"), paths.prose)
    build_by_hand(monkeypatch, paths)
    put(paths.prose / "more.md", page("更多", "guide/more/"))
    build_by_hand(monkeypatch, other)
    put(paths.prose / "most.md", page("最多", "guide/most/"))
    build_by_hand(monkeypatch, paths)
    assert {"guide/more/index.html", "guide/most/index.html"} <= set(tree(paths.output))


def unmarked(paths: Paths) -> None:
    """Makes the site one that the version without marks published."""
    (paths.output / marker.NAME).unlink()
    body = json.loads(paths.manifest.read_bytes().partition(b"\n")[2])
    del body["files"][marker.NAME]
    old = {key: {k: v[k] for k in ("key", "size", "mtime_ns")} for key, v in body["files"].items()}
    paths.manifest.write_text(json.dumps({"output": body["output"], "files": old}))


def test_a_site_of_the_version_without_marks_is_recognised_and_marked(paths, monkeypatch):
    build_by_hand(monkeypatch, paths)
    unmarked(paths)
    build_by_hand(monkeypatch, paths)
    assert marker.read(paths.output).gongkai == "site"


def test_its_address_with_other_files_in_it_is_not(paths, monkeypatch):
    build_by_hand(monkeypatch, paths)
    unmarked(paths)
    put(paths.output / "thesis.txt")
    assert "thesis.txt" in refused(monkeypatch, paths).text()


def test_a_link_to_other_files_is_refused(tmp_path, paths, monkeypatch):
    kept = put(tmp_path / "elsewhere" / "thesis.txt")
    (tmp_path / "link").symlink_to(kept.parent)
    linked = project_paths(paths.data, tmp_path / "link", paths.content, paths.work)
    refused(monkeypatch, linked)
    assert kept.exists()


def test_a_link_to_a_site_of_ours_stays_a_link(tmp_path, paths, monkeypatch):
    build_by_hand(monkeypatch, paths)
    (tmp_path / "link").symlink_to(paths.output)
    linked = project_paths(paths.data, tmp_path / "link", paths.content, paths.work)
    build_by_hand(monkeypatch, linked)
    assert (tmp_path / "link").is_symlink()


# --- folders that hold each other ---------------------------------------------------------

INSIDE = [
    ("output", "data"), ("output", "content"), ("output", "work"), ("output", "theme"),
    ("output", "prose"), ("content", "data"), ("content", "work"), ("content", "theme"),
    ("work", "theme"),
]  # fmt: skip


def with_folder(paths: Paths, name: str, folder: Path) -> Paths:
    names = ("data", "content", "output", "work", "prose", "theme")
    return Paths(**{n: folder if n == name else getattr(paths, n) for n in names})


@pytest.mark.parametrize(("one", "other"), INSIDE)
@pytest.mark.parametrize("how", ["same", "inside", "holds"])
@pytest.mark.parametrize("options", [BuildOptions(), FORCED], ids=["asked", "forced"])
def test_folders_that_hold_each_other_are_refused(
    tmp_path, paths, monkeypatch, one, other, how, options
):
    folder = put(tmp_path / "a" / "b" / "file.txt").parent
    where = {"same": folder, "inside": folder / "c", "holds": folder.parent}[how]
    chosen = with_folder(with_folder(paths, other, folder), one, where)
    with pytest.raises(BuildError) as caught:
        build_by_hand(monkeypatch, chosen, options=options)
    assert caught.value.code == "site.overlap"
    assert (folder / "file.txt").exists()


@pytest.mark.parametrize("name", ["output", "content", "work"])
@pytest.mark.parametrize("above", [0, 1])
def test_the_current_folder_is_never_replaced(tmp_path, paths, monkeypatch, name, above):
    kept = put(tmp_path / "src" / "pkg" / "code.py")
    monkeypatch.chdir(kept.parent)
    chosen = with_folder(paths, name, [kept.parent, kept.parent.parent][above])
    with pytest.raises(BuildError) as caught:
        build_by_hand(monkeypatch, chosen, options=FORCED)
    assert caught.value.code == "site.overlap_here"
    assert kept.exists()


def test_the_root_of_the_machine_is_refused_in_one_line(paths, monkeypatch):
    with pytest.raises(BuildError) as caught:
        build_by_hand(monkeypatch, with_folder(paths, "output", Path("/")), options=FORCED)
    assert caught.value.text().startswith("/: ")


def test_data_may_lie_in_the_work_folder(paths, monkeypatch):
    """`make publish DATA=build/data` does that; a build leaves it alone."""
    inside = put(paths.work / "data" / "notes.txt")
    build_by_hand(monkeypatch, with_folder(paths, "data", inside.parent))
    assert inside.exists()
    with pytest.raises(BuildError):
        build_by_hand(monkeypatch, with_folder(paths, "data", paths.work / "extras" / "data"))


# --- content and work ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Paths:
    """Made-up data of one agency, built once."""
    root = tmp_path_factory.mktemp("small")
    write_data(root / "data", 1, (2022, 2023), seed=5)
    paths = Paths(root / "data", root / "content", root / "output", root / "work")
    build(paths, SiteSettings(), jobs=1)
    return paths


FOREIGN = [
    "agencies/z.md",
    "agencies/notes.txt",
    "regions/z.csv",
    "years/deep/z.md",
    "explore/y.md",
]


@pytest.mark.parametrize("is_marked", [True, False])
@pytest.mark.parametrize("name", FOREIGN)
def test_other_files_in_the_generated_folders_stop_a_build(small, name, is_marked):
    kept = put(small.content / name)
    if not is_marked:
        (small.content / marker.NAME).unlink()
    with pytest.raises(BuildError, match=name):
        build(small, SiteSettings(), jobs=1)
    assert kept.exists()
    build(small, SiteSettings(), jobs=1, options=FORCED)
    assert not kept.exists()
    assert marker.read(small.content).gongkai == "content"


def test_other_files_in_a_folder_that_no_page_kind_uses_any_more_stop_a_build(small):
    """Such a folder is removed whole, so it is looked at first."""
    put(small.content / "former" / MARK, MARK_TEXT)
    kept = put(small.content / "former" / "notes.txt")
    with pytest.raises(BuildError, match="former/notes"):
        build(small, SiteSettings(), jobs=1)
    assert kept.exists()
    build(small, SiteSettings(), jobs=1, options=FORCED)
    assert not kept.exists()


def test_generated_folders_of_the_version_without_marks_are_recognised(small):
    (small.content / marker.NAME).unlink()
    build(small, SiteSettings(), jobs=1)
    assert marker.read(small.content).gongkai == "content"


def test_a_generated_folder_that_is_a_link_is_not_followed(small, tmp_path):
    kept = put(tmp_path / "mine" / "y.md")
    moved = small.content / "years-moved"
    (small.content / "years").rename(moved)
    (small.content / "years").symlink_to(kept.parent)
    with pytest.raises(BuildError, match="years"):
        build(small, SiteSettings(), jobs=1)
    build(small, SiteSettings(), jobs=1, options=FORCED)
    assert kept.exists()
    assert not (small.content / "years").is_symlink()


def test_other_files_in_the_work_folder_stop_a_build(paths, monkeypatch):
    kept = put(paths.work / "extras" / "mine.txt")
    assert "extras" in refused(monkeypatch, paths).text()
    assert kept.exists()


def test_all_else_in_the_work_folder_is_left_alone(paths, monkeypatch):
    kept = put(paths.work / "mine" / "notes.txt")
    for _ in range(2):
        build_by_hand(monkeypatch, paths)
    assert kept.exists()


# --- two at once, and what stays behind ---------------------------------------------------


@pytest.mark.parametrize("name", ["work", "content"])
def test_builds_that_share_a_folder_say_so(paths, monkeypatch, name):
    """Their own outputs and other folders do not help."""
    folder = getattr(paths, name)
    folder.mkdir(exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        with pytest.raises(BuildError, match=str(folder)):
            build_by_hand(monkeypatch, paths)
    finally:
        os.close(held)


def test_builds_of_one_output_say_so_and_the_first_is_not_disturbed(paths, monkeypatch):
    running = paths.output.with_name(".output.gongkai-0badcafe")
    running.mkdir()
    marker.put(running, "site")
    held = os.open(running, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        assert refused(monkeypatch, paths).code == "site.locked"
        assert running.exists()
    finally:
        os.close(held)
    build_by_hand(monkeypatch, paths)
    assert not running.exists()


# --- fewer reports than before ------------------------------------------------------------


def reports(folder: Path) -> list[Path]:
    return sorted(folder.glob("agencies/*/2*/index.html"))


@pytest.fixture
def emptied(small, tmp_path) -> Paths:
    """The published site, and a data folder in which the reports are gone."""
    for name in ("agencies.csv", "regions.csv"):
        put(tmp_path / "data" / name, (small.data / name).read_text())
    return Paths(tmp_path / "data", small.content, small.output, small.work)


def test_a_build_without_reports_does_not_empty_a_site(emptied):
    before = tree(emptied.output)
    assert reports(emptied.output)
    with pytest.raises(BuildError) as caught:
        build(emptied, SiteSettings(), jobs=1)
    assert caught.value.code == "site.fewer_reports"
    assert tree(emptied.output) == before


def test_told_to_it_does(emptied):
    said: list[GongkaiError] = []
    build(emptied, SiteSettings(), jobs=1, options=BuildOptions(force=True, notice=said.append))
    assert not reports(emptied.output)
    assert [error.code for error in said] == ["site.fewer_published"]


@pytest.mark.parametrize(("count", "ending"), [(10, "f9"), (11, "f9 …")])
def test_ten_files_are_named(count, ending):
    assert ownership._some([f"f{at}" for at in range(count)]).rpartition(", ")[2] == ending


@pytest.mark.parametrize(("before", "is_ours"), [(4086, True), (4087, False)])
def test_the_first_four_kilobytes_say_whose_a_file_is(tmp_path, before, is_ours):
    (tmp_path / "a.md").write_bytes(b"x" * before + b"\nSave_as: a/index.html\n")
    assert ownership._is_generated(tmp_path / "a.md") is is_ours
