"""The site is Pelican's: its command, themes and plugins work as those who know it expect."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator.pages.marks import MARK_TEXT
from generator.site.pelican_plugin.whole import FailedBuildError
from generator.site.publishing import marker
from tests.site.pages import build_by_hand, hand_made, page, tree

HOME = Path(__file__).parents[2]
REPORT = r"agencies/[^/]+/\d{4}/index\.html"
LOUDER = """
from pelican import signals

def louder(content):
    if content._content:
        content._content = content._content.replace("申请", "申请！")

def register():
    signals.content_object_init.connect(louder)
"""


def pelican(
    content: Path, output: Path, work: Path, *options: str, **settings: object
) -> subprocess.CompletedProcess[str]:
    """Runs Pelican's own command with the settings of the repository."""
    given = {"GONGKAI_WORK": str(work), "GONGKAI_DATA": str(work), **settings}
    extra = [f"{name}={json.dumps(value)}" for name, value in given.items()]
    command = [sys.executable, "-m", "pelican", str(content), "-s", "pelicanconf.py"]
    command += ["-o", str(output), *options, "-e", *extra]
    environment = {**os.environ, "SITE_URL": "", "COLUMNS": "1000"}
    return subprocess.run(
        command, cwd=HOME, env=environment, capture_output=True, text=True, check=False
    )


def own_pages(prose: Path) -> list[str]:
    return [str(prose)]


@pytest.fixture
def site(tmp_path):
    files = {"home.md": page("首页", "", template="home"), "guide.md": page("指南", "guide/")}
    paths = hand_made(tmp_path, files)
    (paths.content / "news").mkdir()
    (paths.content / "news" / "2026-12-01-first.md").write_text(
        "Title: 第一条 <消息>\n\n增加了 [指南](site:guide/)。\n"
    )
    return paths


def ran(site, *options: str, **settings: object) -> tuple[dict[str, bytes], str]:
    output = site.output.with_name("by-pelican")
    pages = {"PAGE_PATHS": own_pages(site.prose)}
    done = pelican(site.content, output, site.work, *options, **{**pages, **settings})
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(output), done.stdout + done.stderr


def test_a_page_saved_in_another_charset_is_named_with_its_line(site):
    (site.prose / "guide.md").write_bytes("Title: a\n\n指南\n".encode("gbk"))
    done = pelican(site.content, site.output, site.work, PAGE_PATHS=own_pages(site.prose))
    assert done.returncode == 1
    assert re.search(r"guide\.md:3: .*UTF-8", done.stdout + done.stderr)


def test_the_pelican_command_gives_the_same_bytes_as_a_build(plain, tmp_path):
    output = tmp_path / "output"
    done = pelican(
        plain.content, output, plain.work, PAGE_PATHS=own_pages(plain.prose),
        GONGKAI_DATA=str(plain.data),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    built = tree(plain.output)
    del built[marker.NAME]  # what a build replaces bears its mark
    assert tree(output) == built


def test_news_have_a_page_a_list_a_place_at_home_and_a_feed(site, monkeypatch):
    from generator.site_settings import SiteSettings

    build_by_hand(monkeypatch, site, SiteSettings(url="https://example.org"))
    files = tree(site.output)
    post = BeautifulSoup(files["news/2026-12-01-first/index.html"], "html.parser")
    assert post.h1.text == "第一条 <消息>"
    assert post.find("a", string="指南")["href"] == "../../guide/"
    home = BeautifulSoup(files["index.html"], "html.parser")
    assert home.find("a", string="第一条 <消息>")["href"] == "news/2026-12-01-first/"
    assert "2026-12-01-first" in files["news/index.html"].decode()
    assert "https://example.org/news/2026-12-01-first/" in files["feeds/all.atom.xml"].decode()
    assert "https://example.org/news/2026-12-01-first/" in files["sitemaps/1.xml"].decode()


def test_without_news_there_is_no_trace_of_them(site, monkeypatch):
    (site.content / "news" / "2026-12-01-first.md").unlink()
    build_by_hand(monkeypatch, site)
    files = tree(site.output)
    assert not [name for name in files if name.startswith("news")]
    assert "动态".encode() not in files["index.html"]


def test_a_theme_that_knows_nothing_of_us_shows_every_page(site, tmp_path):
    templates = tmp_path / "bare" / "templates"
    templates.mkdir(parents=True)
    (templates / "page.html").write_text("{{ page.content }}")
    (site.content / "years").mkdir()
    (site.content / "years" / ".gitignore").write_text(MARK_TEXT)
    (site.content / "years" / "a.md").write_text(page("年", "years/2020/", template="year"))
    files, _ = ran(site, "-t", str(tmp_path / "bare"))
    expected = (
        '<h2 id="how">怎样申请</h2><p>任何人都可以申请。见<a href="../index.html">首页</a>。</p>'
    )
    assert files["guide/index.html"].decode() == expected
    assert files["years/2020/index.html"].decode() == expected.replace("../", "../../")


def test_a_template_of_the_maintainer_takes_the_place_of_ours(site, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "page.html").write_text(
        '{% extends "!theme/page.html" %}{% block after %}<b>{{ SITENAME }}</b>{% endblock %}'
    )
    files, _ = ran(site, THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "mine")])
    assert "<b>阳光年报</b>" in files["guide/index.html"].decode()


