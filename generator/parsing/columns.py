"""Columns by their headers; without headers they keep the order of the form."""

from __future__ import annotations

from generator.forms import Column, Table
from generator.parsing.normalise import bare, key
from generator.parsing.strips import Strip
from generator.readers.document import Cell

_SHORTEST = 3


def names_column(text: str, column: Column) -> bool:
    """Whether a header cell may name a column; cut headers may name several."""
    name = key(text)
    if not name:
        return False
    labels = [key(label) for label in (column.label, *column.variants)]
    if name in labels:
        return True
    long_enough = len(name) >= _SHORTEST
    return long_enough and any(
        label.startswith(name) or (len(label) >= _SHORTEST and label in name) for label in labels
    )


def column_order(strips: list[Strip], table: Table) -> list[int] | None:
    """For each column of a grid, left to right, which column of the form it is.

    Only a grid with merged cells tells where a header stands; None means the form's order.
    """
    leaves: list[tuple[int, int]] = []
    for strip in strips:
        if strip.block != strips[0].block:
            return None
        for cell in strip.cells:
            position = _leaf(cell, table)
            if position is not None:
                leaves.append((cell.column, position))
        if len({position for _, position in leaves}) == len(table.columns):
            break
    has_grid = any(cell.column_span > 1 for strip in strips[:4] for cell in strip.cells)
    if not has_grid or len(leaves) != len(table.columns):
        return None
    if len({column for column, _ in leaves}) != len(leaves):
        return None
    order = [position for _, position in sorted(leaves)]
    is_whole = sorted(order) == list(range(len(table.columns)))
    return order if is_whole and order != sorted(order) else None


def printed_order(heads: list[Strip], table: Table) -> list[int] | None:
    """The order of the columns as rows of headers print it; None where they contradict each other.

    Groups of columns stand above their members, so each level is ordered by itself. A level
    that the headers do not give in full keeps the form's order.
    """
    columns = table.columns
    straight = list(range(len(columns)))
    groups = {n: key(column.header[-2]) for n, column in enumerate(columns) if _depth(column) > 2}
    members = [n for n in _reading_order(heads, table) if n in groups]
    inner = _permutation(members, [n for n in straight if n in groups])
    outer = _permutation(_tops(heads, table, groups), _form_tops(straight, groups))
    if inner is None or outer is None:
        return None
    return [n for top in outer for n in (inner if top in groups else [top])]


def _depth(column: Column) -> int:
    return len(column.header)


def _permutation(found: list[int], full: list[int]) -> list[int] | None:
    """The order found, the form's own when it is not whole; None for an order that contradicts."""
    if sorted(found) == full:
        return found
    return full if found == sorted(set(found)) else None


def _form_tops(straight: list[int], groups: dict[int, str]) -> list[int]:
    """Columns that stand by themselves, and the first member of the group for the group."""
    first = min(groups, default=None)
    return [n for n in straight if n not in groups or n == first]


def _reading_order(heads: list[Strip], table: Table) -> list[int]:
    cells = [cell for strip in heads for cell in strip.cells]
    return [n for cell in cells if (n := _leaf(cell, table)) is not None]


def _tops(heads: list[Strip], table: Table, groups: dict[int, str]) -> list[int]:
    """The columns and groups of the upper levels, as the rows that hold several show them."""
    first = min(groups, default=None)
    names = set(groups.values())
    rows = []
    for strip in heads:
        found = []
        for cell in strip.cells:
            leaf = _leaf(cell, table)
            if leaf is not None and leaf not in groups:
                found.append(leaf)
            elif first is not None and key(cell.text) in names:
                found.append(first)
            elif key(cell.text) == key(table.columns[0].header[0]):
                found.append(-1)
        rows.append(found)
    best = max(rows, key=lambda row: len([n for n in row if n >= 0]), default=[])
    if len(best) == 2 and -1 in best:  # the head over all parts, and a column beside it
        beside = next(n for n in best if n >= 0)
        rest = [n for n in _form_tops(list(range(len(table.columns))), groups) if n != beside]
        return [beside, *rest] if best[0] == beside else [*rest, beside]
    return [n for n in best if n >= 0]


def _leaf(cell: Cell, table: Table) -> int | None:
    """The one column that a header cell exactly names."""
    names = _column_names(table)
    found = names.get(key(cell.text)) or names.get(bare(cell.text)) or ()
    return found[0] if len(found) == 1 else None


# Tables of forms live as long as the program; hashing one would cost more than it saves.
_NAMES: dict[int, dict[str, tuple[int, ...]]] = {}


def _column_names(table: Table) -> dict[str, tuple[int, ...]]:
    """The columns that each header, as a key, may name."""
    names = _NAMES.get(id(table))
    if names is None:
        names = {}
        for n, column in enumerate(table.columns):
            for label in dict.fromkeys(key(v) for v in (column.label, *column.variants)):
                names[label] = (*names.get(label, ()), n)
        _NAMES[id(table)] = names
    return names
