"""A run keeps what it has, says what is wrong, and may be stopped and started again."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from pathlib import Path

import msgspec
import pytest

from generator import record_json
from generator.agencies import load_registry
from generator.errors import UnreadableDocumentError
from generator.ingest.files import files_of
from generator.ingest.outcome import FileOutcome, FileReading, Problem
from generator.ingest.pool import Pool, WorkerLimits
from generator.ingest.run import IngestOptions, ingest
from generator.ingest.sheets import read_sheet
from generator.ingest.summary import Summary
from generator.records import Figure, Note, Record, Source

REPOSITORY = Path(__file__).resolve().parents[2]


def fake_read(path: Path, settings: object) -> FileReading:
    """Stands in for the readers and parsers: the file says what they would find."""
    text = path.read_text(encoding="utf-8")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    what = json.loads(text)
    with (path.parent.parent / "read.log").open("a") as log:
        log.write(path.name + "\n")
    if what.get("hang"):
        time.sleep(60)
    if what.get("memory"):
        return FileReading(sha256=str(len(bytearray(10**10))))
    if what.get("die"):
        import os

        os._exit(1)
    if what.get("bad"):
        return FileReading(sha256=sha256, problems=(Problem(code="ingest.no_year"),))
    fields = {"kind": "annual_report", **what["record"]}
    source = Source(file=path.name, sha256=sha256, media_type="x", published=what.get("published"))
    return FileReading(
        sha256=sha256, records=(msgspec.convert({**fields, "source": source}, Record),)
    )


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("generator.ingest.run.read", fake_read)
    (tmp_path / "data").mkdir()
    (tmp_path / "in").mkdir()
    for name in ("agencies.csv", "regions.csv"):
        shutil.copy(REPOSITORY / "data" / name, tmp_path / "data" / name)
    return tmp_path


def document(place: Path, name: str, /, **what: object) -> Path:
    file = place / "in" / name
    file.write_text(json.dumps(what), encoding="utf-8")
    return file


def report(year: int, title: str = "", agency: str | None = "640500-minzheng") -> dict[str, object]:
    return {
        "agency": agency,
        "agency_name": "中卫市民政局",
        "region": "640500",
        "year": year,
        "title": title,
    }


def run(place: Path, **options: object) -> Summary:
    limits = WorkerLimits(seconds=1.5, memory_bytes=10**9)
    journal = place / "journal.jsonl"
    settings = IngestOptions(data=place / "data", journal=journal, limits=limits, **options)
    return ingest([place / "in"], settings)


def log(place: Path) -> list[str]:
    file = place / "read.log"
    return file.read_text().split() if file.exists() else []


def test_one_bad_file_does_not_stop_the_others(place: Path) -> None:
    document(place, "a.txt", hang=True)
    document(place, "b.txt", memory=True)
    document(place, "c.txt", die=True)
    document(place, "d.txt", bad=True)
    document(place, "e.txt", record=report(2023))
    summary = run(place, jobs=2)
    codes = [out.problem.code if out.problem else None for f in summary.files for out in f.outcomes]
    assert codes == [
        "ingest.too_slow",
        "ingest.too_large",
        "ingest.worker_died",
        "ingest.no_year",
        None,
    ]
    assert summary.is_bad
    assert (place / "data/reports/640500-minzheng/2023.json").exists()


def test_unchanged_files_are_not_read_again_and_stay_reported(place: Path) -> None:
    document(place, "a.txt", record=report(2022))
    document(place, "b.txt", bad=True)
    first, second = run(place), run(place)
    assert log(place) == ["a.txt", "b.txt"]
    assert second.is_bad and first.is_bad
    assert second.counts()["skipped"] == 1


def test_a_record_that_was_deleted_is_read_again(place: Path) -> None:
    document(place, "a.txt", record=report(2022))
    run(place)
    (place / "data/reports/640500-minzheng/2022.json").unlink()
    run(place)
    assert (place / "data/reports/640500-minzheng/2022.json").exists()


def test_a_journal_cut_short_is_no_harm(place: Path) -> None:
    document(place, "a.txt", record=report(2022))
    run(place)
    journal = place / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-30])
    assert not run(place).is_bad


def test_a_second_document_is_kept_beside_the_first(place: Path) -> None:
    document(place, "a.txt", record=report(2023, "甲"))
    document(place, "b.txt", record=report(2023, "乙"))
    summary = run(place)
    current = place / "data/reports/640500-minzheng/2023.json"
    versions = list((current.parent / "2023.versions").glob("*.json"))
    titles = [record_json.decode(path.read_bytes()).title for path in (current, *versions)]
    assert sorted(titles) == ["乙", "甲"]
    assert summary.is_bad
    assert len([o for f in summary.files for o in f.outcomes if o.problem]) == 1


@pytest.mark.parametrize(
    ("prefer", "title", "is_bad"),
    [("existing", "甲", False), ("newest", "乙", False), ("ask", "乙", True)],
)
def test_which_document_is_current_is_said_not_guessed(
    place: Path, prefer: str, title: str, is_bad: bool
) -> None:
    document(place, "a.txt", record=report(2023, "甲"), published="2024-01-10")
    document(place, "b.txt", record=report(2023, "乙"), published="2024-03-10")
    summary = run(place, prefer=prefer)
    current = place / "data/reports/640500-minzheng/2023.json"
    assert record_json.decode(current.read_bytes()).title == title
    assert summary.is_bad is is_bad
    assert len(list((current.parent / "2023.versions").glob("*.json"))) == 1


def test_undated_documents_are_left_open(place: Path) -> None:
    document(place, "a.txt", record=report(2023, "甲"))
    document(place, "b.txt", record=report(2023, "乙"))
    assert run(place, prefer="newest").is_bad


def test_the_same_content_twice_is_one_document(place: Path) -> None:
    document(place, "a.txt", record=report(2023, "甲"))
    document(place, "b.txt", record=report(2023, "甲"))
    assert not run(place).is_bad
    assert not (place / "data/reports/640500-minzheng/2023.versions").exists()


def test_an_unknown_agency_is_proposed_and_only_then_registered(place: Path) -> None:
    unknown = {**report(2023, agency=None), "agency_name": "中卫市教育局"}
    document(place, "a.txt", record=unknown)
    before = (place / "data/agencies.csv").read_bytes()
    summary = run(place)
    assert [agency.id for agency in summary.proposed] == ["640500-jiaoyu"]
    assert summary.proposed[0].function == "education"
    assert summary.is_bad
    assert (place / "data/agencies.csv").read_bytes() == before
    assert not run(place, accepts_proposals=True).is_bad
    assert "640500-jiaoyu" in load_registry(place / "data").agencies
    assert (place / "data/reports/640500-jiaoyu/2023.json").exists()


def test_registering_agencies_does_not_undo_what_a_stopped_run_had_read(place: Path) -> None:
    """The registry grows while the run goes on; only what is left is read by the next."""
    names = ("教育局", "财政局", "水务局", "司法局", "审计局", "统计局")
    for number, name in enumerate(names):
        unknown = {**report(2023, agency=None), "agency_name": f"中卫市{name}"}
        document(place, f"{number}.txt", record=unknown)
    document(place, "bad.txt", bad=True)

    def stop(seen: FileOutcome) -> None:
        if seen.file.endswith("3.txt"):
            raise KeyboardInterrupt

    options = IngestOptions(place / "data", accepts_proposals=True, journal=place / "journal.jsonl")
    first = ingest([place / "in"], options, seen=stop)
    assert first.is_stopped
    read_before = set(log(place))
    ids = list(load_registry(place / "data").agencies)
    assert ids == sorted(ids)
    (place / "read.log").unlink()
    second = ingest([place / "in"], options)
    # Nothing that was stored is read again; a worker may have been ahead of the stop.
    assert set(log(place)) >= {"4.txt", "5.txt", "bad.txt"}
    assert not set(log(place)) & {"0.txt", "1.txt", "2.txt", "3.txt"}
    assert read_before >= {"0.txt", "1.txt", "2.txt", "3.txt"}
    assert second.counts()["skipped"] == 4
    assert len(list((place / "data/reports").glob("*/2023.json"))) == len(names)
    (place / "read.log").unlink()
    ingest([place / "in"], options)
    assert log(place) == ["bad.txt"]


def test_results_do_not_depend_on_the_number_of_workers(place: Path) -> None:
    for number in range(12):
        document(place, f"{number:02}.txt", record=report(2010 + number % 5, f"第{number}份"))
    run(place, jobs=1)
    one = {p.relative_to(place): p.read_bytes() for p in (place / "data").rglob("*.json")}
    shutil.rmtree(place / "data/reports")
    (place / "journal.jsonl").unlink()
    run(place, jobs=3)
    assert one == {p.relative_to(place): p.read_bytes() for p in (place / "data").rglob("*.json")}


def test_links_in_a_circle_end(place: Path) -> None:
    folder = place / "in" / "deep"
    folder.mkdir()
    (folder / "up").symlink_to(place / "in")
    (folder / "self").symlink_to(folder / "self")
    file = document(place, "odd'\"\n.txt", bad=True)
    assert list(files_of([place / "in", file])) == [place / "in/deep/self", file]


def test_strange_names_stay_on_one_line(place: Path) -> None:
    document(place, "odd\n.txt", bad=True)
    (outcome,) = run(place).files
    assert "\n" not in outcome.outcomes[0].problem.text(outcome.file)


def sheet(place: Path, text: str, name: str = "s.csv") -> tuple[list[Record], tuple[Problem, ...]]:
    file = place / name
    file.write_text(text, encoding="utf-8")
    return read_sheet(file, "0" * 64, load_registry(place / "data"))


def test_a_sheet_keeps_blank_dash_none_and_missing_apart(place: Path) -> None:
    head = ",".join(f"requests.received.{c}" for c in ("natural_person", "other_org", "total"))
    (record,), problems = sheet(
        place,
        f"agency,year,form,{head},requests.carried_in.total,proactive.licences.decisions\n"
        "640500-minzheng,2023,2021,12,,/,无,missing\n",
    )
    assert not problems
    states = {key: figure.state for key, figure in record.figures.items()}
    assert record.figures["requests.received.natural_person"].value == 12
    assert states["requests.received.other_org"] == "blank"
    assert states["requests.received.total"] == "dash"
    assert states["requests.carried_in.total"] == "none"
    assert states["proactive.licences.decisions"] == "missing"
    assert states["outcomes.granted.total"] == "missing"
    assert record.figures["requests.received.natural_person"].at.line == 2


def test_a_sheet_may_use_the_labels_of_the_form(place: Path) -> None:
    (record,), _ = sheet(place, "agency,year,行政许可 · 本年处理决定数量\n中卫市民政局,2023年,7\n")
    assert record.form == "2021"
    assert record.figures["proactive.licences.decisions"].value == 7


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("agency,year,收到总数\n640500-minzheng,2023,1\n", "sheet.unknown_column"),
        ("agency,requests.received.total\n640500-minzheng,1\n", "sheet.missing_column"),
        ("agency,year,year\n640500-minzheng,2023,2023\n", "sheet.double_column"),
    ],
)
def test_a_column_not_understood_is_an_error(place: Path, text: str, code: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        sheet(place, text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("640500-nobody,2023,2021,1", "sheet.unknown_agency"),
        ("640500-minzheng,二〇二三,2021,1", "sheet.bad_year"),
        ("640500-minzheng,2023,,1", "sheet.form_unclear"),
        ("640500-minzheng,2022,2021,1", "sheet.double_row"),
    ],
)
def test_a_bad_row_names_its_line_and_the_rest_goes_on(place: Path, row: str, code: str) -> None:
    good = "640500-minzheng,2022,2021,1"
    records, problems = sheet(place, f"agency,year,form,requests.received.total\n{good}\n{row}\n")
    assert len(records) == 1
    assert [(problem.code, problem.line) for problem in problems] == [(code, 3)]


def test_json_lines_keep_numbers_as_written(place: Path) -> None:
    figures = '{"proactive.admin_fees.amount":1.50,"requests.received.total":null}'
    line = f'{{"agency":"640500-minzheng","year":2023,"form":"2021","figures":{figures}}}'
    (record,), _ = sheet(place, line, "s.jsonl")
    assert record.figures["proactive.admin_fees.amount"] == Figure(
        value=1.5, state="number", raw="1.50", at=record.figures["proactive.admin_fees.amount"].at
    )
    assert record.figures["requests.received.total"].state == "missing"


def test_a_spreadsheet_is_read_as_it_is_shown(place: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0].append(
        ["agency", "year", "form", "requests.received.total", "proactive.admin_fees.amount"]
    )
    book.worksheets[0].append(["640500-minzheng", 2023, "2021", 1234, 1.5])
    book.worksheets[0]["D2"].number_format = "#,##0"
    book.worksheets[0]["E2"].number_format = "0.00"
    book.save(place / "s.xlsx")
    (record,), _ = read_sheet(place / "s.xlsx", "0" * 64, load_registry(place / "data"))
    assert record.figures["requests.received.total"].raw == "1,234"
    assert record.figures["requests.received.total"].value == 1234
    assert record.figures["proactive.admin_fees.amount"].raw == "1.50"


def test_a_pool_ends_its_workers(place: Path) -> None:
    document(place, "a.txt", bad=True)
    with Pool(fake_read, None) as pool:
        assert len(list(pool.map([place / "in" / "a.txt"]))) == 1
        pids = [worker.process.pid for worker in pool._workers]
    assert pids and not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_warning_is_part_of_the_report(place: Path) -> None:
    warned = {**report(2023), "warnings": [msgspec.to_builtins(Note(code="ingest.no_year"))]}
    document(place, "a.txt", record=warned)
    summary = run(place)
    plain = json.loads(summary.report("zh"))
    assert summary.warning_count() == 1
    assert plain["files"][0]["outcomes"][0]["warnings"][0]["code"] == "ingest.no_year"
