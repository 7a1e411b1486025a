"""The search finds what was typed: 120 queries, random words, and what must not break it."""

from __future__ import annotations

import random
import re
from urllib.parse import quote

import pytest

from generator.pages.search.folding import fold
from generator.pages.search.texts import entry_of
from tests.browser import rig
from tests.browser.rig import until
from tests.search.made_up import make_data, make_site
from tests.search.measure import WATCH
from tests.search.queries import queries

READY = "[data-app=search][aria-busy=false]"
FOUND = ".app-search :is(.app-names, .app-texts) a"


@pytest.fixture(
    scope="module",
    params=[(2023, 2025), pytest.param((2016, 2025), marks=pytest.mark.slow)],
    ids=["three years", "ten years"],
)
def report_views(request, tmp_path_factory):
    return make_data(tmp_path_factory.mktemp("data"), request.param)


@pytest.fixture(scope="module")
def large(report_views, site_folder, tmp_path_factory):
    """The address of a site of 300 agencies and three years."""
    folder = tmp_path_factory.mktemp("large")
    with rig.served(make_site(report_views, site_folder, folder)) as address:
        yield address


@pytest.fixture(scope="module")
def texts(report_views):
    """The folded text of every page by its address, title and blocks apart."""
    records = [one.record for one in report_views.reports.values()] + list(
        report_views.plans.values()
    )
    entries = (entry_of(record, report_views.registry) for record in records)
    return {
        entry.url: "\n".join(
            fold(part)
            for part in (entry.title, *(p for b in entry.blocks for p in (b.heading, b.text)))
        )
        for entry in entries
    }


def ask(page, query):
    """Types the query; the addresses that are offered, in order, without repetitions."""
    page.evaluate(
        "(query) => { const form = document.querySelector('.app-search form');"
        "form.elements.q.value = query; form.requestSubmit(); }",
        query,
    )
    page.wait_for_selector(READY)
    hrefs = page.locator(FOUND).evaluate_all(
        "(links) => links.map((link) => link.href.slice(gongkai.base.length))"
    )
    return list(dict.fromkeys(hrefs))


def begun(page):
    page.focus("#search-q")
    until(page, "Boolean(window.gongkai && gongkai.lookup && gongkai.leads)")
    page.wait_for_selector(".app-filters select", state="attached")


def test_what_people_type_is_among_the_first_ten(report_views, large, open_page):
    page = open_page(f"{large}search/index.html")
    begun(page)
    wanted = list(queries(report_views))
    assert len(wanted) >= 120
    missed = [
        (kind, query, address)
        for kind, query, address in wanted
        if address not in ask(page, query)[:10]
    ]
    assert len(missed) <= len(wanted) * 0.02, missed


def test_the_office_meant_comes_first(large, open_page):
    page = open_page(f"{large}search/index.html")
    begun(page)
    for query in ("西夏民政", "西夏区民政局", "xxqmz"):
        assert ask(page, query)[0] == "agencies/640105-minzheng/"


def test_random_words_are_exact(texts, large, open_page):
    """No page is listed that lacks the word, and the count is that of the pages."""
    page = open_page(f"{large}search/index.html")
    begun(page)
    rng = random.Random(200)
    letters = re.compile(r"[\u4e00-\u9fff]{2,4}")
    whole = sorted(texts)
    for number in range(200):
        text = texts[rng.choice(whole)]
        at = rng.randrange(len(text) - 4)
        word = text[at : at + rng.randint(2, 4)]
        if number % 3 == 0:  # one that perhaps stands nowhere
            word = "".join(rng.sample("公开低保障水务局政府信息年报医", rng.randint(2, 4)))
        if not letters.fullmatch(word):
            continue
        holders = {url for url, text in texts.items() if word in text}
        page.evaluate(
            "(query) => { const form = document.querySelector('.app-search form');"
            "form.elements.q.value = query; form.requestSubmit(); }",
            word,
        )
        page.wait_for_selector(READY)
        shown = page.locator(".app-results > li > a").evaluate_all(
            "(links) => links.map((link) => link.href.slice(gongkai.base.length))"
        )
        assert set(shown) <= holders, word
        assert len(shown) == min(10, len(holders)), word
        said = page.locator(".app-texts h2").inner_text()
        assert said == f"正文：{len(holders)} 页" or (not holders and "没有一页写到" in said), word
        for passage in page.locator(".app-results > li").all_inner_texts():
            assert word in fold(passage), word


