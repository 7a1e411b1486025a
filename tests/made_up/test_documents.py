"""Made-up documents: every layout is there, marked, the same for a seed, true beside it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from docx import Document

from generator.errors import GongkaiError
from generator.forms import form, form_ids
from generator.records import Record
from made_up.command import command
from made_up.documents import broken, lookalikes, printing
from made_up.documents.cutting import RESTS, cut, group_row
from made_up.documents.generate import generate
from made_up.documents.grids import grids
from made_up.documents.recipes import LOOKALIKES, PLANS, REPORTS, SEVERAL
from made_up.prose import mark

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WITHOUT_PRESS = ("html", "docx", "txt", "md")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    generate(240, folder, 14, WITHOUT_PRESS)
    return folder


def manifest(folder: Path) -> list[dict[str, str]]:
    with (folder / "manifest.truth.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def truths(folder: Path, layout: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for row in manifest(folder):
        if row["layout"] == layout:
            path = folder / row["file"]
            yield path, json.loads((folder / f"{path.stem}.truth.json").read_text("utf-8"))


def text_of(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read("word/document.xml").decode()
    encoding = "gb18030" if "gbk" in path.name else "utf-8"
    return content.decode(encoding)


def test_every_layout_of_the_formats_asked_for_is_made(corpus: Path) -> None:
    made = {(row["format"], row["layout"]) for row in manifest(corpus)}
    recipes = [r for r in (*REPORTS, *PLANS, *SEVERAL) if r.format in WITHOUT_PRESS]
    assert {(r.format, r.layout) for r in recipes} <= made
    layouts = {layout for _, layout in made}
    assert {f"look-alike-{kind}" for kind in lookalikes.KINDS} <= layouts
    assert {f"broken-{kind}" for kind in broken.KINDS} - {"broken-truncated-pdf"} <= layouts
    assert {r.format for r in LOOKALIKES} == {"html", "txt", "docx"}


def test_every_form_and_no_form_at_all_are_there(corpus: Path) -> None:
    reports = [row for row in manifest(corpus) if row["expect"] == "report"]
    assert {row["form"] for row in reports} == {"", *form_ids()}


def test_every_readable_document_says_that_it_is_made_up(corpus: Path) -> None:
    for row in manifest(corpus):
        if row["expect"] != "unreadable":
            assert mark() in text_of(corpus / row["file"]), row["file"]


def test_the_truth_lies_beside_every_document(corpus: Path) -> None:
    for row in manifest(corpus):
        truth = json.loads((corpus / f"{Path(row['file']).stem}.truth.json").read_text("utf-8"))
        assert truth["expect"] == row["expect"]
        if truth["expect"] == "report":
            record = msgspec.convert(truth["record"], Record)
            fields = form(record.form).fields if record.form else {}
            assert list(record.figures) == list(fields)


def test_unseen_digits_stand_behind_figures(corpus: Path) -> None:
    """A figure is printed with another digit behind it that a page or a file hides."""
    found = set()
    for path, truth in truths(corpus, "unseen"):
        text = text_of(path)
        raws = {figure["raw"] for figure in truth["record"]["figures"].values() if figure["raw"]}
        if path.suffix == ".html":
            page = BeautifulSoup(text, "lxml")
            hidden = page.select("td span[class^=x]")
            rules = page.style.get_text() if page.style else ""
            assert all(f".{span['class'][0]}{{" in rules for span in hidden)
        else:
            tree = BeautifulSoup(text, "xml")
            marks = tree.select('tc color[w|val="FFFFFF"], tc vanish, tc sz[w|val="2"]', {"w": W})
            hidden = [mark.find_parent("r") for mark in marks]
        assert hidden and not raws <= {""}
        assert all(digit.get_text().isdigit() for digit in hidden)
        found.add(path.suffix)
    assert found == {".html", ".docx"}


def test_rows_of_hyphens_stand_between_rows(corpus: Path) -> None:
    for path, _ in truths(corpus, "ruled"):
        rows = [line for line in text_of(path).split("\n") if line.startswith("|")]
        rules = [n for n, row in enumerate(rows) if not set(row) - set("|- ")]
        assert len(rules) > 3 and any(below - above > 1 for above, below in pairwise(rules))


def test_two_reports_in_one_file_name_both_agencies(corpus: Path) -> None:
    for path, truth in truths(corpus, "two-reports"):
        titles = set(re.findall(r"[\u4e00-\u9fff]+\d{4}年政府信息公开工作年度报告", text_of(path)))
        assert len(titles) == 2, path
        assert truth["expect"] == "unrecognised"


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        generate(90, tmp_path / name, 4, WITHOUT_PRESS)
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert len(files) > 100
    for path in files:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes(), path


@pytest.mark.parametrize("form_id", form_ids())
def test_grids_cover_every_place_once_and_hold_every_field(form_id: str) -> None:
    of_form = form(form_id)  # type: ignore[arg-type]
    found: list[str] = []
    for grid in grids(of_form, dict.fromkeys(of_form.fields, "1")):
        places = [
            (row, column)
            for box in grid.boxes
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        ]
        assert len(places) == len(set(places)) == grid.row_count * grid.column_count
        found += [box.field for box in grid.boxes if box.field]
    assert sorted(found) == sorted(of_form.fields)


@pytest.mark.parametrize("rest", RESTS)
def test_a_cut_table_loses_no_figure(rest: str) -> None:
    of_form = form("2021")
    grid = grids(of_form, dict.fromkeys(of_form.fields, "1"))[1]
    above, below = cut(grid, group_row(grid, 1), rest)  # type: ignore[arg-type]
    fields = [box.field for part in (above, below) for box in part.boxes if box.field]
    assert sorted(fields) == sorted(box.field for box in grid.boxes if box.field)


def test_word_files_have_the_merged_cells_of_the_official_form(corpus: Path) -> None:
    for path, truth in truths(corpus, "official"):
        if truth["record"]["form"] == "2021":
            requests = Document(str(path)).tables[1]
            assert (len(requests.rows), len(requests.columns)) == (28, 10)
            first = [cell.text for cell in requests.rows[3].cells]
            assert first[0] == first[1] == first[2] != ""
            figure = truth["record"]["figures"]["requests.received.natural_person"]
            assert (figure["raw"] or "") == first[3].strip() or figure["value"] is not None
            return
    pytest.fail("no official Word file of the 2021 form")


def test_web_pages_print_the_figures_of_their_truth(corpus: Path) -> None:
    compared = 0
    for path, truth in truths(corpus, "trs"):
        page = BeautifulSoup(path.read_bytes(), "lxml")
        cells = [cell.get_text() for cell in page.find_all("td")]
        for figure in truth["record"]["figures"].values():
            if figure["raw"] == str(figure["value"]) and figure["value"] > 99:
                printed = figure["raw"].translate(
                    str.maketrans("0123456789", "０１２３４５６７８９")
                )
                assert any(figure["raw"] in cell or printed in cell for cell in cells)
                compared += 1
    assert compared > 20


def test_lossy_layouts_say_so(corpus: Path) -> None:
    found = list(truths(corpus, "no-duplicates"))
    assert found and all(truth["figures_may_be_missing"] for _, truth in found)


def test_pictures_in_place_of_tables_leave_no_figures(corpus: Path) -> None:
    for path, truth in truths(corpus, "pictures"):
        assert truth["record"]["figures"] == {} and "<img" in text_of(path)


@pytest.mark.slow
@pytest.mark.skipif(
    bool(printing.missing_tools()) and os.environ.get("CI") != "true",
    reason="LibreOffice or Chromium is missing; in CI this test fails without them",
)
def test_pdf_files_are_made_and_the_same_for_a_seed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        generate(100, tmp_path / name, 5, ("pdf",))
    layouts = {row["layout"] for row in manifest(tmp_path / "a")}
    assert layouts >= {"office", "office-upright", "chromium", "chromium-word", "broken-encrypted"}
    for path in sorted((tmp_path / "a").glob("*.pdf")):
        if "encrypted" in path.name:
            continue  # its keys are drawn by LibreOffice
        other = tmp_path / "b" / path.name
        assert path.read_bytes() == other.read_bytes(), path.name


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing.shutil, "which", lambda _: None)
    made = generate(60, tmp_path, 1, ("pdf",))
    assert made.missing_tools == ("LibreOffice", "Chromium")
    assert not [row for row in made.rows if row["layout"] in ("office", "chromium")]


def test_the_command_writes_documents_and_data_folders(tmp_path: Path) -> None:
    run = CliRunner()
    arguments = ["--reports", "30", "--format", "txt", "--out", str(tmp_path / "documents")]
    assert run.invoke(command, arguments).exit_code == 0
    assert list((tmp_path / "documents").glob("*.txt"))
    arguments = ["--reports", "55", "--data", "--out", str(tmp_path / "data")]
    result = run.invoke(command, arguments)
    assert result.exit_code == 0 and "55" in result.output
    assert len(list((tmp_path / "data").rglob("*.json"))) == 55


def test_the_command_leaves_a_folder_with_files_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    result = CliRunner().invoke(command, ["--reports", "5", "--out", str(tmp_path)])
    assert isinstance(result.exception, GongkaiError)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
