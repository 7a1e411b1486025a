"""Markdown that nobody publishes is refused; prose of a language that is switched off is none."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from generator.site.strays import refuse_strays
from generator.site_settings import SiteSettings


@pytest.mark.parametrize(
    ("languages", "strays"),
    [(("zh",), ["mine/page.md"]), (("zh", "en"), ["mine/page.md", "pages/en/about.md"])],
)
def test_a_page_in_a_folder_that_nobody_registered_is_named(tmp_path, languages, strays):
    for name in ("pages/about.md", "pages/en/about.md", "mine/page.md", "years/2023.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    site = SimpleNamespace(
        folders=("years",), failures=[], settings=SiteSettings(languages=languages)
    )
    pages = [str(tmp_path / "pages/about.md")]
    refuse_strays(site, tmp_path, {"PAGE_PATHS": pages, "ARTICLE_PATHS": []})
    assert [one.source for one in site.failures] == [str(tmp_path / name) for name in strays]
