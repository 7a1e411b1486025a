"""html-validate has nothing to say about any kind of page; a page stays small.

`tests/node/elements.json` corrects one of its facts: in the HTML standard `details` is flow
content and no sectioning content, so it may stand in a header cell.
"""

import gzip

import pytest

from tests.browser.kinds import KINDS

REPORT_LIMIT, PAGE_LIMIT = 60_000, 150_000  # bytes, gzipped


def file_of(address):
    return address.split("?")[0]


def test_every_kind_of_page_is_valid_html(site_folder, html_faults):
    assert html_faults(site_folder, [file_of(address) for address in KINDS.values()]) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_small(site_folder, kind):
    page = (site_folder / file_of(KINDS[kind])).read_bytes()
    style = (site_folder / "theme" / "style.css").read_bytes()
    size = len(gzip.compress(page)) + len(gzip.compress(style))
    assert size < (REPORT_LIMIT if kind.removeprefix("en-").startswith("report") else PAGE_LIMIT)
