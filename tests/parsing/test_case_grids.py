"""Table four in every sort of grid, blank cells and joined headers among them.

Every document is made up (虚构). The true values are what each grid prints: a figure is read
where its group and its column are printed, whatever shape the office gave them.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.forms import form
from made_up.documents.grids import grids
from made_up.documents.paper import Block, Box, PaperGrid, PaperLine
from tests.parsing.test_difficult_tables import CHAPTERS, PLACED, read, texts_of

GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
LEAVES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FIELDS = [of.id for of in next(t for t in form("2021").tables if t.id == "cases").fields]
# What is printed in the fifteen places: all, few, one, none; a total with its parts each time.
FILLS = {
    "full": [3, 1, 2, 4, 10, 5, 1, 1, 2, 9, 6, 2, 1, 1, 10],
    "sparse": [None, 2, None, None, 2, None, None, None, None, None, None, None, 7, None, 7],
    "first-row-blank": [None] * 5 + [1, None, None, None, 1] + [None, None, 1, None, 1],
    "last-row-blank": [4, None, None, None, 4, None, 2, None, 1, 3] + [None] * 5,
    "blank": [None] * 15,
}
Fill = list[int | None]


def text(value: int | None) -> str:
    return "" if value is None else str(value)


def figure(fill: Fill, group: int, leaf: int, row: int, column: int) -> Box:
    n = group * 5 + leaf
    return Box(text(fill[n]), row, column, field=FIELDS[n])


def listed(fill: Fill) -> list[Block]:
    """One figure a row: its group over five rows, its column, the figure."""
    boxes = [Box("类型", 0, 0), Box("结果", 0, 1), Box("件数", 0, 2)]
    for g, name in enumerate(GROUPS):
        boxes.append(Box(name, 1 + 5 * g, 0, 5))
        for n, leaf in enumerate(LEAVES):
            row = 1 + 5 * g + n
            boxes += [Box(leaf, row, 1), figure(fill, g, n, row, 2)]
    return [PaperGrid("cases", tuple(boxes))]


def listed_repeated(fill: Fill) -> list[Block]:
    """One figure a row, the group printed in each."""
    boxes = [Box("案件类型", 0, 0), Box("处理结果", 0, 1), Box("数量", 0, 2)]
    for g, name in enumerate(GROUPS):
        for n, leaf in enumerate(LEAVES):
            row = 1 + 5 * g + n
            boxes += [Box(name, row, 0), Box(leaf, row, 1), figure(fill, g, n, row, 2)]
    return [PaperGrid("cases", tuple(boxes))]


def listed_without_head(fill: Fill) -> list[Block]:
    """One figure a row and no headers at all."""
    boxes = []
    for g, name in enumerate(GROUPS):
        for n, leaf in enumerate(LEAVES):
            row = 5 * g + n
            boxes += [Box(name, row, 0), Box(leaf, row, 1), figure(fill, g, n, row, 2)]
    return [PaperGrid("cases", tuple(boxes))]


def turned(fill: Fill) -> list[Block]:
    """A column for each group, a row for each of the five."""
    boxes = [Box("处理结果", 0, 0), *(Box(name, 0, n) for n, name in enumerate(GROUPS, 1))]
    for n, leaf in enumerate(LEAVES):
        boxes += [Box(leaf, n + 1, 0), *(figure(fill, g, n, n + 1, g + 1) for g in range(3))]
    return [PaperGrid("cases", tuple(boxes))]


def turned_twice_headed(fill: Fill) -> list[Block]:
    """A column for each group, lawsuits under a cell over both."""
    boxes = [Box("项目", 0, 0, 2), Box("行政复议", 0, 1, 2), Box("行政诉讼", 0, 2, 1, 2)]
    boxes += [Box(GROUPS[1], 1, 2), Box(GROUPS[2], 1, 3)]
    for n, leaf in enumerate(LEAVES):
        boxes += [Box(leaf, n + 2, 0), *(figure(fill, g, n, n + 2, g + 1) for g in range(3))]
    return [PaperGrid("cases", tuple(boxes))]


def by_rows(fill: Fill) -> list[Block]:
    """A row for each group."""
    boxes = [Box("项目", 0, 0), *(Box(leaf, 0, n) for n, leaf in enumerate(LEAVES, 1))]
    for g, name in enumerate(GROUPS):
        boxes += [Box(name, g + 1, 0), *(figure(fill, g, n, g + 1, n + 1) for n in range(5))]
    return [PaperGrid("cases", tuple(boxes))]


def by_rows_without_corner(fill: Fill) -> list[Block]:
    """A row for each group, nothing printed above their names."""
    boxes = [Box("", 0, 0), *(Box(leaf, 0, n) for n, leaf in enumerate(LEAVES, 1))]
    for g, name in enumerate(GROUPS):
        boxes += [Box(name, g + 1, 0), *(figure(fill, g, n, g + 1, n + 1) for n in range(5))]
    return [PaperGrid("cases", tuple(boxes))]


def by_rows_total_first(fill: Fill) -> list[Block]:
    """A row for each group, the total before its parts."""
    order = (4, 0, 1, 2, 3)
    boxes = [Box("项目", 0, 0), *(Box(LEAVES[n], 0, at) for at, n in enumerate(order, 1))]
    for g, name in enumerate(GROUPS):
        boxes.append(Box(name, g + 1, 0))
        boxes += [figure(fill, g, n, g + 1, at) for at, n in enumerate(order, 1)]
    return [PaperGrid("cases", tuple(boxes))]


def by_rows_with_notes(fill: Fill) -> list[Block]:
    """A row for each group and a remark behind it."""
    boxes = [Box("项目", 0, 0), *(Box(leaf, 0, n) for n, leaf in enumerate(LEAVES, 1))]
    boxes.append(Box("备注", 0, 6))
    for g, name in enumerate(GROUPS):
        boxes += [Box(name, g + 1, 0), *(figure(fill, g, n, g + 1, n + 1) for n in range(5))]
        boxes.append(Box(("含上年结转", "", "无争议")[g], g + 1, 6))
    return [PaperGrid("cases", tuple(boxes))]


def in_three(fill: Fill) -> list[Block]:
    """Three small tables, each under its caption."""
    blocks: list[Block] = []
    for g, name in enumerate(GROUPS):
        boxes = [Box(leaf, 0, n) for n, leaf in enumerate(LEAVES)]
        boxes += [figure(fill, g, n, 1, n) for n in range(5)]
        blocks += [PaperLine(f"（{'一二三'[g]}）{name}"), PaperGrid("cases", tuple(boxes))]
    return blocks


def in_three_inside(fill: Fill) -> list[Block]:
    """Three small tables with their captions in a cell over all columns."""
    blocks: list[Block] = []
    for g, name in enumerate(GROUPS):
        boxes = [Box(name, 0, 0, 1, 5), *(Box(leaf, 1, n) for n, leaf in enumerate(LEAVES))]
        blocks.append(PaperGrid("cases", (*boxes, *(figure(fill, g, n, 2, n) for n in range(5)))))
    return blocks


def stacked(fill: Fill) -> list[Block]:
    """One table of three parts, each with a caption and headers of its own."""
    boxes = []
    for g, name in enumerate(GROUPS):
        boxes.append(Box(name, 3 * g, 0, 1, 5))
        boxes += [Box(leaf, 3 * g + 1, n) for n, leaf in enumerate(LEAVES)]
        boxes += [figure(fill, g, n, 3 * g + 2, n) for n in range(5)]
    return [PaperGrid("cases", tuple(boxes))]


def joined(mark: str):
    """One row of headers, each of which joins the group and the column."""

    def make(fill: Fill) -> list[Block]:
        names = [f"{group}{mark}{leaf}" for group in GROUPS for leaf in LEAVES]
        boxes = [Box(name, 0, n) for n, name in enumerate(names)]
        boxes += [figure(fill, n // 5, n % 5, 1, n) for n in range(15)]
        return [PaperGrid("cases", tuple(boxes))]

    return make


def joined_rows(mark: str):
    """A label that joins the group and the column, and the figure behind it."""

    def make(fill: Fill) -> list[Block]:
        boxes = [Box("项目", 0, 0), Box("件数", 0, 1)]
        for n in range(15):
            label = f"{GROUPS[n // 5]}{mark}{LEAVES[n % 5]}"
            boxes += [Box(label, n + 1, 0), figure(fill, n // 5, n % 5, n + 1, 1)]
        return [PaperGrid("cases", tuple(boxes))]

    return make


SHAPES = {
    "listed": listed,
    "listed-repeated": listed_repeated,
    "listed-without-head": listed_without_head,
    "turned": turned,
    "turned-twice-headed": turned_twice_headed,
    "by-rows": by_rows,
    "by-rows-without-corner": by_rows_without_corner,
    "by-rows-total-first": by_rows_total_first,
    "by-rows-with-notes": by_rows_with_notes,
    "in-three": in_three,
    "in-three-inside": in_three_inside,
    "stacked": stacked,
    "joined-hyphen": joined("-"),
    "joined-bare": joined(""),
    "joined-dot": joined("·"),
    "joined-rows": joined_rows("："),
    "joined-rows-bare": joined_rows(""),
}


def blocks_of(shape: str, fill: Fill) -> list[Block]:
    first = grids(form("2021"), texts_of("2021"))[0]
    article = [PaperLine(CHAPTERS["art20"], 1), first]
    return [*article, PaperLine(CHAPTERS["cases"], 1), *SHAPES[shape](fill)]


def wrong(shape: str, filling: str, layout: str) -> tuple[list[str], list[str]]:
    """Figures that are not as printed, and those of them that are read as something else.

    Where a printed figure is lost, something is said of table four.
    """
    fill = FILLS[filling]
    record = read("2021", blocks_of(shape, fill), layout)
    is_lost = any(v and record.figure(n).value != v for n, v in zip(FIELDS, fill, strict=True))
    about = [note for note in record.warnings if note.code.startswith("parsing.")]
    assert any("四、" in "".join(map(str, note.params.values())) for note in about) or not is_lost
    lost, invented_ = [], []
    for name, value in zip(FIELDS, fill, strict=True):
        found = record.figure(name)
        wanted = ("blank", None) if value is None else ("number", value)
        if (found.state, found.value) != wanted:
            lost.append(f"{name}: {found.state} {found.value} for {wanted[1]}")
            if found.state != "missing":
                invented_.append(lost[-1])
    return lost, invented_


@pytest.mark.parametrize("layout", PLACED)
@pytest.mark.parametrize("filling", FILLS)
@pytest.mark.parametrize("shape", SHAPES)
def test_cells_are_read_by_the_words_printed_for_them(
    shape: str, filling: str, layout: str
) -> None:
    assert wrong(shape, filling, layout) == ([], [])


@pytest.mark.parametrize("layout", ["one_cell_a_line", "closed"])
@pytest.mark.parametrize("filling", FILLS)
@pytest.mark.parametrize("shape", SHAPES)
def test_where_places_are_lost_nothing_moves(shape: str, filling: str, layout: str) -> None:
    assert wrong(shape, filling, layout)[1] == []


# Shapes whose rows hold a group's five figures or all fifteen: their totals tell of a lost cell.
IN_ROWS = [s for s in SHAPES if not s.startswith(("listed", "turned", "joined-rows"))]


def lost_a_cell(blocks: list[Block], group: int, at: int) -> list[Block]:
    """A figure of a group taken out, those behind it in its row one place to the left."""
    found = FIELDS[group * 5 + at]
    row = next(
        (grid, box.row, box.column)
        for grid in blocks
        if isinstance(grid, PaperGrid)
        for box in grid.boxes
        if box.field == found
    )
    grid, line, column = row
    behind = sorted(
        (b for b in grid.boxes if b.row == line and b.column >= column and b.field),
        key=lambda box: box.column,
    )
    texts = [*(box.text for box in behind[1:]), ""]
    moved = {id(b): replace(b, text=t) for b, t in zip(behind, texts, strict=True)}
    hurt = replace(grid, boxes=tuple(moved.get(id(box), box) for box in grid.boxes))
    return [hurt if block is grid else block for block in blocks]


@pytest.mark.parametrize("layout", PLACED)
@pytest.mark.parametrize("at", [0, 2, 3])
@pytest.mark.parametrize("shape", IN_ROWS)
def test_a_lost_cell_that_left_a_blank_one_at_the_end_is_named(
    shape: str, at: int, layout: str
) -> None:
    """The figures behind it have moved: those that are read so have a warning in their row."""
    fill = FILLS["full"]
    blocks = lost_a_cell(blocks_of(shape, fill), 1, at)
    record = read("2021", blocks, layout)
    wrong_ = [
        n
        for n, v in zip(FIELDS, fill, strict=True)
        if record.figure(n).state == "number" and record.figure(n).value != v
    ]
    codes = {note.code.removeprefix("parsing.") for note in record.warnings}
    told = codes & {"total_blank", "columns_uncertain", "columns_shifted"}
    assert told or not wrong_
