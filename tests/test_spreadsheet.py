"""No cell that we write is a formula; what was printed can be had back; the browser agrees."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.spreadsheet import Writer, guarded, original
from tests.browser.rig import find_node

HOME = Path(__file__).resolve().parent.parent
FORMULA = ("=", "+", "-", "@", "\t", "\r")
DANGEROUS = [
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "＠x",
    "-1,234",
    "-5%",
    "'=1",
    "''-",
]
HARMLESS = [
    "",
    "0",
    "-5",
    "+118",
    "-0.5",
    "1e5",
    "0955-7037171",
    "'",
    "'甲",
    "a=b",
    "—",
    "/",
    "甲\t乙",
]
texts = st.text(alphabet="=+-@＝＋－＠\t\r\n' 09.e甲,\"", max_size=12) | st.text()


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("value", [*HARMLESS, -5, -0.5, None])
def test_numbers_and_plain_text_stay(value: object) -> None:
    assert guarded(value) is value


@given(texts)
def test_what_was_printed_can_be_had_back(text: str) -> None:
    cell = guarded(text)
    assert isinstance(cell, str)
    assert original(cell) == text
    assert not cell.startswith(FORMULA) or re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", cell)


@given(st.lists(st.lists(texts, min_size=2, max_size=4), max_size=4))
def test_a_file_holds_the_same_rows(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    Writer(stream).writerows(rows)
    read = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert [[original(cell) for cell in row] for row in read] == rows


def test_every_writer_of_the_program_goes_this_way() -> None:
    """Another way into a CSV or XLSX file must guard its cells, and say so here."""
    ways = re.compile(r"csv\.(?:writer|DictWriter)\(|\.to_csv\(|\.to_excel\(|Workbook\(|xlsxwriter")
    found = {}
    for path in (HOME / "generator").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if ways.search(text):
            found[str(path.relative_to(HOME / "generator"))] = "guarded(" in text
    # Frames reach their file as cells that frames/cells.py has guarded (tests/site/test_formulas.py).
    assert found.pop("frames/csv_file.py") is False
    assert found.pop("opendata/workbook.py") is False
    assert "guarded" in (HOME / "generator" / "frames" / "cells.py").read_text(encoding="utf-8")
    assert found == dict.fromkeys(
        ("spreadsheet.py", "cli/template.py", "opendata/agency_csv.py"), True
    )


def test_the_browser_keeps_the_same_rule() -> None:
    node = find_node()
    assert node is not None
    script = (HOME / "theme" / "static" / "js" / "common.js").read_text(encoding="utf-8")
    rows = json.dumps([DANGEROUS + HARMLESS + [-5]])
    script = f"const gongkai = {{}};\n{script}\nconst rows = {rows};\n"
    script += "process.stdout.write(gongkai.csv(rows));"
    done = subprocess.run([node, "-e", script], capture_output=True, check=True, timeout=60)
    stream = io.StringIO(newline="")
    Writer(stream).writerow([*DANGEROUS, *HARMLESS, -5])
    read = [
        list(csv.reader(io.StringIO(text, newline="")))
        for text in (done.stdout.decode(), stream.getvalue())
    ]
    assert read[0] == read[1]
