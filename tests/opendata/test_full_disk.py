"""A workbook that the disk does not take: one line that names it."""

from __future__ import annotations

import resource

import pandas as pd
import pytest

from generator.errors import of_machine
from generator.opendata.workbook import write_workbook
from generator.site_settings import SiteSettings


@pytest.mark.parametrize("most", [500, 20_000])
def test_a_workbook_that_is_too_large_for_the_system_is_named(tmp_path, most):
    frame = pd.DataFrame({"a": [f"虚构{n}" for n in range(20_000)], "b": "x"})
    sheets = [("表", [["甲", "乙"], ["a", "b"]], frame)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        with pytest.raises(OSError, match="File too large") as caught:
            write_workbook(tmp_path / "2023.xlsx", sheets, SiteSettings())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "2023.xlsx" in of_machine(caught.value).text()
