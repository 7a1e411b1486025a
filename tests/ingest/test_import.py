"""Figures that somebody else has read: the same strictness, every bad value named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from generator import record_json
from generator.agencies import load_registry
from generator.cli.ingest import command as ingest_command
from generator.cli.parse import command as parse_command
from generator.cli.template import command as template_command
from generator.forms import form
from generator.ingest.outcome import Problem
from generator.ingest.sheets import read_sheet
from generator.records import Record
from generator.store import DataFolder
from made_up import write_data

from .test_interruption import report

REPOSITORY = Path(__file__).resolve().parents[2]
REGISTRY = load_registry(REPOSITORY / "data")
RECEIVED = "requests.received.total"
SOURCE = {"file": "a.txt", "sha256": "0" * 64, "media_type": "text/plain"}
HEAD = f"agency,year,form,{RECEIVED},proactive.admin_fees.amount\n"


def sheet(folder: Path, text: str, name: str = "s.csv") -> tuple[list[Record], tuple[Problem, ...]]:
    (folder / name).write_text(text, encoding="utf-8")
    return read_sheet(folder / name, "0" * 64, REGISTRY)


@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
@pytest.mark.parametrize("labels", [False, True])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_filled_in_is_read_back(tmp_path, form_id, labels, ending):
    """Every figure of the form gets a number of its own, blanks and dashes among them."""
    empty = tmp_path / f"t.{ending}"
    options = ["--form", form_id, "--out", str(empty), *(["--labels"] if labels else [])]
    assert CliRunner().invoke(template_command, options).exit_code == 0
    fields = list(form(form_id).fields)
    printed = ["/" if n % 11 == 3 else "" if n % 11 == 5 else str(n) for n in range(len(fields))]
    row = ["640500-minzheng", "2020", form_id, "题名", "https://example.org/a", "2021-01-20"]
    if ending == "csv":
        with empty.open("a", encoding="utf-8") as stream:
            stream.write(",".join([*row, *printed]) + "\n")
    else:
        book = load_workbook(empty)
        book.worksheets[0].append([*row, *printed])
        book.save(empty)
    (record,), problems = read_sheet(empty, "0" * 64, REGISTRY)
    assert not problems
    assert (record.form, record.year, record.source.published) == (form_id, 2020, "2021-01-20")
    for number, field in enumerate(fields):
        figure = record.figures[field]
        if printed[number] in ("/", ""):
            assert figure.state == ("dash" if printed[number] else "blank")
            assert figure.value is None
        else:
            assert (figure.state, figure.value) == ("number", number)


def test_a_cell_that_is_no_number_is_kept_and_warned_of(tmp_path):
    (record,), problems = sheet(tmp_path, HEAD + "640500-minzheng,2023,2021,约十件,1\n")
    assert problems == ()
    assert (record.figure(RECEIVED).state, record.figure(RECEIVED).raw) == ("text", "约十件")
    (note,) = record.warnings
    assert (note.code, note.params["raw"]) == ("parsing.cell_not_a_number", "约十件")
    assert (note.at.line, note.at.cell) == (2, 3)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("640500-minzheng,2023,2021,5", "sheet.short_row"),
        ("640500-minzheng,2023,2021,5,1,9", "sheet.unknown_column"),
    ],
)
def test_a_row_of_another_length_is_refused_not_filled_up(tmp_path, row, code):
    good = "640500-minzheng,2022,2021,5,1\n"
    records, problems = sheet(tmp_path, HEAD + row + "\n" + good)
    assert [record.year for record in records] == [2022]
    assert [(problem.code, problem.line) for problem in problems] == [(code, 2)]


@pytest.mark.parametrize(
    ("published", "url", "code"),
    [("31.1.2024", "", "sheet.bad_date"), ("", "javascript:alert(1)", "sheet.bad_url")],
)
def test_a_bad_date_or_address_is_named(tmp_path, published, url, code):
    text = f"agency,year,form,published,url,{RECEIVED}\n"
    text += f"640500-minzheng,2023,2021,{published},{url},1\n"
    records, problems = sheet(tmp_path, text)
    assert not records
    assert [(problem.code, problem.line) for problem in problems] == [(code, 2)]


def book_of(folder: Path, *cells: object) -> Path:
    book = Workbook()
    book.worksheets[0].append(["agency", "year", "form", RECEIVED, "review.total"])
    book.worksheets[0].append(["640500-minzheng", 2022, "2021", 4, 0])
    book.worksheets[0].append(["640500-minzheng", 2023, "2021", *cells])
    path = folder / "s.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("bad", ["=1+1", True, "#REF!"])
def test_a_cell_that_shows_no_number_is_named_and_the_other_rows_are_read(tmp_path, bad):
    """A formula that was never worked out would pass for an empty cell."""
    records, problems = read_sheet(book_of(tmp_path, bad, 0), "0" * 64, REGISTRY)
    assert [record.year for record in records] == [2022]
    (problem,) = problems
    assert (problem.code, problem.line, problem.params["name"]) == ("sheet.bad_cell", 3, "D3")


def test_a_date_in_place_of_a_number_is_named(tmp_path):
    from datetime import date

    _, problems = read_sheet(book_of(tmp_path, date(2023, 1, 2), 0), "0" * 64, REGISTRY)
    assert [problem.code for problem in problems] == ["sheet.bad_cell"]


def test_another_worksheet_is_not_passed_over_in_silence(tmp_path):
    path = book_of(tmp_path, 5, 0)
    book = load_workbook(path)
    book.create_sheet("更多").append(["640500-minzheng", 2021])
    book.save(path)
    records, problems = read_sheet(path, "0" * 64, REGISTRY)
    assert len(records) == 2
    assert [(p.code, p.params["name"]) for p in problems] == [("sheet.other_worksheet", "更多")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"agency": "640500-minzheng", "year": 2023,', "sheet.bad_json"),
        ("[1, 2]", "sheet.bad_json"),
        ('{"agency":"640500-minzheng","year":2023,"year":2022}', "sheet.bad_json"),
        ('{"agency":"640500-minzheng","year":[2023]}', "sheet.bad_member"),
        ('{"agency":"640500-minzheng","year":2023,"colour":"1"}', "sheet.unknown_column"),
    ],
)
def test_a_bad_line_of_json_is_named_and_the_rest_goes_on(tmp_path, line, code):
    good = f'{{"agency":"640500-minzheng","year":2022,"form":"2021","{RECEIVED}":4}}'
    records, problems = sheet(
        tmp_path, f"{good}\n{line}\n{good.replace('2022', '2020')}\n", "s.jsonl"
    )
    assert [record.year for record in records] == [2022, 2020]
    assert [(problem.code, problem.line) for problem in problems] == [(code, 2)]


def test_what_parse_prints_is_read_back_the_same(tmp_path, monkeypatch):
    """Documents -> parse -> ingest gives the very records that ingest gives directly."""
    documents = tmp_path / "in"
    documents.mkdir()
    for year in (2021, 2022):
        (documents / f"{year}.txt").write_text(report("中卫市民政局", year), encoding="utf-8")
    registry = REPOSITORY / "data"
    printed = CliRunner().invoke(parse_command, [str(documents), "--data", str(registry)])
    assert printed.exit_code == 0
    (tmp_path / "records.jsonl").write_text(printed.stdout, encoding="utf-8")
    found = []
    for source in (documents, tmp_path / "records.jsonl"):
        data = tmp_path / f"data-{source.name}"
        data.mkdir()
        for name in ("agencies.csv", "regions.csv"):
            (data / name).write_bytes((registry / name).read_bytes())
        monkeypatch.chdir(tmp_path)
        result = CliRunner().invoke(ingest_command, [str(source), "--data", str(data)])
        assert result.exit_code == 0, result.output
        found.append({p.name: p.read_text() for p in (data / "reports").rglob("*.json")})
    assert found[0] == found[1]
    assert sorted(found[0]) == ["2021.json", "2022.json"]


def test_records_of_every_form_survive_the_way_out_and_in(tmp_path):
    write_data(tmp_path / "made", 4, (2016, 2023), 5)
    folder = DataFolder(tmp_path / "made")
    records = list(folder.reports())
    lines = "".join(record_json.to_line(record) + "\n" for record in records)
    (tmp_path / "r.jsonl").write_text(lines, encoding="utf-8")
    back, problems = read_sheet(tmp_path / "r.jsonl", "0" * 64, folder.registry())
    assert problems == ()
    assert back == records
    assert {record.form for record in records} == {"2014", "2019", "2021"}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"schema": 9}, "schema"),
        ({"colour": "red"}, "colour"),
        ({"agency": "640500-nobody"}, "agency"),
        ({"year": -5}, "year"),
        ({"source": SOURCE | {"file": "../../etc/x"}}, "source.file"),
        ({"source": SOURCE | {"url": "javascript:alert(1)"}}, "source.url"),
        ({"source": SOURCE | {"sha256": "1"}}, "source.sha256"),
        ({"source": SOURCE | {"published": "yesterday"}}, "source.published"),
        ({"contacts": {"website": "javascript:alert(1)"}}, "contacts.website"),
        ({"contacts": {"office": "a\u202eb"}}, "contacts.office"),
        ({"figures": {RECEIVED: {"value": None, "state": "number"}}}, RECEIVED),
        ({"figures": {RECEIVED: {"value": 1.5, "state": "number"}}}, RECEIVED),
        ({"figures": {RECEIVED: {"value": True, "state": "number"}}}, "figures"),
        ({"figures": {RECEIVED: {"value": 10**16, "state": "number"}}}, RECEIVED),
        ({"figures": {RECEIVED: {"value": -7, "state": "number", "raw": "-7"}}}, RECEIVED),
        ({"figures": {RECEIVED: {"value": 0, "state": "blank"}}}, RECEIVED),
        ({"figures": {"no.such": {"value": 0, "state": "number"}}}, "figures.no.such"),
        ({"form": None, "figures": {RECEIVED: {"value": 0, "state": "number"}}}, "figures"),
    ],
)
def test_a_whole_record_that_cannot_be_is_refused(tmp_path, change, name):
    plain = {"schema": 1, "kind": "annual_report", "agency": "640500-minzheng", "year": 2023}
    line = json.dumps({**plain, "form": "2021", "source": SOURCE, **change})
    records, problems = sheet(tmp_path, line, "s.jsonl")
    assert not records
    assert [p.line for p in problems] == [1]
    said = problems[0].text("s.jsonl", "en")
    assert name.removeprefix("figures.").split(".")[-1] in said, said
