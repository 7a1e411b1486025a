"""A difference that another printed sum explains, wherever findings are shown."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from generator.case_file.report_view import load_report_views
from generator.cli.check import command
from generator.extras import Extras
from generator.pages.findings.browser_data import filter_settings, write_findings
from generator.pages.findings.page import checks_pages
from generator.pages.report.findings import failing_cells, findings_section, quiet_line
from generator.site_settings import SiteSettings

from .factory import BUREAU, metric, record, write_folder

RECEIVED = "requests.received.total"
ID = f"{BUREAU.id}/2023/TEXT/requests.received"
SAID = metric("requests.received", 11, "共收到政府信息公开申请11件")


@pytest.fixture
def data(tmp_path):
    """Ten new applications and one carried in: every sum of the table holds."""
    columns = ("natural_person", "total")
    rows = {
        "requests.received": 10,
        "requests.carried_in": 1,
        "outcomes.granted": 11,
        "outcomes.total": 11,
    }
    figures = {f"{row}.{column}": value for row, value in rows.items() for column in columns}
    return write_folder(tmp_path, [record(figures=figures, metrics=(SAID,))])


def run(data, form, *options, lang="zh"):
    arguments = ["--data", str(data.root), "--format", form, *options]
    return CliRunner().invoke(command, arguments, obj=lang)


def test_json_gives_it_a_result_of_its_own_and_the_sum(data):
    found = {one["id"]: one for one in json.loads(run(data, "json").stdout)}[ID]
    assert found["result"] == "explained"
    assert found["explained_by"]["value"] == 11
    assert found["explained_by"]["fields"] == [RECEIVED, "requests.carried_in.total"]
    assert "与正文一致" in found["text"]


def test_english_says_so_too(data):
    found = {one["id"]: one for one in json.loads(run(data, "json", lang="en").stdout)}[ID]
    assert "together make 11, as the text says" in found["text"]


def test_the_terminal_and_csv_show_it_apart_from_differences(data):
    shown = run(data, "table").output
    assert "已说明" in shown
    assert "1 项差异已由另一合计说明" in shown.replace("\n", "")
    rows = csv.DictReader(io.StringIO(run(data, "csv").stdout))
    assert {row["id"]: row["result"] for row in rows}[ID] == "explained"


def test_code_review_is_not_told_of_a_failure(data):
    (log,) = json.loads(run(data, "sarif").stdout)["runs"]
    prints = [one["partialFingerprints"]["findingId/v1"] for one in log["results"]]
    found = log["results"][prints.index(ID)]
    assert (found["kind"], found["level"]) == ("informational", "none")


def test_pages_show_it_with_its_sum_and_mark_no_cell(data, tmp_path):
    report_views = load_report_views(data, jobs=1)
    report_view = report_views.reports[BUREAU.id, 2023]
    assert "1 项差异已由另一合计说明" in quiet_line(report_view)
    section = "\n".join(findings_section(report_view, SiteSettings()))
    assert "已由另一合计说明的 1 项差异" in section
    assert "已说明：" in section
    assert RECEIVED not in failing_cells(report_view.outcome.failed)
    (page,) = checks_pages(report_views, SiteSettings())
    assert "1 项差异已由另一合计说明" in page.description
    assert any("已说明：" in line and "{.TEXT .explained}" in line for line in page.lines)


def test_the_filter_has_a_file_for_it(data, tmp_path):
    report_views = load_report_views(data, jobs=1)
    assert filter_settings(report_views, SiteSettings())["explainedYears"] == [2023]
    write_findings(report_views, Extras(tmp_path / "apps"))
    assert list((tmp_path / "apps").rglob("explained-2023.js"))
