"""Files that were saved in another charset are refused with the line that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.agencies import AGENCY_COLUMNS
from generator.errors import BadDataError
from generator.hand_csv import rows_of
from generator.hand_text import hand_text

HEAD = ",".join(AGENCY_COLUMNS)


@pytest.mark.parametrize("lines", [1, 4000])  # short, and longer than a file is read at once
def test_a_list_saved_in_gbk_names_its_line(tmp_path, lines):
    path = tmp_path / "agencies.csv"
    empty = "," * HEAD.count(",")
    text = "\n".join([HEAD, *[f"x{empty}"] * lines, f"甲{empty}", ""])
    path.write_bytes(text.encode("gbk"))
    with pytest.raises(BadDataError) as caught:
        list(rows_of(path, AGENCY_COLUMNS))
    assert (caught.value.code, caught.value.line) == ("data.not_utf8", lines + 2)


def test_the_mark_of_an_editor_is_no_part_of_the_text():
    assert hand_text("甲".encode("utf-8-sig"), Path("x")) == "甲"
