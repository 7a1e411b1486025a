"""A page kind is one module; what is not as it was registered is refused by name."""

from __future__ import annotations

import sys

import pytest

import generator.pages
from generator.errors import GongkaiError
from generator.pages import kinds as kinds_module
from generator.pages.kinds import Kind, folders, kinds
from generator.pages.parts.content_file import Page
from generator.site.build import build
from generator.site.paths import Paths
from generator.site_settings import SiteSettings

TOPICS = """
from generator.pages.kinds import Kind
from generator.pages.parts.content_file import Page

def pages(material):
    words = [f"{len(material.report_views.reports)} 份"]
    yield Page("topics/one.md", "topics/one/", "一个题目", "year", words)

PAGE_KINDS = (Kind("topic", "topics", ("topics/{name}/",), "year", pages=pages),)
"""


@pytest.fixture
def one_more(tmp_path, monkeypatch):
    """As a stranger would: one file in generator/pages/, and nothing else."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "topics.py").write_text(TOPICS)
    monkeypatch.setattr(
        generator.pages, "__path__", [*generator.pages.__path__, str(tmp_path / "more")]
    )
    kinds.cache_clear()
    yield
    sys.modules.pop("generator.pages.topics", None)
    kinds.cache_clear()


def test_one_module_more_is_one_kind_more(one_more, plain, tmp_path):
    paths = Paths(plain.data, tmp_path / "content", tmp_path / "output", tmp_path / "work")
    build(paths, SiteSettings(), jobs=1)
    assert "一个题目" in (paths.output / "topics/one/index.html").read_text()
    assert (paths.content / "topics/.gitignore").read_text().endswith("\n*\n")
    kinds.cache_clear()
    kinds_module.generator.pages.__path__.pop()
    build(paths, SiteSettings(), jobs=1)  # the kind is gone again: so are its folder and pages
    assert not (paths.content / "topics").exists()
    assert not (paths.output / "topics").exists()


@pytest.mark.parametrize(
    "page",
    [
        Page("elsewhere/a.md", "topics/a/", "题", "topic", []),
        Page("topics/a.md", "elsewhere/a/", "题", "topic", []),
        Page("topics/a.md", "topics/a/b/", "题", "topic", []),
        Page("topics/a.md", "topics/a/", "题", "year", []),
    ],
)
def test_a_page_that_is_not_as_registered_is_named(page):
    kind = Kind("topic", "topics", ("topics/{name}/",), "topic")
    with pytest.raises(GongkaiError, match=page.file):
        list(kind.made_in(("zh",), lambda: [page]))


def test_the_folders_of_the_design_are_those_of_the_kinds():
    assert folders() == (
        "agencies", "checks", "compare", "data", "embed", "en", "explore", "finder",
        "for-agencies", "glossary", "home", "letter", "observations", "reasons", "regions",
        "search", "years",
    )  # fmt: skip
