"""What a build does and writes for each report and agency, counted and weighed, never timed."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from statistics import mean

import pytest

from generator import record_json
from generator.record_json import decode
from generator.site.build import build
from generator.site_settings import SiteSettings
from made_up.data import write_data
from tests.site.conftest import folders
from tests.site.pages import tree

REPORT = re.compile(r"agencies/([^/]+)/(\d{4})/index\.html")
FILES_OF_AN_AGENCY = 14
"""Exactly what there is: a host counts files, so that one more an agency is a decision."""

BYTES_OF_A_REPORT = 83_000
"""Page, JSON and share of the search data, Chinese only, on the newest forms, the longest."""

READINGS_OF_A_RECORD = 1.75
"""On average, in a clean build in one process; the goal is one."""


@pytest.fixture(scope="module")
def site(addressed) -> dict[str, bytes]:
    return tree(addressed.output)


def test_a_report_has_a_page_and_its_data_and_no_other_file_of_its_own(site):
    reports = [REPORT.fullmatch(name).groups() for name in site if REPORT.fullmatch(name)]
    assert len(reports) >= 30
    for agency, year in reports:
        own = [name for name in site if f"/{agency}/{year}" in name]
        assert sorted(own) == [
            f"agencies/{agency}/{year}/index.html",
            f"api/agencies/{agency}/{year}.json",
        ]


def test_a_report_takes_no_more_bytes_than_it_did(site):
    pages = [len(one) for name, one in site.items() if REPORT.fullmatch(name)]
    data = [
        len(one)
        for name, one in site.items()
        if re.fullmatch(r"api/agencies/[^/]+/\d{4}\.json", name)
    ]
    searched = sum(len(one) for name, one in site.items() if name.startswith("static/apps/search/"))
    plans = sum(1 for name in site if re.fullmatch(r"agencies/[^/]+/plan-\d{4}/index\.html", name))
    assert mean(pages) + mean(data) + searched / (len(pages) + plans) < BYTES_OF_A_REPORT


def test_the_specifications_of_charts_have_checksums(site):
    listed = dict(
        reversed(line.split("  "))
        for line in site["data/charts/sha256sums.txt"].decode().splitlines()
    )
    specifications = {n: one for n, one in site.items() if n.endswith(".vl.json")}
    assert len(specifications) > 3
    expected = {n.split("/")[-1]: sha256(one).hexdigest() for n, one in specifications.items()}
    assert listed == expected


def test_an_agency_has_few_files_beside_its_reports(site):
    agencies = {name.split("/")[1] for name in site if REPORT.fullmatch(name)}
    counts = Counter(
        part
        for name in site
        if not re.search(r"/(plan-)?\d{4}(/|\.json)", name)
        for part in set(re.split(r"[/.]", name)) & agencies
    )
    assert counts.keys() == agencies
    assert max(counts.values()) <= FILES_OF_AN_AGENCY


def test_a_clean_build_decodes_no_record_more_often_than_it_did(tmp_path, monkeypatch):
    paths = folders(tmp_path)
    write_data(paths.data, 3, (2020, 2022), seed=4)
    stored = sum(1 for name in ("reports", "plans") for _ in (paths.data / name).rglob("*.json"))
    seen: list[int] = []
    monkeypatch.setattr(record_json, "decode", lambda text: seen.append(1) or decode(text))
    build(paths, SiteSettings(), jobs=1)
    assert stored > 10
    assert len(seen) <= READINGS_OF_A_RECORD * stored
