"""Six things that people come for, on a phone and at a desk, with and without scripts."""

import csv
import io
import json
import re
from fractions import Fraction

import pytest

from tests.browser.rig import DOCUMENT_NUMBER, HOSTILE_AGENCY, until

REPORT = "agencies/640100-minzheng/2023/"


@pytest.fixture(scope="module")
def figures(site_folder):
    """What the made-up data say, read from the records and not from the pages."""
    from generator.store import DataFolder

    data = DataFolder(site_folder.parent / "data")
    return lambda agency, year: data.read(data.path("annual_report", agency, year))


class TestFindAnOffice:
    def test_by_initials_with_the_keyboard(self, open_page, show, size):
        page = open_page("agencies/index.html", size=size)
        page.focus("#finder-q")
        page.keyboard.type("ycsmz", delay=20)
        page.wait_for_selector("#finder-q[aria-expanded=true]")
        first = page.locator(".app-finder [role=option]").first
        assert first.inner_text().startswith("银川市民政局")
        show(page, "1-find")
        page.keyboard.press("ArrowDown")
        assert first.get_attribute("aria-selected") == "true"
        assert page.get_attribute("#finder-q", "aria-activedescendant") == first.get_attribute("id")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("agencies/640100-minzheng/"))
        assert page.locator("h1").inner_text().startswith("银川市民政局")

    @pytest.mark.parametrize(
        "typed", ["民政", "minzheng", "mzj", "西夏区民政", "xixia mz", "xixiaqu民政", "西夏 民政局"]
    )
    def test_by_every_way_of_writing(self, open_page, typed):
        page = open_page("agencies/index.html")
        page.fill("#finder-q", typed)
        page.wait_for_selector(".app-finder [role=option]")
        names = page.locator(".app-finder .app-option-label").all_inner_texts()
        assert all("民政" in name for name in names[:3]), names
        if "西夏" in typed or "xixia" in typed:
            assert names[0] == "西夏区民政局"

    def test_escape_closes_and_nothing_found_is_said(self, open_page):
        page = open_page("agencies/index.html")
        page.fill("#finder-q", "mzj")
        page.wait_for_selector("#finder-q[aria-expanded=true]")
        page.keyboard.press("Escape")
        assert page.get_attribute("#finder-q", "aria-expanded") == "false"
        page.fill("#finder-q", "qqqqqq")
        until(page, "document.querySelectorAll('.app-finder [role=option]').length === 1")
        assert "在全文里搜索" in page.locator(".app-finder [role=option]").inner_text()

    def test_without_scripts_by_region_level_and_function(self, open_page, show, size):
        page = open_page("agencies/index.html", size=size, javascript=False)
        assert not page.locator("#finder-q").is_visible()
        for anchor in ("region", "level", "function"):
            assert page.locator(f"#{anchor}").is_visible()
        show(page, "1-find", javascript=False)
        page.locator("main a", has_text="西夏区教育局").first.click()
        assert page.locator("h1").inner_text().startswith("西夏区教育局")


class TestReadAReport:
    @pytest.mark.parametrize("javascript", [True, False])
    def test_figures_telephone_and_the_agency_page(
        self, open_page, show, size, figures, javascript
    ):
        record = figures("640100-minzheng", 2023)
        page = open_page(REPORT + "index.html", size=size, javascript=javascript)
        for field in ("requests.received.total", "outcomes.granted.total", "review.total"):
            cell = page.locator(f'[id="f-{field}"]')
            assert cell.inner_text().strip() == f"{record.value(field)}"
        assert record.contacts.phones[0] in page.locator("main").inner_text()
        show(page, "2-read", javascript)
        page.locator("main a, nav.trail a", has_text="银川市民政局").first.click()
        assert page.locator("h1").inner_text().startswith("银川市民政局")
        page.go_back()
        assert page.url.endswith(REPORT + "index.html")

    def test_no_script_is_loaded_before_it_is_used(self, open_page):
        page = open_page(REPORT + "index.html")
        page.wait_for_load_state("load")
        loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
        scripts = [name for name in loaded if name.endswith(".js")]
        assert [name for name in scripts if not name.endswith("/js/start.js")] == []

    def test_hostile_text_stays_text(self, open_page):
        page = open_page(f"agencies/{HOSTILE_AGENCY}/2023/index.html")
        assert page.evaluate("typeof hacked") == "undefined"
        assert page.locator('img[src="x"], a[href^="javascript"]').count() == 0
        assert "onerror=hacked()" in page.locator("main").inner_text()


