"""Addresses that nobody offers: unknown indicators, agencies and years, and markup."""

import pytest

MARKUP = "%3Cimg%20src=x%20onerror=hacked()%3E"
READY = {
    "explore": ".app-table, .app-note",
    "compare": ".app-compare, .app-note",
    "checks": ".app-result:not([hidden])",
    "search": ".app-texts",
}
QUERIES = {
    "explore": [
        f"i={MARKUP}&from={MARKUP}&to={MARKUP}&region={MARKUP}&level={MARKUP}",
        "i=nothing&from=1066&to=99999&scope=z&page=-7&sort=nowhere",
        f"i=received&q={MARKUP}&function=nothing&from=2023&to=2023",
        "i=__proto__&from=2023&from=2021&to=constructor&dir=sideways",
    ],
    "compare": [
        f"a={MARKUP},nowhere,640100-minzheng&year={MARKUP}&i={MARKUP}",
        "a=nowhere&year=1066&i=nothing",
        "a=640100-minzheng,640100-minzheng,__proto__&year=99999&i=__proto__",
    ],
    "checks": [
        f"year={MARKUP}&result={MARKUP}&check={MARKUP}&region={MARKUP}",
        "year=1066&result=nothing&check=NOTHING&kind=nothing",
    ],
    "search": [f"q={MARKUP}", "q=公开&year=1066&region=nowhere&page=-7"],
}


@pytest.mark.parametrize(
    ("kind", "query"), [(kind, query) for kind, queries in QUERIES.items() for query in queries]
)
def test_it_says_something_and_nothing_runs(open_page, show, kind, query):
    page = open_page(f"{kind}/index.html?{query}", size={"width": 360, "height": 740})
    page.locator(READY[kind]).first.wait_for()
    assert page.evaluate("typeof hacked") == "undefined"
    assert page.locator("main img").count() == 0
    assert page.locator(READY[kind]).first.inner_text().strip()
    show(page, f"12-bad-{kind}")


@pytest.mark.parametrize(
    "address", ["compare/index.html", "agencies/640100-minzheng/2023/index.html"]
)
def test_a_place_that_is_not_there_changes_nothing(open_page, address):
    page = open_page(f"{address}#{MARKUP}")
    assert page.evaluate("typeof hacked") == "undefined"
    assert page.locator("h1").is_visible()
