"""Rows that go into a sheet at once are what XlsxWriter writes cell by cell."""

from __future__ import annotations

from zipfile import ZipFile

import pandas as pd
import xlsxwriter

from generator.opendata.workbook import write_workbook
from generator.site_settings import SiteSettings

CELLS = {
    "text": ["虚构", " <&>\x07", "two\nlines ", None, "虚构"],
    "state": pd.Categorical(["blank", None, "dash", None, "none"]),
    "number": [0, "blank", 12.5, None, 0.1],
    "whole": pd.array([1, None, 2**53, None, -3], dtype="Int64"),
    "many": [float(n) if n != 3 else None for n in range(5)],
}


def sheet(path, number):
    with ZipFile(path) as book:
        return book.read(f"xl/worksheets/sheet{number}.xml").decode().partition("<sheetData>")[2]


def test_a_row_is_what_the_library_writes_cell_by_cell(tmp_path):
    frame = pd.DataFrame(CELLS)
    names = [f"{name}" for name in frame]
    write_workbook(tmp_path / "ours.xlsx", [("表", [names], frame)], SiteSettings())
    with xlsxwriter.Workbook(tmp_path / "theirs.xlsx", {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        alone = book.add_worksheet()
        for column, name in enumerate(names):
            alone.write_string(0, column, name, bold)
        for row, cells in enumerate(zip(*CELLS.values(), strict=True), start=1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    alone.write_string(row, column, cell)
                elif cell is not None and not pd.isna(cell):
                    alone.write_number(row, column, cell)
    rows = sheet(tmp_path / "ours.xlsx", 2)
    assert rows == sheet(tmp_path / "theirs.xlsx", 1)
    assert '<row r="5"' not in rows  # nothing stands in that row
    with ZipFile(tmp_path / "ours.xlsx") as book:
        assert '<dimension ref="A1:E6"/>' in book.read("xl/worksheets/sheet2.xml").decode()