class TestCompare:
    def test_choose_two_and_share_the_address(self, open_page, show, size, figures):
        page = open_page("compare/index.html", size=size)
        for typed in ("ycsmz", "ycsjy"):
            page.fill("#compare-add", typed)
            page.wait_for_selector("[role=option]")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            page.wait_for_selector(".app-compare")
        until(page, "document.querySelectorAll('.app-compare thead th').length === 3")
        page.select_option("[name=year]", "2023")
        until(page, "location.search.includes('year=2023')")
        row = page.locator(".app-compare tbody tr", has_text="新收申请").first
        shown = [text.split("\n")[0] for text in row.locator("td").all_inner_texts()]
        wanted = [
            f"{figures(agency, 2023).value('requests.received.total'):,}"
            for agency in ("640100-minzheng", "640100-jiaoyu")
        ]
        assert shown == wanted
        show(page, "3-compare")
        again = open_page(page.url, size=size)
        again.wait_for_selector(".app-compare")
        names = again.locator(".app-compare thead th a").all_inner_texts()
        assert names == ["银川市民政局", "银川市教育局"]

    def test_no_more_than_five(self, open_page):
        ids = ",".join(f"64010{n}-{d}" for n in (0, 4, 5) for d in ("minzheng", "jiaoyu"))
        page = open_page(f"compare/index.html?a={ids}")
        page.wait_for_selector(".app-compare")
        assert page.locator(".app-compare thead th a").count() == 5
        assert page.locator("#compare-add").is_disabled()

    def test_unknown_agencies_in_the_address_are_left_out(self, open_page):
        page = open_page("compare/index.html?a=<script>,640100-minzheng,nowhere")
        page.wait_for_selector(".app-compare")
        assert page.locator(".app-compare thead th a").count() == 1

    def test_without_scripts_it_says_what_to_do(self, open_page, show, size):
        page = open_page("compare/index.html", size=size, javascript=False)
        show(page, "3-compare", javascript=False)
        assert "不用脚本时" in page.locator("main").inner_text()


