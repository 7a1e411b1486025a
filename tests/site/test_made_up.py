"""Made-up data say so on every page, and ask search engines to leave them out."""

from __future__ import annotations

import re

from generator.site_settings import MADE_UP, SiteSettings


def pages(paths):
    return {path: path.read_text() for path in paths.output.rglob("*.html")}


def test_every_page_of_made_up_data_says_so_and_is_not_indexed(plain):
    assert (plain.data / MADE_UP).exists()
    for path, text in pages(plain).items():
        assert 'class="made-up"' in text, path
        assert "虚构示例" in text, path
        assert re.search(r'<meta name="robots" content="noindex', text), path


def test_other_data_are_not_called_made_up(tmp_path):
    assert not SiteSettings().for_data(tmp_path).is_made_up
    (tmp_path / MADE_UP).touch()
    assert SiteSettings().for_data(tmp_path).is_made_up


def test_a_feed_is_linked_only_where_it_was_written(addressed):
    for path, text in pages(addressed).items():
        for address in re.findall(r'atom\+xml" [^>]*href="([^"]+)"', text):
            file = (path.parent / address).resolve() if "://" not in address else None
            assert file is None or file.is_file(), (path, address)
