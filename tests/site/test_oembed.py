"""Every chart to embed is described by oEmbed where the site knows its address."""

from __future__ import annotations

import json

from lxml import html

from generator.site.build import build
from generator.site_settings import SiteSettings

from .conftest import URL


def test_each_chart_names_its_description(addressed):
    """The page for all charts of reports is told which by its query, and has none."""
    charts = sorted((addressed.output / "embed" / "agencies").rglob("index.html"))
    assert charts
    for path in charts:
        where = f"{URL}/{path.parent.relative_to(addressed.output).as_posix()}/"
        described = json.loads((path.parent / "oembed.json").read_bytes())
        page = html.fromstring(path.read_bytes())
        (link,) = page.xpath("//link[@type='application/json+oembed']/@href")
        assert link == f"{where}oembed.json"
        assert (described["version"], described["type"]) == ("1.0", "rich")
        assert described["title"].startswith(page.findtext(".//h1"))
        assert (described["width"], described["height"]) == (800, 420)
        (frame,) = html.fragments_fromstring(described["html"])
        assert (frame.tag, frame.get("src")) == ("iframe", where)


def test_descriptions_are_kept_with_their_charts(addressed):
    before = sorted((addressed.output / "embed").rglob("oembed.json"))
    again = build(addressed, SiteSettings(url=URL, mistake_address="wrong@example.org"), jobs=1)
    assert again.written == 0
    assert sorted((addressed.output / "embed").rglob("oembed.json")) == before


def test_a_site_without_an_address_has_none(plain):
    assert not list((plain.output / "embed").rglob("oembed.json"))