def test_a_plugin_of_others_changes_content(site, tmp_path):
    (tmp_path / "louder.py").write_text(LOUDER)
    files, _ = ran(site, PLUGINS=["gongkai", "louder"], PLUGIN_PATHS=_plugins(tmp_path))
    assert "任何人都可以申请！。" in files["guide/index.html"].decode()


def _plugins(folder: Path) -> list[str]:
    return [str(HOME / "generator" / "plugins"), str(folder)]


def failed(site, *options: str, **settings: object) -> str:
    output = site.output.with_name("by-pelican")
    pages = {"PAGE_PATHS": own_pages(site.prose)}
    done = pelican(site.content, output, site.work, *options, **{**pages, **settings})
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_pelican_command_ends_with_1_when_a_head_is_broken(site):
    (site.prose / "bad.md").write_text("Title: 坏\nUrl bad/\n\n文字\n")
    assert "bad.md:2" in failed(site)


def test_a_plugin_that_raises_is_named_with_its_line(site, tmp_path):
    (tmp_path / "broken.py").write_text(
        "from pelican import signals\n"
        "def fall(content):\n"
        "    raise ValueError('so nicht')\n"
        "def register():\n"
        "    signals.content_object_init.connect(fall)\n"
    )
    said = failed(site, PLUGINS=["gongkai", "broken"], PLUGIN_PATHS=_plugins(tmp_path))
    assert "guide.md" in said
    assert "so nicht" in said
    assert "broken.py:3" in said


def _theme(root: Path, name: str, text: str | None) -> Path:
    """Our theme with one template changed or taken away."""
    shutil.copytree(HOME / "theme", root / "theme")
    template = root / "theme" / "templates" / name
    template.unlink()
    if text is not None:
        template.write_text(text)
    return root / "theme"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("page.html", None, "page"),
        ("base.html", None, "base.html"),
        ("base.html", "\n{% block", "base.html:2"),
        ("base.html", "\n\n{{ page.view.nothing.at_all }}", "base.html:3"),
    ],
)
def test_a_theme_with_a_fault_is_named_and_the_old_site_stays(site, monkeypatch, name, text, said):
    build_by_hand(monkeypatch, site)
    before = tree(site.output)
    wrong = replace(site, theme=_theme(site.work.parent, name, text))
    with pytest.raises(FailedBuildError) as caught:
        build_by_hand(monkeypatch, wrong)
    (failure,) = caught.value.failures
    line = failure.error.text()
    assert said in line
    assert "\n" not in line
    assert tree(site.output) == before


def test_markdown_in_a_folder_that_nobody_registered_is_an_error(site, monkeypatch):
    (site.content / "topics").mkdir()
    (site.content / "topics" / "one.md").write_text(page("题", "topics/one/"))
    with pytest.raises(FailedBuildError) as caught:
        build_by_hand(monkeypatch, site)
    (failure,) = caught.value.failures
    assert "topics/one.md" in failure.error.text()
    assert "topics/one.md" in failed(site)
    assert (site.content / "topics" / "one.md").exists()


def test_make_clean_removes_what_bears_the_mark_and_nothing_else(tmp_path):
    shutil.copy(HOME / "Makefile", tmp_path)
    for name in ("topics", "pages", "news"):
        (tmp_path / "content" / name).mkdir(parents=True)
        (tmp_path / "content" / name / "a.md").write_text("a")
    (tmp_path / "content/topics/.gitignore").write_text(MARK_TEXT)
    (tmp_path / "content/news/.gitignore").write_text("*.bak\n")
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True, capture_output=True)
    assert sorted(path.name for path in (tmp_path / "content").iterdir()) == ["news", "pages"]