class TestExplore:
    def test_sort_filter_and_share_the_address(self, open_page, show, size):
        page = open_page("explore/index.html", size=size)
        page.wait_for_selector(".app-explorer .app-table")
        page.select_option("[name=i]", "received")
        if not page.locator("[name=level]").is_visible():
            page.locator(".app-more summary").click()
        page.select_option("[name=level]", "c")
        until(page, "location.search.includes('level=c')")
        names = page.locator(".app-table tbody th").all_inner_texts()
        assert names
        assert all("银川市" in name for name in names)
        page.locator(".app-sort", has_text="2023").click()
        until(page, "location.search.includes('dir=up')")
        cells = page.locator(".app-table tbody td:last-child.n").all_inner_texts()
        numbers = [int(cell.replace(",", "")) for cell in cells]
        assert numbers == sorted(numbers)
        show(page, "4-explore")
        again = open_page(page.url, size=size)
        again.wait_for_selector(".app-table")
        assert again.locator(".app-table tbody th").all_inner_texts() == (
            page.locator(".app-table tbody th").all_inner_texts()
        )

    def test_a_region_and_a_function_from_the_address_and_by_hand(self, open_page, size):
        page = open_page("explore/index.html?i=received&region=640105&function=civil_affairs")
        page.wait_for_selector(".app-table")
        assert page.locator(".app-table tbody th").all_inner_texts() == ["西夏区民政局"]
        assert page.locator("[name=region]").input_value() == "640105"
        page = open_page("explore/index.html?i=received", size=size)
        page.wait_for_selector(".app-table")
        if not page.locator("[name=region]").is_visible():
            page.locator(".app-more summary").click()
        page.wait_for_selector("[name=region] option[value='640105']", state="attached")
        page.select_option("[name=region]", "640105")
        until(page, "location.search.includes('region=640105')")
        names = page.locator(".app-table tbody th").all_inner_texts()
        assert len(names) > 1
        assert all("西夏区" in name for name in names)

    def test_a_rate_needs_its_minimum(self, open_page, figures):
        page = open_page("explore/index.html?i=share_granted&from=2023&to=2023")
        page.wait_for_selector(".app-table")
        rows = page.locator(".app-table tbody tr")
        seen = {"rate": 0, "small": 0}
        for position in range(rows.count()):
            row = rows.nth(position)
            agency = re.search("agencies/([^/]+)/", row.locator("a").first.get_attribute("href"))[1]
            record = figures(agency, 2023)
            closed = record.value("outcomes.total.total")
            text = row.locator("td").first.inner_text()
            if closed is not None and closed < 10:
                assert "%" not in text
                seen["small"] += 1
            elif "%" in text:
                granted = record.value("outcomes.granted.total")
                granted += record.value("outcomes.partly_granted.total")
                share = (Fraction(granted, closed) * 1000 + Fraction(1, 2)) // 1 / Fraction(10)
                assert text.startswith(f"{float(share):g}%")  # a tie goes up, 50% has no decimal
                seen["rate"] += 1
        assert all(seen.values()), seen

    def test_aggregates_are_never_among_single_agencies(self, open_page):
        page = open_page("explore/index.html?i=received")
        page.wait_for_selector(".app-table")
        own = page.locator(".app-table tbody th").all_inner_texts()
        assert not [name for name in own if name.endswith("人民政府")]
        page = open_page("explore/index.html?i=received&scope=a")
        page.wait_for_selector(".app-table")
        sums = page.locator(".app-table tbody th").all_inner_texts()
        assert sums
        assert all(name.endswith("人民政府") for name in sums)

    def test_a_break_between_forms_is_said(self, open_page):
        page = open_page("explore/index.html?i=documents_made&from=2020&to=2021")
        page.wait_for_selector(".app-table")
        assert "口径不同" in page.locator(".app-about").inner_text()
        assert page.locator("th.app-break").count() == 1

    def test_download_of_what_is_shown(self, open_page, figures):
        page = open_page("explore/index.html?i=received&from=2023&to=2023&level=c")
        page.wait_for_selector(".app-table")
        with page.expect_download() as waiting:
            page.locator("[data-save]").click()
        text = waiting.value.path().read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert len(rows) == page.locator(".app-table tbody tr").count()
        by_id = {row["agency"]: row["2023"] for row in rows}
        received = figures("640100-minzheng", 2023).value("requests.received.total")
        assert by_id["640100-minzheng"] == str(received)

    def test_without_scripts_there_is_a_table(self, open_page, show, size):
        page = open_page("explore/index.html", size=size, javascript=False)
        show(page, "4-explore", javascript=False)
        assert page.locator("#plain table tbody tr").count() >= 15
        assert "覆盖面" in page.locator("main").inner_text()
        assert not page.locator("[name=i]").is_visible()


