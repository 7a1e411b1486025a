"""/checks/: every finding on pages that stay small, with both sides and a way to object."""

from __future__ import annotations

import gzip
import json
import re
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from generator.case_file.reviews import Review
from generator.checks.catalogue import all_checks, file_finding
from generator.checks.finding import CheckOutcome, Side
from generator.checks.judgement import fails, not_judged
from generator.dialect import DialectPage, convert
from generator.extras import Extras
from generator.pages.findings.browser_data import write_findings
from generator.pages.findings.page import checks_pages
from generator.site_settings import SiteSettings

from .factory import BUREAU, registry

MOST_BYTES = 150_000
LONG = "一、本年新收政府信息公开申请数量 · 法人或其他组织 · 法律服务机构"
SCOPES = ("natural_person", "total", "other_org", "research_institution", "legal_service_org")


def finding(number: int, year: int, scope: str):
    """No two alike, so that they do not compress better than real ones."""
    quote = f"全年共收到政府信息公开申请{number}件，其中自然人{number % 97}件，法人{number % 89}件"
    left = Side(label=LONG, value=number, fields=(f"requests.received.{scope}",), quote=quote)
    right = Side(
        label=f"中卫市民政局 {year - 1} 年报告：{LONG}",
        value=number * 7 % 1013,
        other=(f"{BUREAU.id}/{year - 1}#requests.carried_over.{scope}",),
    )
    judged = fails(left, right, scope)
    return file_finding(all_checks()["CARRY"], judged, BUREAU.id, year)


def report_views(outcomes, reviews=None):
    return SimpleNamespace(outcomes=outcomes, registry=registry(), reviews=reviews or {})


@pytest.fixture(scope="module")
def pages():
    """Ten thousand findings, all of one province and two years."""
    found = {year: [] for year in (2022, 2023)}
    for number in range(10_000):
        year = 2022 + number % 2
        found[year].append(finding(number, year, SCOPES[number % len(SCOPES)]))
    outcomes = {
        (BUREAU.id, year): CheckOutcome(holds=1, failed=tuple(found[year]))
        for year in sorted(found)
    }
    settings = SiteSettings(url="https://example.org", mistake_address="wrong@example.org")
    return list(checks_pages(report_views(outcomes), settings))


def html_of(page) -> str:
    body = page.text().partition("\n\n")[2]
    return convert(body, DialectPage(page.save_as))


def test_ten_thousand_findings_are_all_there_on_small_pages(pages):
    items = {page.url: sum(line.startswith("- [") for line in page.lines) for page in pages}
    assert sum(items.values()) == 10_000
    largest = max(pages, key=lambda page: len(page.text()))
    for page in (pages[0], largest):
        html = html_of(page)
        assert len(gzip.compress(html.encode())) < MOST_BYTES - 10_000  # the frame comes on top
        assert len(BeautifulSoup(html, "lxml").select(".findings li")) == items[page.url]


def test_every_part_can_be_reached_from_the_first_page(pages):
    text = "\n".join("\n".join(page.lines) for page in pages)
    linked = set(re.findall(r"\(site:(checks/[^)#]*)\)", text))
    assert {page.url for page in pages} - {"checks/"} <= linked


def test_a_mistake_is_reported_in_one_step(pages):
    html = BeautifulSoup(html_of(pages[1]), "lxml")
    links = html.select('a[href^="mailto:wrong@example.org"]')
    assert len(links) == len(html.select("li"))
    from urllib.parse import unquote

    asked = unquote(links[0]["href"])
    assert f"https://example.org/agencies/{BUREAU.id}/2022/#check-CARRY" in asked
    assert LONG in asked
    assert "\n" in asked


def read(path):
    """The value that a data script hands over."""
    return json.loads(re.fullmatch(r'gongkai\.put\("[^"]+",(.*)\);\n', path.read_text())[1])


def test_the_filter_gets_every_finding_with_its_answer(tmp_path):
    failed = finding(12, 2023, "total")
    open_one = file_finding(
        all_checks()["CARRY"],
        not_judged("checks.reason.no_report_last_year"),
        BUREAU.id,
        2023,
    )
    review = Review(failed.id, "explained_by_agency", "李", "2024-02-01", "已说明")
    report_views = SimpleNamespace(
        registry=registry(),
        outcomes={(BUREAU.id, 2023): CheckOutcome(failed=(failed,), not_judged=(open_one,))},
        reviews={failed.id: review},
    )
    write_findings(report_views, Extras(tmp_path))
    differ = read(tmp_path / "static/apps/checks/2023.js")
    (row,) = differ["f"]
    assert differ["a"][row[0]] == [BUREAU.id, BUREAU.name, "640500"]
    assert differ["c"][row[1]] == "CARRY"
    anchor, words, answer = (differ["s"][text] for text in row[2:])
    assert anchor == "check-CARRY-total"
    assert "12" in words and "相差" in words
    assert "已说明" in answer
    assert differ["g"]["640500"] == ["中卫市", "640000"]
    unsettled = read(tmp_path / "static/apps/checks/open-2023.js")
    assert unsettled["s"][unsettled["f"][0][3]].startswith("上一年的报告未收录")


def test_the_words_accuse_nobody():
    """A difference is a question to the agency: no word of error, fraud or blame."""
    from generator.messages import catalogue

    blame = re.compile(
        r"造假|虚报|违规|违法|错误的|瞒报|作弊|不实|fraud|false|wrongly|violat|illegal"
    )
    for code, texts in catalogue().items():
        if code.startswith(("checks.says.", "checks.title.", "checks.about.", "checks.reason.")):
            for text in texts.values() if isinstance(texts, dict) else texts:
                assert not blame.search(text), (code, text)


@pytest.mark.parametrize(
    ("where", "start"),
    [
        ("wrong@example.org", "mailto:wrong@example.org?subject="),
        ("https://example.org/issues/new", "https://example.org/issues/new?title="),
        ("https://example.org/new?kind=mistake", "https://example.org/new?kind=mistake&title="),
    ],
)
def test_every_page_has_a_report_of_mistakes_that_names_it(where, start):
    from urllib.parse import unquote

    from generator.site.pelican_plugin.view import mistake_href

    head = {"title": "中卫市民政局2023年年报", "url": f"agencies/{BUREAU.id}/2023/"}
    address = mistake_href(SiteSettings(url="https://a.cn/x", mistake_address=where), head)
    assert address is not None and address.startswith(start)
    assert f"https://a.cn/x/agencies/{BUREAU.id}/2023/\n" in unquote(address)
    assert head["title"] in unquote(address)
    assert mistake_href(SiteSettings(), head) is None
