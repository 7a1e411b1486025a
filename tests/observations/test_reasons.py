"""The reasons' files say what the reports say, and stay small."""

from __future__ import annotations

from random import Random

from generator.forms import forms
from generator.frames.reasons import reason_groups, reasons, reasons_on
from generator.pages.parts.script_data import script
from generator.pages.reasons.browser_data import PART, packed

LIMIT = 300_000


def unpacked(data, count):
    """The cells of each report as the script reads them; None where they are not told apart."""
    rows = [[0] * len(reasons()) if letter == "." else None for letter in data["w"]]
    for reason, pairs in enumerate(data["v"]):
        at = 0
        for gap, cell in zip(pairs[::2], pairs[1::2], strict=True):
            at += gap
            rows[at][reason] = cell
    assert len(rows) == count
    return rows


def test_a_file_gives_numbers_and_states_back():
    chance = Random(4)
    cells = [0, 0, 0, 0, 3, 12, "b", "d"]
    rows = [[chance.choice(cells) for _ in reasons()] for _ in range(500)]
    rows += [["m"] * len(reasons()), ["b"] * len(reasons()), [0] * len(reasons())]
    data = packed(rows)
    for row, found, letter in zip(rows, unpacked(data, len(rows)), data["w"], strict=True):
        if letter == ".":
            assert found == row
        else:
            assert not any(isinstance(cell, int) for cell in row)


def test_a_blank_is_no_zero():
    count = len(reasons())
    data = packed([[0] * count, ["b"] * count, [0] * (count - 1) + ["b"]])
    assert data["w"] == ".b."
    assert data["v"][-1] == [2, "b"]


def test_the_largest_file_is_below_the_limit():
    """Every report uses every reason tens of thousands of times."""
    _, content = script("reasons/2023-0", packed([[98765] * len(reasons_on("2021"))] * PART))
    assert len(content) < LIMIT


def test_reasons_are_the_rows_of_the_forms():
    counts = {of.id: len(reasons_on(of.id)) for of in forms()}
    assert counts["2014"] == 6  # 不同意公开 has six reasons on the form of 2014
    assert counts["2019"] == counts["2021"] == 16  # eight, three and five since 2019
    assert [group.zh for group in reason_groups()] == ["不予公开", "无法提供", "不予处理"]
