"""Every kind of page is linked to, and reached from the home page in three steps."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from generator.pages.kinds import kinds

_HREF = re.compile(r'<(?:a|form)\b[^>]* (?:href|action)="([^"]+)"')
_STEPS = 3
# Pages that are shown by a server, or in another page.
_NOT_LINKED = {"404.html"}
# Parts of long lists, and the log that `make publish` begins; that they are linked is tested
# where they are made.
_OF_MANY = {"checks/{part}/", "years/{year}/{part}/", "data/changes/"}


def links(output: Path, page: str) -> set[str]:
    """The pages of the site to which a page links."""
    found = set()
    for href in _HREF.findall((output / page).read_text()):
        address = urlsplit(
            urljoin(f"https://here/{page}", urldefrag(href.replace("&amp;", "&"))[0])
        )
        if address.netloc == "here" and address.path.endswith(".html"):
            found.add(unquote(address.path.lstrip("/")))
    return found


@pytest.fixture(scope="module")
def steps(plain):
    """How many steps each page is away from home."""
    found, queue = {"index.html": 0}, ["index.html"]
    for page in queue:
        new = sorted(links(plain.output, page) - found.keys())
        found |= dict.fromkeys(new, found[page] + 1)
        queue += new
    return found


def test_no_page_is_an_orphan(plain, steps):
    pages = {path.relative_to(plain.output).as_posix() for path in plain.output.rglob("*.html")}
    assert pages - _NOT_LINKED - steps.keys() == set()


def test_every_kind_is_reached_in_three_steps(steps):
    patterns = {
        address: re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(address)) + r"index\.html")
        for kind in kinds()
        for address in kind.addresses
    }
    patterns["embed"] = re.compile(r"embed/agencies/[^/]+/[^/]+/index\.html")
    for prose in ("guide/", "guide/letter/", "glossary/", "about/", "search/", "data/", "compare/"):
        patterns[prose] = re.compile(re.escape(prose) + r"index\.html")
    for address, pattern in patterns.items():
        nearest = [count for page, count in steps.items() if pattern.fullmatch(page)]
        if address in _OF_MANY:
            continue
        assert nearest, address
        assert min(nearest) <= _STEPS, address
