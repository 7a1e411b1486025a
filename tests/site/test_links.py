"""Every link leads somewhere, from a folder too, and nothing leaves the site."""

from __future__ import annotations

import posixpath
import re
import shutil
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.site.conftest import URL

_OUTSIDE_ELEMENTS = {"a"}  # an ordinary link may lead out; nothing else may
_CSS_URL = re.compile(r"url\(\s*['\"]?([^)'\"]+)|@import")
_SCRIPT_URL = re.compile(r"['\"`](?:https?:)?//[\w.-]+\.\w+")


def documents(output: Path):
    for path in sorted(output.rglob("*.html")):
        yield path.relative_to(output).as_posix(), html.parse(str(path)).getroot()


def ids(path: Path) -> frozenset[str]:
    return frozenset(html.parse(str(path)).xpath("//@id"))


def dead_links(output: Path, base: str = "") -> list[str]:
    found = []
    known = cache(ids)  # for this look alone: the next build may write the same page anew
    for address, root in documents(output):
        for element, attribute, link, _ in root.iterlinks():
            if base and link.startswith(base):
                link = "/" + link.removeprefix(base).lstrip("/")
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or element.get("rel") == "canonical":
                continue
            path = unquote(parts.path)
            folder = posixpath.dirname(address)
            target = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
            file = output / (target if path else address)
            file = file / "index.html" if file.is_dir() and (base or path in ("", "./")) else file
            if not file.is_file():
                found.append(f"{address}: {attribute}={link}")
            elif file.suffix == ".html" and unquote(parts.fragment) not in known(file) | {""}:
                found.append(f"{address}: #{parts.fragment} of {file.name}")
    return found


def test_a_page_that_was_written_anew_is_looked_at_anew(tmp_path):
    page = tmp_path / "index.html"
    for name in ("one", "other"):
        page.write_text(f'<p id="{name}"><a href="#{name}">x</a></p>')
        assert dead_links(tmp_path) == []
    page.write_text('<p><a href="#other">x</a></p>')
    assert dead_links(tmp_path) == ["index.html: #other of index.html"]


def test_every_link_is_alive_from_a_folder(plain):
    assert dead_links(plain.output) == []


def test_every_link_is_alive_with_an_address(addressed):
    assert dead_links(addressed.output, URL) == []


def test_the_site_works_in_a_subfolder(plain, tmp_path):
    moved = tmp_path / "deep" / "er"
    shutil.copytree(plain.output, moved)
    assert dead_links(moved) == []


def test_without_an_address_no_link_names_a_host_or_the_root(plain):
    wrong = []
    for address, root in documents(plain.output):
        for element, _, link, _ in root.iterlinks():
            is_outside = link.startswith(("http:", "https:", "//"))
            if link.startswith("/") or (is_outside and element.tag not in _OUTSIDE_ELEMENTS):
                wrong.append(f"{address}: {link}")
    assert wrong == []


@pytest.mark.parametrize("name", ["plain", "addressed"])
def test_no_page_asks_another_host_for_anything(name, request):
    output = request.getfixturevalue(name).output
    wrong = []
    for address, root in documents(output):
        for element, _, link, _ in root.iterlinks():
            is_loaded = element.tag not in {"a"} and element.get("rel") not in {
                "canonical",
                "alternate",
                "license",
            }
            is_own = link.startswith(f"{URL}/")
            if is_loaded and not is_own and link.startswith(("http:", "https:", "//")):
                wrong.append(f"{address}: <{element.tag}> {link}")
    assert wrong == []


def test_styles_and_scripts_name_no_other_host(plain):
    for path in (plain.output / "theme").rglob("*"):
        if path.suffix in {".css", ".js"}:
            text = path.read_text(encoding="utf-8")
            assert not _CSS_URL.search(text) or path.suffix == ".js", path
            # The name of SVG's elements has the form of an address, and nothing fetches it.
            assert not _SCRIPT_URL.search(text.replace('"http://www.w3.org/2000/svg"', "")), path


def test_ids_are_unique_and_referred_to(plain):
    for address, root in documents(plain.output):
        found = root.xpath("//@id")
        assert len(found) == len(set(found)), address
        for names in root.xpath("//@aria-labelledby | //@aria-describedby | //label/@for"):
            assert set(names.split()) <= set(found), (address, names)


def test_every_page_has_a_title_a_description_and_one_h1(plain):
    titles = {}
    for address, root in documents(plain.output):
        if address.startswith("embed/"):
            continue
        assert len(root.xpath("//h1")) == 1, address
        assert root.xpath("string(//title)").strip(), address
        if address != "404.html":
            assert root.xpath("string(//meta[@name='description']/@content)").strip(), address
        other = titles.setdefault(root.xpath("string(//title)"), address)
        assert other == address, f"{other} and {address} have one title"


def test_a_report_page_is_light(plain):
    import gzip

    style = len(gzip.compress((plain.output / "theme/style.css").read_bytes(), 9, mtime=0))
    for path in sorted((plain.output / "agencies").glob("*/20*/index.html")):
        assert len(gzip.compress(path.read_bytes(), 9, mtime=0)) + style < 60_000, path


def test_a_report_loads_one_small_script(plain):
    """The start of the scripts, the same for every page; it fetches others when they are used."""
    page = next((plain.output / "agencies").glob("*/2023/index.html"))
    (loaded,) = html.parse(str(page)).getroot().xpath("//script/@src")
    start = (page.parent / loaded).resolve()
    assert start == (plain.output / "theme/js/start.js").resolve()
    assert start.stat().st_size < 4_000
