"""/checks/: the filter over all findings, and the plain list without scripts."""

from __future__ import annotations

import csv
import io

from click.testing import CliRunner

from generator.cli.check import command
from tests.browser.rig import until


def findings_of(site_folder):
    """What the command says about the same data."""
    options = ["--data", str(site_folder.parent / "data"), "--format", "csv", "--all"]
    printed = CliRunner().invoke(command, options, obj="zh").stdout
    return list(csv.DictReader(io.StringIO(printed)))


def shown(page):
    page.wait_for_selector(".app-result:not([hidden]) h2")
    return page.locator(".app-result .findings > li")


def count(page):
    return int(page.locator(".app-result h2").inner_text().split()[0].replace(",", ""))


class TestFilter:
    def test_the_plain_list_stands_until_something_is_chosen(self, open_page, site_folder):
        page = open_page("checks/index.html")
        assert page.locator("#list").is_visible()
        differ = [one for one in findings_of(site_folder) if one["result"] == "fails"]
        kinds = {one["kind"] for one in differ}
        kind = sorted(kinds)[0]
        page.focus("[name=year]")
        page.select_option("[name=year]", "all")
        page.select_option("[name=kind]", kind)
        shown(page)
        assert not page.locator("#list").is_visible()
        until(page, "location.search.includes('kind=')")
        assert count(page) == sum(one["kind"] == kind for one in differ)

    def test_the_address_brings_the_same_findings_back(self, open_page, site_folder):
        found = findings_of(site_folder)
        wanted = next(one for one in found if one["result"] == "not_judged")
        query = f"year={wanted['year']}&result=open&check={wanted['check']}"
        page = open_page(f"checks/index.html?{query}")
        items = shown(page)
        same = [
            one
            for one in found
            if (one["result"], one["year"], one["check"])
            == ("not_judged", wanted["year"], wanted["check"])
        ]
        assert count(page) == len(same)
        assert items.count() == min(len(same), 50)
        assert page.input_value("[name=check]") == wanted["check"]

    def test_a_region_holds_what_lies_below_it(self, open_page, site_folder):
        found = [one for one in findings_of(site_folder) if one["result"] == "fails"]
        code = found[0]["agency"][:2] + "0000"
        page = open_page(f"checks/index.html?year=all&region={code}")
        shown(page)
        assert count(page) == sum(one["agency"].startswith(code[:2]) for one in found)

    def test_a_finding_leads_to_its_place_in_the_report(self, open_page):
        page = open_page("checks/index.html?year=all")
        first = shown(page).first.locator("a").first
        target = first.get_attribute("href").partition("#")[2]
        first.click()
        page.wait_for_url("**/agencies/**")
        assert page.locator(f'[id="{target}"]').count() == 1

    def test_nothing_that_fits_is_said(self, open_page):
        page = open_page("checks/index.html?check=PEERS&year=all")
        page.wait_for_selector(".app-result .app-note")
        assert count(page) == 0

    def test_nonsense_in_the_address_does_no_harm(self, open_page):
        page = open_page("checks/index.html?year=%3Cimg%3E&check=x&result=y&page=-7&region=zz")
        page.wait_for_selector(".app-result:not([hidden]) h2")
        assert count(page) == 0
        assert page.locator(".app-result img").count() == 0

    def test_it_works_from_a_folder(self, open_page, site_folder):
        page = open_page((site_folder / "checks/index.html").as_uri() + "?year=all")
        assert shown(page).count() > 0


class TestWithoutScripts:
    def test_every_finding_is_listed(self, open_page, site_folder):
        page = open_page("checks/index.html", javascript=False)
        differ = [one for one in findings_of(site_folder) if one["result"] == "fails"]
        assert not page.locator(".app-checks").is_visible()
        listed = page.locator(".findings li").count()
        if page.locator("table.parts").count():
            assert len(differ) > listed == 0
        else:
            assert listed == len(differ)
