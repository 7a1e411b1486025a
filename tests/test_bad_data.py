"""data/ with one wrong thing in it: refused on reading, in one line with file and remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.agencies import AGENCY_COLUMNS, REGION_COLUMNS, load_registry
from generator.case_file.report_view import load_report_views
from generator.case_file.reviews import load_reviews
from generator.corrections.apply import load_corrections
from generator.errors import BadDataError
from generator.privacy.words import words
from generator.records import Figure, MaskedKind, Note, replace
from generator.store import DataFolder
from tests.checks.factory import BUREAU, cell, record, write_folder

RECEIVED = "requests.received"
PRINTED = Figure(value=-7, state="number", raw="-7")
SAID = Note(code="parsing.negative_count", params={"field": "…", "raw": "-7"})


def write(root: Path, found=None) -> tuple[DataFolder, Path]:
    """A data folder with one report, and the place of the report."""
    found = found or record(year=2023)
    data = write_folder(root, [found])
    return data, data.path("annual_report", found.agency, found.year)


def change(path: Path, edit) -> None:
    """Edits a record's JSON as somebody might by hand."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    edit(plain)
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=0), encoding="utf-8")


def refused(data: DataFolder, path: Path, *words: str) -> None:
    """The record is refused in one line, in both languages, that holds file and words."""
    with pytest.raises(BadDataError) as caught:
        load_report_views(data, jobs=1)
    for lang in ("zh", "en"):
        said = caught.value.text(lang)
        assert len(said.splitlines()) == 1
        assert str(path) in said
        for word in words:
            assert word in said, said


@pytest.mark.parametrize(
    ("once", "twice", "name"),
    [
        ('"year": 2023', '"year": 2022,\n"year": 2023', "year"),
        ('"year": 2023', '"year" : 2023,\n"year": 2023', "year"),
        ('"v": [', '"v": [], "v": [', "v"),
        ('"file": ', '"file": "a", "file": ', "file"),
        (f'"{RECEIVED}": ', f'"{RECEIVED}": {{"v": [9, 0, 0, 0, 0, 0, 9]}},\n  "{RECEIVED}": ', RECEIVED),
    ],
)  # fmt: skip
def test_a_member_that_stands_twice_is_refused(tmp_path, once, twice, name):
    """JSON takes the last in silence: the first, which may be the right one, would be lost."""
    data, path = write(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(once, twice, 1), encoding="utf-8")
    refused(data, path, name)


def test_words_that_look_like_members_are_no_members(tmp_path):
    data, _ = write(tmp_path, record(year=2023, title='"year": 2023, "year" : 2'))
    assert load_report_views(data, jobs=1).reports


def put(*keys, value):
    """An edit that puts a value at the end of a way of keys."""

    def edit(plain):
        for key in keys[:-1]:
            plain = plain[key]
        plain[keys[-1]] = value

    return edit


