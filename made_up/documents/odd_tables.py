"""The statutory tables as offices reshape them: other orders, other shapes, other columns.

Each kind takes a table of the form and gives the tables and captions that are printed in its
place. A figure that no box of them prints is not in the document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import msgspec

from generator.forms import Form, FormTable
from made_up.documents.grids import item, stack, stats, wide
from made_up.documents.paper import Block, Box, PaperGrid, PaperLine

Texts = dict[str, str]
Odd = Callable[[Form, Texts, Random], list[Block]]
_GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
_SIZE = 5


def _table(form: Form, table_id: str) -> FormTable:
    return next(table for table in form.tables if table.id == table_id)


def permuted(table: FormTable, order: Sequence[int]) -> FormTable:
    """The table with its columns in another order, or some of them left out."""
    fields = {row: tuple(found[n] for n in order) for row, found in table.by_row.items() if found}
    return replace(table, columns=tuple(table.columns[n] for n in order), by_row=fields)


def _renamed(table: FormTable, position: int, header: str) -> FormTable:
    columns = list(table.columns)
    old = columns[position]
    columns[position] = msgspec.structs.replace(old, header=(*old.header[:-1], header))
    return replace(table, columns=tuple(columns))


def _without_figures(grid: PaperGrid, fields: set[str]) -> PaperGrid:
    """The grid that claims nothing of some of its cells: their column is none of the form."""
    boxes = (replace(box, field=None) if box.field in fields else box for box in grid.boxes)
    return PaperGrid(grid.id, tuple(boxes))


def _widened(
    grid: PaperGrid, column: int, header: str, texts: Sequence[str], head_rows: int
) -> PaperGrid:
    """The grid with a further column before `column`, one text for each row below the head."""
    moved = [
        replace(box, columns=box.columns + 1)
        if box.column < column < box.column + box.columns
        else replace(box, column=box.column + (box.column >= column))
        for box in grid.boxes
    ]
    added = [Box(header, 0, column, head_rows, 1)]
    added += [Box(text, head_rows + n, column) for n, text in enumerate(texts)]
    covered = {r for b in moved if b.column < column < b.column + b.columns for r in _rows(b)}
    return PaperGrid(
        grid.id, (*moved, *(box for box in added if not covered.intersection(_rows(box))))
    )


def _rows(box: Box) -> range:
    return range(box.row, box.row + box.rows)


# ---- table four -----------------------------------------------------------------------


def _groups(form: Form, texts: Texts) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Each group with the label, field and text of its five figures."""
    table = _table(form, "cases")
    cells = [(f.column.label, f.id, texts[f.id]) for f in table.fields]
    return [(name, cells[n * _SIZE : (n + 1) * _SIZE]) for n, name in enumerate(_GROUPS)]


def _cases_in(order: Sequence[int]) -> Odd:
    def make(form: Form, texts: Texts, chance: Random) -> list[Block]:
        places = [group * _SIZE + n for group in order for n in range(_SIZE)]
        return [wide(permuted(_table(form, "cases"), places), texts)]

    return make


