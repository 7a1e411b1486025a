"""A citation names the agency's report first, the portal second."""

from __future__ import annotations

import re

import pytest

from generator.opendata.citation import Cited, citations
from generator.pages.parts.onward_links import cite_report
from generator.site_settings import SiteSettings
from tests.pages.making import record

SITE = SiteSettings(name="阳光年报", url="https://site.example")
WHOLE = Cited(
    agency="640500-minzheng", agency_name="虚构市民政局", year=2023, title="2023年度工作年度报告",
    published="2024-01-20", source_url="https://agency.example/a_1.html",
    page_url="https://site.example/agencies/640500-minzheng/2023/",
)  # fmt: skip


@pytest.mark.parametrize("style", ["gbt7714", "apa", "bibtex"])
def test_the_agency_stands_first_and_both_addresses_are_there(style):
    text = citations(WHOLE, SITE)[style]
    assert text.index("虚构市民政局") < text.index("2023年度工作年度报告") < text.index("阳光年报")
    assert text.index("https://agency.example/a_1.html") < text.index("https://site.example/")
    assert "2024" in text


def test_gbt7714_says_what_it_cites():
    assert citations(WHOLE, SITE)["gbt7714"] == (
        "虚构市民政局. 2023年度工作年度报告[R/OL]. (2024-01-20). https://agency.example/a_1.html. "
        "数字取自: 阳光年报[DB/OL]. https://site.example/agencies/640500-minzheng/2023/."
    )


def test_what_is_not_known_is_left_out():
    bare = Cited(agency="a", agency_name="虚构局", year=2023, title="年报")
    found = citations(bare, SiteSettings())
    assert not any("None" in text for text in found.values())
    assert "[R]." in found["gbt7714"] and "(n.d.)" in found["apa"]
    assert "year =" not in found["bibtex"]


def test_bibtex_holds_signs_that_tex_would_read():
    odd = Cited(agency="a", agency_name="R&D_局", year=2023, title="100% {全文}\\x")
    text = citations(odd, SITE)["bibtex"]
    assert r"R\&D\_局" in text and r"100\% \{全文\}/x" in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


def test_a_report_page_offers_three_styles():
    lines = cite_report(record(2023), "虚构局", SITE)
    items = [line for line in lines if line.startswith("- ")]
    assert len(items) == 3
    assert all(re.search(r"`[^`]+`$", line) for line in items)
