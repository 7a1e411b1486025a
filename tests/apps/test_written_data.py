"""What the browser, the interface and the downloads get is what the records say, state by state."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from jsonschema import Draft202012Validator

from generator.extras import Extras
from generator.forms import form
from generator.frames.counts import catalogue
from generator.frames.gather import frames_of
from generator.pages.explorer.page import body_of
from generator.pages.parts.script_data import AgencyOrder
from generator.pages.search import page as search_page
from generator.pages.write import write_content
from generator.records import Figure
from generator.site_settings import SiteSettings
from tests.pages.making import AGENCY, agency, figures_2021, number, record, report_views

GOVERNMENT = "990100-gov"
CHANGED = {
    "review.total": Figure(state="blank", raw=""),
    "litigation.direct.total": Figure(state="dash", raw="——"),
    "proactive.admin_fees.amount": number(10.5, "10.5"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("apps")
    records = [
        record(2021, figures=figures_2021() | CHANGED),
        record(2022, None),
        record(2022, agency=GOVERNMENT, agency_name="测试市人民政府", scope="aggregate"),
        record(2021, agency=GOVERNMENT, agency_name="测试市人民政府"),
    ]
    government = agency(GOVERNMENT, "测试市人民政府", kind="government", function="government")
    found = report_views(folder / "data", records, [government, agency()])
    write_content(found, frames_of(found), folder / "content", settings=SiteSettings(), work=folder)
    return folder


def script(written: Path, key: str):
    return script_of(written / "extras", key)


def script_of(site: Path, key: str):
    text = (site / "static/apps" / f"{key}.js").read_text(encoding="utf-8")
    return json.loads(text.partition(",")[2].rstrip().removesuffix(");"))


def table(written: Path, name: str) -> list[dict[str, str]]:
    raw = (written / "extras/data" / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_explorer_has_a_value_or_a_letter_for_each_report(written):
    assert script(written, "explore/reports-2021") == {"i": [0, 2], "s": "oo", "f": "11"}
    assert script(written, "explore/reports-2022") == {"i": [0, 2], "s": "oa", "f": "01"}
    assert script(written, "explore/received-2021") == [20, 20]
    assert script(written, "explore/received-2022") == ["m", 20]
    assert script(written, "explore/reviews-2021") == ["b", 3]
    assert script(written, "explore/lawsuits-2021") == ["x", 1]
    assert script(written, "explore/charges-2021") == [10.5, 10.5]
    assert not (written / "extras/static/apps/explore/items_published-2021.js").exists()


def test_the_page_without_scripts_ranks_reports_and_keeps_aggregates_apart(written):
    page = (written / "content/explore/index.md").read_text(encoding="utf-8")
    own, _, aggregates = page.partition("### ")
    assert "| 20 |" not in own and "| 20 |" in aggregates


def test_the_comparison_has_all_counts_of_a_report(written):
    found = script_of(written / "extras-of-agencies", f"agency/{AGENCY}")
    names = [count.id for count in catalogue().counts]
    values = dict(zip(names, found["2021"]["v"], strict=True))
    assert (found["2021"]["s"], found["2021"]["f"]) == ("o", "2021")
    assert (values["received"], values["reviews"], values["granted_any"]) == (20, "b", 12)
    assert found["2022"] == {"s": "o", "f": None, "v": ["m"] * len(names)}


def test_the_interface_gives_only_counts_that_are_numbers(written):
    found = json.loads((written / f"extras-of-agencies/api/agencies/{AGENCY}.json").read_bytes())
    assert [report["year"] for report in found["reports"]] == [2021, 2022]
    first, second = (report["indicators"] for report in found["reports"])
    assert first["received"] == 20
    assert "reviews" not in first
    assert second == {}
    listed = json.loads((written / "extras/api/agencies.json").read_bytes())["agencies"]
    assert {one["id"]: one["years"] for one in listed} == {
        AGENCY: [2021, 2022],
        GOVERNMENT: [2021, 2022],
    }


def test_a_number_leads_to_the_newest_report_that_gives_it(written):
    entries = script(written, "numbers")["entries"]
    assert entries == [["0999-1234567", "p", position, 2022, "contact"] for position in range(2)]


def test_a_wide_table_says_why_there_is_no_number(written):
    row = next(r for r in table(written, "reports-2021-form-2021.csv") if r["agency"] == AGENCY)
    fields = {one.id: f"{one.id}[{one.unit}]" for one in form("2021").fields.values()}
    assert list(row)[-len(fields) :] == list(fields.values())
    for field, figure in (figures_2021() | CHANGED).items():
        expected = str(figure.value) if figure.state == "number" else figure.state
        assert row[fields[field]] == expected


def test_the_long_table_holds_every_figure(written):
    rows = [r for r in table(written, "figures-2021-99.csv.gz") if r["agency"] == AGENCY]
    found = {r["field"]: (r["state"], r["value"], r["raw"]) for r in rows}
    assert found == {
        field: (one.state, "" if one.value is None else str(one.value), one.raw or "")
        for field, one in (figures_2021() | CHANGED).items()
    }


def test_indicators_say_in_words_why_there_is_no_number(written):
    first, second = (r for r in table(written, "indicators.csv") if r["agency"] == AGENCY)
    states = [first[f"{name}_state"] for name in ("received", "reviews", "lawsuits")]
    assert states == ["number", "blank", "incomplete"]
    assert [first[f"{name}[件]"] for name in ("received", "reviews", "lawsuits")] == ["20", "", ""]
    assert (second["form"], second["received[件]"], second["received_state"]) == ("", "", "missing")
    assert first["items_published_state"] == "not_asked"


def test_many_numbers_lie_by_their_last_two_digits(monkeypatch, tmp_path):
    monkeypatch.setattr(search_page, "WHOLE", 0)
    found = report_views(tmp_path / "data", [record(2022)])
    search_page.write_numbers(frames_of(found), AgencyOrder(found.registry), Extras(tmp_path))
    assert script_of(tmp_path, "numbers") == {"parts": ["67"]}
    assert script_of(tmp_path, "numbers/67") == [["0999-1234567", "p", 0, 2022, "contact"]]


def test_a_ranking_has_the_largest_first_and_what_is_no_number_last():
    found = {"a": (5, "number"), "b": (None, "dash"), "c": (7, "number"), "d": (5, "number")}
    columns = {
        "agency": list(found), "year": 2022, "scope": "own",
        "received": [value for value, _ in found.values()],
        "received_state": [state for _, state in found.values()],
    }  # fmt: skip
    page = list(body_of(pd.DataFrame(columns), {name: f"机关{name}" for name in found}, "received"))
    rows = [line for line in page if line.startswith("| [")]
    assert [line[3:6] for line in rows] == ["机关c", "机关a", "机关d", "机关b"]
    assert rows[0].endswith("| 7 |")
    assert "{.state}" in rows[-1]


def test_every_file_of_the_interface_fits_its_schema(written):
    api, own = written / "extras/api", written / "extras-of-agencies/api/agencies"
    files = {
        "agencies": [api / "agencies.json"],
        "agency": sorted(own.glob("*.json")),
        "report": sorted(own.glob("*/*.json")),
    }
    assert [len(found) for found in files.values()] == [1, 2, 4]
    for name, found in files.items():
        schema = json.loads((api / f"schemas/{name}.json").read_bytes())
        for path in found:
            problems = list(Draft202012Validator(schema).iter_errors(json.loads(path.read_bytes())))
            assert problems == [], (path, problems[0].message[:200])
