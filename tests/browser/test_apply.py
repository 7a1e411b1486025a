"""Apply here: the letter filled in, the day on which an answer is due, outcomes before."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
import vobject

from tests.browser.rig import NEVER_REPORTED

AGENCY = "agencies/640100-minzheng/index.html"


@pytest.fixture
def on_day(open_page):
    """Opens a page when it is noon in China on a day."""

    def open_(day, address=AGENCY, **options):
        page = open_page("404.html", **options)
        page.clock.set_fixed_time(f"{day}T04:00:00Z")
        page.goto(page.url.replace("404.html", address))
        page.locator("#apply").scroll_into_view_if_needed()
        return page

    return open_


# Counted by hand on the State Council's calendar of 2024: Sunday 29 September was worked,
# 1-7 October was off, Saturday 12 October was worked. Handed in on Friday 20 September,
# 23-27, 29 and 30 September are days 1-7, 8-12 October days 8-12, 14-18 October 13-17,
# 23 October is day 20 and 20 November day 40. On Saturday 21 September nobody is there.
DAYS = [
    ("2024-09-20", ["今天当面交", "2024 年 10 月 23 日（星期三）", "2024 年 11 月 20 日"]),
    ("2024-09-21", ["不上班", "2024 年 9 月 23 日", "2024 年 10 月 24 日", "2024 年 11 月 21 日"]),
]


class TestWhenAnAnswerIsDue:
    @pytest.mark.parametrize(("day", "words"), DAYS)
    def test_if_handed_in_today(self, on_day, show, size, day, words):
        page = on_day(day, size=size)
        due = page.locator(".apply .app-note")
        due.wait_for()
        assert all(word in due.inner_text() for word in words), due.inner_text()
        show(page, "9-apply")

    def test_a_reader_elsewhere_gets_the_day_of_china(self, on_day):
        page = on_day("2024-09-20", timezone_id="America/Los_Angeles")
        due = page.locator(".apply .app-note")
        assert "今天是 2024 年 9 月 20 日" in due.inner_text()

    def test_an_entry_for_the_calendar(self, on_day):
        page = on_day("2024-09-20")
        with page.expect_download() as download:
            page.locator(".apply .app-note button").click()
        assert download.value.suggested_filename.endswith(".ics")
        written = download.value.path().read_bytes()
        assert max(map(len, written.split(b"\r\n"))) <= 75
        (event,) = vobject.readOne(written.decode()).vevent_list
        assert event.dtstart.value == dt.date(2024, 10, 23)
        assert event.dtend.value == dt.date(2024, 10, 24)
        assert event.summary.value.startswith("银川市民政局")
        assert "第三十三条" in event.description.value

    def test_beyond_the_holiday_calendar_it_cannot_be_told(self, on_day):
        page = on_day("2024-09-20")
        page.locator(".apply .app-note").wait_for()
        last = page.evaluate("gongkai.load('workdays').then((table) => table.last)")
        for day in (last, "2041-03-05"):
            page = on_day(day)
            due = page.locator(".apply .app-note")
            due.wait_for()
            assert "算不出来" in due.inner_text()
            assert page.locator(".apply .app-note button").count() == 0

    def test_without_scripts_the_rule_stands_in_words(self, open_page, show, size):
        page = open_page(AGENCY, size=size, javascript=False)
        words = page.locator(".apply .due").inner_text()
        assert "二十个工作日" in words
        assert "第三十三条" in words
        show(page, "9-apply", javascript=False)


class TestTheLetter:
    def open_letter(self, page):
        page.locator(".apply details summary", has_text="申请书").click()
        return page.locator("#letter")

    @pytest.mark.parametrize("javascript", [True, False])
    def test_it_is_addressed(self, open_page, site_folder, size, javascript):
        from generator.store import DataFolder

        data = DataFolder(site_folder.parent / "data")
        contacts = data.read(data.path("annual_report", "640100-minzheng", 2023)).contacts
        page = open_page(AGENCY, size=size, javascript=javascript)
        letter = self.open_letter(page).inner_text()
        assert "银川市民政局：" in letter
        assert contacts.office in letter
        assert contacts.address in letter
        assert contacts.postcode in letter

    def test_by_mail_where_the_report_names_an_address(self, open_page, site_folder):
        pages = (site_folder / "agencies").glob("*/index.html")
        named = next(one for one in sorted(pages) if "?subject=" in one.read_text())
        page = open_page(f"agencies/{named.parent.name}/index.html", javascript=False)
        self.open_letter(page)
        link = page.locator(".apply a[href^='mailto:']")
        href = link.get_attribute("href")
        assert len(href) < 2000
        mail = urlsplit(href)
        assert mail.path in link.inner_text()
        asked = parse_qs(mail.query)
        assert asked["subject"] == ["政府信息公开申请书"]
        assert page.locator("h1").inner_text() in asked["body"][0]

    @pytest.mark.parametrize("address", [AGENCY, "guide/letter/index.html"])
    def test_it_is_copied(self, open_page, size, address):
        page = open_page(address, size=size)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        if address == AGENCY:
            self.open_letter(page)
        page.locator(".apply button", has_text="复制").click()
        page.locator(".app-actions [role=status]", has_text="已复制").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("政府信息公开申请书")
        assert copied.endswith("日")
        assert "\n\n\n" not in copied

    @pytest.mark.parametrize("address", [AGENCY, "guide/letter/index.html"])
    def test_it_is_printed_alone(self, open_page, address):
        page = open_page(address)
        if address == AGENCY:
            self.open_letter(page)
        page.evaluate("window.print = () => { window.printed = true; }")
        page.locator(".apply button", has_text="打印").click()
        assert page.evaluate("window.printed")
        page.emulate_media(media="print")
        assert page.locator("body > .sheet").is_visible()
        for other in ("h1", "header.site-head", "footer.site-foot", ".apply"):
            assert not page.locator(other).first.is_visible(), other
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator(".sheet").count() == 0

    def test_of_an_agency_without_contact_it_says_what_is_missing(self, open_page, show, size):
        page = open_page(f"agencies/{NEVER_REPORTED}/index.html", size=size)
        letter = self.open_letter(page)
        assert page.locator("h1").inner_text() in letter.inner_text()
        assert "没有写它的地址" in page.locator(".apply").inner_text()
        show(page, "9-apply-unknown")
