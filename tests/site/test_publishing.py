"""The old site stays whole until the new one is; a bad page is named and nothing is lost."""

from __future__ import annotations

import fcntl
import os

import pytest

from generator.site.pelican_plugin.whole import FailedBuildError
from generator.site.publishing import marker, staging
from generator.site.publishing.staging import BuildError
from tests.site.pages import build_by_hand, hand_made, page, tree


@pytest.fixture
def site(tmp_path, monkeypatch):
    paths = hand_made(tmp_path, {"home.md": page("首页", ""), "guide.md": page("指南", "guide/")})
    build_by_hand(monkeypatch, paths)
    return paths


def beside(output) -> list[str]:
    """The hidden folders beside a site, of builds that run or were stopped."""
    return sorted(path.name for path in output.parent.glob(f".{output.name}.*"))


def failing(site, monkeypatch) -> list[str]:
    before = tree(site.output)
    with pytest.raises(FailedBuildError) as caught:
        build_by_hand(monkeypatch, site)
    assert tree(site.output) == before
    assert beside(site.output) == []
    return [failure.error.text() for failure in caught.value.failures]


def test_every_page_is_there(site):
    assert {"index.html", "guide/index.html", "theme/style.css", "robots.txt"} <= set(
        tree(site.output)
    )


def test_a_page_without_a_title_fails_and_is_named(site, monkeypatch):
    (site.prose / "bad.md").write_text("Url: bad/\nSave_as: bad/index.html\n\n文字\n")
    (error,) = failing(site, monkeypatch)
    assert "bad.md" in error
    assert "title" in error


def test_a_template_that_does_not_exist_fails(site, monkeypatch):
    (site.prose / "bad.md").write_text(page("坏", "bad/", template="nowhere"))
    assert any("nowhere" in error for error in failing(site, monkeypatch))


def test_a_chart_that_was_never_drawn_fails(site, monkeypatch):
    body = '![图](chart:outcomes-0123456789abcdef "说明")\n'
    (site.prose / "bad.md").write_text(page("坏", "bad/", body))
    (error,) = failing(site, monkeypatch)
    assert "bad.md" in error


def test_all_bad_pages_are_named_at_once(site, monkeypatch):
    for name in ("a", "b"):
        (site.prose / f"{name}.md").write_text(page("坏", f"{name}/", meta="{not json"))
    errors = failing(site, monkeypatch)
    assert len(errors) == 2


def test_two_pages_of_one_address_fail(site, monkeypatch):
    (site.prose / "again.md").write_text(page("又一个指南", "guide/"))
    (error,) = failing(site, monkeypatch)
    assert "guide/index.html" in error


def test_a_page_outside_the_output_fails(site, monkeypatch):
    (site.prose / "out.md").write_text(page("外面", "x/", save_as="../outside.html"))
    assert failing(site, monkeypatch)
    assert not (site.output.parent / "outside.html").exists()


def test_a_file_that_is_not_utf8_fails(site, monkeypatch):
    (site.prose / "bad.md").write_bytes(page("坏", "bad/").encode("gbk"))
    (error,) = failing(site, monkeypatch)
    assert "bad.md" in error


def test_two_builds_at_once_are_refused(site, monkeypatch):
    held = os.open(site.work, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        with pytest.raises(BuildError):
            build_by_hand(monkeypatch, site)
    finally:
        os.close(held)
    build_by_hand(monkeypatch, site)


def test_what_an_interrupted_build_left_is_removed(site, monkeypatch):
    left = site.output.with_name(".output.gongkai-0badcafe")
    (left / "guide").mkdir(parents=True)
    (left / "guide" / "half.html").write_text("half")
    marker.put(left, "site")
    build_by_hand(monkeypatch, site)
    assert not left.exists()
    assert "guide/half.html" not in tree(site.output)


def test_a_site_lost_between_two_renames_comes_back(site, monkeypatch):
    site.output.rename(site.output.with_name(".output.gongkai-was-0badcafe"))
    (site.prose / "bad.md").write_text("no head")
    with pytest.raises(FailedBuildError):
        build_by_hand(monkeypatch, site)
    assert (site.output / "guide" / "index.html").exists()


def test_an_interruption_leaves_the_old_site(site, monkeypatch):
    before = tree(site.output)
    with pytest.raises(KeyboardInterrupt), staging.staged(site.output) as stage:
        (stage.new / "index.html").write_text("new")
        raise KeyboardInterrupt
    assert tree(site.output) == before
    assert beside(site.output) == []


def test_the_swap_without_a_system_call_for_it(site, monkeypatch):
    monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    (site.prose / "more.md").write_text(page("更多", "more/"))
    build_by_hand(monkeypatch, site)
    assert "more/index.html" in tree(site.output)
    assert beside(site.output) == []


def test_an_output_that_is_a_file_is_refused(tmp_path, monkeypatch):
    paths = hand_made(tmp_path, {"home.md": page("首页", "")})
    paths.output.write_text("precious")
    with pytest.raises(BuildError):
        build_by_hand(monkeypatch, paths)
    assert paths.output.read_text() == "precious"


def test_a_page_that_is_gone_is_gone_from_the_site(site, monkeypatch):
    (site.prose / "guide.md").unlink()
    build_by_hand(monkeypatch, site)
    assert "guide/index.html" not in tree(site.output)


def test_a_moved_page_leaves_a_redirect(site, monkeypatch):
    (site.data / "redirects.csv").write_text("from,to\nold/guide/,guide/\n")
    build_by_hand(monkeypatch, site)
    html = tree(site.output)["old/guide/index.html"].decode()
    assert 'content="0; url=../../guide/index.html"' in html


def test_a_redirect_over_a_page_in_use_is_refused(site, monkeypatch):
    (site.data / "redirects.csv").write_text("from,to\nguide/,\n")
    before = tree(site.output)
    with pytest.raises(Exception, match=r"redirects\.csv:2"):
        build_by_hand(monkeypatch, site)
    assert tree(site.output) == before
