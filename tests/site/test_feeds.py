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
    out = SimpleNamespace(
        keep=lambda *_: False, write=lambda address, content, _: found.setdefault(address, content)
    )
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


DATE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)"


def texts(part, name):
    return [one.text or "" for one in part.findall(f"{ATOM}{name}")]


def links_of(part, rel):
    return [one for one in part.findall(f"{ATOM}link") if one.get("rel", "alternate") == rel]


RULES_OF_EACH = {
    "4.1 one id, title, updated": lambda part: all(
        len(texts(part, name)) == 1 for name in ("id", "title", "updated")
    ),
    "4.2.6 an id is an IRI": lambda part: all(
        re.fullmatch(r"[a-z]+:\S+", one) for one in texts(part, "id")
    ),
    "3.3 dates": lambda part: all(
        re.fullmatch(DATE, one) for one in texts(part, "updated") + texts(part, "published")
    ),
    "4.1 one alternate": lambda part: len(links_of(part, "alternate")) == 1,
    "4.2.7.1 an address": lambda part: all(
        re.fullmatch(r"https?://\S+", one.get("href", "")) for one in part.findall(f"{ATOM}link")
    ),
    "3.1.1 texts": lambda part: all(
        one.get("type", "text") in ("text", "html") and not len(one)
        for one in (*part.findall(f"{ATOM}title"), *part.findall(f"{ATOM}summary"))
    ),
}


def faults_of(root):
    """What RFC 4287 demands of a feed, by its sections, and is not there."""
    parts = [root, *root.findall(f"{ATOM}entry")]
    found = [rule for rule, holds in RULES_OF_EACH.items() if not all(map(holds, parts))]
    ids = [one for part in parts for one in texts(part, "id")]
    rules = {
        "4.1.1 a feed with an author": root.tag == f"{ATOM}feed" and root.find(f"{ATOM}author"),
        "4.1.1 an id is one entry's": len(set(ids)) == len(ids) or None,
        "4.1.1 a link to itself": len(links_of(root, "self")) == 1 or None,
    }
    return found + [rule for rule, holds in rules.items() if holds is None or holds is False]


def test_every_feed_is_valid_atom(addressed):
    feeds = sorted((addressed.output / "feeds").rglob("*.xml"))
    assert len(feeds) > 10
    for path in feeds:
        assert faults_of(etree.parse(path).getroot()) == [], path


def test_what_is_no_atom_is_found(addressed):
    content = (addressed.output / "feeds/all.atom.xml").read_text(encoding="utf-8")
    entry = content[content.index("<entry>") : content.index("</entry>") + len("</entry>")]
    for broken in (
        content.replace("<entry>", f"{entry}<entry>", 1),
        re.sub("<updated>[^<]*</updated>", "", content, count=1),
        content.replace("T00:00:00+08:00", " 00:00", 1),
        content.replace(' rel="self"', "", 1),
        re.sub("<author>.*?</author>", "", content, count=1),
        re.sub('href="https://[^"]*"', 'href="x/"', content, count=1),
    ):
        assert faults_of(etree.fromstring(broken.encode()))
