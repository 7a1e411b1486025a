"""Text of the colour of its ground is not read, and named; shaded areas have no outline."""

from __future__ import annotations

import pytest

from generator.readers.document import Document, Paragraph, Table
from generator.readers.open import read_bytes
from tests.readers.samples import simple_pdf, texts

AREA = b"90 690 120 30 re f"  # points: left, lowest, width, height


def read(*parts: bytes) -> Document:
    return read_bytes("a.pdf", simple_pdf(b"\n".join(parts)))


def shown(colour: bytes, word: bytes = b"9", mode: bytes = b"0 Tr") -> bytes:
    return b"BT %b %b /F 12 Tf 120 700 Td (%b) Tj ET" % (colour, mode, word)


BEFORE = b"BT 0 g /F 12 Tf 100 700 Td (45) Tj ET"


@pytest.mark.parametrize(
    ("area", "colour"),
    [
        (b"", b"1 g"),
        (b"", b"1 1 1 rg"),
        (b"", b"0 0 0 0 k"),
        (b"", b"1 0.99 0.98 rg"),
        (b"1 0 0 rg " + AREA, b"1 0 0 rg"),
        (b"0.8 g " + AREA, b"0.8 0.8 0.8 rg"),
    ],
)
def test_text_of_the_colour_of_its_ground_is_left_out_and_named(area, colour):
    document = read(area, BEFORE, shown(colour))
    assert texts(document) == ["45"]
    assert [(n.code, n.params["text"]) for n in document.warnings] == [("readers.unseen_text", "9")]


@pytest.mark.parametrize(
    ("area", "colour", "mode"),
    [
        (b"", b"0 g", b"0 Tr"),
        (b"", b"0.5 g", b"0 Tr"),
        (b"", b"0 0 0 1 k", b"0 Tr"),
        (b"0 0 0.4 rg " + AREA, b"1 g", b"0 Tr"),
        (b"1 g " + AREA, b"0 g", b"0 Tr"),
        (b"0 G", b"1 g", b"2 Tr"),  # white letters with a black outline
    ],
)
def test_text_that_stands_out_is_read(area, colour, mode):
    document = read(area, BEFORE, shown(colour, mode=mode))
    assert "".join(texts(document)).replace(" ", "") == "459"
    assert not document.warnings


LINES = [
    b"BT 0 g /F 12 Tf 100 %d Td (%b) Tj ET" % (700 - 40 * n, b"words %d" % n) for n in range(3)
]
BOXES = [
    b"%d %d 120 40 re" % (95 + 120 * column, 690 - 40 * row)
    for row in range(3)
    for column in range(2)
]


@pytest.mark.parametrize("colour", [b"1 g", b"0.9 g", b"1 1 0.996 rg"])
def test_shaded_areas_are_no_cells(colour):
    document = read(colour, *(box + b" f" for box in BOXES), *LINES)
    assert all(isinstance(block, Paragraph) for block in document.blocks)
    assert texts(document) == ["words 0", "words 1", "words 2"]


def test_boxes_with_an_outline_are_cells():
    document = read(b"1 g", *(box + b" B" for box in BOXES), *LINES)
    assert isinstance(document.blocks[0], Table)
    assert [cell.text for cell in document.blocks[0].cells if cell.text] == [
        "words 0", "words 1", "words 2"
    ]  # fmt: skip


def open_table(top: int) -> list[bytes]:
    """Three rows of two cells without lines at their outer sides, as many reports print them."""
    level = [b"95 %d m 335 %d l S" % (top - 30 * n, top - 30 * n) for n in range(4)]
    words = [
        b"BT 0 g /F 12 Tf %d %d Td (%d) Tj ET" % (100 + 120 * c, top - 20 - 30 * r, 10 * r + c)
        for r in range(3)
        for c in range(2)
    ]
    return [*level, b"215 %d m 215 %d l S" % (top, top - 90), *words]


@pytest.mark.parametrize("gap", [40, 80, 160])
def test_text_between_two_tables_with_open_sides_is_in_neither(gap):
    between = b"BT 0 g /F 12 Tf 100 %d Td (words between) Tj ET" % (700 - 90 - gap // 2)
    document = read(*open_table(700), between, *open_table(700 - 90 - gap))
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Table, Paragraph, Table]
    assert texts(document) == ["words between"]
    for table in (document.blocks[0], document.blocks[2]):
        assert isinstance(table, Table)
        assert [c.text for c in table.cells] == ["0", "1", "10", "11", "20", "21"]