def test_all_words_in_any_order_and_a_phrase_as_it_stands(large, open_page):
    page = open_page(f"{large}search/index.html")
    begun(page)
    address = "agencies/640105-minzheng/2023/"
    assert address in ask(page, "发放 城乡")
    assert address in ask(page, "“城乡低保”")
    page.wait_for_selector(READY)
    ask(page, "“低保城乡”")
    assert "没有一页写到" in page.locator(".app-texts h2").inner_text()


def test_a_character_said_twice_is_not_found_where_three_are_asked_for(large, open_page):
    page = open_page(f"{large}search/index.html")
    begun(page)
    assert "agencies/640200-caizheng/2023/" in ask(page, "人人")
    assert page.locator(".app-texts h2").inner_text() == "正文：1 页"
    ask(page, "人人人")
    assert "没有一页写到" in page.locator(".app-texts h2").inner_text()


def test_words_are_found_from_a_folder(site_folder, open_page):
    page = open_page(f"{(site_folder / 'search/index.html').as_uri()}?q=公开")
    page.wait_for_selector(READY)
    first = page.locator(".app-results > li").first
    assert first.locator("mark", has_text="公开").count()
    first.locator("a").first.click()
    page.wait_for_selector("article h1")
    assert page.url.startswith(site_folder.as_uri())
    assert "/agencies/" in page.url


def test_near_words_stand_behind_a_click_and_are_said_to_be_near(large, open_page, show):
    page = open_page(f"{large}search/index.html")
    begun(page)
    ask(page, "城乡低保金")
    assert page.locator(".app-results > li").count() == 0
    page.locator(".app-near summary").click()
    page.wait_for_selector(".app-near h3")
    assert page.locator(".app-near h3").first.inner_text().startswith("相近")
    assert "城乡低保按月发放" in page.locator(".app-near").inner_text()
    show(page, "search-near")


def test_filters_and_order(texts, large, open_page):
    page = open_page(f"{large}search/index.html?q=公开&year=2024&function=民政&order=best")
    page.wait_for_selector(READY)
    said = page.locator(".app-texts h2").inner_text()
    holders = [u for u in texts if re.search(r"-minzheng/(plan-)?2024/$", u) and "公开" in texts[u]]
    assert said == f"正文：{len(holders)} 页"
    for href in page.locator(".app-results > li > a").evaluate_all("(a) => a.map((b) => b.href)"):
        assert re.search(r"-minzheng/(plan-)?2024/", href)


HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'", '"', "“", "(.*)+[", "\\", "%",
    "，。！", " ", "😀", "\u202e局政民", "__proto__", "constructor", "0", "a", "低" * 10_000,
    "^$|{1,}?", "${7*7}{{7*7}}", "\u200b\ufeff", "👩‍👩‍👧‍👦低保",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_answered_with_a_sentence(large, open_page, query):
    page = open_page(f"{large}search/index.html")
    begun(page)
    ask(page, query)
    assert page.locator("script:not([src])").count() <= 2
    assert page.locator("main img").count() == 0
    if query.strip():
        assert page.locator(".app-texts").inner_text().strip()
    if len(query) > 1000:
        assert "只用了前" in page.locator(".app-texts").inner_text()


def test_whatever_stands_in_the_address_is_answered_with_a_sentence(large, open_page):
    page = open_page(f"{large}search/index.html")
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    hostile = [quote(query)[:30_000] for query in HOSTILE]  # servers take no longer ones
    for typed in [*hostile, "%00", "%ED%A0%80", "%", "%E4%BD", "&q=a&q=b", "a#%3Cb%3E"]:
        page.goto(f"{large}search/index.html?q={typed}&year=%ff&order=x&%3Cx%3E={typed}")
        begun(page)
        page.wait_for_selector(READY)
        if page.input_value("#search-q").strip():
            assert page.locator(".app-texts").inner_text().strip(), typed
        assert page.locator("script:not([src])").count() <= 2, typed
        assert page.locator("main img").count() == 0, typed
    page.goto(f"{large}search/index.html?q=%")
    begun(page)
    assert ask(page, "西夏区民政局")[0] == "agencies/640105-minzheng/"


def test_nothing_moves_and_few_trips_lead_to_the_first_results(large, browser):
    """Counted are scripts and the index: the text waits for neither names nor their strips."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    slow = {"offline": False, "latency": 100, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.emulateNetworkConditions", slow)
    page.goto(f"{large}search/index.html?q=行政复议")
    page.wait_for_selector(".app-results > li")
    starts = page.evaluate(
        "performance.getEntriesByType('resource').filter((one) => /\\/(js|search)\\//.test(one.name))"
        ".map((one) => [one.startTime, one.responseEnd])"
    )
    trips, end = 1, 0.0  # the page itself
    first = page.evaluate("window.first")
    for start, finish in sorted(starts):
        if end <= start <= first:
            trips, end = trips + 1, finish
    assert trips <= 6
    page.wait_for_selector(READY)
    assert page.evaluate("window.moved") < 0.05
    context.close()


def test_a_hit_of_a_report_has_its_agency_s_strip_for_which_nothing_moves(site, browser):
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{site}search/index.html?q=行政复议")
    page.wait_for_selector(READY)
    page.locator(".app-results svg.strip").first.wait_for()
    page.wait_for_load_state("networkidle")
    reports = 0
    for hit in page.locator(".app-results > li").all():
        href = hit.locator(".app-title").get_attribute("href")
        is_report = "plan-" not in href
        assert hit.locator(":scope > .strip-place > svg.strip").count() == is_report, href
        reports += is_report
    assert reports
    first = page.evaluate("window.first")
    asked = page.evaluate(
        "performance.getEntriesByType('resource').filter((one) => /strips/.test(one.name))"
        ".map((one) => one.startTime)"
    )
    assert asked
    assert min(asked) > first  # no result waits for it
    assert page.evaluate("window.moved") < 0.05
    context.close()


def test_an_english_hit_in_a_report_s_own_text_leads_to_the_page_in_chinese(site, browser):
    """That text is on no English page; all else of the hit stays in English."""
    page = browser.new_context(locale="en").new_page()
    own, others = [], []
    for words in ("公开清单", "行政复议"):  # in the text of a report, in its tables
        page.goto(f"{site}en/search/index.html?q={words}")
        page.wait_for_selector(READY)
        for hit in page.locator(".app-results > li").all():
            assert "/en/agencies/" in resolved(hit.locator(".app-title"))
            for place in hit.locator("a.app-place").all():
                address = resolved(place)
                (own if re.search("#(text$|s-)", address) else others).append(address)
    assert own and not [address for address in own if "/en/" in address]
    assert others and not [address for address in others if "/en/" not in address]
    page.goto(own[0])
    assert page.locator(f"[id='{own[0].partition('#')[2]}']").count() == 1
    page.context.close()


def resolved(link):
    """Where a link leads, whole."""
    return link.evaluate("(link) => link.href")


FILES = (
    "search/2023/w[0-9]+",
    "search/2023/pages",
    "search/2023/t[0-9]+",
    "search/top[0-9]+",
    "search/head",
)


@pytest.mark.parametrize("file", FILES)
def test_a_missing_or_cut_file_is_said_and_names_still_work(large, browser, file):
    context = browser.new_context(locale="zh-CN")
    for answer in ({"status": 404}, {"body": 'gongkai.put("search/x",{"低保":"A'}):
        page = context.new_page()
        page.route(re.compile(rf"/{file}[.]js"), lambda route, _, a=answer: route.fulfill(**a))
        page.goto(f"{large}search/index.html?q=城乡低保 西夏")
        page.wait_for_selector(READY)
        assert "索引没有载入完整" in page.locator(".app-texts [role=alert]").inner_text()
        assert page.locator(".app-names a").count()
        page.unroute_all()
        page.locator(".app-texts button").click()
        page.wait_for_selector(".app-results > li")
        page.close()
    context.close()
