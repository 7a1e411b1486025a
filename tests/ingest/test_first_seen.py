"""data/first_seen.csv: written once by ingest, trusted only when it is right."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest

from generator import record_json
from generator.case_file.report_view import load_report_views
from generator.errors import BadDataError
from generator.first_seen import NAME, load_first_seen, note_first_seen
from generator.frames.gather import frames_of
from generator.ingest.run import IngestOptions, ingest
from generator.pages.parts.facts import facts_of
from generator.records import Source
from generator.store import DataFolder
from tests.ingest.test_order import files_of, ingested, made
from tests.pages.making import AGENCY, record, report_views
from tests.site.pages import tree

__all__ = ["made"]
A, B = "a" * 64, "b" * 64


def test_a_day_is_noted_once(tmp_path):
    note_first_seen(tmp_path, [B], date(2024, 2, 1))
    before = (tmp_path / NAME).read_bytes()
    note_first_seen(tmp_path, [B], date(2024, 3, 1))
    assert (tmp_path / NAME).read_bytes() == before
    note_first_seen(tmp_path, [A, B], date(2024, 3, 1))
    assert load_first_seen(tmp_path) == {A: "2024-03-01", B: "2024-02-01"}
    assert (tmp_path / NAME).read_text("utf-8-sig").splitlines()[1].startswith(A)


def test_nothing_read_leaves_no_file(tmp_path):
    note_first_seen(tmp_path, [], date(2024, 2, 1))
    assert load_first_seen(tmp_path) == {}
    assert not (tmp_path / NAME).exists()


@pytest.mark.parametrize(
    "row", [f"{A},2024-2-1", f"{A},yesterday", "abc,2024-02-01", f"{A.upper()},2024-02-01", f"{A},"]
)
def test_a_wrong_row_is_named(tmp_path, row):
    (tmp_path / NAME).write_text(f"sha256,date\n{B},2024-02-01\n{row}\n", encoding="utf-8")
    with pytest.raises(BadDataError) as error:
        load_first_seen(tmp_path)
    assert error.value.line == 3


def test_ingest_notes_the_documents_of_its_records_and_no_other(made, tmp_path):
    (made / "in" / "list.txt").write_text("购物清单：米、面、油。", encoding="utf-8")
    ingested(made, tmp_path, [[*files_of(made), made / "in" / "list.txt"]], 1, None)
    stored = {
        DataFolder(tmp_path / "data").read(path).source.sha256
        for path in (tmp_path / "data").glob("*/*/**/*.json")
    }
    found = load_first_seen(tmp_path / "data")
    assert set(found) == stored
    today = datetime.now(timezone(timedelta(hours=8))).date()
    assert {today - date.fromisoformat(day) for day in found.values()} <= {
        timedelta(0), timedelta(days=1),
    }  # fmt: skip


def test_reports_without_a_day_of_publication_go_by_the_day_they_were_read(tmp_path):
    source = Source(file="made-up.txt", sha256=A, media_type="text/plain")
    report_views(tmp_path / "data", [record(2022, source=source), record(2023)])
    note_first_seen(tmp_path / "data", [A], date(2024, 2, 1))
    again = load_report_views(DataFolder(tmp_path / "data"))
    facts = facts_of(frames_of(again), again.outcomes, again.first_seen)[AGENCY]
    assert [fact.dated for fact in facts] == ["2024-02-01", "2024-01-20"]
    assert [fact.published for fact in facts] == [None, "2024-01-20"]


def test_a_record_that_somebody_wrote_down_notes_its_document(made, tmp_path):
    """The file that holds the record is no document: its checksum says nothing of a report."""
    data = made_again(made, tmp_path)
    path = next(DataFolder(data).root.glob("reports/*/*.json"))
    lines = tmp_path / "whole.jsonl"
    whole = record_json.to_object(DataFolder(data).read(path))
    lines.write_text(json.dumps(whole, ensure_ascii=False) + "\n", encoding="utf-8")
    (data / NAME).unlink()
    path.unlink()
    ingest([lines], IngestOptions(data, jobs=1, journal=tmp_path / "other.jsonl"))
    assert set(load_first_seen(data)) == {DataFolder(data).read(path).source.sha256}


def test_a_wrong_row_stops_a_run_before_it_reads(made, tmp_path):
    data = made_again(made, tmp_path)
    (data / NAME).write_text("sha256,date\nabc,2024-02-01\n", encoding="utf-8")
    before = tree(data)
    with pytest.raises(BadDataError):
        ingest(files_of(made), IngestOptions(data, jobs=1, journal=tmp_path / "other.jsonl"))
    assert tree(data) == before


def made_again(made, place):
    ingested(made, place, [files_of(made)[:3]], 1, None)
    return place / "data"
