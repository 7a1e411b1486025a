"""Lighthouse gives 100 in all categories on the phone profile, and no request leaves the site."""

import pytest

from tests.browser import audit, rig
from tests.running import lacking


@pytest.fixture(scope="module")
def audited(site_folder):
    chromium, node = rig.find_chromium(), rig.find_node()
    if chromium is None or node is None or not (rig.NODE / "node_modules" / "lighthouse").exists():
        lacking("no audit: needs Chromium (CHROME_PATH) and `npm ci` in tests/node")
    found = audit.audit_site(site_folder, node, chromium)
    (audit.REPORTS / "scores.txt").write_text(audit.table(found), encoding="utf-8")
    return {one["page"]: one for one in found}


@pytest.mark.parametrize("page", audit.PAGES)
def test_the_phone_profile(audited, page):
    found = audited[page]
    assert found["outside"] == []
    assert audit.is_perfect(found), (found["scores"], found["costs"])
