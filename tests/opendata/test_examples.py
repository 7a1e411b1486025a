"""The examples of docs/open-data.md run, over HTTP too, and all give the same answer."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from generator.store import DataFolder
from tests.opendata.pictures import COLUMN, MOST, steps

from .examples import duckdb_over_http, served

PAGE = Path(__file__).resolve().parents[2] / "docs/open-data.md"


def example(lang):
    found = re.findall(rf"```{lang}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 1
    return found[0]


@pytest.fixture(scope="module")
def refused(published):
    """The answer, from the records: what each agency refused in 2023."""
    names = published.report_views.registry.agencies
    found = {}
    for record in DataFolder(published.root / "data").reports():
        if record.year == 2023 and record.scope == "own":
            totals = [
                figure.value
                for name, figure in record.figures.items()
                if re.fullmatch(r"outcomes\.denied\..*\.total", name) and figure.state == "number"
            ]
            if totals:
                found[names[record.agency].name] = (record.agency, sum(totals))
    assert any(total for _, total in found.values())
    return found


def test_pandas(published, refused, monkeypatch, tmp_path):
    shutil.copytree(published.folder, tmp_path / "data")
    monkeypatch.chdir(tmp_path / "data")
    names = {}
    exec(compile(example("python"), str(PAGE), "exec"), names)
    found = {row.name: row.refused for row in names["rows"].itertuples(index=False)}
    assert found == {name: total for name, (_, total) in refused.items()}
    chart = (tmp_path / "data/refused.svg").read_text(encoding="utf-8")
    assert all(name in chart for name in refused)


def test_duckdb_over_http_gives_the_same_answer(published, refused):
    sql = example("sql")
    with served(published.folder) as (address, _):
        connection = duckdb_over_http(1 << 12)
        remote = re.sub(r"'([\w-]+\.parquet)'", rf"read_parquet('{address}/\1')", sql)
        rows = connection.execute(remote).fetchall()
        assert {name: total for name, total, _ in rows} == {
            name: total for name, (_, total) in refused.items()
        }
        most = max(total for _, total, _ in rows)
        assert [len(bar.rstrip()) for _, total, bar in rows if total == most] == [30]


def test_one_figure_over_http_is_a_small_part_of_a_large_file(tmp_path):
    """A file as of a large province: 4,000 reports, of which a query wants one figure each."""
    from generator.frames.export import export
    from generator.opendata.files import READ_BY, settled
    from tests.opendata.large import many_figures

    frame = settled(many_figures(4000))
    export([frame.sort_values(READ_BY, kind="stable", ignore_index=True)], tmp_path / "x.parquet")
    size = (tmp_path / "x.parquet").stat().st_size
    with served(tmp_path) as (address, sent):
        connection = duckdb_over_http(1 << 14)
        total, count = connection.execute(
            f"SELECT sum(value), count(*) FROM read_parquet('{address}/x.parquet') "
            "WHERE field = 'requests.received.total' AND state = 'number'"
        ).fetchone()
    expected = frame[(frame["field"] == "requests.received.total") & (frame["state"] == "number")]
    assert (total, count) == (expected["value"].sum(), len(expected))
    assert sum(sent) < size / 5, (sum(sent), size)


def run_r(published, refused, tmp_path):
    (tmp_path / "example.r").write_text(example("r"), encoding="utf-8")
    said = subprocess.run(
        ["Rscript", str(tmp_path / "example.r")],
        cwd=published.folder, check=True, capture_output=True, text=True, timeout=120,
    ).stdout  # fmt: skip
    found = dict(re.findall(r"^ *(\S+) +(\d+)$", said, re.MULTILINE))
    assert {agency: int(total) for agency, total in found.items()} == dict(refused.values())


if shutil.which("Rscript"):
    test_r = run_r


def test_the_example_in_r_names_what_is_there(published):
    """Where there is no R: its file, columns and pattern pick the rows of the other examples."""
    code = example("r")
    (name,) = re.findall(r'gzfile\("([^"]+)"\)', code)
    figures = pd.read_csv(published.folder / name, encoding="utf-8-sig")
    pattern, column, *conditions = re.search(
        r'grepl\("([^"]+)", (\w+)\) & (\w+) == "(\w+)" & (\w+) == "(\w+)"', code
    ).groups()
    rows = figures[figures[column].str.fullmatch(pattern.strip("^$"))]
    for one, value in zip(conditions[::2], conditions[1::2], strict=True):
        rows = rows[rows[one] == value]
    value, by = re.search(r"aggregate\((\w+) ~ (\w+), refused, sum\)", code).groups()
    assert len(rows) and rows[value].notna().all() and rows[by].notna().all()
    assert set(rows["field"].str.split(".").str[1]) == {"denied"}


def test_the_steps_in_a_spreadsheet_name_what_is_there(published):
    steps = PAGE.read_text(encoding="utf-8").partition("In a spreadsheet:")[2]
    name, scope, column = re.search(
        r"`(workbook-\d+\.xlsx)`.*column `(\w+)`.*column `([^`]+)`", steps, re.DOTALL
    ).groups()
    book = openpyxl.load_workbook(published.folder / name, read_only=True)
    sheet = next(one for one in book if one.title.startswith("宽表"))
    labels, ids = (list(row) for row in sheet.iter_rows(max_row=2, values_only=True))
    assert {scope, column} <= set(ids)
    assert any("一" <= sign <= "鿿" for sign in labels[ids.index(column)])
    cells = sheet.iter_rows(min_row=3, values_only=True)
    own = [row[ids.index(column)] for row in cells if row[ids.index(scope)] == "own"]
    assert any(isinstance(cell, int) for cell in own)


def test_the_pictures_of_the_steps_show_the_largest_numbers_first(published):
    page = steps(published.folder / "workbook-2023.xlsx", 2023).active
    rows = list(page.iter_rows(min_row=3, values_only=True))
    assert {row[1] for row in rows} == {"own"}
    numbers = [row[2] for row in rows if isinstance(row[2], int)]
    assert numbers and numbers == sorted(numbers, reverse=True)
    assert COLUMN in PAGE.read_text(encoding="utf-8")
    for name in ("sorted", "chart"):
        picture = PAGE.parent / f"pictures/spreadsheet-{name}.png"
        assert f"pictures/{picture.name}" in PAGE.read_text(encoding="utf-8")
        assert 5_000 < picture.stat().st_size < MOST
