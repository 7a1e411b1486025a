"""A form that nobody has issued, in a folder of its own: one file, and everything follows.

`made_up/form-2026.toml` is the form of 2021 with one more row in table three, one row renamed,
and a column more in tables three and four. Reports on it go through all commands; what they must give is what was written.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.checks.identities import identities
from generator.forms.load import load
from generator.forms.source import folders
from tests import running

HERE = Path(__file__).parent
HOME = HERE.parents[1]
NEW_ROW = "outcomes.not_processed.advertising"
NEW_LABEL, OLD_LABEL = "6.明显属于商业推销的申请", "7.属于行政处罚强制案卷"


@dataclass(frozen=True)
class House:
    """What the commands gave: the truth by file, parsed records, findings, the site."""

    truth: dict[str, Any]
    parsed: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    site: Path

    def report(self, year: int, some: str = f"{NEW_ROW}.total") -> tuple[str, dict[str, Any]]:
        """An agency and its true figures of that year, that one above zero."""
        found = [
            (name.partition("/")[2].rpartition("-")[0], one["figures"])
            for name, one in self.truth.items()
            if one["year"] == year and one["figures"].get(some)
        ]
        return found[0]

    def script(self, name: str) -> Any:
        """The data of a script of the applications."""
        text = (self.site / "static" / "apps" / f"{name}.js").read_text(encoding="utf-8")
        return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def run(home: Path, *words: str) -> str:
    forms = {"GONGKAI_FORMS": str(HERE / "made_up"), "PYTHONPATH": str(HOME)}
    return running.run(sys.executable, "-m", *words, cwd=home, **forms)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    home = tmp_path_factory.mktemp("house")
    run(home, "tests.forms.write_made_up", str(home))
    truth = json.loads((home / "truth.json").read_text(encoding="utf-8"))
    parsed = run(home, "generator", "parse", *truth)
    run(home, "generator", "ingest", "trs", "--data", "data")
    findings = run(home, "generator", "check", "--data", "data", "--format", "json", "--all")
    folders_of = ("--output", "site", "--content", "content", "--work", "work")
    run(home, "generator", "build", "--data", "data", *folders_of)
    records = [json.loads(line) for line in parsed.splitlines()]
    return House(truth, records, json.loads(findings), home / "site")


def test_every_figure_is_exact_in_every_format(house):
    found = {Path(record["source"]["file"]).name: record for record in house.parsed}
    assert {name.rpartition(".")[2] for name in found} == {"html", "docx", "txt"}
    for name, true in house.truth.items():
        record = found[Path(name).name]
        read = {key: figure["value"] for key, figure in record["figures"].items()}
        assert (record["form"], record["year"], read) == (
            true["form"],
            true["year"],
            true["figures"],
        )


def test_reports_of_the_year_use_the_new_form_and_earlier_ones_do_not(house):
    forms = {(one["year"], one["form"]) for one in house.truth.values()}
    assert forms == {(2025, "2021"), (2026, "2026")}


def test_nothing_is_found_in_reports_that_are_right(house):
    assert [
        (one["check"], one["result"]) for one in house.findings if one["result"] == "fails"
    ] == []


def test_the_pages_show_the_new_row_and_say_where_forms_change(house):
    agency, figures = house.report(2026)
    page = (house.site / "agencies" / agency / "2026" / "index.html").read_text(encoding="utf-8")
    assert NEW_LABEL in page
    assert OLD_LABEL in page
    cell = re.search(rf'id="f-{NEW_ROW}\.total"[^>]*>(?:<a[^>]*>)?(\d+)', page)
    assert cell is not None
    assert int(cell[1]) == figures[f"{NEW_ROW}.total"]
    history = (house.site / "agencies" / agency / "index.html").read_text(encoding="utf-8")
    assert "以下各年用 2026 年格式（虚构）" in history
    assert "虚构办函〔2026〕1号" in page
    glossary = (house.site / "glossary" / "index.html").read_text(encoding="utf-8")
    assert "申请的内容是推销商品或者服务" in glossary


def test_the_pages_show_the_new_columns(house):
    agency, figures = house.report(2026, "review.withdrawn")
    for lead, word, column in (("", "申请人撤回", "新闻媒体"), ("en/", "withdrawn", "News media")):
        path = house.site / f"{lead}agencies" / agency / "2026" / "index.html"
        page = path.read_text(encoding="utf-8")
        cell = re.search(r'id="f-review\.withdrawn"[^>]*>(?:<a[^>]*>)?(\d+)', page)
        assert cell is not None
        assert int(cell[1]) == figures["review.withdrawn"]
        assert page.count(column) > 1  # in the table and in the chart of who applied
        summary = re.sub("<[^>]+>", "", page.partition('id="outcomes"')[0])
        assert re.search(rf"{word} ?{cell[1]}|{cell[1]} {word}", summary)


def test_a_new_column_is_not_compared_with_a_year_that_has_none(house):
    """Its requests were in other columns then: only the totals say the same."""
    told = [one for one in house.findings if (one["check"], one["year"]) == ("CARRY", 2026)]
    assert told == []


def test_the_applications_count_the_new_row_in_its_group(house):
    agency, figures = house.report(2026)
    group = [
        value
        for name, value in figures.items()
        if name.startswith("outcomes.not_processed.") and name.endswith(".total")
    ]
    shown = house.script(f"agency/{agency}")["2026"]
    assert shown["f"] == "2026"
    assert sum(group) in shown["v"]
    assert set(house.script("explore/reports-2026")["f"]) == {"6"}
    assert sum(group) in house.script("explore/not_processed-2026")
    settings = (house.site / "explore" / "index.html").read_text(encoding="utf-8")
    assert '"6":"2026"' in re.sub(r"&quot;|&#34;", '"', settings).replace(" ", "")


def test_downloads_have_the_new_row(house):
    agency, figures = house.report(2026)
    path = house.site / "data" / "reports-2026-form-2026.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        row = next(row for row in csv.DictReader(stream) if row["agency"] == agency)
    by_id = {column.partition("[")[0]: cell for column, cell in row.items()}  # without its unit
    assert {name: float(by_id[name]) for name in figures} == figures
    words = (house.site / "data" / "fields.csv").read_text(encoding="utf-8-sig")
    assert f"{NEW_ROW}.total" in words
    api = json.loads((house.site / "api" / "agencies" / agency / "2026.json").read_text("utf-8"))
    assert api["form"] == "2026"
    assert api["figures"][f"{NEW_ROW}.total"]["value"] == figures[f"{NEW_ROW}.total"]


@pytest.mark.parametrize("form_id", ["2021", "2026"])
def test_a_sheet_with_all_columns_of_a_form_is_of_that_form(form_id, tmp_path):
    """All columns of 2021 are columns of 2026 too."""
    lines = run(tmp_path, "generator", "template", "--form", form_id).splitlines()
    header = next(csv.reader(lines))
    year = "2023" if form_id == "2021" else "2026"
    known = {"agency": "640500-minzheng", "year": year}
    with (tmp_path / "sheet.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow([name for name in header if name != "form"])
        rows.writerow(
            [known.get(name, "1" if "." in name else "") for name in header if name != "form"]
        )
    read = run(HOME, "generator", "parse", str(tmp_path / "sheet.csv"))
    assert json.loads(read)["form"] == form_id


def test_the_new_row_is_in_the_sum_of_its_column():
    newest = load((*folders(), HERE / "made_up"))[-1]
    assert newest.id == "2026"
    (whole,) = [one for one in identities(newest, "COLUMN") if one.scope == "total"]
    assert f"{NEW_ROW}.total" in whole.right.fields
    assert "outcomes.total.total" not in whole.right.fields
    (along,) = [one for one in identities(newest, "ROW") if one.scope == NEW_ROW]
    assert len(along.right.fields) == 7  # the six of 2021 and the new one


def test_the_old_label_of_a_renamed_row_is_still_known():
    newest = load((*folders(), HERE / "made_up"))[-1]
    (row,) = [
        r for t in newest.tables for r in t.rows if r.id == "outcomes.denied.enforcement_files"
    ]
    assert row.label == OLD_LABEL
    assert "7.属于行政执法案卷" in row.variants


def test_a_form_is_in_force_until_the_next_one_begins():
    years = {one.id: one.years for one in load((*folders(), HERE / "made_up"))}
    assert years == {
        "2014": (2014, 2018),
        "2019": (2019, 2020),
        "2021": (2021, 2025),
        "2026": (2026, None),
    }
