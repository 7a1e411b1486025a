"""Labels that a page break merged into one cell of a grid go back to their rows."""

from __future__ import annotations

from generator.parsing.tables.merged_labels import parted
from generator.readers.document import Cell, Table
from generator.records import Place

LABELS = ("（三）不予公开 1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”")


def table(text: str, rows: int) -> Table:
    cells = [Cell(text, 0, 0, row_span=rows)]
    cells += [Cell(str(row), row, 1) for row in range(rows)]
    return Table(tuple(cells), Place())


def first_column(found: Table) -> list[tuple[int, str, int]]:
    return [(cell.row, cell.text, cell.row_span) for cell in found.cells if cell.column == 0]


def test_each_row_has_its_own_label():
    found = parted(table("\n".join(LABELS), 3))
    assert first_column(found) == [(row, label, 1) for row, label in enumerate(LABELS)]


def test_a_label_that_is_wrapped_as_well():
    wrapped = f"{LABELS[0]}\n2.其他法律行政\n法规禁止公开\n{LABELS[2]}"
    found = parted(table(wrapped, 3))
    assert first_column(found) == [(row, label, 1) for row, label in enumerate(LABELS)]


def test_a_group_over_its_rows_stays_one_cell():
    for text in ("三、\n本年度\n办理\n结果", "（三）\n不予\n公开"):
        whole = table(text, 3)
        assert parted(whole) is whole


def test_fewer_labels_than_rows_are_left_alone():
    whole = table("\n".join(LABELS[:2]), 3)
    assert parted(whole) is whole
