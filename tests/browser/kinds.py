"""One address for each kind of page of the made-up site."""

from tests.browser.rig import HOSTILE_AGENCY, NEVER_REPORTED

KINDS = {
    "home": "index.html",
    "finder": "agencies/index.html",
    "agency": "agencies/640100-minzheng/index.html",
    "agency-without-report": f"agencies/{NEVER_REPORTED}/index.html",
    "agency-hostile": f"agencies/{HOSTILE_AGENCY}/index.html",
    "report-2014": "agencies/640100-minzheng/2018/index.html",
    "report-2019": "agencies/640100-minzheng/2020/index.html",
    "report-2021": "agencies/640100-minzheng/2023/index.html",
    "report-hostile": f"agencies/{HOSTILE_AGENCY}/2023/index.html",
    "report-all-missing": f"agencies/{HOSTILE_AGENCY}/2022/index.html",
    "report-aggregate": "agencies/640100-zhengfu/2023/index.html",
    "plan": "agencies/640100-zhengfuban/plan-2023/index.html",
    "for-agency": "for-agencies/640100-minzheng/index.html",
    "region": "regions/640100/index.html",
    "year": "years/2023/index.html",
    "explore": "explore/index.html",
    "reasons": "reasons/index.html",
    "observations": "observations/index.html",
    "compare": "compare/index.html?a=640100-minzheng,640100-jiaoyu",
    "checks": "checks/index.html",
    "data": "data/index.html",
    "guide": "guide/index.html",
    "letter": "guide/letter/index.html",
    "glossary": "glossary/index.html",
    "glossary-en": "glossary/en/index.html",
    "about": "about/index.html",
    "search": "search/index.html?q=公开",
    "embed": "embed/agencies/640100-minzheng/flow/index.html",
    "chart": "embed/chart/index.html?report=640100-minzheng/2023&chart=outcomes",
    "404": "404.html",
}

READY = {
    "chart": "figure svg, [data-embedded] a[target]",  # from a disk it leads to the report
    "explore": ".app-explorer .app-table",
    "reasons": ".app-reasons .app-table",
    "compare": ".app-compare",
    "guide": ".app-calculator .app-dates",
    "search": ".app-results > li",
}
"""What to wait for before a page is looked at."""


def look(page, kind):
    """Waits until a page of that kind shows what it is opened for."""
    if kind in READY:
        page.wait_for_selector(READY[kind])
