"""Table three in shapes that converters and offices give it; every document is made up (虚构).

All figures differ, so that one in another's place is seen. The columns are named by what is
printed above them, whatever their order, the copies of merged headers and columns beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.forms import FormColumn, form
from generator.records import Record
from tests.parsing.golden import parse

TABLE = next(table for table in form("2021").tables if table.id == "requests")
DEPTH = 3  # cells of labels before the figures
HEADERS = ("levels", "copies", "titled", "joined", "lowest")
JOINTS = ("", "-", "：")
OTHERS = ("计量单位", "上年数", "备注", "代码")
INTRODUCTION = "虚构县水利局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n本年工作平稳。\n"
CHAPTER = "三、收到和处理政府信息公开申请情况"


def _figures(seed: int) -> dict[str, int]:
    """A figure for each field, all different; totals are the sums of their parts."""
    numbers = iter(Random(seed).sample(range(1000, 99_999), 400))
    found: dict[str, int] = {}
    for row in TABLE.rows:
        own = [next(numbers) for _ in TABLE.columns[:-1]]
        own.append(sum(own))
        found |= {f"{row.id}.{c.id}": n for c, n in zip(TABLE.columns, own, strict=True)}
    return found


@dataclass(frozen=True)
class Shape:
    """How the table is printed."""

    headers: str = "levels"
    joint: str = ""
    order: tuple[int, ...] = tuple(range(len(TABLE.columns)))
    other: str | None = None  # a column of no form before the labels
    lost_header: int | None = None  # a place among the printed columns
    lost_cell: tuple[int, int] | None = None  # a row, and a place in it that is closed up

    @property
    def columns(self) -> list[FormColumn]:
        return [TABLE.columns[n] for n in self.order]


def _heads(shape: Shape) -> list[list[str]]:
    paths = [column.header[1:] for column in shape.columns]  # below 申请人情况
    upper, lower = [path[0] for path in paths], [path[-1] for path in paths]
    heads = {
        "levels": [
            upper,
            [name if name != top else "" for top, name in zip(upper, lower, strict=True)],
        ],
        "copies": [upper, lower],
        "titled": [["申请人情况"] * len(paths), upper, lower],
        "joined": [[shape.joint.join(path) for path in paths]],
        "lowest": [lower],
    }[shape.headers]
    for head in heads[-2:]:
        if shape.lost_header is not None:
            head[shape.lost_header] = ""
    return [[""] * DEPTH + head for head in heads]


def _rows(shape: Shape, figures: dict[str, int]) -> list[list[str]]:
    rows = []
    for n, row in enumerate(TABLE.rows):
        path = [*row.groups, row.label]
        cells = [str(figures[f"{row.id}.{column.id}"]) for column in shape.columns]
        if shape.lost_cell and shape.lost_cell[0] == n:
            del cells[shape.lost_cell[1]]
            cells.append("")
        rows.append([*path, *[path[-1]] * (DEPTH - len(path)), *cells])
    return rows


def _read(shape: Shape, figures: dict[str, int], separator: str) -> Record:
    heads, rows = _heads(shape), _rows(shape, figures)
    if shape.other:
        heads = [[shape.other, *head] for head in heads]
        rows = [
            [{"计量单位": "件", "备注": ""}.get(shape.other, str(n)), *row]
            for n, row in enumerate(rows, 900)
        ]
    edge = separator.strip()
    lines = [f"{edge}{separator.join(cells)}{edge}" for cells in (*heads, *rows)]
    return parse("\n".join([INTRODUCTION, CHAPTER, "", *lines, ""]))


def _wrong(record: Record, figures: dict[str, int]) -> list[str]:
    """Fields with another number than theirs, though no warning names their row."""
    named = {str(warning.params.get("row")) for warning in record.warnings}
    labels = {row.id: row.label for row in TABLE.rows}
    return [
        name
        for name, number in figures.items()
        if (figure := record.figure(name)).state == "number"
        and figure.value != number
        and labels[name.rpartition(".")[0]] not in named
    ]


def _unread(record: Record, figures: dict[str, int]) -> list[str]:
    return [name for name in figures if record.figure(name).value != figures[name]]


@pytest.mark.parametrize("separator", ["\t", " | "])
@pytest.mark.parametrize("other", [None, *OTHERS])
@pytest.mark.parametrize(
    ("headers", "joint"),
    [*((h, "") for h in HEADERS), *(("joined", joint) for joint in JOINTS[1:])],
)
def test_all_is_read_where_every_column_is_named(
    headers: str, joint: str, other: str | None, separator: str
) -> None:
    figures = _figures(1)
    for order in ((0, 1, 2, 3, 4, 5, 6), (6, 0, 1, 2, 3, 4, 5), (0, 5, 4, 3, 2, 1, 6)):
        shape = Shape(headers, joint, order, other)
        assert _unread(_read(shape, figures, separator), figures) == [], shape


def test_a_unit_before_the_labels_fills_no_gap_among_the_headers() -> None:
    """Six names and the unit's are seven headers, but the unit stands over no figure."""
    figures = _figures(2)
    for lost in range(len(TABLE.columns)):
        record = _read(Shape("lowest", other="计量单位", lost_header=lost), figures, "\t")
        numbers = {record.figure(name).value for name in figures} - {None}
        assert not numbers, lost
        assert {warning.code for warning in record.warnings} >= {"parsing.column_missing"}


def test_a_row_that_lost_a_cell_is_named_in_another_order_too() -> None:
    figures = _figures(3)
    order = (6, 0, 1, 2, 3, 4, 5)
    record = _read(Shape("copies", order=order, lost_cell=(4, 2)), figures, "\t")
    said = [w.params["row"] for w in record.warnings if w.code == "parsing.columns_shifted"]
    assert said == [TABLE.rows[4].label]


@settings(deadline=None)
@given(
    seed=st.integers(0, 10**6),
    shape=st.builds(
        Shape,
        headers=st.sampled_from(HEADERS),
        joint=st.sampled_from(JOINTS),
        order=st.permutations(range(len(TABLE.columns))).map(tuple),
        other=st.sampled_from([None, *OTHERS]),
        lost_header=st.none() | st.integers(0, len(TABLE.columns) - 1),
        lost_cell=st.none()
        | st.tuples(st.integers(0, len(TABLE.rows) - 1), st.integers(0, len(TABLE.columns) - 1)),
    ),
)
def test_no_figure_stands_in_the_place_of_another_in_silence(seed: int, shape: Shape) -> None:
    figures = _figures(seed)
    assert _wrong(_read(shape, figures, "\t"), figures) == []
