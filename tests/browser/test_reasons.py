"""The page of reasons counts what the records say, keeps its choices in the address, reads plain."""

import re

import pytest

from generator.case_file.report_view import load_report_views
from generator.pages.parts.words import percent
from generator.store import DataFolder
from tests.browser.conftest import PHONE
from tests.observations.oracle import REFUSALS

YEAR = 2023


@pytest.fixture(scope="module")
def records(site_folder):
    views = load_report_views(DataFolder(site_folder.parent / "data"), jobs=1)
    found = [view.record for (_, year), view in views.reports.items() if year == YEAR]
    return views.registry, [one for one in found if one.scope == "own" and one.form == "2021"]


def stated(records, wanted=lambda _: True):
    """The reports with a number for every reason, and how many others there are."""
    registry, own = records
    fit = [one for one in own if wanted(registry.agencies[one.agency])]
    whole = [one for one in fit if all(one.value(name) is not None for name in REFUSALS)]
    return whole, len(fit) - len(whole)


def counts(reports):
    return {name: sum(one.value(name) for one in reports) for name in REFUSALS}


def shown(page):
    """{reason's row of the form: (count, agencies)} of the table."""
    rows = page.locator(".app-result table").first.locator("tbody tr:has([data-reason])")
    found = {}
    for row in rows.all():
        name = row.locator("[data-reason]").get_attribute("data-reason")
        cells = [text.replace(",", "") for text in row.locator("td").all_inner_texts()]
        found[f"{name}.total"] = (int(cells[0]), int(cells[2]))
    return found


def ready(page):
    page.wait_for_selector(".app-ready")


def test_the_table_counts_the_records(open_page, records, size, show):
    page = open_page(f"reasons/?year={YEAR}", size=size)
    ready(page)
    whole, others = stated(records)
    agencies = {name: sum(one.value(name) > 0 for one in whole) for name in REFUSALS}
    expected = {name: (count, agencies[name]) for name, count in counts(whole).items()}
    assert shown(page) == expected
    assert f" {len(whole)} 份" in page.locator(".app-result").inner_text()
    assert not page.locator("#plain").is_visible()
    assert (f"另有 {others} 份" in page.locator(".app-result").inner_text()) == bool(others)
    show(page, "reasons")


def test_region_and_field_of_work_narrow_it(open_page, records):
    page = open_page(f"reasons/?year={YEAR}&scope=o&region=640100&function=civil_affairs")
    ready(page)
    registry = records[0]
    whole, _ = stated(
        records,
        lambda one: (
            one.function == "civil_affairs"
            and "640100" in {step.code for step in registry.path(one.region)}
        ),
    )
    assert whole
    assert {name: count for name, (count, _) in shown(page).items()} == counts(whole)
    assert page.locator("select[name=region]").input_value() == "640100"


def test_a_reason_is_parted_and_the_address_holds_every_choice(open_page, records):
    page = open_page("reasons/")
    ready(page)
    page.select_option("select[name=year]", str(YEAR))
    page.click("[data-reason='outcomes.unable.not_held']")
    page.select_option("#by", "agency")
    parted = page.locator(".app-result table").nth(1).locator("tbody tr")
    whole, _ = stated(records)
    name = "outcomes.unable.not_held.total"
    page.wait_for_function(
        f"document.querySelectorAll('.app-result table')[1].tBodies[0].rows.length === {len(whole)}"
    )
    firsts = [
        int(text.replace(",", "")) for text in parted.locator("td:nth-of-type(1)").all_inner_texts()
    ]
    assert sum(firsts) == counts(whole)[name]
    assert firsts == sorted(firsts, reverse=True)
    again = open_page(page.url)
    ready(again)
    assert again.locator(".app-result").inner_text() == page.locator(".app-result").inner_text()
    assert f"year={YEAR}" in page.url and "r=outcomes.unable.not_held" in page.url
    assert "by=agency" in page.url and "scope=o" in page.url


def test_one_reason_through_the_years(open_page, records):
    page = open_page("reasons/?r=outcomes.unable.not_held&by=year&year=2023")
    ready(page)
    rows = page.locator(".app-result table").nth(1).locator("tbody tr")
    years = rows.locator("th").all_inner_texts()
    assert years == ["2023", "2022", "2021", "2020", "2019"]  # the form of 2014 has no such reason


def test_nothing_fits(open_page):
    page = open_page("reasons/?year=2023&scope=a&function=civil_affairs")
    ready(page)
    assert page.locator(".app-result table").count() == 0
    assert "没有符合条件的年报" in page.locator(".app-result").inner_text()


def test_a_wrong_address_shows_what_there_is(open_page):
    page = open_page("reasons/?year=1066&region=nowhere&r=no.such.reason&by=nothing")
    ready(page)
    assert page.locator(".app-result table").count() == 1


def test_without_scripts_there_is_a_table(open_page, records, size, show):
    page = open_page("reasons/", size=size, javascript=False)
    whole, _ = stated(records)
    total = f"{sum(counts(whole).values()):,}"
    assert total in page.locator("#plain").inner_text()
    assert page.locator("#plain tbody tr").count() == 3 + len(REFUSALS)
    show(page, "reasons", javascript=False)


def test_a_sentence_leads_to_the_rows_that_were_counted(open_page):
    """Each link into the explorer shows as many agencies as its sentence says."""
    page = open_page("years/2023/", size=PHONE)
    links = page.locator("a[href*='only=']").evaluate_all(
        "all => all.map(one => [one.href, one.closest('li').textContent])"
    )
    assert len(links) > 10
    for address, sentence in links:
        n = int(re.findall(r"[\d,]+", sentence.rsplit("（", 1)[1])[0].replace(",", ""))
        rows = open_page(address)
        rows.wait_for_selector(".app-ready")
        said = rows.locator("[role=status]").first.inner_text()
        count = int(said.rsplit("，", 1)[1].split()[0])
        if "only=n" in address:
            assert count == n, (address, sentence)
        else:
            assert 0 < count <= n and f" {count} 个" in sentence


def test_shares_are_written_alike_by_scripts_and_on_the_plain_page(open_page):
    """Whole ones have no decimal; of a tie (1 of 16) both make the larger."""
    page = open_page("reasons/")
    ready(page)
    parts = [(part, whole) for whole in range(1, 161) for part in range(whole + 1)]
    assert (1, 16) in parts
    written = page.evaluate(
        "all => all.map(([part, whole]) => gongkai.percent(part / whole))", parts
    )
    assert written == [percent(part / whole) for part, whole in parts]
    assert dict(zip(parts, written, strict=True))[1, 25] == "4%"
    plain = open_page("reasons/", javascript=False).locator("#plain td", has_text="%")
    assert not [text for text in plain.all_inner_texts() if ".0%" in text]
