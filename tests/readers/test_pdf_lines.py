"""Lines of a PDF page: pieces and double lines are one, lines of another table are not."""

from __future__ import annotations

import pytest

from generator.readers.pdf.ruling_lines import drawn_lines, straight


def uprights(*lines: tuple[float, float, float]) -> list[tuple[float, float, float]]:
    """The lines made of (x, top, bottom), as (x, top, bottom) from left to right."""
    edges = [straight("v", x, top, bottom) for x, top, bottom in lines]
    found = drawn_lines(edges, "v")
    return sorted((round(e["x0"], 2), e["top"], e["bottom"]) for e in found)


def test_a_line_of_another_table_pulls_nothing():
    """Two tables one above the other, columns two points apart: each keeps its own."""
    assert uprights((316, 0, 36), (318, 50, 500)) == [(316, 0, 36), (318, 50, 500)]


def test_a_chain_of_lines_down_the_page_is_not_one_line():
    lines = [(300 + 2 * n, 100.0 * n, 100.0 * n + 60) for n in range(5)]
    assert uprights(*lines) == lines


def test_a_double_border_is_one_line_at_its_middle():
    assert {x for x, _, _ in uprights((100, 0, 50), (102, 0, 50))} == {101}


def test_pieces_of_one_line_are_joined():
    assert uprights((100, 0, 20), (100, 21, 40), (100, 43, 60)) == [(100, 0, 60)]
    assert uprights((100, 0, 20), (100, 24, 40)) == [(100, 0, 20), (100, 24, 40)]


@pytest.mark.parametrize("orientation", ["v", "h"])
def test_specks_and_other_lines_are_left_out(orientation):
    other = "h" if orientation == "v" else "v"
    edges = [straight(orientation, 5, 0, 0.5), straight(other, 5, 0, 50)]
    assert drawn_lines(edges, orientation) == []
