"""A report that mixes forms keeps every printed row: beside the form's own, never spread over them."""

from __future__ import annotations

import csv
import json

import pytest
from bs4 import BeautifulSoup
from msgspec import structs

from generator import record_json
from generator.agencies import Registry
from generator.checks.identities import column, flow, row
from generator.checks.subject import Report, Subject
from generator.dialect import DialectPage, convert
from generator.forms import form
from generator.forms.mixed import printed_form
from generator.pages.report.statutory_tables import statutory_tables
from generator.record_rules import RecordError
from generator.records import MISSING, OtherRow, Place, replace
from generator.site.build import build
from generator.site.paths import Paths
from generator.site_settings import SiteSettings
from tests.pages import making
from tests.parsing.layouts import Piece, all_tables
from tests.parsing.test_foreign import LAYOUTS, read

UNDIVIDED = "outcomes.other.undivided"
CELLS = ("3", "0", "0", "0", "0", "0", "3")
OTHERS = ("abandoned_no_clarification", "abandoned_fee_unpaid", "residual")


def mixed_tables(cells=CELLS):
    """Table three of 2021 with the one row （六）其他处理 of 2019 in place of three rows."""
    values = dict.fromkeys(form("2021").fields, "1")
    values |= {name: "6" for name in values if name.endswith(".total") and "." in name}
    values |= {f"outcomes.total.{c}": "18" for c in form("2021").columns("requests")}
    tables = all_tables("2021", values)
    heading, rows = tables[1]
    labels = [
        field.row.label for name, field in form("2021").fields.items() if UNDIVIDED[:14] in name
    ]
    kept = [line for line in rows if not any(piece.text in labels for piece in line)]
    at = next(n for n, line in enumerate(kept) if any(p.text == "（七）总计" for p in line))
    kept.insert(at, [Piece("（六）其他处理", 2), *map(Piece, cells)])
    return [tables[0], (heading, kept), tables[2]]


def mixed_record(**changes):
    """The report of `making` on the form of 2021, with 其他处理 printed as one row."""
    figures = making.figures_2021()
    columns = form("2021").columns("requests")
    for name in OTHERS:
        figures |= dict.fromkeys((f"outcomes.other.{name}.{c}" for c in columns), MISSING)
    for name, value in (("natural_person", 14), ("total", 22)):
        figures[f"outcomes.total.{name}"] = making.number(value)
    printed = OtherRow(
        table="requests",
        row=UNDIVIDED,
        label="（六）其他处理",
        cells=CELLS,
        at=Place(line=1, cell=2),
    )
    return making.record(figures=figures, schema=2, other_rows=(printed,), **changes)


def judged(check, record):
    """What a check says of a report by itself, the places that fail by their scope."""
    return list(check(Subject(Report(record), 2022, None, Registry((), ()))))


@pytest.mark.parametrize("layout", ["tabs", "markdown", "grid"])
def test_the_printed_row_is_kept_and_nothing_is_spread(layout):
    assert layout in LAYOUTS
    record = read("2021", layout, mixed_tables())
    assert record.form == "2021"
    (kept,) = record.other_rows
    assert (kept.table, kept.row, kept.label) == ("requests", UNDIVIDED, "（六）其他处理")
    assert kept.cells == CELLS
    assert kept.at is not None
    assert kept.at.line is not None
    figures = [record.figure(f"outcomes.other.{name}.total") for name in OTHERS]
    assert {figure.state for figure in figures} == {"missing"}
    assert "parsing.row_of_other_form" in {note.code for note in record.warnings}


def test_cells_are_kept_as_printed():
    (kept,) = read("2021", "tabs", mixed_tables(("3", "／", "无", "", "0", "0", "3"))).other_rows
    assert kept.cells == ("3", "/", "无", "", "0", "0", "3")


def test_a_report_of_one_form_has_no_other_rows_and_stays_as_it_was():
    record = making.record()
    assert record.other_rows == ()
    text = record_json.encode(record)
    assert '"schema": 1' in text
    assert "other_rows" not in text


def test_a_record_with_other_rows_is_of_schema_2_and_comes_back_whole():
    record = mixed_record()
    text = record_json.encode(record)
    assert '"schema": 2' in text
    assert record_json.decode(text) == record
    with pytest.raises(RecordError):
        record_json.decode(text.replace('"schema": 2', '"schema": 1'))
    with pytest.raises(RecordError):
        record_json.decode(text.replace('"schema": 2', '"schema": 3'))


def test_the_row_is_summed_where_the_printed_total_is_checked():
    assert [one.result for one in judged(column, mixed_record())] == ["holds"] * 7
    apart = replace(mixed_record(), other_rows=())
    assert {one.result for one in judged(column, apart)} == {"not_judged"}


def test_a_total_without_the_row_is_found():
    record = mixed_record()
    wrong = record.figures | {"outcomes.total.total": making.number(19)}
    found = [one for one in judged(column, replace(record, figures=wrong)) if one.result == "fails"]
    assert [(one.scope, one.left.value, one.right.value) for one in found] == [("total", 19, 22)]
    assert f"{UNDIVIDED}.total" in found[0].right.fields


