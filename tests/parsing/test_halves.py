"""A table printed in two halves side by side, each under headers of its own."""

from __future__ import annotations

import pytest

from tests.parsing.layouts import Piece, Values, all_tables, numbered
from tests.parsing.test_foreign import Tables, read
from tests.parsing.test_tables import codes, wrong

HEADS = 3
OUTCOME = "outcomes.granted.natural_person"


def width(row: list[Piece]) -> int:
    return sum(piece.columns for piece in row)


def side_by_side(
    values: Values, first_right: int, right_heads: dict[str, str] | None = None
) -> Tables:
    """Table three with its rows from `first_right` on beside the others, groups printed again."""
    tables = [
        (heading, [list(row) for row in rows]) for heading, rows in all_tables("2021", values)
    ]
    rows = tables[1][1]
    columns = width(rows[0])
    labels: list[list[Piece]] = []  # of each row below the head, groups included
    open_pieces: list[list] = []
    for row in rows[HEADS:]:
        groups = [entry for entry in open_pieces if entry[1] > 0]
        own = row[:-7]
        labels.append(
            [Piece(entry[0]) for entry in groups] + [Piece(p.text, p.columns) for p in own]
        )
        for entry in groups:
            entry[1] -= 1
        open_pieces = groups + [[p.text, p.rows - 1] for p in own if p.rows > 1]
    body = [[*names, *row[-7:]] for names, row in zip(labels, rows[HEADS:], strict=True)]
    changed = right_heads or {}
    heads = [
        [*row, *(Piece(changed.get(p.text, p.text), p.columns, p.rows) for p in row)]
        for row in rows[:HEADS]
    ]
    left, right = body[:first_right], body[first_right:]
    longest = max(len(left), len(right))
    left, right = (half + [[Piece("", columns)]] * (longest - len(half)) for half in (left, right))
    tables[1] = (tables[1][0], [*heads, *([*a, *b] for a, b in zip(left, right, strict=True))])
    return tables


@pytest.mark.parametrize("first_right", [11, 12, 16])
def test_both_halves_are_read(first_right):
    values = numbered("2021", 101)
    record = read("2021", "grid", side_by_side(values, first_right))
    assert wrong(record, values) == []


def test_a_right_half_under_other_headers_is_no_half():
    """What stands below headers of another year is no continuation: nothing of it is a figure."""
    values = numbered("2021", 101)
    tables = side_by_side(values, 12, {"总计": "上年总计", "自然人": "上年自然人"})
    record = read("2021", "grid", tables)
    lost = [name for name, raw, _ in wrong(record, values) if raw is not None]
    assert lost == []
    assert codes(record)