class TestGuide:
    def test_the_calculator_knows_the_holidays(self, open_page, show, size):
        # Counted by hand on the State Council's calendar of 2025: Sunday April 27 was worked,
        # May 1-5 was off, so April 27-30 are days 1-4, May 6 is day 5, May 8 day 7, May 27
        # day 20; June 2 was off, so June 25 is day 40.
        page = open_page("guide/index.html", size=size)
        page.fill("[name=received]", "2025-04-25")
        dates = page.locator(".app-calculator output time")
        until(
            page, "document.querySelector('.app-calculator output time')?.dateTime === '2025-05-08'"
        )
        found = [dates.nth(n).get_attribute("datetime") for n in range(dates.count())]
        assert found == ["2025-05-08", "2025-05-27", "2025-06-25"]
        show(page, "5-guide")

    def test_beyond_the_table_it_says_so(self, open_page):
        page = open_page("guide/index.html")
        page.wait_for_selector(".app-calculator .app-dates")
        last = page.evaluate("gongkai.load('workdays').then((table) => table.last)")
        page.fill("[name=received]", last)
        output = page.locator(".app-calculator output").first
        assert output.inner_text().count("不知道") == 3
        page.fill("[name=received]", "2031-01-01")
        assert "算不出来" in output.inner_text()

    @pytest.mark.parametrize(
        ("name", "count", "shown"),
        [
            ("pieces", "10", "不收费"),
            ("pieces", "11", "100 元"),
            ("pieces", "30", "2,000 元"),
            ("pieces", "31", "2,200 元"),
            ("pieces", "41", "4,300 元"),
            ("pages", "30", "不收费"),
            ("pages", "100", "700 元"),
            ("pages", "200", "2,700 元"),
            ("pages", "201", "2,740 元"),
            ("pages", "1.5", "请填"),
        ],
    )
    def test_fees(self, open_page, name, count, shown):
        page = open_page("guide/index.html")
        page.wait_for_selector(".app-calculator.app-ready")
        page.fill(f"[name={name}]", count)
        place = 0 if name == "pieces" else 1
        answer = page.locator(".app-calculator form").nth(1).locator("dd").nth(place)
        assert shown in answer.inner_text()

    def test_without_scripts_the_rules_are_there(self, open_page, show, size):
        page = open_page("guide/index.html", size=size, javascript=False)
        show(page, "5-guide", javascript=False)
        text = page.locator("main").inner_text()
        for words in ("二十个工作日", "七个工作日", "六十日", "100 元", "不是法律意见"):
            assert words in text
        page.locator("main a", has_text="申请书样本").click()
        assert "政府信息公开申请书" in page.locator("main").inner_text()


class TestTerms:
    @pytest.mark.parametrize("javascript", [True, False])
    def test_a_term_is_explained_where_it_stands(self, open_page, size, javascript):
        page = open_page(REPORT + "index.html", size=size, javascript=javascript)
        term = page.locator("#summary button.term").first
        note = page.locator(f'[id="{term.get_attribute("popovertarget")}"]')
        assert not note.is_visible()
        term.focus()
        page.keyboard.press("Enter")
        assert note.is_visible()
        assert term.inner_text() in note.inner_text()
        box = note.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        page.keyboard.press("Escape")
        assert not note.is_visible()
        term.click()
        note.locator("a").click()
        assert page.locator("h1").inner_text() == "名词解释"

    def test_axe_finds_nothing_in_an_open_note(self, open_page, show, size):
        page = open_page(REPORT + "index.html", size=size)
        page.locator("#summary button.term").first.click()
        show(page, "term")


