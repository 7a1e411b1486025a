"""What machines are told: head, JSON-LD, Open Graph, feeds, sitemap; all of it leads somewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tests.site.conftest import URL

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NOT_LISTED = ("404.html", "embed/")


def pages(output: Path) -> dict[str, BeautifulSoup]:
    found = {}
    for file in sorted(output.rglob("*.html")):
        address = file.relative_to(output).as_posix()
        if not address.startswith(NOT_LISTED):
            found[address] = BeautifulSoup(file.read_text("utf-8"), "lxml")
    return found


def file_of(output: Path, address: str) -> Path:
    """The file below the site that an absolute address of it means."""
    assert address.startswith(f"{URL}/"), address
    path = output / address.removeprefix(f"{URL}/").partition("#")[0]
    return path / "index.html" if address.endswith("/") or path.is_dir() else path


def things(page: BeautifulSoup) -> list[dict]:
    found: list[dict] = []
    for script in page.find_all("script", type="application/ld+json"):
        whole = json.loads(script.string)
        assert whole["@context"] == "https://schema.org"
        found += whole["@graph"]
    return found


@pytest.fixture(scope="module")
def site(addressed) -> dict[str, BeautifulSoup]:
    return pages(addressed.output)


def test_titles_and_descriptions_are_their_own(site):
    titles = [page.title.string for page in site.values()]
    assert len(set(titles)) == len(titles)
    words = [page.find("meta", attrs={"name": "description"})["content"] for page in site.values()]
    assert all(words)
    assert len(set(words)) == len(words)


def test_each_page_names_its_own_address(site, addressed):
    for address, page in site.items():
        canonical = page.find("link", rel="canonical")["href"]
        assert file_of(addressed.output, canonical) == addressed.output / address
        assert page.find("meta", property="og:url")["content"] == canonical


def test_a_report_is_described_for_machines(site):
    for address, page in site.items():
        parts = address.split("/")
        if parts[0] != "agencies" or len(parts) != 4 or not parts[2].isdigit():
            continue
        kinds = {thing["@type"]: thing for thing in things(page)}
        assert {"GovernmentOrganization", "Report", "Dataset", "BreadcrumbList"} <= set(kinds)
        assert kinds["Report"]["author"] == {"@id": kinds["GovernmentOrganization"]["@id"]}
        names = {tag.get("name") for tag in page.find_all("meta")}
        assert {"SiteName", "ColumnName", "ArticleTitle", "ContentSource"} <= names


def test_the_telephone_of_the_page_is_that_of_the_contact_point(site):
    seen = 0
    for page in site.values():
        for thing in things(page):
            if "telephone" in thing.get("contactPoint", {}):
                seen += 1
                assert page.find("a", href=f"tel:{thing['contactPoint']['telephone']}")
    assert seen


def test_addresses_for_machines_lead_to_files(site, addressed):
    seen = 0
    for page in site.values():
        for thing in things(page):
            items = [part["item"] for part in thing.get("itemListElement", [])]
            downloads = [part["contentUrl"] for part in thing.get("distribution", [])]
            for link in [*items, *downloads]:
                seen += 1
                assert file_of(addressed.output, link).is_file(), link
    assert seen


def test_the_sitemap_lists_every_page_once(site, addressed):
    index = etree.parse(addressed.output / "sitemap.xml").getroot()
    assert index.tag == f"{MAP}sitemapindex"
    listed = []
    for part in index.iter(f"{MAP}loc"):
        listed += [
            loc.text for loc in etree.parse(file_of(addressed.output, part.text)).iter(f"{MAP}loc")
        ]
    assert len(set(listed)) == len(listed)
    assert {file_of(addressed.output, loc) for loc in listed} == {
        addressed.output / address
        for address in site
        if address != "404.html" and not address.startswith("embed/")
    }
    # The data are made up: every page asks not to be listed, whatever the sitemap says.
    assert all(page.find("meta", attrs={"name": "robots"}) for page in site.values())
    assert f"Sitemap: {URL}/sitemap.xml" in (addressed.output / "robots.txt").read_text("utf-8")


def test_feeds_are_whole_and_their_links_alive(addressed):
    feeds = sorted((addressed.output / "feeds").rglob("*.xml"))
    assert len(feeds) > 1
    for feed in feeds:
        root = etree.parse(feed).getroot()
        for name in ("id", "title", "updated"):
            assert root.find(f"{ATOM}{name}").text
        ids = [entry.find(f"{ATOM}id").text for entry in root.iter(f"{ATOM}entry")]
        assert ids
        assert len(set(ids)) == len(ids)
        for link in root.iter(f"{ATOM}link"):
            assert file_of(addressed.output, link.get("href")).is_file()


def test_without_an_address_nothing_pretends_to_have_one(plain):
    for address, page in pages(plain.output).items():
        assert not page.find("link", rel="canonical"), address
        assert not page.find("link", type="application/atom+xml"), address
        assert not page.find("meta", property="og:image"), address
    assert not (plain.output / "sitemap.xml").exists()
    assert not (plain.output / "feeds").exists()
