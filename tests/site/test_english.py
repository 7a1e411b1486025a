"""The site in two languages: twins of all pages, marked Chinese, no Chinese words of the frame."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from generator.dialect.foreign import RUN, marked
from generator.dialect.links import in_language
from generator.forms.english import article_in_english
from generator.messages import catalogue
from generator.site.build import build
from generator.site.paths import Paths
from generator.site_settings import SiteSettings
from made_up import write_data

HOME = Path(__file__).parents[2]
URL = "https://example.org/gov"
SPEAK = """
import sys
from pathlib import Path
from generator.messages import catalogue
for code, entry in catalogue().items():
    if not code.startswith("browser."):  # by these the words in scripts are found
        entry["zh"] += "※"
from generator.cli import main
sys.argv = ["gongkai", *sys.argv[1:]]
main()
"""
"""The command with a sign at the end of every Chinese sentence that the program says."""


def _paths(folder: Path, data: Path) -> Paths:
    return Paths(data, folder / "content", folder / "output", folder / "work")


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "data"
    write_data(folder, 4, (2018, 2021), seed=3)
    return folder


@pytest.fixture(scope="module")
def both(tmp_path_factory, data) -> Path:
    paths = _paths(tmp_path_factory.mktemp("both"), data)
    build(paths, SiteSettings(url=URL, languages=("zh", "en")), jobs=1)
    return paths.output


@pytest.fixture(scope="module")
def chinese(tmp_path_factory, data) -> Path:
    paths = _paths(tmp_path_factory.mktemp("chinese"), data)
    build(paths, SiteSettings(url=URL), jobs=1)
    return paths.output


def _pages(site: Path, below: str = "") -> dict[str, Path]:
    found = (site / below).rglob("*.html")
    return {path.relative_to(site).as_posix(): path for path in sorted(found)}


def test_every_chinese_word_on_an_english_page_says_that_it_is_chinese(both):
    pages = _pages(both, "en")
    assert len(pages) > 20
    for name, path in pages.items():
        soup = BeautifulSoup(path.read_text(), "html.parser")
        assert soup.html["lang"] == "en"
        for text in soup.find_all(string=RUN):
            if text.parent.name != "script":
                assert text.find_parent(lang=re.compile("^zh")), (name, text)


def test_no_chinese_sentence_of_the_program_stands_on_an_english_page(tmp_path, data):
    paths = _paths(tmp_path, data)
    options = {"--data": data, "--content": paths.content, "--work": paths.work}
    options |= {"--output": paths.output, "--languages": "zh,en", "--jobs": "1"}
    command = [sys.executable, "-c", SPEAK, "build"]
    command += [str(part) for pair in options.items() for part in pair]
    done = subprocess.run(
        command, cwd=HOME, capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "※" in (paths.output / "index.html").read_text()
    for name, path in _pages(paths.output, "en").items():
        soup = BeautifulSoup(path.read_text(), "html.parser")
        # Offices read Chinese, and the glossary has a term in Chinese beside the English one.
        for one in soup.select(".letter, .language, [href^=mailto], th.term"):
            one.decompose()
        assert "※" not in str(soup), (name, str(soup).partition("※")[0][-200:])


def test_the_site_in_chinese_alone_is_the_chinese_half(both, chinese):
    of_both = re.compile(r'<a class="language".*?</a>\n|<link rel="alternate" hreflang.*?>\n')
    for name, path in _pages(chinese).items():
        assert of_both.sub("", (both / name).read_text()) == path.read_text(), name
    assert not (chinese / "en").exists() and not (chinese / "theme/js/en").exists()
    for path in sorted(chinese.rglob("*")):
        if path.is_file() and path.suffix in (".json", ".js", ".csv", ".xml", ".svg", ".png"):
            name = path.relative_to(chinese).as_posix()
            if not name.startswith("sitemaps/") and path.name != "badge.svg":  # words of both
                assert (both / name).read_bytes() == path.read_bytes(), name


def test_a_language_that_is_off_leaves_no_trace(chinese):
    """No page, link, hreflang or entry of a sitemap, though the programs know the language."""
    assert not [
        path for path in chinese.rglob("en") if path.is_dir() and "glossary" not in path.parts
    ]
    for path in sorted(chinese.rglob("*")):
        if path.suffix in (".html", ".xml", ".txt"):
            text = path.read_text(encoding="utf-8")
            found = re.findall(
                r"hreflang|class=.language[\"'> ]|[\"'>](?:\.\./|\./|https?:[^\"'<]*/)*(?<!glossary/)en/",
                text,
            )
            assert not found, (path.relative_to(chinese), found)


def test_english_adds_one_page_a_report_and_no_second_data(both):
    extra = {
        path.relative_to(both / "en").as_posix()
        for path in (both / "en").rglob("*")
        if path.is_file()
    }
    assert all(name.endswith(".html") for name in extra)
    twins = {
        in_language(name, "en")
        for name in _pages(both)
        if not name.startswith(("en/", "embed/agencies/"))
    }
    alone = ("en/glossary/en/", "en/404.html")
    assert {f"en/{name}" for name in extra} - {"en/404.html"} == {
        name for name in twins if not name.startswith(alone)
    }


def test_twins_name_each_other_on_the_page_and_in_the_sitemap(both):
    named = {}
    for path in _pages(both).values():
        soup = BeautifulSoup(path.read_text(), "html.parser")
        links = soup.select("link[hreflang]")
        if links:
            own = soup.select_one("link[rel=canonical]")["href"]
            named[own] = {link["hreflang"]: link["href"] for link in links}
            switch = soup.select_one("a.language")
            assert urljoin(own, switch["href"]) == named[own][switch["hreflang"]] != own
    assert len(named) > 40
    for own, twins in named.items():
        assert set(twins) == {"zh-CN", "en"} and own in twins.values()
        assert all(named[other] == twins for other in twins.values())
    space = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = {}
    for url in ElementTree.parse(both / "sitemaps/1.xml").iterfind("m:url", space):
        alternates = url.iterfind("{http://www.w3.org/1999/xhtml}link")
        listed[url.findtext("m:loc", "", space)] = {
            a.get("hreflang"): a.get("href") for a in alternates
        }
    assert {own: twins for own, twins in listed.items() if twins} == {
        own: twins for own, twins in named.items() if own in listed
    }


def test_the_trail_of_an_english_page_is_the_one_that_machines_read(both):
    for name, path in _pages(both, "en").items():
        soup = BeautifulSoup(path.read_text(), "html.parser")
        for script in soup.select("script[type='application/ld+json']"):
            for thing in json.loads(script.string)["@graph"]:
                for step in thing.get("itemListElement", ()):
                    assert step["item"].startswith(f"{URL}/en/"), (name, step)


def test_every_link_of_an_english_page_leads_somewhere(both):
    for name, path in _pages(both, "en").items():
        soup = BeautifulSoup(path.read_text(), "html.parser")
        for link in soup.select("[href^='../'], [href^='./'], [src]"):
            where = link.get("href") or link.get("src")
            if where.startswith(URL):  # a page that is shown at any address
                continue
            target = (path.parent / re.sub(r"[?#].*", "", where)).resolve()
            target = target / "index.html" if target.is_dir() else target
            assert target.exists(), (name, where)


def test_feeds_and_pictures_are_there_once(both):
    assert not list((both / "og").rglob("en*"))
    for feed in (both / "feeds").rglob("*.xml"):
        assert "/en/" not in feed.read_text()


def test_the_scripts_of_english_pages_have_no_chinese_words(both):
    for path in sorted((both / "theme/js/en").glob("*.js")):
        left = [line for line in path.read_text().split("\n") if RUN.search(line)]
        assert not left or path.stem in ("match", "search"), left  # what they look for in names
    english = (both / "en/explore/index.html").read_text()
    assert "theme/js/en/explorer.js" in english and "theme/js/explorer.js" not in english


def test_words_of_scripts_are_asked_for_once():
    words = [entry["zh"] for code, entry in catalogue().items() if code.startswith("browser.")]
    assert len(words) == len(set(words))


def test_marks_go_around_chinese_alone():
    assert marked("<p>In 中卫市 and 西夏区 too</p>") == (
        '<p>In <span lang="zh-CN">中卫市</span> and <span lang="zh-CN">西夏区</span> too</p>'
    )
    assert marked('<td class="a">中卫市</td>') == '<td class="a" lang="zh-CN">中卫市</td>'
    assert marked("<script>var a = '中' < 1;</script><br><p>b</p>").count("lang") == 0
    assert marked('<p lang="zh-CN">中 <b>卫</b></p>').count("lang") == 1


def test_marks_end_where_the_marked_element_ends():
    assert marked('<p lang="zh-CN">中 <p>卫</p>市</p><p>区</p>').count("lang") == 2
    assert marked('<p><input lang="zh-CN">中卫市 here</p>').count("<span") == 1
    assert marked('<option>In 中卫市</option><p title="中">b</p>').count("lang") == 1
    assert marked("中卫市 here <b>b</b>").startswith('<span lang="zh-CN">中卫市</span>')


def _reports(site: Path) -> dict[str, Path]:
    return {
        name: path for name, path in _pages(site).items() if re.match(r"agencies/.+/\d{4}/", name)
    }


def _anchors(soup: BeautifulSoup) -> set[str]:
    found = {one["id"] for one in soup.select("[id]")}
    return {one for one in found if one.startswith(("f-", "g-", "s-", "check-")) or one == "text"}


def test_every_place_of_a_report_is_in_english_too_and_its_text_one_click_away(both):
    """What leads to a figure, a chapter or a finding leads to it in either language."""
    chapters = 0
    for name, path in _reports(both).items():
        chinese = BeautifulSoup(path.read_text(), "html.parser")
        twin = both / "en" / name
        english = BeautifulSoup(twin.read_text(), "html.parser")
        assert _anchors(chinese) == _anchors(english), name
        for chapter in english.select("li[id^=s-] a"):
            page, _, anchor = chapter["href"].partition("#")
            assert (twin.parent / page).resolve() == path.parent.resolve()
            assert chinese.find(id=anchor), (name, anchor)
            chapters += 1
    assert chapters > 20


def test_an_english_report_does_not_repeat_the_chinese_one(both):
    sizes = [
        ((both / "en" / name).stat().st_size, path.stat().st_size)
        for name, path in _reports(both).items()
    ]
    assert sum(english for english, _ in sizes) < 0.8 * sum(chinese for _, chinese in sizes)


@pytest.mark.parametrize(
    ("article", "english"),
    [
        ("第三十三条", "art. 33"),
        ("第二十条第五项、第六项", "art. 20 (5), (6)"),
        ("第十九条至第二十六条", "art. 19 to art. 26"),
        ("第三十九条第一款", "art. 39 para. 1"),
        ("第十条", "art. 10"),
    ],
)
def test_articles_are_cited_in_english(article, english):
    assert article_in_english(article) == english


@pytest.mark.parametrize(("asked", "said"), [("zh,fr", "fr"), ("en,xx", "xx"), ("en", "zh")])
def test_an_unknown_language_is_one_line(asked, said, tmp_path, data):
    command = [sys.executable, "-m", "generator", "build", "--data", str(data)]
    command += ["--output", str(tmp_path / "out"), "--content", str(tmp_path / "content")]
    command += ["--work", str(tmp_path / "work"), "--languages", asked]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1 and said in done.stderr
    assert not (tmp_path / "out").exists()


UNAGREED = re.compile(
    r"(?<![\d.,–])\b(?:1|one) (?:agencies|figures|findings|reports|requests|differences|years|regions)\b"
    r"|(?<![\d.,–])\b1 (?:were|are|have|do)\b|\b([a-z]{2,}) \1\b"
)
"""A plural after one, and a word that stands twice."""


def test_numbers_agree_with_their_words(both):
    """Four agencies and four years: most of what is counted is one."""
    found = []
    for path in sorted((both / "en").rglob("index.html")):
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        for one in soup.select("script, style, svg, pre, code, td"):
            one.decompose()
        said = [one.get_text() for one in soup.select("p, li, h2, h3, summary, caption")]
        said += [one["content"] for one in soup.select("meta[name=description]")]
        found += [f"{path.parent.name}: {words}" for words in said if UNAGREED.search(words)]
    assert found == []