def test_the_row_itself_must_add_up():
    record = mixed_record()
    crooked = structs.replace(record.other_rows[0], cells=(*CELLS[:-1], "4"))
    found = judged(row, replace(record, other_rows=(crooked,)))
    assert [one.scope for one in found if one.result == "fails"] == [UNDIVIDED]


def test_the_page_shows_the_row_in_its_place_and_marks_it():
    page = BeautifulSoup(
        convert("\n".join(statutory_tables(mixed_record(), {})), DialectPage("a/b/c/index.html")),
        "html.parser",
    )
    cell = page.find(id=f"f-{UNDIVIDED}.total")
    assert cell.text == "3"
    line = cell.find_parent("tr")
    assert "本格式没有的一行" in line.text
    rows = [tr.th.text for tr in cell.find_parent("table").find_all("tr") if tr.th]
    here = next(n for n, text in enumerate(rows) if "本格式没有的一行" in text)
    assert rows[here - 1].startswith("5.要求行政机关确认")
    assert page.find(id="f-outcomes.other.residual.total").text != "0"


def test_a_row_whose_columns_the_form_lacks_is_listed_as_printed():
    extra = OtherRow(
        table="art20-5",
        row="proactive.other_public_services",
        label="其他对外管理服务事项",
        cells=("7",),
    )
    record = making.record(schema=2, other_rows=(extra,))
    text = "\n".join(statutory_tables(record, {}))
    assert "- 其他对外管理服务事项 7" in text
    assert printed_form(record).fields.keys() == form("2021").fields.keys()


def test_downloads_and_the_interface_have_the_row_apart(tmp_path):
    data = tmp_path / "data"
    making.report_views(data, [mixed_record()])
    paths = Paths(data, tmp_path / "content", tmp_path / "site", tmp_path / "work")
    build(paths, SiteSettings(), jobs=1)
    with (tmp_path / "site" / "data" / "other-rows.csv").open(
        encoding="utf-8-sig", newline=""
    ) as stream:
        found = [(one["row"], one["column"], one["raw"]) for one in csv.DictReader(stream)]
    columns = form("2021").columns("requests")
    assert found == [(UNDIVIDED, name, raw) for name, raw in zip(columns, CELLS, strict=True)]
    (path,) = (tmp_path / "site" / "api" / "agencies").glob("*/2022.json")
    told = json.loads(path.read_text("utf-8"))
    assert told["schema"] == 2
    assert told["other_rows"][0]["cells"] == list(CELLS)
    assert f"{UNDIVIDED}.total" not in told["figures"]


ADDED = ("2", "0", "0", "0", "0", "0", "2")


def with_added_row(printed="7.本地自行增加的一行"):
    """The report of `making` with a row that no form has, counted in the total."""
    figures = making.figures_2021()
    for name, value in (("natural_person", 13), ("total", 21)):
        figures[f"outcomes.total.{name}"] = making.number(value)
    row_ = OtherRow(table="requests", label=printed, cells=ADDED, at=Place(line=1, cell=2))
    return making.record(figures=figures, schema=2, other_rows=(row_,))


@pytest.mark.parametrize("layout", ["tabs", "grid"])
def test_a_row_that_no_form_has_is_kept_too(layout):
    tables = mixed_tables()
    at = next(n for n, line in enumerate(tables[1][1]) if any(p.text == "（七）总计" for p in line))
    tables[1][1].insert(at, [Piece("区内自行增加的事项", 2), *map(Piece, ADDED)])
    kept = read("2021", layout, tables).other_rows
    assert [(one.row, one.label, one.cells) for one in kept] == [
        (UNDIVIDED, "（六）其他处理", CELLS),
        (None, "区内自行增加的事项", ADDED),
    ]


def test_a_total_that_counts_an_added_row_is_not_accused():
    assert {one.result for one in judged(column, with_added_row())} == {"holds"}
    apart = replace(with_added_row(), other_rows=())
    failing = [one.scope for one in judged(column, apart) if one.result == "fails"]
    assert failing == ["natural_person", "total"]
    wrong = replace(
        with_added_row(),
        figures=with_added_row().figures | {"outcomes.total.total": making.number(22)},
    )
    assert [one.scope for one in judged(column, wrong) if one.result == "fails"] == ["total"]


def test_an_added_row_excuses_no_other_identity():
    """2 more came in than were dealt with: the row of 2 has nothing to do with it."""
    record = with_added_row()
    more = record.figures | {"requests.received.total": making.number(24)}
    found = [one for one in judged(flow, replace(record, figures=more)) if one.result == "fails"]
    assert "total" in {one.scope for one in found}


def test_an_added_row_is_listed_on_the_page():
    text = "\n".join(statutory_tables(with_added_row(), {}))
    assert "- 7.本地自行增加的一行 2、0、0、0、0、0、2" in text
