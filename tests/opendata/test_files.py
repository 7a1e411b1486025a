"""The files under /data/: sizes, sums, the same bytes, and what a change writes anew."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import zipfile
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from generator.extras import Extras
from generator.forms import form_ids
from generator.frames.packed import PackedRows
from generator.opendata import files, package
from generator.opendata.figures import NATIONWIDE, province_of
from generator.opendata.kept import KeptFiles, Made, key_of
from generator.opendata.tables import tables
from generator.opendata.workbook import write_workbook
from generator.records import Metric, replace
from generator.site.publishing.hosts import too_much
from generator.site_settings import SiteSettings
from generator.spreadsheet import original
from generator.store import DataFolder
from tests.opendata.large import figures_of_regions

from .conftest import publish


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def contents(folder):
    return {name: (folder / name).read_bytes() for name in names(folder)}


def test_every_table_is_there_as_csv_and_parquet(published):
    for table in tables():
        found = published.made.of(table)
        assert found, table
        if table not in ("wide", "comparable"):
            assert all(part.parquet for part in found)
    for part in published.made.parts:
        if part.parquet is None:
            continue
        path = published.folder / part.csv.name
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        csv = pd.read_csv(path, dtype=str, keep_default_na=False)
        parquet = pd.read_parquet(published.folder / part.parquet.name)
        assert list(csv) == list(parquet) == list(part.columns)
        assert len(csv) == len(parquet) == part.rows


def test_a_figure_stands_with_all_that_belongs_to_it(published):
    records = {(r.agency, r.year): r for r in DataFolder(published.root / "data").reports()}
    registry = published.report_views.registry
    about = {}
    for finding in published.report_views.findings(with_open=True):
        for side in (finding.left, finding.right):
            for name in side.fields if side else ():
                about.setdefault((finding.agency, finding.year, name), set()).add(finding.id)
    seen, with_findings = 0, 0
    for part in published.made.of("figures"):
        for row in (
            pd.read_parquet(published.folder / part.parquet.name).astype(object).itertuples()
        ):
            record, agency = records[row.agency, row.year], registry.agencies[row.agency]
            assert part.name == f"figures-{row.year}-{agency.region[:2]}"
            assert (row.region, row.level) == (agency.region, agency.level)
            assert (row.form, row.scope) == (record.form, record.scope)
            assert row.source_sha256 == record.source.sha256
            ids = set(row.findings.split()) if isinstance(row.findings, str) else set()
            assert ids == about.get((row.agency, row.year, row.field), set())
            with_findings += bool(ids)
            seen += 1
    assert seen == sum(len(record.figures) for record in records.values())
    assert with_findings


def test_the_sums_hold_for_every_file(published):
    listed = dict(
        reversed(line.split("  "))
        for line in (published.folder / "sha256sums.txt").read_text().splitlines()
    )
    assert set(listed) == names(published.folder) - {"sha256sums.txt"}
    for name, expected in listed.items():
        assert hashlib.sha256((published.folder / name).read_bytes()).hexdigest() == expected


def test_the_same_data_give_the_same_bytes_and_nothing_is_written_twice(published):
    again = publish(published.root, "again")
    assert again.made.written == 0
    fresh = publish(published.root, "fresh", "other-work")
    assert fresh.made.written == published.made.written
    assert contents(published.folder) == contents(again.folder) == contents(fresh.folder)


def test_one_changed_report_writes_its_own_parts(published, tmp_path):
    for name in ("data", "work"):
        shutil.copytree(published.root / name, tmp_path / name)
    data = DataFolder(tmp_path / "data")
    record = next(one for one in data.reports() if one.year == 2021)
    name = next(key for key, one in record.figures.items() if one.state == "number")
    figures = record.figures | {name: replace_value(record.figures[name])}
    data.write(
        replace(record, figures=figures), data.path("annual_report", record.agency, record.year)
    )
    after = contents(publish(tmp_path).folder)
    before = contents(published.folder)
    province = record.region[:2]
    changed = {name for name in after if after[name] != before.get(name)}
    assert {f"figures-2021-{province}.csv.gz", f"figures-2021-{province}.parquet"} <= changed
    other_years = {name for name in changed if name[:7] in ("figures", "reports", "workboo")}
    assert all("2021" in name for name in other_years)


def test_tables_that_stand_are_not_put_together(published, tmp_path, monkeypatch):
    asked, real = [], PackedRows.frame

    def frame(self, table, year=None):
        asked.append((table, year))
        return real(self, table, year)

    monkeypatch.setattr(PackedRows, "frame", frame)
    for name in ("data", "work"):
        shutil.copytree(published.root / name, tmp_path / name)
    change(tmp_path / "data", lambda one: {"figures": changed_figures(one)})
    publish(tmp_path)
    assert {year for _, year in asked} == {2021}


CHANGED = {
    "a figure": lambda one: {"figures": changed_figures(one)},
    "a contact": lambda one: {"contacts": replace(one.contacts, phones=("010-12345678",))},
    "a title": lambda one: {"title": "另一个标题"},
    "a figure of the text": lambda one: {"metrics": (*one.metrics, METRIC)},
}
METRIC = Metric(id="requests", value=7, unit="件")


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_after_each_change_the_files_are_those_of_a_first_run(published, tmp_path, changed):
    for name in ("data", "work"):
        shutil.copytree(published.root / name, tmp_path / name)
    change(tmp_path / "data", changed)
    after = contents(publish(tmp_path).folder)
    assert after != contents(published.folder)
    assert after == contents(publish(tmp_path, "fresh", "other-work").folder)


def change(folder, changed) -> None:
    data = DataFolder(folder)
    record = next(one for one in data.reports() if one.year == 2021 and one.figures)
    data.write(replace(record, **changed(record)), data.path("annual_report", record.agency, 2021))


def changed_figures(record):
    name = next(key for key, one in record.figures.items() if one.state == "number")
    return record.figures | {name: replace_value(record.figures[name])}


def replace_value(figure):
    import msgspec

    return msgspec.structs.replace(figure, value=figure.value + 1, raw=str(figure.value + 1))


def test_a_kept_file_that_was_damaged_is_made_anew(published, tmp_path):
    for name in ("data", "work"):
        shutil.copytree(published.root / name, tmp_path / name)
    largest = max((tmp_path / "work").glob("*.parquet"), key=lambda path: path.stat().st_size)
    largest.write_bytes(b"\0" * largest.stat().st_size)
    again = publish(tmp_path)
    assert again.made.written >= 1
    assert contents(again.folder) == contents(published.folder)


def test_no_file_is_larger_than_it_may_be(published, monkeypatch, tmp_path):
    monkeypatch.setattr(package, "LARGEST_BYTES", 100_000)
    monkeypatch.setattr(files, "FIGURES_A_FILE", 200)
    monkeypatch.setattr(files, "ROWS_A_FILE", 20)
    shutil.copytree(published.root / "data", tmp_path / "data")
    found = publish(tmp_path)
    zips = found.made.archives
    assert len(zips) > 3
    held = [name for one in zips for name in zipfile.ZipFile(found.folder / one.name).namelist()]
    assert len(held) == len(set(held))
    assert {part.csv.name for part in found.made.parts} <= set(held)
    figures = found.made.of("figures")
    assert (
        len({part.csv.name for part in figures}) == len(figures) > len(published.made.of("figures"))
    )
    assert sum(part.rows for part in figures) == sum(p.rows for p in published.made.of("figures"))
    assert {part.csv.name for part in found.made.of("metrics")} == {
        f"metrics-{year}.csv.gz" for year in range(2019, 2024)
    }


def test_the_figures_of_a_year_stay_at_their_plain_address_in_one_file(
    published, monkeypatch, tmp_path
):
    monkeypatch.setattr(files, "FIGURES_A_FILE", 200)
    shutil.copytree(published.root / "data", tmp_path / "data")
    found = publish(tmp_path)
    rows = pd.read_csv(found.folder / "figures-2021.csv.gz", dtype=str, keep_default_na=False)
    parts = [
        pd.read_csv(found.folder / one.csv.name, dtype=str, keep_default_na=False)
        for one in found.made.of("figures")
        if one.year == 2021
    ]
    assert len(parts) > 1
    pd.testing.assert_frame_equal(rows, pd.concat(parts, ignore_index=True))


def test_what_is_too_large_leaves_a_list_of_its_parts(published, monkeypatch, tmp_path):
    monkeypatch.setattr("generator.opendata.plain.LARGEST_BYTES", 1000)
    monkeypatch.setattr(files, "ROWS_A_FILE", 20)
    shutil.copytree(published.root / "data", tmp_path / "data")
    found = publish(tmp_path)
    figures = pd.read_csv(found.folder / "figures-2021.csv.gz")
    expected = {one.csv.name for one in found.made.of("figures") if one.year == 2021}
    assert set(figures["csv"]) == expected
    assert all("20 MB" not in said and "清单" in said for said in figures["notice"])
    metrics = pd.read_csv(found.folder / "metrics.csv")
    assert sum(metrics["rows"]) == sum(one.rows for one in found.made.of("metrics"))
    assert list(pd.read_parquet(found.folder / "metrics.parquet")["csv"]) == list(metrics["csv"])
    listed = (found.folder / "sha256sums.txt").read_text()
    assert all(f"  {one.name}\n" in listed for one in found.made.plain)


def test_a_wide_table_of_very_many_reports_is_divided(published, monkeypatch, tmp_path):
    """Its old address, a file that programs read by name, says where the rows are now."""
    monkeypatch.setattr(files, "WIDE_ROWS_A_FILE", 3)
    shutil.copytree(published.root / "data", tmp_path / "data")
    found = publish(tmp_path)
    wholes = [one for one in published.made.of("wide") if one.rows > 3]
    assert wholes
    for whole in wholes:
        parts = [one for one in found.made.of("wide") if one.part_of == whole.csv.name]
        rows = [pd.read_csv(found.folder / one.csv.name, dtype=str) for one in parts]
        assert [len(one) for one in rows] == [one.rows for one in parts]
        assert max(one.rows for one in parts) == 3
        expected = pd.read_csv(published.folder / whole.csv.name, dtype=str)
        pd.testing.assert_frame_equal(pd.concat(rows, ignore_index=True), expected)
        listed = pd.read_csv(found.folder / whole.csv.name)
        assert list(listed["csv"]) == [one.csv.name for one in parts]


def test_a_file_that_is_too_large_is_named():
    files = {
        "data/a.zip": SimpleNamespace(size=20_000_001),
        "data/b.zip": SimpleNamespace(size=20_000_000),
    }
    (warning,) = too_much(files, SiteSettings())
    assert "data/a.zip" in warning.text("en")
    assert "20.0 MB" in warning.text("en")


def test_workbooks_have_frozen_headers_labels_and_no_formula(published):
    assert sorted(published.made.workbooks) == list(range(2019, 2024))
    book = openpyxl.load_workbook(published.folder / "workbook-2021.xlsx")
    assert book.sheetnames[0] == "说明"
    assert "联系方式" in book.sheetnames
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "C3"
        names = [cell.value for cell in sheet[2]]
        assert names[0] == "agency", (sheet.title, names)
        assert "year" in names
        assert any("一" <= sign <= "鿿" for sign in sheet["A1"].value)
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_parquet_has_dictionaries_and_is_sorted_by_figure(published):
    part = published.made.of("figures")[0]
    file = pq.ParquetFile(published.folder / part.parquet.name)
    schema = file.schema_arrow
    for name in ("agency", "field", "state", "raw", "source_sha256", "findings"):
        assert "dictionary" in str(schema.field(name).type)
    assert str(schema.field("value").type) == "double"
    fields = file.read().column("field").to_pylist()
    assert fields == sorted(fields)


def test_a_disk_that_fills_up_is_said_and_leaves_what_was_there(published, monkeypatch, tmp_path):
    for name in ("data", "work"):
        shutil.copytree(published.root / name, tmp_path / name)
    before = contents(tmp_path / "work")

    def full(*_args, **_kwargs):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("generator.opendata.files.export", full)
    # Of another version, so that no file of a year is taken as it is kept.
    monkeypatch.setattr("generator.opendata.kept.code_version", lambda _rooms: "another")
    with pytest.raises(OSError, match="space") as error:
        publish(tmp_path, "full")
    assert error.value.filename  # from which the command makes its one line
    assert contents(tmp_path / "work") == before


def test_libreoffice_reads_csv_and_workbook_alike(published, tmp_path):
    """Cell by cell: the wide table of a year as CSV, and as the workbook's sheet, in LibreOffice."""
    part = next(one for one in published.made.of("wide") if one.year == 2021)
    shutil.copy(published.folder / part.csv.name, tmp_path / "wide.csv")
    shutil.copy(published.folder / "workbook-2021.xlsx", tmp_path / "book.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to"]
    for options in (
        ["xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:44,34,76,1", str(tmp_path / "wide.csv")],
        ["ods", str(tmp_path / "book.xlsx")],
    ):
        subprocess.run(
            [*command, *options, "--outdir", str(tmp_path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    csv = pd.read_excel(tmp_path / "wide.xlsx", dtype=str, keep_default_na=False)
    made = pd.read_excel(
        tmp_path / "book.xlsx", sheet_name=1, header=1, dtype=str, keep_default_na=False
    )
    assert list(csv) == list(made)
    assert (csv.map(_plain) == made.map(_plain)).all(axis=None)


def _plain(cell):
    text = original(cell)
    text = text.removesuffix(" 00:00:00")  # a date, as spreadsheets read it
    return text.removesuffix(".0") if text.replace(".", "").lstrip("-").isdigit() else text


def test_the_key_of_a_file_follows_its_rows():
    frame = pd.DataFrame({"a": pd.Categorical(["x", None]), "b": [1.5, float("nan")]})
    assert key_of("k", frame) == key_of("k", frame.copy())
    assert key_of("k", frame) != key_of("l", frame)
    assert key_of("k", frame) != key_of("k", frame.assign(b=[1.5, 2.0]))
    assert key_of("k", frame) != key_of("k", frame.rename(columns={"a": "c"}))
    wider = frame.assign(a=frame["a"].cat.add_categories("never"))
    assert key_of("k", files.settled(wider)) == key_of("k", files.settled(frame))
    cells = [pd.DataFrame({"a": one}, dtype=object) for one in ([3, None], ["3", None], [3, 0])]
    assert len({key_of("k", one) for one in cells}) == 3
    assert key_of("k", cells[0]) == key_of("k", cells[0].copy())


def test_files_of_before_are_cleared_away(tmp_path):
    for name in ("one", "two"):
        kept = KeptFiles(tmp_path / "work", Extras(tmp_path / name))
        made = kept.put("x.txt", name, lambda path: path.write_text("x"))
        assert isinstance(made, Made)
        kept.close()
    assert {path.name for path in (tmp_path / "work").iterdir()} == {"two", "index", "sums"}


def test_a_group_has_the_files_that_are_put_in_it_and_no_other(tmp_path):
    def put(name):
        return kept.put(f"{name}.txt", name, lambda path: path.write_text("x")).name

    for others in (("later",), ()):
        kept = KeptFiles(tmp_path / "work", Extras(tmp_path / "site"))
        assert kept.group("key", str, lambda: put("own")) == "own.txt"
        for name in others:
            put(name)
        kept.close()
    assert {path.name for path in (tmp_path / "work").iterdir()} == {"own", "index", "sums"}


@pytest.mark.parametrize(
    ("region", "expected"),
    [("640104", "64"), (None, NATIONWIDE), ("x", NATIONWIDE), ("６４", "00")],
)
def test_a_province_is_two_digits(region, expected):
    assert province_of(region) == expected


def test_a_folder_without_reports_is_written_whole(tmp_path, published):
    shutil.copytree(published.root / "data", tmp_path / "data")
    shutil.rmtree(tmp_path / "data" / "reports")
    found = publish(tmp_path)
    assert not found.made.of("figures")
    assert found.made.of("agencies")[0].rows == 8
    assert json.loads((found.folder / "datapackage.json").read_bytes())["resources"]


def test_a_table_that_no_sheet_holds_is_said_in_its_place(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.opendata.workbook.LARGEST_ROWS", 3)
    sheet = ("表", [["机关"], ["agency"]], pd.DataFrame({"agency": ["a", "b"]}))
    write_workbook(tmp_path / "w.xlsx", [sheet], SiteSettings())
    cells = [
        cell.value for row in openpyxl.load_workbook(tmp_path / "w.xlsx")["表"] for cell in row
    ]
    assert cells[:2] == ["机关", "agency"]
    assert "2 行，一张工作表放不下" in cells[2]


def test_the_readme_of_the_zip_names_what_is_in_it(published):
    with zipfile.ZipFile(published.folder / "gongkai-data.zip") as archive:
        names, text = set(archive.namelist()), archive.read("README.txt").decode()
    tables = {name for name in names if name.endswith((".csv", ".csv.gz"))}
    told = set(re.findall(r"`([\w.-]+\.csv(?:\.gz)?)`", text))
    assert told <= tables
    assert {re.sub(r"-\d.*", "", name) for name in tables} == {
        re.sub(r"-\d.*", "", name) for name in told
    }
    assert "{" not in text
    assert all(form_id in text for form_id in form_ids())


def test_provinces_come_in_order_each_whole_wherever_its_agencies_stand(monkeypatch):
    monkeypatch.setattr("generator.frames.spool.REPORTS_A_PART", 1)
    regions = ["640000", "110000", "330000", "640000", "110000"]
    found = dict(figures_of_regions(regions).of_year(2023))
    agencies = {code: sorted(set(frame["agency"])) for code, frame in found.items()}
    assert list(found) == ["11", "33", "64"]
    assert agencies == {"11": ["0001", "0004"], "33": ["0002"], "64": ["0000", "0003"]}