def cases_by_rows(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """A row for each group, in any order."""
    groups = _groups(form, texts)
    chance.shuffle(groups)
    boxes = [Box("项目", 0, 0), *(Box(c[0], 0, n) for n, c in enumerate(groups[0][1], 1))]
    for row, (name, cells) in enumerate(groups, 1):
        boxes.append(Box(name, row, 0))
        boxes += [Box(text, row, n, field=field) for n, (_, field, text) in enumerate(cells, 1)]
    return [PaperGrid("cases", tuple(boxes))]


def cases_by_nested_rows(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """A row for each group, those of litigation beside a cell over both."""
    groups = _groups(form, texts)
    boxes = [Box("类型", 0, 0, 1, 2), *(Box(c[0], 0, n) for n, c in enumerate(groups[0][1], 2))]
    boxes += [Box("行政复议", 1, 0, 1, 2), Box("行政诉讼", 2, 0, 2, 1)]
    boxes += [Box(_GROUPS[1], 2, 1), Box(_GROUPS[2], 3, 1)]
    for row, (_, cells) in enumerate(groups, 1):
        boxes += [Box(text, row, n, field=field) for n, (_, field, text) in enumerate(cells, 2)]
    return [PaperGrid("cases", tuple(boxes))]


def cases_with_notes(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """A row for each group with a remark behind it, in a column of its own."""
    (grid,) = cases_by_rows(form, texts, chance)
    assert isinstance(grid, PaperGrid)
    return [_widened(grid, _SIZE + 1, "备注", ["含上年结转", "", "无争议"], 1)]


def cases_repeated(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """Every header in each of its places, as a converter writes merged cells."""
    grid = wide(permuted(_table(form, "cases"), [*range(_SIZE, 3 * _SIZE), *range(_SIZE)]), texts)
    boxes = [
        replace(box, row=row, column=column, rows=1, columns=1)
        for box in grid.boxes
        for row in _rows(box)
        for column in range(box.column, box.column + box.columns)
    ]
    return [PaperGrid(grid.id, tuple(boxes))]


def cases_turned(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """A column for each group and a row for each of the five."""
    groups = _groups(form, texts)
    chance.shuffle(groups)
    boxes = [Box("处理结果", 0, 0), *(Box(name, 0, n) for n, (name, _) in enumerate(groups, 1))]
    for row in range(_SIZE):
        boxes.append(Box(groups[0][1][row][0], row + 1, 0))
        boxes += [
            Box(cells[row][2], row + 1, n, field=cells[row][1])
            for n, (_, cells) in enumerate(groups, 1)
        ]
    return [PaperGrid("cases", tuple(boxes))]


def cases_listed(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """Fifteen rows of one figure, each group beside its five."""
    boxes = [Box("类型", 0, 0), Box("结果", 0, 1), Box("件数", 0, 2)]
    for group, (name, cells) in enumerate(_groups(form, texts)):
        boxes.append(Box(name, 1 + group * _SIZE, 0, _SIZE))
        for n, (label, field, text) in enumerate(cells):
            row = 1 + group * _SIZE + n
            boxes += [Box(label, row, 1), Box(text, row, 2, field=field)]
    return [PaperGrid("cases", tuple(boxes))]


def _captioned(captions: Sequence[str], is_inside: bool) -> Odd:
    def make(form: Form, texts: Texts, chance: Random) -> list[Block]:
        blocks: list[Block] = []
        for caption, (_, cells) in zip(captions, _groups(form, texts), strict=True):
            top = [Box(caption, 0, 0, 1, _SIZE)] if is_inside else []
            boxes = [Box(c[0], len(top), n) for n, c in enumerate(cells)]
            boxes += [Box(c[2], len(top) + 1, n, field=c[1]) for n, c in enumerate(cells)]
            blocks += [] if is_inside else [PaperLine(caption)]
            blocks.append(PaperGrid("cases", (*top, *boxes)))
        return blocks

    return make


def cases_in_two(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """Reviews in one table, lawsuits in another."""
    table = _table(form, "cases")
    halves = permuted(table, range(_SIZE)), permuted(table, range(_SIZE, 3 * _SIZE))
    return [wide(half, texts) for half in halves]


def cases_nameless(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """The names of the groups are lost: nobody can tell whose figures these are."""
    cells = [cell for _, cells in _groups(form, texts) for cell in cells]
    boxes = [Box(label, 0, n) for n, (label, _, _) in enumerate(cells)]
    boxes += [Box(text, 1, n) for n, (_, _, text) in enumerate(cells)]
    return [PaperGrid("cases", tuple(boxes))]


# ---- table three ----------------------------------------------------------------------


def _requests_in(order: Sequence[int]) -> Odd:
    def make(form: Form, texts: Texts, chance: Random) -> list[Block]:
        return [wide(permuted(_table(form, "requests"), order), texts)]

    return make


def requests_with_notes(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """A further column behind the total."""
    table = _table(form, "requests")
    shares = [f"{n + 1}.5%" for n in range(len(table.rows))]
    return [_widened(wide(table, texts), 10, "占比", shares, 3)]


def compared(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """A small table that compares two years stands before the statutory one."""
    total = texts["requests.received.total"]
    rows = [["项目", "上年", "本年", "增减"]]
    rows += [["一、本年新收政府信息公开申请数量", "7301", total or "7302", "7303"]]
    rows += [["（一）予以公开", "7304", "7305", "7306"], ["行政许可", "7307", "7308", "7309"]]
    boxes = [Box(text, y, x) for y, row in enumerate(rows) for x, text in enumerate(row)]
    return [
        PaperGrid("compare", tuple(boxes)),
        PaperLine("具体情况如下："),
        wide(_table(form, "requests"), texts),
    ]


def of_another_office(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """The same table of a subordinate office stands behind the agency's own."""
    table = _table(form, "requests")
    other = {field.id: str(7400 + n) for n, field in enumerate(table.fields)}
    strange = _without_figures(wide(table, other), set(other))
    return [wide(table, texts), PaperLine("附：虚构市局下属虚构大队有关情况"), strange]


# ---- table two ------------------------------------------------------------------------


def _articles(form: Form, texts: Texts, change: Callable[[FormTable], FormTable]) -> PaperGrid:
    tables = [table for table in form.tables if table.id.startswith("art20")]
    return stack("art20", [item(change(table), texts) for table in tables])


def articles_reversed(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """The columns of each item from right to left."""
    return [_articles(form, texts, lambda t: permuted(t, range(len(t.columns))[::-1]))]


def articles_of_other_years(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """One column of the first item counts another year."""
    first = _table(form, "art20-1")
    lost = {fields[1].id for fields in first.by_row.values() if fields}
    grid = _articles(form, texts, lambda t: _renamed(t, 1, "上年数") if t is first else t)
    return [_without_figures(grid, lost)]


def articles_numbered(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """Each item is numbered from 1 in a column before its labels."""
    blocks: list[Block] = []
    for table in (t for t in form.tables if t.id.startswith("art20")):
        grid = item(table, texts)
        rows = [str(n) for n in range(1, len(table.rows) + 1)]
        head = PaperGrid(grid.id, tuple(replace(b, row=b.row - 1) for b in grid.boxes if b.row))
        blocks += [PaperLine(table.label), _widened(head, 0, "序号", rows, 1)]
    return blocks


# ---- the 统计表 -------------------------------------------------------------------------


def stats_coded(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """A column of codes between the unit and the figure."""
    grid = stats(_table(form, "stats"), texts)
    codes = [f"{n:02d}" for n in range(1, grid.row_count)]
    return [_widened(grid, 2, "代码", codes, 1)]


def stats_of_periods(form: Form, texts: Texts, chance: Random) -> list[Block]:
    """The figures of the last quarter before those of the year."""
    grid = stats(_table(form, "stats"), texts)
    boxes = (replace(b, text="本年累计") if b.text == "统计数" else b for b in grid.boxes)
    quarter = [str(7500 + n) for n in range(1, grid.row_count)]
    return [_widened(PaperGrid(grid.id, tuple(boxes)), 2, "本期", quarter, 1)]


_CAPTIONS = ("（一）行政复议", "（二）行政诉讼（未经复议直接起诉）", "（三）行政诉讼（复议后起诉）")
# What each kind takes the place of: the id of a grid, and the kind.
KINDS: dict[str, tuple[str, Odd]] = {
    "litigation-first": ("cases", _cases_in((1, 2, 0))),
    "after-first": ("cases", _cases_in((0, 2, 1))),
    "after-and-litigation-first": ("cases", _cases_in((2, 1, 0))),
    "group-rows": ("cases", cases_by_rows),
    "nested-rows": ("cases", cases_by_nested_rows),
    "turned": ("cases", cases_turned),
    "listed": ("cases", cases_listed),
    "captions": ("cases", _captioned(_CAPTIONS, is_inside=False)),
    "captions-bare": ("cases", _captioned(_GROUPS, is_inside=False)),
    "notes": ("cases", cases_with_notes),
    "repeated": ("cases", cases_repeated),
    "captions-inside": ("cases", _captioned(_GROUPS, is_inside=True)),
    "in-two": ("cases", cases_in_two),
    "nameless": ("cases", cases_nameless),
    "natural-late": ("requests", _requests_in((1, 2, 3, 4, 5, 0, 6))),
    "total-first": ("requests", _requests_in((6, 0, 1, 2, 3, 4, 5))),
    "members-moved": ("requests", _requests_in((0, 4, 2, 3, 1, 5, 6))),
    "six-columns": ("requests", _requests_in((0, 1, 2, 3, 5, 6))),
    "share": ("requests", requests_with_notes),
    "compared": ("requests", compared),
    "another-office": ("requests", of_another_office),
    "columns-reversed": ("art20", articles_reversed),
    "other-years": ("art20", articles_of_other_years),
    "numbered": ("art20", articles_numbered),
    "codes": ("stats", stats_coded),
    "periods": ("stats", stats_of_periods),
}


def printed_fields(blocks: Sequence[Block]) -> set[str]:
    """The figures that tables print."""
    boxes = (box for block in blocks if isinstance(block, PaperGrid) for box in block.boxes)
    return {box.field for box in boxes if box.field}
