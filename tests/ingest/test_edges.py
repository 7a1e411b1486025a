"""Thresholds and comparisons of ingest, from either side; docs/testing.md lists them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.agencies import Agency, Region, Registry
from generator.ingest.files import files_of
from generator.ingest.journal import _is_whole
from generator.ingest.outcome import FileReading, unrecognised
from generator.ingest.pool import Pool, WorkerLimits
from generator.ingest.proposals import Proposals, _mark
from generator.ingest.rows import json_row
from generator.ingest.sheets import read_sheet
from generator.records import Note

REGIONS = (
    Region(code="110000", name="北京市", level="province"),
    Region(code="640000", name="宁夏回族自治区", level="province"),
    Region(code="640500", name="中卫市", level="prefecture", parent="640000"),
)
BUREAU = Agency(id="640500-minzheng", name="中卫市民政局", region="640500", level="prefecture")
REGISTRY = Registry([BUREAU], REGIONS)
FIELD = "requests.received.total"


def sheet(folder: Path, *lines: str):
    path = folder / "s.csv"
    path.write_text("\n".join((f"agency,year,form,{FIELD}", *lines)) + "\n")
    return read_sheet(path, "0" * 64, REGISTRY)


def problems(folder: Path, *lines: str) -> list[str]:
    return [problem.code for problem in sheet(folder, *lines)[1]]


@pytest.mark.parametrize(("year", "codes"), [
    ("1999", ["sheet.bad_year"]), ("2000", []), ("2100", []), ("2101", ["sheet.bad_year"]),
    ("２０２３年度", []), ("20230", ["sheet.bad_year"]),
])  # fmt: skip
def test_a_report_is_of_2000_to_2100(tmp_path, year, codes):
    assert problems(tmp_path, f"{BUREAU.id},{year},2021,1") == codes


@pytest.mark.parametrize(("row", "codes"), [
    (f"{BUREAU.id},2023,2021", ["sheet.short_row"]), (f"{BUREAU.id},2023,2021,1", []),
    (f"{BUREAU.id},2023,2021,1,", []), (f"{BUREAU.id},2023,2021,1,2", ["sheet.unknown_column"]),
    (f"#{BUREAU.id},2023,2021,1,2", ["sheet.empty"]),
])  # fmt: skip
def test_a_row_has_a_cell_for_each_column(tmp_path, row, codes):
    assert problems(tmp_path, row) == codes


def test_a_report_stands_once(tmp_path):
    first, second = (f"{BUREAU.id},{year},2021,1" for year in (2022, 2023))
    assert problems(tmp_path, first, second) == []
    assert problems(tmp_path, first, first) == ["sheet.double_row"]


@pytest.mark.parametrize("length", [38, 39])
def test_forty_signs_of_a_wrong_member_are_shown(length):
    found = json_row('{"a": ["' + "x" * (length - 2) + '"]}', 1)
    whole = f"['{'x' * (length - 2)}']"
    assert found.params["value"] == whole[:40]
    assert (found.params["value"] == whole) is (length == 38)


def test_two_warnings_say_why_a_file_is_no_report():
    notes = tuple(Note(code=f"parsing.{n}") for n in range(3))
    assert unrecognised(notes).because == notes[:2]


@pytest.mark.parametrize(("name", "is_read"), [
    ("a.html.part", False), ("a.crdownload", False), ("~$a.docx", False), (".a.html", False),
    ("a.part.html", True), ("a~.html", True),
])  # fmt: skip
def test_what_programs_leave_is_no_document(tmp_path, name, is_read):
    (tmp_path / name).touch()
    (tmp_path / "b.html").touch()
    assert (tmp_path / name in files_of([tmp_path])) is is_read


@pytest.mark.parametrize(("end", "is_whole"), [(b"}\n", True), (b"}", False), (b"}\n\0", False)])
def test_a_stored_record_ends_with_its_bracket(tmp_path, end, is_whole):
    (tmp_path / "a.json").write_bytes(b'{"a": 1' + end)
    assert _is_whole(tmp_path / "a.json") is is_whole


@pytest.mark.parametrize(
    ("name", "region", "proposed"),
    [("民政局", "110000", "110000-minzheng"), ("民政厅", "640000", "640000-minzheng")],
)
def test_a_city_as_large_as_a_province_has_bureaus(name, region, proposed):
    """Beijing's is a 局, a province's a 厅: each has the id of the custom."""
    assert Proposals(REGISTRY).propose(name, region).id == proposed


def test_a_mark_has_four_signs():
    assert len(_mark("虚构处")) == 4


def slow(path: Path, seconds: float) -> FileReading:
    time.sleep(seconds * (path.name == "slow"))
    return FileReading(sha256=path.name)


def test_a_file_past_its_time_is_given_up_and_the_next_is_read():
    with Pool(slow, 30.0, limits=WorkerLimits(seconds=2.0)) as pool:
        found = [reading for _, reading in pool.map([Path("slow"), Path("fast")])]
    assert [one.code for one in found[0].problems] == ["ingest.too_slow"]
    assert found[1].sha256 == "fast"
