"""What a build does and writes for each report and agency, counted and weighed, never timed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import mean

import pytest

from generator.checks import run
from generator.pages import agencies
from generator.records import Record
from generator.site.build import build
from generator.site.paths import HANDED
from generator.site_settings import SiteSettings
from generator.store import DataFolder
from made_up.data import write_data
from tests.checks.test_kept import change
from tests.site.conftest import folders
from tests.site.pages import tree

REPORT = re.compile(r"agencies/([^/]+)/(\d{4})/index\.html")
FILES_OF_AN_AGENCY = 14
"""Exactly what there is: a host counts files, so that one more an agency is a decision."""

BYTES_OF_A_REPORT = 82_000
"""Page, JSON and share of the search data, Chinese only, on the newest forms, the longest."""

READINGS_OF_A_PLAN = 2
"""In a clean build: for its page and for the table of tasks. A report is read once."""


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


@pytest.fixture
def read(tmp_path, monkeypatch) -> Callable[[], list[Path]]:
    """The files of records that were decoded since the last call, here or in other processes."""
    log, decode = tmp_path / "decoded", DataFolder.read

    def noted(data: DataFolder, path: Path) -> Record:
        with log.open("a") as lines:
            lines.write(f"{path}\n")
        return decode(data, path)

    def since() -> list[Path]:
        found = [Path(line) for line in log.read_text().splitlines()] if log.exists() else []
        log.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(DataFolder, "read", noted)
    monkeypatch.setattr(run, "_FEW_REPORTS", 1)  # from so many on there are workers,
    monkeypatch.setattr(agencies, "LEAST_AT_ONCE", 10)
    monkeypatch.setattr("generator.pages.write.START", "fork")  # who note what they read
    return since


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_decodes_no_record_more_often_than_it_must(tmp_path, read, jobs):
    paths = folders(tmp_path)
    write_data(paths.data, 3, (2020, 2022), seed=4)
    stored = {kind: set((paths.data / kind).rglob("*.json")) for kind in ("reports", "plans")}
    build(paths, SiteSettings(), jobs=jobs)
    found = Counter(read())
    assert found.keys() == stored["reports"] | stored["plans"]
    assert len(stored["reports"]) > 8
    assert {found[path] for path in stored["reports"]} == {1}
    assert max(found[path] for path in stored["plans"]) <= READINGS_OF_A_PLAN
    build(paths, SiteSettings(), jobs=jobs)
    assert read() == []
    changed = min(stored["reports"])
    change(changed, 1)
    left = paths.work / HANDED / "left" / changed.parent.name  # by a build that was killed
    left.parent.mkdir(parents=True)
    left.write_bytes(b"")
    build(paths, SiteSettings(), jobs=jobs)
    found = Counter(read())
    assert {path.parent.name for path in found} == {changed.parent.name}
    assert {found[path] for path in found.keys() & stored["reports"]} == {1}
    assert max(found.values()) <= READINGS_OF_A_PLAN
    assert not (paths.work / HANDED).exists()