ROW = ("figures", RECEIVED)
FIRST = (*ROW, "v", 0)


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (put("figures", value=[]), "figures"),
        (put(*FIRST, value=["<b>", "<b>"]), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value={"a": 1}), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value=[[]]), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value=[1, 1]), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value=True), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value=[True, "1"]), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value=-7), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value=1.5), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value=10**30), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value=10**16), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value="number:5"), f"{RECEIVED}.natural_person"),
        (put(*FIRST, value="missing:"), f"{RECEIVED}.natural_person"),
        (put(*ROW, "v", value=[0, 0]), RECEIVED),
        (put(*ROW, "v", value="0000000"), RECEIVED),
        (put(*ROW, "more", value=1), RECEIVED),
        (put(*ROW, "at", value="-5:2"), RECEIVED),
        (put(*ROW, "at", value=7), RECEIVED),
        (put(*ROW, value=7), RECEIVED),
        (put("figures", "requests.recieved", value={"v": [0]}), "requests.recieved"),
        (put("form", value="2014"), "proactive.regulations"),
        (put("form", value=None), "figures"),
        (put("form", value="1999"), "form"),
        (put("schema", value=99), "99"),
        (put("schema", value=0), "0"),
        (put("year", value=-5), "-5"),
        (put("year", value=2022), "2022"),
        (put("colour", value="red"), "colour"),
        (put("masked", value=[{"kind": "shoe", "where": "title"}]), "masked"),
        (put("source", "published", value="yesterday"), "source.published"),
        (put("source", "file", value="../../etc/x"), "source.file"),
        (put("source", "sha256", value="1"), "source.sha256"),
        (put("source", "url", value="javascript:alert(1)"), "source.url"),
        (put("source", "more", value="1"), "source"),
        (put("contacts", value={"website": "javascript:alert(1)"}), "contacts.website"),
        (put("contacts", value={"office": "甲\u202e乙"}), "contacts.office"),
        (put("agency_name", value="甲\x07乙"), "agency_name"),
        (put("period", "end", value="2023-02-30"), "period.end"),
        (put("metrics", value=[{"id": "x", "value": 10**20, "unit": "条"}]), "x"),
        (put("title", value=7), "title"),
    ],
)
def test_a_record_with_one_wrong_thing_is_refused(tmp_path, edit, word):
    data, path = write(tmp_path)
    change(path, edit)
    refused(data, path, *(() if word in {"0", "2022"} else (word,)))


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "null", "[" * 100_000, '{"schema": 1, "v": ' + "9" * 400 + "}"]
)
def test_a_file_that_holds_no_record_is_refused(tmp_path, text):
    data, path = write(tmp_path)
    path.write_text(text)
    refused(data, path)


def test_the_message_names_the_line(tmp_path):
    data, path = write(tmp_path)
    text = path.read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if f'"{RECEIVED}"' in row)
    rows = text.splitlines()
    rows[line - 1] = rows[line - 1].replace('"v": [0,', '"v": [1.5,')
    path.write_text("\n".join(rows), encoding="utf-8")
    refused(data, path, f":{line}: ", "1.5")


@pytest.mark.parametrize("warnings", [(), (SAID,)])
def test_a_negative_count_stands_only_where_it_was_printed_so(tmp_path, warnings):
    """The reading keeps -7 as printed, with its warning; somebody's typing error has none."""
    found = record(figures={f"{RECEIVED}.total": PRINTED}, warnings=warnings)
    if not warnings:
        with pytest.raises(BadDataError):
            write(tmp_path, found)
        return
    data, path = write(tmp_path, found)
    assert data.read(path).value(f"{RECEIVED}.total") == -7
    change(path, put("warnings", value=[]))
    refused(data, path, RECEIVED, "-7")


def test_a_change_may_be_negative_and_a_sum_broken(tmp_path):
    figures = {"fees.amount": cell(1.5)} if "fees.amount" in record().figures else {}
    signed = "regulations.rules.items_change"
    found = record("2019", figures={signed: cell(-39)} if signed in record("2019").figures else {})
    data = write_folder(tmp_path, [found, record(year=2022, figures=figures)])
    assert len(load_report_views(data, jobs=1).reports) == 2


@pytest.mark.parametrize(
    "members",
    [
        {"year": 1899, "period": None},
        {"figures": {"no.such": cell(1)}},
        {"title": "甲\u202e乙"},
    ],
)
def test_what_could_not_be_read_is_never_stored(tmp_path, members):
    data = write_folder(tmp_path, [])
    with pytest.raises(BadDataError):
        data.put(replace(record(), **members))
    assert not list(tmp_path.rglob("*.json"))


def test_every_kind_of_personal_data_has_its_word():
    assert set(words()["covers"]) == set(MaskedKind.__args__)


AGENCY_ROW = "640500-a,甲局,640500,prefecture,department,,,,,,,,"


def with_registry(root: Path, agencies: str = "", regions: str = "") -> tuple[DataFolder, Path]:
    """A data folder with more rows, or another header, in its registry."""
    data, _ = write(root)
    for name, text in (("agencies.csv", agencies), ("regions.csv", regions)):
        path = root / name
        known = path.read_text(encoding="utf-8")
        path.write_text(known + text, encoding="utf-8")
    return data, root / ("agencies.csv" if agencies else "regions.csv")


