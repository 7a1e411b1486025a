"""What the formats themselves allow, and whose province a code names."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from generator.opendata import files, package, workbook
from generator.opendata.figures import province_of


@pytest.mark.parametrize(("length", "is_kept"), [(32_767, True), (32_768, False)])
def test_a_cell_holds_what_excel_takes(length, is_kept):
    """Microsoft's limits: 32,767 characters in a cell, 1,048,576 rows in a sheet."""
    assert (workbook._fitting("字" * length) == "字" * length) == is_kept
    assert workbook.LARGEST_ROWS == 1_048_576


@pytest.mark.parametrize(
    ("region", "province"),
    [
        ("640105", "64"),
        ("64", "64"),
        ("6", None),
        ("", None),
        (None, None),
        ("x4", None),
        ("６４", None),
    ],
)
def test_two_digits_name_a_province(region, province):
    nationwide = province_of(None)
    assert nationwide != "64"
    assert province_of(region) == (province or nationwide)


@pytest.mark.parametrize(("rows", "names"), [(50_000, 1), (50_001, 2)])
def test_a_table_is_divided_by_year_above_fifty_thousand_rows(monkeypatch, rows, names):
    """A plain file of so many rows is about 15 MB; hosts take 20."""
    monkeypatch.setattr(files, "_part", lambda _, __, name, *___: name)
    frame = pd.DataFrame({"year": [2021] * (rows - 1) + [2022]})
    assert len(list(files.table_parts(None, "metrics", frame))) == names


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "`metrics-1.csv`"),
        (3, "`metrics-1.csv` `metrics-2.csv` `metrics-3.csv`"),
        (4, "`metrics-1.csv` … `metrics-4.csv`"),
    ],
)
def test_the_readme_names_three_files_of_a_table(count, said):
    parts = [
        SimpleNamespace(table="metrics", csv=SimpleNamespace(name=f"metrics-{number}.csv"))
        for number in range(1, count + 1)
    ]
    (row,) = package._file_rows(parts, "en")
    assert row.startswith(f"| {said} |")
