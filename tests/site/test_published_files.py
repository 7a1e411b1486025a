"""Published files: on the disk before they are shown, open to all readers, known again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from generator.errors import GongkaiError
from generator.site.build import BuildOptions
from generator.site.publishing import staging
from generator.site.publishing.manifest import Manifest, Survey, dump_manifest, standing
from tests.site.pages import build_by_hand, hand_made, page, tree

HOME = Path(__file__).parents[2]


@pytest.fixture
def site(tmp_path, monkeypatch):
    paths = hand_made(tmp_path, {"home.md": page("首页", ""), "guide.md": page("指南", "guide/")})
    build_by_hand(monkeypatch, paths)
    return paths


def beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.glob(f".{output.name}.*"))


def replace_keeping_size_and_times(path: Path) -> None:
    """As an editor, or somebody who hides a change, may do."""
    before = path.stat()
    content = path.read_bytes()
    path.write_bytes(content.replace("首页".encode(), "尾页".encode()))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def rebuilt(monkeypatch, site, *, verify: bool = False) -> list[str]:
    """The codes of what a build says."""
    said: list[GongkaiError] = []
    build_by_hand(monkeypatch, site, options=BuildOptions(verify=verify, notice=said.append))
    return [f"{error.code} {error.params.get('names', '')}".strip() for error in said]


def test_a_file_altered_with_its_size_and_time_kept_is_made_again(site, monkeypatch):
    good = tree(site.output)
    replace_keeping_size_and_times(site.output / "index.html")
    assert rebuilt(monkeypatch, site) == ["site.altered index.html"]
    assert tree(site.output) == good
    assert rebuilt(monkeypatch, site) == []


def test_a_file_put_in_place_of_another_is_noticed(site, monkeypatch):
    good = tree(site.output)
    other = site.output / "other"
    other.write_bytes(good["guide/index.html"][::-1])
    found = (site.output / "guide/index.html").stat()
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.rename(site.output / "guide/index.html")
    assert rebuilt(monkeypatch, site) == ["site.altered guide/index.html"]
    assert tree(site.output) == good


def test_a_removed_file_and_one_that_became_a_link_are_noticed(site, monkeypatch, tmp_path):
    good = tree(site.output)
    (site.output / "robots.txt").unlink()
    elsewhere = tmp_path / "elsewhere.html"
    (site.output / "index.html").rename(elsewhere)
    (site.output / "index.html").symlink_to(elsewhere)
    assert rebuilt(monkeypatch, site) == ["site.altered index.html, robots.txt"]
    assert tree(site.output) == good
    assert not (site.output / "index.html").is_symlink()


def test_a_copy_of_the_site_is_known_by_its_content(site, monkeypatch):
    """A restored backup has other inodes and times; nothing is made again."""
    copy = site.output.with_name("copy")
    subprocess.run(["cp", "-a", str(site.output), str(copy)], check=True)
    subprocess.run(["rm", "-r", str(site.output)], check=True)
    copy.rename(site.output)
    assert rebuilt(monkeypatch, site) == []


def test_verify_reads_what_the_times_do_not_betray(site, monkeypatch):
    """A disk that changed a byte by itself leaves size, times and inode as they were."""
    (site.content / "years").mkdir()
    (site.content / "years" / "2023.md").write_text(page("2023 年", "years/2023/"))
    build_by_hand(monkeypatch, site)
    good = tree(site.output)
    replace_keeping_size_and_times(site.output / "years/2023/index.html")
    manifest = msgspec.json.decode(site.manifest.read_bytes().partition(b"\n")[2], type=Manifest)
    files = standing(site.output, manifest.files, Survey())
    site.manifest.write_bytes(dump_manifest(site.output, files))
    assert rebuilt(monkeypatch, site) == []
    assert tree(site.output) != good
    assert rebuilt(monkeypatch, site, verify=True) == ["site.altered years/2023/index.html"]
    assert tree(site.output) == good


@pytest.mark.parametrize("how", ["cut", "changed", "emptied"])
def test_a_damaged_manifest_is_said_and_not_trusted(site, monkeypatch, how):
    good = tree(site.output)
    content = site.manifest.read_bytes()
    spoilt = {"cut": content[:-20], "changed": content.replace(b'"size":', b'"size":1', 1)}
    site.manifest.write_bytes(spoilt.get(how, b""))
    assert rebuilt(monkeypatch, site) == ["site.manifest_damaged"]
    assert tree(site.output) == good
    assert rebuilt(monkeypatch, site) == []


def test_the_new_site_is_on_the_disk_before_it_is_shown(site, monkeypatch):
    done = []
    swap = staging._swap
    monkeypatch.setattr(staging, "sync", lambda folder: done.append(tree(folder)))
    monkeypatch.setattr(staging, "_swap", lambda *where: (done.append("swap"), swap(*where))[1])
    (site.prose / "more.md").write_text(page("更多", "more/"))
    build_by_hand(monkeypatch, site)
    assert done == [tree(site.output), "swap"]


def test_the_disk_is_really_asked(tmp_path):
    staging.sync(tmp_path)
    with pytest.raises(OSError, match="nowhere"):
        staging.sync(tmp_path / "nowhere")


@pytest.mark.parametrize("umask", [0o077, 0o027, 0o022, 0o002])
def test_a_web_server_of_another_user_can_read_it(tmp_path, monkeypatch, umask):
    paths = hand_made(tmp_path, {"home.md": page("首页", ""), "guide.md": page("指南", "guide/")})
    before = os.umask(umask)
    try:
        build_by_hand(monkeypatch, paths)
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    for path in (paths.output, *paths.output.rglob("*")):
        wanted = 0o555 if path.is_dir() else 0o444
        assert path.stat().st_mode & wanted == wanted, path
        assert not path.stat().st_mode & 0o002, path


def test_a_file_closed_to_others_is_opened_again(site, monkeypatch):
    (site.output / "index.html").chmod(0o600)
    build_by_hand(monkeypatch, site)
    assert (site.output / "index.html").stat().st_mode & 0o444 == 0o444


PROGRAM = """
import sys
from pathlib import Path
from pytest import MonkeyPatch
from generator.site.paths import Paths
from tests.site.pages import build_by_hand
with MonkeyPatch.context() as patch:
    build_by_hand(patch, Paths(*map(Path, sys.argv[1:])))
"""


def test_a_read_only_folder_in_the_old_site_stops_no_build(site):
    """The superuser may write everywhere, so that right is taken away first."""
    (site.output / "guide").chmod(0o555)
    folders = (site.data, site.content, site.output, site.work, site.prose)
    command = [sys.executable, "-c", PROGRAM, *map(str, folders)]
    if os.geteuid() == 0:
        rights = "-dac_override,-dac_read_search"
        command = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}", *command]
    for title in ("更多", "最多"):
        (site.prose / "guide.md").write_text(page(title, "guide/"))
        done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert title in (site.output / "guide" / "index.html").read_text()
        assert beside(site.output) == []
