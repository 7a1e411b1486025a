"""One cell a line: an empty line is a blank cell where the lines fit, and nothing else is."""

from __future__ import annotations

import pytest

from generator.parsing.tables.column_assignment import fit
from generator.readers.document import Cell
from generator.records import Place

WIDTH = 7


def cells(printed: str) -> list[Cell]:
    """The cells of a text: one for each line that is not empty, with its line."""
    return [
        Cell(text, 0, 0, at=Place(line=line))
        for line, text in enumerate(printed.split("\n"), start=10)
        if text
    ]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("2\n\n\n\n1\n\n3", ["2", "", "", "", "1", "", "3"]),
        ("0件\n\n\n\n\n\n0件", ["0件", "", "", "", "", "", "0件"]),
        ("4\n0\n\n\n\n\n4", ["4", "0", "", "", "", "", "4"]),
    ],
)
def test_empty_lines_are_blank_cells(printed, read):
    found = fit(cells(printed), WIDTH, is_whole=True)
    assert found.problem is None
    assert [cell.text for cell in found.cells] == read
    assert [cell.at.line for cell in found.cells] == list(range(10, 17))


def test_with_an_empty_line_after_every_line():
    found = fit(cells("5\n\n\n\n\n\n1\n\n\n\n\n\n6"), WIDTH, is_whole=True)
    assert [cell.text for cell in found.cells] == ["5", "", "", "1", "", "", "6"]


@pytest.mark.parametrize(
    "printed",
    [
        "2\n\n1\n\n0\n\n3",  # an empty line after every line: three cells are lost
        "2\n\n\n\n1\n\n4",  # the total is no sum: perhaps another cell was lost
        "2\n\n\n\n1\n\n\n\n0\n\n\n\n3",  # the same, twice as wide
        "2\n\n\n\n1\n3",  # six lines
        "2\n\n\n\n1\n\n\n3",  # eight lines
        "3",
    ],
)
def test_what_does_not_fit_is_not_guessed(printed):
    found = fit(cells(printed), WIDTH, is_whole=True)
    assert found.cells is None
    assert found.problem == "too_few_values"
