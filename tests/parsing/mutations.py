"""Hurts printed tables the way converters, typists and web pages do.

Every mutation puts in, takes out or moves something at a place that chance picks. The
numbers of a table are all different and begin at 101; what is put in begins with 77777.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.parsing.layouts import Piece

Rows = list[list[Piece]]
FOREIGN = "77777"


def is_value(piece: Piece) -> bool:
    return piece.text.isdigit()


def values_of(row: list[Piece]) -> list[int]:
    return [n for n, piece in enumerate(row) if is_value(piece)]


def foreign(count: int) -> list[Piece]:
    return [Piece(f"{FOREIGN}{n}") for n in range(count)]


def number_inside(rows: Rows, at: int, chance: Random) -> None:
    rows[at].insert(chance.choice(values_of(rows[at])), Piece(FOREIGN))


def number_behind(rows: Rows, at: int, chance: Random) -> None:
    rows[at].append(Piece(FOREIGN))


def number_before_label(rows: Rows, at: int, chance: Random) -> None:
    rows[at].insert(0, Piece(FOREIGN))


def number_in_label(rows: Rows, at: int, chance: Random) -> None:
    labels = [n for n, piece in enumerate(rows[at]) if not is_value(piece) and len(piece.text) > 2]
    if labels:
        piece = rows[at][labels[-1]]
        rows[at][labels[-1]] = Piece(piece.text + FOREIGN, piece.columns, piece.rows)


def words_inside(rows: Rows, at: int, chance: Random) -> None:
    rows[at].insert(chance.choice(values_of(rows[at])), Piece("详见附件"))


def words_behind(rows: Rows, at: int, chance: Random) -> None:
    if at + 1 < len(rows):  # behind the last row they may be a paragraph of the text
        rows[at].append(Piece("详见附件"))


def cell_lost(rows: Rows, at: int, chance: Random) -> None:
    rows[at].pop(chance.choice(values_of(rows[at])))


def two_cells_lost(rows: Rows, at: int, chance: Random) -> None:
    places = values_of(rows[at])
    for place in sorted(chance.sample(places, min(2, len(places))), reverse=True):
        rows[at].pop(place)


def unknown_row(rows: Rows, at: int, chance: Random) -> None:
    count = len(values_of(rows[at]))
    rows.insert(at, [Piece("外地增加的一行指标", 3 if count > 5 else 1), *foreign(count)])


def row_without_label(rows: Rows, at: int, chance: Random) -> None:
    count = len(values_of(rows[at]))
    width = max(1, sum(piece.columns for piece in rows[at]) - count)
    rows.insert(at, [Piece("", width), *foreign(count)])


def row_of_numbers(rows: Rows, at: int, chance: Random) -> None:
    rows.insert(at, foreign(len(values_of(rows[at])) + 1))


def lone_number(rows: Rows, at: int, chance: Random) -> None:
    rows.insert(at, foreign(1))


def number_at_the_end(rows: Rows, at: int, chance: Random) -> None:
    rows.append(foreign(1))


def row_twice(rows: Rows, at: int, chance: Random) -> None:
    row = [
        Piece(f"{FOREIGN}{n}" if is_value(p) else p.text, p.columns, 1)
        for n, p in enumerate(rows[at])
    ]
    rows.insert(at + chance.randrange(2), row)


def _column(rows: Rows, chance: Random, place: Callable[[list[int]], int], share: float) -> None:
    hit = [row for row in rows if values_of(row)]
    for n, row in enumerate(hit):
        if n == 0 or chance.random() < share:
            row.insert(place(values_of(row)), Piece(FOREIGN))


def column_behind(rows: Rows, at: int, chance: Random) -> None:
    _column(rows, chance, lambda places: places[-1] + 1, 1.0)


def column_before(rows: Rows, at: int, chance: Random) -> None:
    _column(rows, chance, lambda places: places[0], 1.0)


def column_between(rows: Rows, at: int, chance: Random) -> None:
    _column(rows, chance, lambda places: places[len(places) // 2], 1.0)


def column_in_some_rows(rows: Rows, at: int, chance: Random) -> None:
    _column(rows, chance, lambda places: places[-1] + 1, 0.5)


def number_over_all_columns(rows: Rows, at: int, chance: Random) -> None:
    places = values_of(rows[at])
    if len(places) < 2:
        return
    rows[at][places[0] : places[-1] + 1] = [Piece(FOREIGN, len(places))]


def row_lost(rows: Rows, at: int, chance: Random) -> None:
    rows.pop(at)


def label_lost(rows: Rows, at: int, chance: Random) -> None:
    labels = [n for n, piece in enumerate(rows[at]) if not is_value(piece) and piece.text]
    if labels:
        piece = rows[at][labels[-1]]
        rows[at][labels[-1]] = Piece("", piece.columns, piece.rows)


def rows_swapped(rows: Rows, at: int, chance: Random) -> None:
    other = chance.choice([n for n, row in enumerate(rows) if values_of(row)])
    rows[at], rows[other] = rows[other], rows[at]


def label_of_nothing(rows: Rows, at: int, chance: Random) -> None:
    labels = [n for n, piece in enumerate(rows[at]) if not is_value(piece) and piece.text]
    if labels:
        piece = rows[at][labels[-1]]
        rows[at][labels[-1]] = Piece("别处来的指标名称", piece.columns, piece.rows)


# What was put in or taken out must be warned of; the others may be mended exactly.
MUST_WARN = (
    number_inside, number_behind, number_before_label, number_in_label, words_inside, words_behind, unknown_row,
    row_without_label, row_of_numbers, lone_number, number_at_the_end, row_twice, column_behind,
    column_before, column_between, column_in_some_rows, row_lost, label_of_nothing,
)  # fmt: skip
MAY_MEND = (cell_lost, two_cells_lost, number_over_all_columns, label_lost, rows_swapped)