@pytest.mark.parametrize(
    ("agencies", "regions", "word"),
    [
        (AGENCY_ROW + "\n" + AGENCY_ROW, "", "640500-a"),
        (AGENCY_ROW.replace("640500-a", "640500-A"), "", "640500-A"),
        (AGENCY_ROW.replace("640500-a", "a#?"), "", "a#?"),
        (AGENCY_ROW.replace("640500-a", "%2e%2e"), "", "%2e%2e"),
        (AGENCY_ROW.replace("640500-a", "../x"), "", "../x"),
        (AGENCY_ROW.replace("640500-a", "民政局"), "", "民政局"),
        (AGENCY_ROW.replace("640500-a", ""), "", "id"),
        (AGENCY_ROW.replace("640500-a", "a" * 201), "", "a" * 201),
        (AGENCY_ROW.replace(",640500,", ",999999,"), "", "999999"),
        (AGENCY_ROW.replace("prefecture", "planet"), "", "planet"),
        (AGENCY_ROW[:-4] + "nobody,,,", "", ""),
        (AGENCY_ROW + "javascript:x", "", "javascript:x"),
        (AGENCY_ROW.replace("甲局", "甲\u202e局"), "", "name"),
        (AGENCY_ROW + ",more", "", "columns"),
        (AGENCY_ROW.replace(",,,,,,,,", ',,,,"gone",,,,'), "", "gone"),
        ("", "640501,甲区,county,640502,current,\n640502,乙区,county,640501,current,", "640501"),
        ("", "640501,甲区,county,640501,current,", "640501"),
        ("", "640501,甲区,county,999999,current,", "999999"),
        ("", "64,甲区,county,640500,current,", "64"),
        ("", "640500,甲区,county,640000,current,", "640500"),
        ("", "640501,甲\u2066区,county,640500,current,", "name"),
    ],
)
def test_a_wrong_row_of_the_registry_is_refused(tmp_path, agencies, regions, word):
    data, path = with_registry(tmp_path, agencies, regions)
    refused(data, path, *([] if word in {"columns"} else [word]))


@pytest.mark.parametrize(
    ("name", "columns", "wrong"),
    [("agencies.csv", AGENCY_COLUMNS, "alias"), ("regions.csv", REGION_COLUMNS, "aliasses")],
)
def test_a_misspelt_header_is_refused(tmp_path, name, columns, wrong):
    """All aliases were lost in silence."""
    data, _ = write(tmp_path)
    path = tmp_path / name
    path.write_text(path.read_text(encoding="utf-8").replace("aliases", wrong), encoding="utf-8")
    refused(data, path, ":1: ", ",".join(columns))


def test_a_registry_that_is_gone_is_said(tmp_path):
    data, path = write(tmp_path)
    (tmp_path / "agencies.csv").unlink()
    refused(data, path, BUREAU.id, "agencies.csv")


def test_a_plan_under_another_agencys_name_is_refused(tmp_path):
    plan = record(None, kind="work_plan", figures=None)
    data = write_folder(tmp_path, [plan])
    path = data.path("work_plan", BUREAU.id, 2023)
    change(path, put("year", value=2020))
    with pytest.raises(BadDataError, match=str(path)):
        dict(load_report_views(data, jobs=1).plans)


def test_hidden_characters_in_what_people_write_are_refused(tmp_path):
    data, _ = write(tmp_path)
    registry, reports = load_registry(tmp_path), {(BUREAU.id, 2023)}
    path = tmp_path / "reviews.csv"
    path.write_text(
        "finding,answer,name,date,reason\n"
        f"{BUREAU.id}/2023/NO_TABLE,accepted_as_printed,甲\u202e,2024-01-01,x\n"
    )
    with pytest.raises(BadDataError, match=r"reviews\.csv:2: name"):
        load_reviews(tmp_path, registry, reports)
    (tmp_path / "corrections").mkdir()
    path = tmp_path / "corrections/a.toml"
    path.write_text('[[correction]]\nagency = "x"\nwho = "甲\\u202e乙"\n')
    with pytest.raises(BadDataError, match=r"a\.toml:3: who"):
        load_corrections(data, registry, reports)
