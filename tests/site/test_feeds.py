"""Feeds of regions, of fields of work, of agencies; corrections are entries of their own."""

from __future__ import annotations

import re
from types import SimpleNamespace

from lxml import etree

from generator.site.files.feeds import write_feeds
from generator.site.pelican_plugin.facts import PageFacts
from generator.site_settings import SiteSettings
from generator.store import DataFolder

from .conftest import URL

ATOM = "{http://www.w3.org/2005/Atom}"


def written(*pages):
    found = {}
    out = SimpleNamespace(write=found.setdefault)
    write_feeds(pages, out, SiteSettings(url=URL))
    return {address: entries(content) for address, content in found.items()}


def entries(content):
    root = etree.fromstring(content)
    return [
        (
            one.find(f"{ATOM}title").text,
            one.find(f"{ATOM}link").get("href"),
            one.find(f"{ATOM}updated").text,
        )
        for one in root.iter(f"{ATOM}entry")
    ]


def page(agency, year, day, **members):
    url = f"agencies/{agency}/{year}/"
    return PageFacts(
        source="x.md", save_as=f"{url}index.html", url=url, title=f"{agency} {year}",
        description=None, kind="report", feed_date=day,
        is_listed=True, card=None, **members,
    )  # fmt: skip


def test_an_entry_is_in_every_feed_it_belongs_to():
    own = {name: {f"feeds/agencies/{name}.atom.xml": name} for name in "abc"}
    feeds = {"feeds/regions/640000.atom.xml": "宁夏", "feeds/functions/finance.atom.xml": "财政"}
    found = written(
        page("a", 2022, "2023-01-20", feeds=feeds | own["a"]),
        page("b", 2022, "2023-01-25", feeds={"feeds/regions/640000.atom.xml": "宁夏"} | own["b"]),
        page("c", 2022, None, feeds=own["c"]),
    )
    assert set(found) == {
        "feeds/all.atom.xml", "feeds/agencies/a.atom.xml", "feeds/agencies/b.atom.xml", *feeds,
    }  # fmt: skip
    assert [title for title, _, _ in found["feeds/regions/640000.atom.xml"]] == ["b 2022", "a 2022"]
    assert [title for title, _, _ in found["feeds/functions/finance.atom.xml"]] == ["a 2022"]


def test_what_happened_to_a_page_has_entries_of_its_own():
    events = (("2024-02-01", "corrections", "更正 2 处"), ("2024-03-05", "", "数字有改动"))
    one = page("a", 2022, "2023-01-20", events=events)
    found = written(one)["feeds/all.atom.xml"]
    assert [(title, day[:10], link.rpartition("/")[2]) for title, link, day in found] == [
        ("数字有改动", "2024-03-05", ""),
        ("更正 2 处", "2024-02-01", "#corrections"),
        ("a 2022", "2023-01-20", ""),
    ]


def test_a_site_has_the_feeds_of_its_regions_and_fields_of_work(addressed):
    agencies = DataFolder(addressed.data).registry().agencies.values()
    feeds = addressed.output / "feeds"
    assert (feeds / "regions/640000.atom.xml").is_file()
    for agency in agencies:
        assert (feeds / f"functions/{agency.function}.atom.xml").is_file()
        for name in (f"regions/{agency.region}.atom.xml", f"agencies/{agency.id}.atom.xml"):
            assert entries((feeds / name).read_bytes())
        page = (addressed.output / f"regions/{agency.region}/index.html").read_text()
        name = f"feeds/regions/{agency.region}.atom.xml"
        assert page.count(f'{name}"') == 2  # for programs and for readers


def test_every_feed_that_a_page_links_is_there(addressed):
    found = set()
    for path in addressed.output.rglob("index.html"):
        found |= set(re.findall(r'href="[^"]*?(feeds/[^"]+)"', path.read_text()))
    assert {name.split("/")[1] for name in found} > {"regions", "functions", "agencies"}
    assert all((addressed.output / name).is_file() for name in found)


def test_a_site_without_an_address_links_no_feed(plain):
    for name in ("regions/640000", "agencies"):
        assert "feeds/" not in (plain.output / name / "index.html").read_text()