def test_make_clean_removes_all_that_a_build_keeps_and_leaves_data(plain, tmp_path):
    shutil.copy(HOME / "Makefile", tmp_path)
    kept = {path.name for path in plain.work.iterdir()}
    for name in ("data", *kept):
        (tmp_path / "build" / name).mkdir(parents=True)
    done = subprocess.run(["make", "clean"], cwd=tmp_path, check=True, capture_output=True)
    assert {"agencies", "charts", "stamps"} <= kept
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["data"]
    assert b"not ours: build/data" in done.stdout


def test_a_build_obeys_the_settings_of_the_maintainer(plain, tmp_path):
    """Another theme, a plugin, a changed plugin: as with Pelican's command, page for page."""
    for name in ("theme", "content/pages"):
        shutil.copytree(HOME / name, tmp_path / name)
    (tmp_path / "data").symlink_to(plain.data)
    (tmp_path / "bare" / "templates").mkdir(parents=True)
    (tmp_path / "bare" / "templates" / "page.html").write_text("<main>{{ page.content }}</main>")
    settings = (HOME / "pelicanconf.py").read_text().replace('THEME = "theme"', 'THEME = "bare"')
    settings = settings.replace('PLUGINS = ["gongkai"]', 'PLUGINS = ["gongkai", "louder"]')
    where = json.dumps(_plugins(tmp_path))
    settings = settings.replace('PLUGIN_PATHS = ["generator/plugins"]', f"PLUGIN_PATHS = {where}")
    (tmp_path / "pelicanconf.py").write_text(settings)
    for mark in ("！", "？"):
        (tmp_path / "louder.py").write_text(LOUDER.replace("！", mark))
        command = [sys.executable, "-m", "generator", "build", "--jobs", "1"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        built = tree(tmp_path / "output")
        report = next(html for name, html in built.items() if re.fullmatch(REPORT, name)).decode()
        assert report.startswith("<main>")
        assert f"申请{mark}" in report
        assert not any(name.startswith("embed/agencies/") for name in built)
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "other"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    del built[marker.NAME]
    assert tree(tmp_path / "other") == built


def test_pictures_and_links_of_pelican_work_in_news(site, monkeypatch):
    (site.content / "images").mkdir()
    (site.content / "images" / "a.png").write_bytes(b"not really")
    (site.content / "news" / "2026-12-02-more.md").write_text(
        "Title: 更多\n\n![图]({static}/images/a.png) [前一条]({filename}2026-12-01-first.md)\n"
    )
    build_by_hand(monkeypatch, site)
    files = tree(site.output)
    assert files["images/a.png"] == b"not really"
    post = BeautifulSoup(files["news/2026-12-02-more/index.html"], "html.parser")
    assert (post.img["src"], post.img["alt"]) == ("../../images/a.png", "图")
    assert post.find("a", string="前一条")["href"] == "../../news/2026-12-01-first/"


def test_drafts_are_not_published_and_hidden_posts_are_not_listed(site, monkeypatch):
    for status in ("draft", "hidden"):
        (site.content / "news" / f"2026-12-03-{status}.md").write_text(
            f"Title: 不列出\nStatus: {status}\n\n正文\n"
        )
    build_by_hand(monkeypatch, site)
    files = tree(site.output)
    assert not [name for name in files if "draft" in name]
    assert "不列出" in files["news/2026-12-03-hidden/index.html"].decode()
    assert "不列出" not in files["news/index.html"].decode()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("2026-12-04-a.md", "Titel: 甲\n\n正文\n", "2026-12-04-a.md:1"),
        ("2026-12-04-a.md", "Title: 甲\n正文\n", "2026-12-04-a.md:2"),
        ("without-date.md", "Title: 甲\n\n正文\n", "without-date.md"),
    ],
)
def test_a_post_with_a_fault_is_named(site, monkeypatch, name, text, said):
    (site.content / "news" / name).write_text(text)
    with pytest.raises(FailedBuildError) as caught:
        build_by_hand(monkeypatch, site)
    (failure,) = caught.value.failures
    assert said in failure.error.text()
