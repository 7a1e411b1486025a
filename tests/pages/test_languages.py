"""A page is written in each language, and what is no page once."""

from pathlib import Path

import pytest

from generator.dialect.links import in_first, language_of, resolver, twin_of
from generator.messages import language, speaking, spoken
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Attachment, Page
from generator.pages.parts.words import function_name, say, term


def _pages():
    yield Page("topics/a.md", "topics/a/", say("home"), "topic", [say("unknown")], above=[])
    yield Attachment("topics/a.csv", "1\n")


def test_a_writer_is_asked_once_for_each_language():
    kind = Kind("topic", "topics", ("topics/{name}/",), "topic")
    made = list(kind.made_in(("zh", "en"), _pages))
    assert [one.path for one in made] == ["topics/a.md", "topics/a.csv", "en/topics/a.md"]
    chinese, _, english = (one.text() for one in made)
    assert "Title: 首页\n" in chinese and "Url: topics/a/\n" in chinese
    assert "Title: Home\n" in english and "Url: en/topics/a/\n" in english
    assert "Save_as: en/topics/a/index.html\n" in english
    assert '[["Home", ""], ["Home", "topics/a/"]]' in english


def test_who_takes_the_pages_keeps_its_own_language():
    seen = [(one.lang, language()) for one in spoken("en", _pages) if isinstance(one, Page)]
    assert seen == [("en", "zh")]


def test_feeds_and_pictures_name_a_page_once():
    head = {
        "Card": {"year": "2023"},
        "Feed_date": "2024-01-01",
        "Feeds": {"a": "b"},
        "Year": "2023",
    }
    with speaking("en"):
        page = Page("years/2023.md", "years/2023/", "2023", "year", [], head=head)
    kept = [line.partition(":")[0] for line in page.text().split("\n")]
    assert "Year" in kept
    assert not {"Card", "Feed_date", "Feeds"} & set(kept)


@pytest.mark.parametrize(
    ("address", "twin"),
    [
        ("", "en/"),
        ("agencies/x/2023/#f-a", "en/agencies/x/2023/#f-a"),
        ("explore/?i=received", "en/explore/?i=received"),
        ("en/guide/", "en/guide/"),
        ("data/reports.csv", "data/reports.csv"),
        ("api/agencies/x/2023.json", "api/agencies/x/2023.json"),
        ("embed/agencies/x/flow/", "embed/agencies/x/flow/"),
        ("news/", "news/"),
    ],
)
def test_a_link_stays_in_the_language_of_its_page(address, twin):
    assert twin_of(address, "en") == twin
    assert twin_of(address, "zh") == in_first(address)


def test_an_english_page_links_english_pages_and_the_files_of_all():
    resolve = resolver("en/agencies/x/index.html", is_absolute=True)
    assert resolve("site:guide/") == "../../../en/guide/"
    assert resolve("site:agencies/x/contact.vcf") == "../../../agencies/x/contact.vcf"
    assert language_of("en/agencies/x/index.html") == "en"
    assert language_of("entry/index.html") == "zh"


def test_names_are_those_of_the_language():
    assert (function_name("education"), term("outcomes.granted")) == ("教育", "予以公开")
    with speaking("en"):
        assert (function_name("education"), term("outcomes.granted")) == ("Education", "Granted")


def test_what_is_made_once_is_kept(tmp_path: Path):
    asked: list[Material] = []
    material = Material(None, None, None, None, tmp_path)

    def make(of):
        asked.append(of)
        return len(asked)

    assert [material.once(make), material.once(make)] == [1, 1]
