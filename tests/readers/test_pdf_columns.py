"""Pages in columns: read one column after the other, tables that span them whole, in place."""

from __future__ import annotations

import pytest

from generator.readers.document import Document, Paragraph, Table
from generator.readers.open import read_bytes
from tests.readers.samples import drawn_text, simple_pdf

Words = list[tuple[float, float, str]]


def prose(x: float, top: float, name: str, lines: int, step: float = 14) -> Words:
    """Lines of a column from its first line at `top` downwards; the last one is short."""
    texts = [f"{name}{n:02d} " + "m" * 24 for n in range(lines - 1)] + [f"{name}{lines - 1:02d} m"]
    return [(x, top - n * step, text) for n, text in enumerate(texts)]


def read(words: Words, drawing: str = "") -> Document:
    return read_bytes("a.pdf", simple_pdf(drawing.encode() + b"\n" + drawn_text(words)))


def order(document: Document) -> list[str]:
    """The first word of each line, and where tables stand."""
    names = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            names.append(block.text.split()[0])
        elif isinstance(block, Table):
            names.append("table")
    return names


def names(name: str, count: int) -> list[str]:
    return [f"{name}{n:02d}" for n in range(count)]


@pytest.mark.parametrize("shift", [0, 5, 7])
def test_a_column_is_read_before_the_next(shift: float) -> None:
    """Lines of both columns stand at one height or not."""
    title = [(180.0, 760.0, "title " + "m" * 20)]
    words = title + prose(40, 700, "a", 12) + prose(320, 700 - shift, "b", 11)
    assert order(read(words)) == ["title", *names("a", 12), *names("b", 11)]


GRID = " ".join(
    [f"{x} 400 m {x} 460 l S" for x in (40, 200, 400, 560)]
    + [f"40 {y} m 560 {y} l S" for y in (400, 430, 460)]
)
CELLS = [(50.0, 440.0, "row1"), (210.0, 440.0, "1"), (410.0, 440.0, "2"),
         (50.0, 410.0, "row2"), (210.0, 410.0, "3"), (410.0, 410.0, "4")]  # fmt: skip


def test_a_table_over_both_columns_parts_what_stands_above_and_below() -> None:
    words = prose(40, 700, "a", 8) + prose(320, 700, "b", 8)
    words += CELLS + prose(40, 370, "c", 4) + prose(320, 370, "d", 3)
    document = read(words, GRID)
    above, below = [*names("a", 8), *names("b", 8)], [*names("c", 4), *names("d", 3)]
    assert order(document) == [*above, "table", *below]
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows()] == [
        ["row1", "1", "2"], ["row2", "3", "4"]
    ]  # fmt: skip


def test_a_heading_on_the_left_above_a_table_belongs_to_the_table() -> None:
    words = prose(40, 700, "a", 8) + prose(320, 700, "b", 8)
    words += [(60.0, 700.0 - 8 * 14, "heading mmmm"), *CELLS]
    found = order(read(words, GRID))
    assert found == [*names("a", 8), *names("b", 8), "heading", "table"]


def test_the_last_line_of_a_longer_left_column_stays_with_it() -> None:
    left = prose(40, 700, "a", 9)
    words = left + prose(320, 700, "b", 8) + CELLS
    assert order(read(words, GRID)) == [*names("a", 9), *names("b", 8), "table"]


def test_lines_over_the_whole_page_are_no_columns() -> None:
    words = [(40.0, 700.0 - n * 14, f"a{n:02d} " + "m" * 26) for n in range(20)]
    words += [(320.0, 700.0 - n * 14, f"x{n:02d} " + "m" * 20) for n in range(0, 20, 4)]
    found = order(read(words))
    assert found == names("a", 20)  # what stands right of a line goes on in it


@pytest.mark.parametrize("width", [1, 5])
def test_labels_with_figures_behind_them_are_no_columns(width: int) -> None:
    """Rows of a list without lines stay rows."""
    words = [(40.0, 700.0 - n * 14, f"a{n:02d} " + "m" * 24) for n in range(12)]
    words += [(320.0, 700.0 - n * 14, "n" * width) for n in range(12)]
    document = read(words)
    rows = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert all(row.endswith("n") for row in rows) and len(rows) == 12
