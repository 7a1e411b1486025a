"""Rows of redirects.csv that lead nowhere, or out of the site, are refused with their line."""

from __future__ import annotations

import jinja2
import pytest

from generator.errors import BadDataError
from generator.site.publishing.outfolder import OutFolder
from generator.site.publishing.redirects import write_redirects
from generator.site_settings import SiteSettings

PAGES = ("index.html", "guide/index.html", "agencies/index.html", "agencies/a/index.html")


def redirect(tmp_path, rows: str) -> OutFolder:
    out = OutFolder(tmp_path / "new", tmp_path / "old", {})
    for page in PAGES:
        out.write(page, b"x")
    (tmp_path / "redirects.csv").write_text(f"from,to\n{rows}\n", encoding="utf-8")
    write_redirects(tmp_path, out, SiteSettings(), jinja2.Template("{{ href }}"))
    return out


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("../../stolen/,guide/", "../../stolen/"),
        ("/etc/x,guide/", "/etc/x"),
        ("a/./b/,guide/", "a/./b/"),
        ("a//b/,guide/", "a//b/"),
        ("agencies,guide/", "agencies"),
        ("index.html/x/,guide/", "index.html/x/"),
        ("guide/,agencies/", "guide/"),
        (",agencies/", ""),
        ("old?x/,guide/", "old?x/"),
        ("old/,", ""),
        ("old/,nowhere/", "nowhere/"),
        ("old/,javascript:alert(1)", "javascript:alert(1)"),
        (f"{'旧' * 67}/,guide/", "旧" * 67 + "/"),
        (f"{'o/' * 500},guide/", "o/" * 500),
    ],
)
def test_a_row_that_leads_nowhere_is_refused(tmp_path, row, word):
    with pytest.raises(BadDataError, match=r"redirects\.csv:2: ") as caught:
        redirect(tmp_path, row)
    assert f"“{word}”" in caught.value.text("en")
    assert {p.name for p in tmp_path.iterdir()} == {"new", "redirects.csv"}


@pytest.mark.parametrize(
    "row",
    [
        "old/,guide/",
        "old.html,guide/#part",
        "old/,https://example.org/x",
        "旧/,agencies/a/?b",
        f"{'o' * 200}/,guide/",
        f"{'o/' * 494},guide/",
    ],
)
def test_an_address_that_has_moved_leads_on(tmp_path, row):
    out = redirect(tmp_path, row)
    assert len(out.files) == len(PAGES) + 1
