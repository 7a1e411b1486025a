"""Corrections of contacts, numbers of the text and names; `gongkai correct` enters them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from generator.agencies import AgencyKind, Level, load_registry
from generator.case_file.report_view import load_report_views
from generator.cli import program
from generator.corrections.targets import CONTACTS
from generator.departments import departments
from generator.records import Contacts

from .factory import BUREAU, metric, record, write_folder
from .test_corrections_and_reviews import FIELD, correct, entry, refused

WEBSITE = "published.website"


@pytest.fixture
def data(tmp_path):
    known = Contacts(office="办公室", phones=("0955-0000001",), website="http://old.example/")
    texts = (metric(WEBSITE, 114), metric(WEBSITE, 20), metric("training.sessions", 3))
    return write_folder(tmp_path, [record(contacts=known, metrics=texts), record(year=2022)])


def of(data, year=2023):
    return load_report_views(data, jobs=1).reports[BUREAU.id, year]


def mend(key, name, value):
    return entry(figure=None, raw=None, **{key: f'"{name}"', "value": value})


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("phones", '"0955-0000002"', ("0955-0000002",)),
        ("phones", '["0955-0000002", "0955-0000003"]', ("0955-0000002", "0955-0000003")),
        ("emails", '["a@b.example"]', ("a@b.example",)),
        ("office", '"政务公开科"', "政务公开科"),
        ("address", '"虚构路 1 号"', "虚构路 1 号"),
        ("website", '"https://new.example/"', "https://new.example/"),
    ],
)
def test_a_contact_is_corrected_and_the_reading_kept(data, name, value, expected):
    correct(data, mend("contact", name, value))
    found = of(data)
    assert getattr(found.record.contacts, name) == expected
    assert found.as_read.contacts.phones == ("0955-0000001",)
    assert found.record.figures == found.as_read.figures
    assert found.corrections[0].standing == "applied"
    words = expected if isinstance(expected, str) else "；".join(expected)
    assert found.corrections[0].after.raw == words


def test_a_contact_that_is_none_is_taken_away(data):
    correct(data, entry(figure=None, raw=None, value=None, contact='"phones"', state='"missing"'))
    assert of(data).record.contacts.phones == ()


def test_a_contact_as_it_was_read_needs_no_correction(data):
    correct(data, mend("contact", "phones", '["0955-0000001"]'))
    assert of(data).corrections[0].standing == "no_longer_needed"


def test_the_second_number_of_a_kind_is_corrected_and_the_first_stays(data):
    correct(data, mend("metric", f"{WEBSITE}#2", "200"))
    assert [one.value for one in of(data).record.metrics] == [114, 200, 3]


def test_a_number_of_the_text_that_is_none_falls_away(data):
    gone = entry(figure=None, raw=None, value=None, metric='"training.sessions"', state='"missing"')
    correct(data, gone)
    assert [one.id for one in of(data).record.metrics] == [WEBSITE, WEBSITE]


@pytest.mark.parametrize("name", ["title", "agency_name"])
def test_a_name_is_corrected(data, name):
    correct(data, mend("name", name, '"虚构名称"'))
    assert getattr(of(data).record, name) == "虚构名称"


def test_a_mobile_number_in_a_correction_is_covered(data):
    correct(data, mend("contact", "phones", '"手机 13912345678"'))
    assert "13912345678" not in repr(of(data))


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        (mend("contact", "telephones", '"1"'), "corrections.contact", "contact"),
        (mend("contact", "phones", "1"), "corrections.several", "value"),
        (mend("contact", "phones", "[]"), "corrections.several", "value"),
        (mend("contact", "office", '["a", "b"]'), "corrections.words", "value"),
        (mend("contact", "website", '"javascript:alert(1)"'), "data.address", "value"),
        (mend("name", "year", '"2023"'), "corrections.name", "name"),
        (mend("name", "title", '" "'), "corrections.words", "value"),
        (mend("metric", "hotline.12345", "1"), "corrections.metric", "metric"),
        (mend("metric", WEBSITE, '"many"'), "corrections.type", "value"),
        (entry(contact='"phones"'), "corrections.target", "contact"),
        (entry(figure=None), "corrections.target", "[[correction]]"),
        (entry(when=None), "corrections.absent", "[[correction]]"),
        (entry(source_sha256=None), "corrections.absent", "[[correction]]"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(data, text, code, key):
    correct(data, text)
    error = refused(data)
    (line,) = (n for n, one in enumerate(text.splitlines(), 1) if one.split(" = ")[0] == key)
    assert (error.code, error.line) == (code, line)


def test_the_missing_key_is_named(data):
    correct(data, entry(when=None))
    assert "缺少 when" in refused(data).text()


def run(data, *words, lang="zh"):
    said = ["--why", "虚构", "--evidence", "第 1 页", "--who", "李某", "--when", "2024-02-01"]
    arguments = ["--lang", lang, "correct", BUREAU.id, *words, *said, "--data", str(data.root)]
    return CliRunner().invoke(program, arguments)


def test_the_command_writes_a_correction_and_shows_the_page_before_and_after(data):
    ran = run(data, "2023", "contacts.phones", "0955-0000002", "0955-0000003")
    assert ran.exit_code == 0, ran.output
    gone = [line for line in ran.stdout.splitlines() if line.startswith("-")]
    came = [line for line in ran.stdout.splitlines() if line.startswith("+")]
    assert any("tel:0955-0000001" in line for line in gone)
    assert any("tel:0955-0000003" in line for line in came)
    assert any("由本站更正" in line and "0955-0000001" in line and "李某" in line for line in came)
    assert of(data).record.contacts.phones == ("0955-0000002", "0955-0000003")
    assert run(data, "2023", FIELD, "3").exit_code == 0
    assert of(data).record.value(FIELD) == 3
    (path,) = (data.root / "corrections").iterdir()
    assert len(tomllib.loads(path.read_text())["correction"]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2023", "requests.receved.total", "3"], FIELD),
        (["2023", "contacts.phone", "3"], "phones"),
        (["2023", FIELD, "three"], "three"),
        (["2023", FIELD], "--state"),
        (["2023", FIELD, "3", "--state", "blank"], "blank"),
        (["2023", FIELD, "1.5"], FIELD),
        (["1999", FIELD, "3"], "1999"),
        (["2023", "title", "a\u202eb"], "202e"),
    ],
)
def test_a_wrong_command_writes_nothing(data, words, said):
    ran = run(data, *words)
    assert ran.exit_code
    assert said in str(ran.exception)
    assert not list((data.root / "corrections").glob("*"))


def test_a_second_correction_for_one_place_leaves_the_first(data):
    run(data, "2023", "title", "虚构一")
    before = (data.root / "corrections" / f"{BUREAU.id}.toml").read_text()
    assert "corrections" in str(run(data, "2023", "title", "虚构二").exception)
    assert (data.root / "corrections" / f"{BUREAU.id}.toml").read_text() == before


README = (Path(__file__).parents[2] / "data" / "README.md").read_text()


def test_the_examples_of_the_readme_hold(tmp_path):
    """The rows for a zone and a new area load; every allowed value is listed."""
    regions, agencies = re.search(
        r"# regions.csv\n(.*?)# agencies.csv\n(.*?)```", README, re.S
    ).groups()
    root = Path(__file__).parents[2] / "data"
    for name, rows in (("regions.csv", regions), ("agencies.csv", agencies)):
        (tmp_path / name).write_text((root / name).read_text() + rows)
    found = load_registry(tmp_path).agencies
    assert found["640171-guanweihui"].function == "development_zone"
    assert found["640172-shengtaihuanjing"].website == "https://xinqu.example/"
    allowed = {"level": get_args(Level), "kind": get_args(AgencyKind), "function": departments()}
    for column, values in allowed.items():
        (row,) = re.findall(rf"^\| `{column}` \| (.*) \|$", README, re.M)
        assert re.findall(r"`(\w+)`", row) == list(values)
    for contact in CONTACTS:
        assert f"`{contact}`" in README


def test_the_corrections_of_the_readme_hold(data):
    (block,) = re.findall(r"```toml\n(.*?)```", README, re.S)
    shown = block.replace("…", f"{2023:064d}")
    correct(data, shown)
    assert of(data).record.value(FIELD) == 10
    assert of(data).record.contacts.phones == ("0955-0000001", "0955-0000002")
