"""`gongkai frame`, the functions of generator.frames, and the page that explains them."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

import generator.frames
from generator.cli import main
from generator.frames.schema import tables
from generator.records import replace
from generator.store import DataFolder
from tests.frames.regenerate import PAGE, page

HOME = Path(__file__).resolve().parents[2]
DATA = HOME / "data"


@pytest.fixture
def gongkai(monkeypatch, capsys):
    """Runs the program in this process: exit code, standard output, standard error."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["gongkai", *map(str, arguments)])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_a_year_as_a_file(gongkai, tmp_path, ending):
    out = tmp_path / f"x{ending}"
    code, said, _ = gongkai("frame", "--data", DATA, "--year", 2023, "--out", out)
    assert code == 0
    found = pd.read_parquet(out) if ending == ".parquet" else pd.read_csv(out, low_memory=False)
    records = [one for one in DataFolder(DATA).reports() if one.year == 2023]
    expected = [
        (record.agency, name, figure.state, figure.value)
        for record in records
        for name, figure in record.figures.items()
    ]
    got = zip(found["agency"], found["field"], found["state"], found["value"], strict=True)
    rows = [(*words, None if pd.isna(value) else value) for *words, value in got]
    assert sorted(rows, key=str) == sorted(expected, key=str)
    assert str(len(expected)) in said


def test_the_same_data_give_the_same_bytes(gongkai, tmp_path):
    for name in ("a.parquet", "b.parquet", "a.csv", "b.csv"):
        gongkai("frame", "--data", DATA, "--out", tmp_path / name)
    for ending in (".parquet", ".csv"):
        pair = [(tmp_path / f"{name}{ending}").read_bytes() for name in "ab"]
        assert pair[0] == pair[1]


def test_a_year_without_reports_is_said_in_one_line(gongkai, tmp_path):
    out = tmp_path / "x.csv"
    for lang, words in (("zh", "没有 1999 年度"), ("en", "no report on 1999")):
        code, said, error = gongkai(
            "--lang", lang, "frame", "--data", DATA, "--year", 1999, "--out", out
        )
        assert (code, said, error.count("\n")) == (1, "", 1)
        assert words in error
        assert "2023" in error
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_is_said_in_one_line(gongkai, tmp_path):
    code, _, error = gongkai("frame", "--data", tmp_path / "none", "--out", tmp_path / "x.csv")
    assert (code, error.count("\n")) == (1, 1)


def test_an_unknown_ending_is_said_in_one_line(gongkai, tmp_path):
    code, _, error = gongkai("frame", "--data", DATA, "--out", tmp_path / "x.xlsx")
    assert (code, error.count("\n")) == (2, 1)
    assert ".parquet" in error


@pytest.mark.parametrize("table", generator.frames.__all__)
def test_every_table_has_its_function(gongkai, tmp_path, table):
    frame = getattr(generator.frames, table)(DATA)
    assert len(frame) or table == "other_rows"  # no committed report mixes forms
    code, _, _ = gongkai("frame", "--data", DATA, "--table", table, "--out", tmp_path / "x.parquet")
    assert code == 0
    assert len(pd.read_parquet(tmp_path / "x.parquet")) == len(frame)
    assert f"### `{table}`" in page()


def test_the_page_lists_every_column():
    assert page() == PAGE.read_text(encoding="utf-8")


def test_the_examples_of_the_page_run(monkeypatch, capsys):
    monkeypatch.chdir(HOME)
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    for example in examples:
        exec(compile(example, str(PAGE), "exec"), {})
    said = capsys.readouterr().out
    printed = [
        record.figures["requests.received.total"].state
        for record in DataFolder(DATA).reports()
        if record.year == 2023 and record.scope == "own"
    ]
    assert f"{printed.count('number')} of {len(printed)} reports" in said
    assert "median" in said


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_reports_without_a_table_have_no_figures_and_no_traceback(gongkai, tmp_path, ending):
    folder = DataFolder(shutil.copytree(DATA, tmp_path / "data"))
    for path in folder.paths("annual_report"):
        folder.write(replace(folder.read(path), form=None, figures={}), path)
    out = tmp_path / f"x{ending}"
    code, _, error = gongkai("frame", "--data", folder.root, "--out", out)
    assert (code, error) == (0, "")
    found = pd.read_parquet(out) if ending == ".parquet" else pd.read_csv(out)
    assert len(found) == 0
    assert list(found) == list(tables()["figures"].names)
