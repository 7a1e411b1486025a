"""Where nothing changed a build ends after one look; whatever did change is seen."""

from __future__ import annotations

import os

import pytest

from generator.site import build as build_module
from generator.site.build import BuildOptions, build
from generator.site.files import finish, fonts
from generator.site.fingerprint import fingerprint
from generator.site.publishing import marker, staging, unchanged
from generator.site.publishing.staging import BuildError
from generator.site_settings import SiteSettings
from tests.site.pages import hand_made, page, tree


@pytest.fixture
def runs(monkeypatch) -> list[str]:
    """A name for each time that Markdown was made: the test's files count as old.

    Charts and the wait for the disk are left out: they take long and are not what is tested.
    """
    done: list[str] = []

    def make_content(paths, *_: object) -> tuple[tuple[()], list[object]]:
        done.append("made")
        marker.put(paths.content, "content")
        return (), []

    monkeypatch.setattr(build_module, "make_content", make_content)
    monkeypatch.setattr(unchanged, "_TOO_NEW_NS", 0)
    monkeypatch.setattr(staging, "sync", lambda _: None)
    monkeypatch.setattr(finish, "write_chart_views", lambda *_: None)
    return done


@pytest.fixture
def site(tmp_path, runs):
    paths = hand_made(tmp_path, {"home.md": page("首页", ""), "guide.md": page("指南", "guide/")})
    (paths.data / "redirects.csv").write_text("from,to\n")
    (paths.content / "agencies").mkdir()
    (paths.content / "agencies" / "a.md").write_text(page("机关", "agencies/a/"))
    build(paths, SiteSettings(), jobs=1)
    runs.clear()
    return paths


def write_within(path, content: bytes) -> None:
    """Other bytes of the same length, with the times that the file had before."""
    before = path.stat()
    assert len(content) == before.st_size
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = {
    "a row of data": lambda p: (p.data / "redirects.csv").write_text("from,to\nold/,guide/\n"),
    "a new record": lambda p: (p.data / "new.json").write_text("{}"),
    "a record less": lambda p: (p.data / "redirects.csv").unlink(),
    "prose of the same length and time": lambda p: write_within(
        p.prose / "guide.md", (p.prose / "guide.md").read_bytes().replace("指南".encode(), "引导".encode())
    ),
    "a generated page": lambda p: (p.content / "agencies" / "a.md").write_text(page("乙", "agencies/a/")),
    "a generated page less": lambda p: (p.content / "agencies" / "a.md").unlink(),
    "a file beside the pages": lambda p: (p.content / "robots.extra").write_text("x"),
    "a published page": lambda p: (p.output / "guide" / "index.html").write_text("x"),
    "a published page less": lambda p: (p.output / "guide" / "index.html").unlink(),
    "rights of a published page": lambda p: (p.output / "guide" / "index.html").chmod(0o600),
    "the manifest": lambda p: p.manifest.unlink(),
    "an older manifest": lambda p: p.manifest.write_bytes(p.manifest.read_bytes() + b"\n"),
    "what was remembered": lambda p: (p.work / "built").unlink(),
    "a damaged memory": lambda p: (p.work / "built").write_bytes(b"gongkai-built 2 2 x\n{}"),
    "the mark": lambda p: (p.output / ".gongkai").unlink(),
    "the mark of the content": lambda p: (p.content / ".gongkai").unlink(),
}  # fmt: skip


def test_where_nothing_changed_nothing_is_made(site, runs):
    before = tree(site.output)
    result = build(site, SiteSettings(), jobs=1)
    assert runs == []
    assert (result.written, result.pages, result.files) == (0, 3, len(before))
    assert tree(site.output) == before
    assert not list(site.output.parent.glob(".output.*"))


def test_each_change_is_seen(site, runs):
    for name, change in CHANGES.items():
        change(site)
        build(site, SiteSettings(), jobs=1, options=BuildOptions(force=True))
        assert runs == ["made"], name
        build(site, SiteSettings(), jobs=1)
        assert runs == ["made"], f"after {name}"
        runs.clear()


@pytest.mark.parametrize(
    ("settings", "options"),
    [(SiteSettings(name="别的"), BuildOptions()), (SiteSettings(), BuildOptions(verify=True))],
)
def test_another_setting_and_verifying_do_the_work(site, runs, settings, options):
    build(site, settings, jobs=1, options=options)
    assert runs == ["made"]


def test_a_folder_in_the_output_that_is_not_ours_still_stops_a_build(site):
    (site.output / "own.txt").write_text("mine")
    with pytest.raises(BuildError, match=r"own\.txt"):
        build(site, SiteSettings(), jobs=1)


def test_a_link_among_the_data_is_never_taken_for_unchanged(site, runs, tmp_path):
    (site.data / "elsewhere").symlink_to(tmp_path)
    for _ in range(2):
        build(site, SiteSettings(), jobs=1)
    assert runs == ["made", "made"]


def test_what_was_written_just_now_is_not_trusted(site, runs, monkeypatch):
    monkeypatch.setattr(unchanged, "_TOO_NEW_NS", 60_000_000_000)
    (site.data / "redirects.csv").write_text("from,to\nold/,guide/\n")
    for _ in range(2):
        build(site, SiteSettings(), jobs=1)
    assert runs == ["made", "made"]


def test_warnings_of_the_last_build_are_said_again(site, runs, monkeypatch):
    warning = BuildError("site.no_font")
    monkeypatch.setattr(build_module, "run_site", _warned(build_module.run_site, warning))
    (site.data / "redirects.csv").write_text("from,to\nold/,guide/\n")
    heard: list[str] = []
    for _ in range(2):
        build(
            site,
            SiteSettings(),
            jobs=1,
            options=BuildOptions(notice=lambda e: heard.append(e.text())),
        )
    assert runs == ["made"]
    assert heard == [warning.text()] * 2


def _warned(run, warning):
    def with_warning(site, *rest):
        run(site, *rest)
        site.warnings.append(warning)

    return with_warning


def test_what_was_forced_is_looked_at_again(site):
    (site.data / "addresses.csv").write_text("address,given_up\nagencies/nowhere/,\n")
    assert build(site, SiteSettings(), jobs=1, options=BuildOptions(force=True)).pages
    for _ in range(2):
        with pytest.raises(BuildError, match="agencies/nowhere/"):
            build(site, SiteSettings(), jobs=1)


def test_another_release_of_a_font_is_seen(tmp_path, monkeypatch):
    (tmp_path / "theme").mkdir()
    file = tmp_path / "font.ttc"
    file.write_bytes(b"one")
    monkeypatch.setattr(
        fonts, "faces", lambda: (fonts.Face(str(file), 0), fonts.Face(str(file), 1))
    )
    settings = SiteSettings(url="https://example.org")
    before = fingerprint(settings, tmp_path / "theme")
    file.write_bytes(b"another")
    assert fingerprint(settings, tmp_path / "theme") != before


@pytest.mark.parametrize(("age_ns", "is_sure"), [(2_000_000_000, False), (2_000_000_001, True)])
def test_a_file_is_sure_two_seconds_after_it_was_written(tmp_path, monkeypatch, age_ns, is_sure):
    """Some file systems count in steps of two seconds."""
    (tmp_path / "a").write_text("a")
    found = (tmp_path / "a").stat()
    newest = max(found.st_mtime_ns, found.st_ctime_ns)
    monkeypatch.setattr(unchanged, "time_ns", lambda: newest + age_ns)
    assert bool(unchanged._look(tmp_path)) == is_sure
