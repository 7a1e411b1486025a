"""Warnings of too many files and bytes, and packed copies of text files."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest

from generator.errors import GongkaiError
from generator.site.build import BuildOptions, build
from generator.site.files import packed
from generator.site.publishing.addresses import load_addresses, lost_addresses, note_addresses
from generator.site.publishing.hosts import hosts, too_much
from generator.site.publishing.manifest import Written
from generator.site_settings import SiteSettings
from tests.site.pages import build_by_hand, hand_made, page, tree

HOME = Path(__file__).parents[2]
LONG = "政府信息公开" * 400


def files(count: int, size: int) -> dict[str, Written]:
    return {f"{number}.html": Written("", size, 0) for number in range(count)}


def test_a_site_is_held_against_what_is_set_and_against_known_hosts():
    assert not list(too_much(files(20_001, 10), SiteSettings()))
    (warning,) = too_much(files(20_001, 10), SiteSettings(max_files=20_000))
    assert warning.code == "site.too_many_files"
    assert warning.params["count"] == "20,001"
    assert "Cloudflare Pages (free)" in warning.params["refuses"]
    assert "GitHub Pages" in warning.params["takes"]
    (warning,) = too_much(
        files(60, 19_000_000), SiteSettings(max_files=60, max_bytes=1_000_000_000)
    )
    assert warning.code == "site.too_many_bytes"
    assert "GitHub Pages" in warning.params["refuses"]
    assert "Cloudflare Pages (free)" in warning.params["takes"]


def test_a_file_that_no_host_of_the_list_takes_is_named():
    found = list(too_much(files(1, 30_000_000), SiteSettings(max_bytes=1)))
    assert [one.code for one in found] == ["site.large_file", "site.too_many_bytes"]
    assert "Cloudflare" in found[1].params["refuses"]


def test_the_document_has_the_same_limits():
    text = (HOME / "docs/hosting.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (\S[^|]*?) \| ([\d,]*) ?\| ([\d,]*) ?\| ([\d,]*) ?\|$", text, re.MULTILINE
    )
    found = [(name, *(int(one.replace(",", "") or 0) for one in rest)) for name, *rest in rows]
    assert found == [(host.name, host.files, host.total_bytes, host.file_bytes) for host in hosts()]


@pytest.fixture
def site(tmp_path, monkeypatch):
    prose = {
        "home.md": page("首页", ""),
        "guide.md": page("指南", "guide/").replace("指南", LONG, 1),
    }
    paths = hand_made(tmp_path, prose)
    build_by_hand(monkeypatch, paths, SiteSettings(precompress=True))
    return paths


def originals(found: dict[str, bytes]) -> dict[str, bytes]:
    return {name: one for name, one in found.items() if not packed.is_packed(name, found)}


def test_packed_copies_hold_their_files_bytes(site):
    found = tree(site.output)
    assert found["guide/index.html"]
    count = 0
    for name, content in originals(found).items():
        is_text = name.endswith((".html", ".css", ".js", ".json", ".txt", ".svg", ".xml"))
        assert (name + ".gz" in found) == (is_text and len(content) >= 1000), name
        if name + ".gz" in found:
            assert gzip.decompress(found[name + ".gz"]) == content
            assert brotli.decompress(found[name + ".br"]) == content
            count += 1
    assert count > 3


def test_only_changed_files_are_packed_again(site, monkeypatch):
    made: list[int] = []
    way = packed._WAYS[".gz"]
    monkeypatch.setitem(packed._WAYS, ".gz", lambda content: made.append(1) or way(content))
    guide = next(site.prose.rglob("guide.md"))
    guide.write_text(guide.read_text(encoding="utf-8") + "\n又一句。\n", encoding="utf-8")
    build_by_hand(monkeypatch, site, SiteSettings(precompress=True))
    assert len(made) == 1
    found = tree(site.output)
    assert gzip.decompress(found["guide/index.html.gz"]) == found["guide/index.html"]


def test_without_the_setting_the_copies_go_and_nothing_is_said(site, monkeypatch):
    with_copies = tree(site.output)
    said: list[GongkaiError] = []
    options = BuildOptions(notice=said.append)
    build_by_hand(monkeypatch, site, SiteSettings(), options=options)
    assert said == []
    now = tree(site.output)
    assert originals(with_copies).keys() == now.keys()


def test_packed_copies_are_no_addresses_to_keep(site):
    (site.output / "data").mkdir(exist_ok=True)
    for name in ("README.txt", "README.txt.gz", "figures.csv.gz"):
        (site.output / "data" / name).write_bytes(b"")
    note_addresses(site.data, site.output)
    listed = load_addresses(site.data)
    assert "data/README.txt" in listed
    assert "data/figures.csv.gz" in listed
    assert not [name for name in listed if name.endswith((".html.gz", ".txt.gz", ".br"))]


def test_pages_are_not_made_again_for_a_setting_that_none_shows(addressed, tmp_path):
    settings = SiteSettings(url="https://example.org/nianbao", mistake_address="wrong@example.org")
    said: list[GongkaiError] = []
    from dataclasses import replace

    result = build(
        addressed,
        replace(settings, max_files=10),
        jobs=1,
        options=BuildOptions(notice=said.append),
    )
    assert "site.too_many_files" in [one.code for one in said]
    assert result.written <= 1


@pytest.mark.parametrize(("count", "is_said"), [(20, False), (21, True)])
def test_as_many_files_as_are_set_are_not_too_many(count, is_said):
    assert bool(list(too_much(files(count, 10), SiteSettings(max_files=20)))) == is_said


@pytest.mark.parametrize(("count", "ending"), [(5, "/4/"), (6, "/4/ …")])
def test_five_lost_addresses_are_named(tmp_path, count, ending):
    rows = "".join(f"/{at}/,\n" for at in range(count))
    (tmp_path / "addresses.csv").write_text(f"address,given_up\n{rows}", "utf-8")
    found = lost_addresses(tmp_path, frozenset(), ["zh"])
    assert found is not None
    assert found.params["shown"].endswith(ending)
    assert found.params["count"] == f"{count}"
