"""The statutory tables as grids with their merged cells, as on the official forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from generator.forms import Form, FormColumn, FormRow, FormTable
from made_up.documents.paper import Box, PaperGrid

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
Text = Callable[[str], str]


def grids(form: Form, texts: dict[str, str], *, is_split: bool = False) -> tuple[PaperGrid, ...]:
    """All tables of a form; `texts` holds what is printed for each field.

    Table 二 is one grid, or one for each of its items when `is_split`.
    """
    only = form.table("stats")
    if only is not None:
        return (stats(only, texts),)
    art20 = [table for table in form.tables if table.id.startswith("art20")]
    stacked = [item(table, texts) for table in art20]
    first = stacked if is_split else [stack("art20", stacked)]
    return (*first, *(wide(t, texts) for t in form.tables if t.id in ("requests", "cases")))


def item(table: FormTable, texts: dict[str, str]) -> PaperGrid:
    """One item of article 20: its name, its headers, its rows, four columns wide."""
    boxes = [Box(table.label, 0, 0, 1, 4)]
    boxes += _spread(["信息内容", *(column.label for column in table.columns)], 1)
    for number, row in enumerate(table.rows, 2):
        fields = [field.id for field in table.row_fields(row)]
        cells = [row.label, *(texts[field_id] for field_id in fields)]
        boxes += _spread(cells, number, (None, *fields))
    return PaperGrid(table.id, tuple(boxes))


def _spread(cells: list[str], row: int, fields: tuple[str | None, ...] | None = None) -> list[Box]:
    """Cells of a row that fills four columns; the last cell takes what is left."""
    given = fields or (None,) * len(cells)
    last = len(cells) - 1
    return [
        Box(text, row, at, 1, 4 - last if at == last else 1, given[at])
        for at, text in enumerate(cells)
    ]


def stack(grid_id: str, parts: Iterable[PaperGrid]) -> PaperGrid:
    """Some grids below each other as one."""
    boxes: list[Box] = []
    start = 0
    for part in parts:
        boxes += [
            Box(b.text, b.row + start, b.column, b.rows, b.columns, b.field) for b in part.boxes
        ]
        start += part.row_count
    return PaperGrid(grid_id, tuple(boxes))


def wide(table: FormTable, texts: dict[str, str]) -> PaperGrid:
    """Tables 三 and 四: headers of several rows, row groups to the left."""
    left = 0 if table.id == "cases" else 3
    depth = max(len(column.header) for column in table.columns)
    boxes = [Box(NOTE, 0, 0, depth, left)] if left else []
    boxes += _headers(table.columns, left, depth)
    for number, row in enumerate(table.rows):
        boxes += _row_labels(table, row, number, depth, left)
        boxes += [
            Box(texts[field.id], depth + number, left + at, field=field.id)
            for at, field in enumerate(table.row_fields(row))
        ]
    return PaperGrid(table.id, tuple(boxes))


def _headers(columns: tuple[FormColumn, ...], left: int, depth: int) -> list[Box]:
    """Merged header cells: equal names side by side become one."""
    boxes = []
    for level in range(depth):
        numbered = list(enumerate(columns))
        groups = groupby(numbered, key=lambda pair: pair[1].header[: level + 1])
        for path, members in groups:
            found = list(members)
            if len(path) <= level:
                continue
            is_leaf = len(found[0][1].header) == level + 1
            rows = depth - level if is_leaf else 1
            boxes.append(Box(path[level], level, left + found[0][0], rows, len(found)))
    return boxes


def _row_labels(table: FormTable, row: FormRow, number: int, depth: int, left: int) -> list[Box]:
    """The row's label and the groups that begin with this row."""
    if not left:
        return []
    boxes = []
    for level, group in enumerate(row.groups):
        same = [r.groups[: level + 1] == row.groups[: level + 1] for r in table.rows]
        if same.index(True) == number:
            boxes.append(Box(group, depth + number, level, sum(same), 1))
    begin = len(row.groups)
    boxes.append(Box(row.label, depth + number, begin, 1, left - begin))
    return boxes


def stats(table: FormTable, texts: dict[str, str]) -> PaperGrid:
    """The 统计表: a label, a unit and a figure in each row."""
    boxes = [Box(text, 0, at) for at, text in enumerate(("统计指标", "单位", "统计数"))]
    for number, row in enumerate(table.rows, 1):
        unit = "——" if row.is_heading else row.unit or "件"
        boxes += [Box(row.label, number, 0), Box(unit, number, 1)]
        boxes.append(
            Box("", number, 2) if row.is_heading else Box(texts[row.id], number, 2, field=row.id)
        )
    return PaperGrid(table.id, tuple(boxes))


def map_text(grid: PaperGrid, change: Text) -> PaperGrid:
    """The grid with every label changed; figures stay."""
    return PaperGrid(
        grid.id,
        tuple(
            box if box.field else Box(change(box.text), box.row, box.column, box.rows, box.columns)
            for box in grid.boxes
        ),
    )