class TestSearch:
    def test_nothing_is_loaded_before_the_first_use(self, open_page):
        page = open_page("search/index.html")
        page.wait_for_load_state("load")
        loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
        # The head of the index comes with the scripts, so that the first question waits for less.
        loaded = [name for name in loaded if not name.endswith("/apps/search/head.js")]
        assert not [name for name in loaded if "/apps/" in name]

    def test_one_word_leads_to_the_section_that_has_it(self, open_page, show, size):
        page = open_page("search/index.html", size=size)
        page.fill("#search-q", "培训")
        page.wait_for_selector(".app-results > li")
        first = page.locator(".app-results > li").first
        assert "培训" in first.locator("mark").all_inner_texts()
        show(page, "6-search")
        part = first.locator("a.app-place").first
        anchor = part.get_attribute("href").split("#")[1]
        part.click()
        page.wait_for_url(re.compile(f"#{re.escape(anchor)}$"))
        place = page.locator(f'[id="{anchor}"]')
        assert place.is_visible()
        assert "培训" in page.locator("main").inner_text()

    def test_agencies_come_before_text(self, open_page):
        page = open_page("search/index.html")
        page.fill("#search-q", "西夏区教育局")
        page.wait_for_selector(".app-agencies a")
        assert page.locator(".app-agencies a").first.inner_text() == "西夏区教育局"

    def test_a_telephone_number(self, open_page, figures):
        phone = figures("640100-minzheng", 2023).contacts.phones[0]
        for typed in (phone, phone.split("-")[1]):
            page = open_page(f"search/index.html?q={typed}")
            page.wait_for_selector(".app-numbers a")
            assert "银川市民政局" in page.locator(".app-numbers").inner_text()
        page.locator(".app-numbers a").first.click()
        page.wait_for_url(re.compile("#contact"))
        assert page.locator("#contact").is_visible()

    @pytest.mark.parametrize("typed", [DOCUMENT_NUMBER, "演政办发[2023]47号", "（2023）47号"])
    def test_a_document_number(self, open_page, typed):
        page = open_page(f"search/index.html?q={typed}")
        page.wait_for_selector(".app-numbers a")
        found = page.locator(".app-numbers a").first
        assert found.inner_text() == f"文号 {DOCUMENT_NUMBER}"
        found.click()
        page.wait_for_url(re.compile("agencies/640100-minzheng/2023/.*#"))
        assert DOCUMENT_NUMBER in page.locator("main").inner_text()

    def test_nothing_found_is_said(self, open_page):
        page = open_page("search/index.html?q=qqqqqqqq")
        until(page, "document.querySelector('.app-texts').textContent.includes('没有找到')")

    def test_filters_stand_in_the_address(self, open_page):
        page = open_page("search/index.html?q=公开")
        page.locator(".app-choices summary").click()
        page.wait_for_selector(".app-filters [name=year]")
        page.select_option(".app-filters [name=year]", "2022")
        until(page, "location.search.includes('year=2022')")
        until(
            page,
            "[...document.querySelectorAll('.app-results > li > a')]"
            ".every((link) => link.href.includes('2022'))",
        )

    def test_from_the_header_with_suggestions(self, open_page, show, size):
        page = open_page("index.html", size=size)
        page.fill("#site-q", "mzj")
        page.wait_for_selector(".search-box [role=option]")
        show(page, "header")
        page.focus("#site-q")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"search/(index\.html)?\?q=mzj"))
        page.wait_for_selector(".app-agencies a")

    def test_without_scripts_it_says_where_to_look(self, open_page, show, size):
        page = open_page("search/index.html", size=size, javascript=False)
        show(page, "6-search", javascript=False)
        page.locator("main a", has_text="查机关").click()
        assert page.locator("h1").inner_text() == "查机关"


class TestTakeWithYou:
    def test_a_table_as_csv_has_what_is_printed(self, open_page, figures):
        record = figures("640100-minzheng", 2023)
        page = open_page(REPORT + "index.html")
        place = page.locator(".table-wrap:has(table.statutory.requests)").first
        with page.expect_download() as download:
            place.locator("+ .take [data-take=csv]").click()
        rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
        received = next(row for row in rows if "本年新收" in row[0])
        assert received[-1] == f"{record.value('requests.received.total')}"
        assert "（" not in received[0].removeprefix("一、")

    def test_an_agency_leads_to_the_comparison_of_its_like(self, open_page, show, size):
        page = open_page("agencies/640100-minzheng/index.html", size=size)
        page.locator("#ways + ul a", has_text="并排比较").click()
        page.wait_for_selector(".app-compare")
        assert page.locator(".app-compare thead th a").first.inner_text() == "银川市民政局"
        assert "year=2023" in page.url

    def test_for_an_agency_all_findings_on_one_page(self, open_page, show, size):
        page = open_page("agencies/640100-minzheng/index.html", size=size)
        page.locator("#ways + ul a", has_text="给机关的话").click()
        assert page.locator("h1").inner_text() == "给银川市民政局的话"
        assert page.locator("#answer").is_visible()
        show(page, "8-for-agency")

    def test_a_telephone_number_stays_in_one_line_at_twice_the_size(self, open_page):
        page = open_page(REPORT + "index.html", size={"width": 360, "height": 740})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        phone = page.locator(".contact a[href^='tel:']").first
        assert phone.evaluate("one => one.getClientRects().length") == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


