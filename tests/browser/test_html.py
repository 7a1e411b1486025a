"""html-validate has nothing to say about any kind of page; a page stays small.

`tests/node/elements.json` corrects one of its facts: in the HTML standard `details` is flow
content and no sectioning content, so it may stand in a header cell.
"""

import gzip
import json
import os
import subprocess

import pytest

from tests.browser.kinds import KINDS
from tests.browser.rig import NODE, find_node

PROGRAM = NODE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
REPORT_LIMIT, PAGE_LIMIT = 60_000, 150_000  # bytes, gzipped


def file_of(address):
    return address.split("?")[0]


def test_every_kind_of_page_is_valid_html(site_folder, tmp_path):
    node = find_node()
    if not PROGRAM.exists() or node is None:
        message = "html-validate is not installed: run `npm ci` in tests/node"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    files = [str(site_folder / file_of(address)) for address in KINDS.values()]
    report = tmp_path / "report.json"  # a pipe would be cut when the program exits
    subprocess.run(
        [
            *(node, PROGRAM, "--config", NODE / "html-validate.json"),
            *("--formatter", f"json={report}", *files),
        ],
        check=False,
    )
    reports = json.loads(report.read_text(encoding="utf-8"))
    said = [
        f"{report['filePath'].removeprefix(str(site_folder))}:{one['line']}: {one['message']}"
        for report in reports
        for one in report["messages"]
    ]
    assert said == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_small(site_folder, kind):
    page = (site_folder / file_of(KINDS[kind])).read_bytes()
    style = (site_folder / "theme" / "style.css").read_bytes()
    size = len(gzip.compress(page)) + len(gzip.compress(style))
    assert size < (REPORT_LIMIT if kind.startswith("report") else PAGE_LIMIT)
