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
    "en-home": "en/index.html",
    "en-finder": "en/agencies/index.html",
    "en-agency": "en/agencies/640100-minzheng/index.html",
    "en-report-2014": "en/agencies/640100-minzheng/2018/index.html",
    "en-report-2021": "en/agencies/640100-minzheng/2023/index.html",
    "en-report-hostile": f"en/agencies/{HOSTILE_AGENCY}/2023/index.html",
    "en-plan": "en/agencies/640100-zhengfuban/plan-2023/index.html",
    "en-region": "en/regions/640100/index.html",
    "en-year": "en/years/2023/index.html",
    "en-explore": "en/explore/index.html",
    "en-compare": "en/compare/index.html?a=640100-minzheng,640100-jiaoyu",
    "en-checks": "en/checks/index.html",
    "en-data": "en/data/index.html",
    "en-guide": "en/guide/index.html",
    "en-letter": "en/guide/letter/index.html",
    "en-glossary": "en/glossary/index.html",
    "en-about": "en/about/index.html",
    "en-chart": "en/embed/chart/index.html?report=640100-minzheng&chart=flow",
    "en-search": "en/search/index.html?q=公开",
}

READY = {
    "chart": "figure svg:visible, [data-embedded] a[target]",  # from a disk it leads to the report
    "explore": ".app-explorer .app-table",
    "reasons": ".app-reasons .app-table",
    "compare": ".app-compare",
    "guide": ".app-calculator .app-dates",
    "search": ".app-results > li",
}
"""What to wait for before a page is looked at."""


def look(page, kind):
    """Waits until a page of that kind shows what it is opened for."""
    kind = kind.removeprefix("en-")
    if kind in READY:
        page.wait_for_selector(READY[kind])
