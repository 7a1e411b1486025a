"""Numbers of sentences have their thousands apart, on every page and in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from bs4 import BeautifulSoup

from generator.messages import LANGUAGES, speaking
from generator.numerals import with_commas
from generator.pages.parts.words import figure, say
from generator.records import Record, replace
from generator.site.build import build
from generator.site_settings import SiteSettings
from generator.store import DataFolder
from made_up import write_data
from tests.site.conftest import folders

AS_PRINTED = (
    "td, dd, code, pre, time, option, script, style, [name=theme-color], svg:not(.strip), "
    ".printed, .letter, #text, #text ~ *, span[lang=zh-CN]"
)
"""Figures of tables, charts and fact lists, addresses and dates, and the report's own words."""

QUOTED = re.compile("“[^”]*”")
BARE = re.compile(r"(?<![A-Za-z\d.,/〔-])(?!(?:199|20\d)\d(?!\d))\d{4,}(?![\d/A-Za-z-])")
"""Four digits and more that are no year, and no part of an identifier."""


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (999, "999"), (2899, "2,899"), (20393.0, "20,393"), (1234567.5, "1,234,567.5"),
     (0.1 + 0.2, "0.3"), (-1200, "-1,200"), (12345678901234567, "12,345,678,901,234,567")],
)  # fmt: skip
def test_a_number_of_a_sentence(value, written):
    assert with_commas(value) == written


def test_a_number_of_a_page_is_not_rounded():
    assert [figure(one) for one in (20, 20.25, 1200.0, 100)] == ["20", "20.25", "1,200", "100"]


def test_years_stay_whole():
    assert "1,200" in say("home.answer", year=2023, reports=1200, closed=2, granted=1)
    assert say("home.answer", year=2023, reports=5, closed=2, granted=1).startswith("2023 年")


def _larger(record: Record) -> Record:
    """Every count of the tables 1,237 times as large: sums hold, and none is small."""
    figures = {
        field: msgspec.structs.replace(one, value=one.value * 1237, raw=f"{one.value * 1237}")
        if isinstance(one.value, int)
        else one
        for field, one in record.figures.items()
    }
    return replace(record, figures=figures)


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    """A site whose counts are thousands."""
    paths = folders(tmp_path_factory.mktemp("large"))
    write_data(paths.data, 12, (2020, 2022), seed=3)
    data = DataFolder(paths.data)
    for path in sorted((paths.data / "reports").rglob("*.json")):
        record = data.read(path)
        if record.kind == "annual_report":
            data.write(_larger(record), path)
    build(paths, SiteSettings(languages=LANGUAGES), jobs=1)
    return paths.output


def test_no_sentence_has_a_bare_number(large):
    found = [
        f"{page.relative_to(large)}: {words}"
        for page in sorted(large.rglob("index.html"))
        for words in _prose(page)
        if BARE.search(QUOTED.sub("", words))
    ]
    assert found == []


def _prose(page: Path) -> list[str]:
    """What a page says in sentences, as text and in attributes."""
    soup = BeautifulSoup(page.read_bytes(), "lxml")
    for one in soup.select(AS_PRINTED):
        one.decompose()
    names = ("content", "aria-label", "alt")
    said = [one[name] for name in names for one in soup.select(f"[{name}]")]
    return [*soup.stripped_strings, *said]


def test_the_numbers_are_there(large):
    """Else the test above would pass where nothing is said."""
    for lang, folder in zip(LANGUAGES, (large, large / "en"), strict=True):
        with speaking(lang):
            home = _prose(folder / "index.html")
        assert any(re.search(r"\d,\d{3}", words) for words in home)