class TestLinksThatStay:
    def as_it_was(self, page, newest):
        """Shows the explorer as it was when `newest` was the newest year."""

        def older(route):
            answer = route.fetch()
            found = re.search(r"data-settings>(.*?)</script>", answer.text(), re.S)
            settings = json.loads(found[1])
            settings["years"] = [year for year in settings["years"] if year <= newest]
            text = answer.text().replace(found[1], json.dumps(settings))
            for year in (newest + 1, newest + 2):
                text = text.replace(f"<option>{year}</option>", "")
            route.fulfill(response=answer, body=text)

        page.route(re.compile("explore/index.html"), older)

    def rows(self, page):
        page.wait_for_selector(".app-explorer .app-table")
        return page.locator(".app-table tbody tr").all_inner_texts()

    @pytest.mark.parametrize("query", ["", "?i=share_denied", "?to=2021", "?from=2020"])
    def test_a_shared_link_shows_the_same_after_two_more_years(self, open_page, query):
        page = open_page("404.html")
        self.as_it_was(page, 2021)
        page.goto(page.url.replace("404.html", f"explore/index.html{query}"))
        before = self.rows(page)
        for key in ("i=", "from=", "to=2021", "scope=o"):
            assert key in page.url
        page.unroute_all()
        page.goto(page.url)
        assert before
        assert self.rows(page) == before

    def test_an_old_link_without_its_first_year_still_shows_rows(self, open_page):
        page = open_page("explore/index.html?i=received&to=2019")
        assert self.rows(page)

    def test_nothing_found_says_which_choice_hides_it(self, open_page, show, size):
        address = "explore/index.html?i=received&level=d&function=government&from=2023&to=2023"
        page = open_page(address, size=size)
        way = page.locator(".app-note button", has_text="汇总全地区的")
        way.wait_for()
        show(page, "4-nothing")
        way.click()
        assert self.rows(page)
        assert "scope=a" in page.url

    def test_ticked_rows_are_compared(self, open_page, show, size):
        page = open_page("explore/index.html?i=received&from=2022&to=2022", size=size)
        self.rows(page)
        boxes = page.locator(".app-tick")
        names = [boxes.nth(n).get_attribute("aria-label").removeprefix("比较") for n in range(2)]
        for n in range(2):
            boxes.nth(n).check()
        show(page, "4-ticked")
        page.locator("[data-compare]").click()
        page.wait_for_selector(".app-compare")
        assert page.locator(".app-compare thead th a").all_inner_texts() == names
        assert "year=2022" in page.url
        with page.expect_download() as download:
            page.locator("[data-save]").click()
        rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
        assert len(rows[0]) == 4
        told = page.locator(".app-compare tbody tr:not(.group)")  # a strip is a drawing, no figure
        assert len(rows) == 1 + told.filter(has_not=page.locator(".strip-place")).count()

    def test_five_are_the_most(self, open_page):
        page = open_page("explore/index.html?i=received&from=2022&to=2022")
        self.rows(page)
        for n in range(5):
            page.locator(".app-tick").nth(n).check()
        assert page.locator(".app-tick").nth(5).is_disabled()
        assert page.locator(".app-tick").nth(4).is_enabled()

    def test_a_choice_of_checks_holds_its_year(self, open_page):
        page = open_page("checks/index.html")
        page.focus(".app-checks select[name=result]")
        until(page, "window.gongkai && gongkai.state")
        page.select_option("[name=result]", "open")
        until(page, "location.search.includes('year=')")
        assert "result=open" in page.url
