"""The examples of docs/open-data.md run, over HTTP too, and all give the same answer."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.store import DataFolder

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


def test_pandas(published, refused, monkeypatch, capsys):
    monkeypatch.chdir(published.folder)
    exec(compile(example("python"), str(PAGE), "exec"), {})
    said = dict(re.findall(r"^(\S+) +([\d.]+)$", capsys.readouterr().out, re.MULTILINE))
    assert {name: float(total) for name, total in said.items()} == {
        name: total for name, (_, total) in refused.items()
    }


def test_duckdb_over_http_gives_the_same_answer(published, refused):
    sql = example("sql")
    with served(published.folder) as (address, _):
        connection = duckdb_over_http(1 << 12)
        remote = re.sub(r"'([\w-]+\.parquet)'", rf"read_parquet('{address}/\1')", sql)
        rows = connection.execute(remote).fetchall()
        assert {name: total for name, total, _ in rows} == {
            name: total for name, (_, total) in refused.items()
        }


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
