"""What the formats themselves allow, and whose province a code names."""

from __future__ import annotations

import pytest

from generator.opendata import workbook
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
