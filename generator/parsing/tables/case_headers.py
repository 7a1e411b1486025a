"""Whose figures stand in table four: the printed headers say it, and nothing else can.

Review, litigation without a review and litigation after one have columns of the same names, so
that every sum holds whichever of them a figure is put to. A column, row or caption names one
of the three groups, or nothing below it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.forms import CASE_GROUPS, Field, FormColumn, FormTable
from generator.parsing.normalise import key
from generator.parsing.tables.columns import LITIGATION, ColumnIndex, group_of, is_corner
from generator.parsing.tables.headers import paths, tokens
from generator.parsing.tables.statutory_row import StatutoryRow
from generator.readers.document import Cell

_LONGEST_JOINED = 24


@dataclass(frozen=True, slots=True)
class Case:
    """What printed words say of a column or row: its group, and which of the group's it is."""

    group: str | None
    leaf: str | None
    cells: tuple[Cell, ...]

    @property
    def is_said(self) -> bool:
        """Whether the words say anything at all."""
        return self.group is not None or self.leaf is not None


@cache
def case_fields(table: FormTable) -> dict[tuple[str, str], Field]:
    """The form's figures by group and leaf, the last parts of a column's id, in its order."""
    parts = (one.column.id.split(".") for one in table.fields)
    return {(group, leaf): of for (*_, group, leaf), of in zip(parts, table.fields, strict=True)}


@cache
def _leaves(table: FormTable) -> dict[str, FormColumn]:
    """The leaves of all groups, each with the first column of its name."""
    fields = reversed(case_fields(table).items())
    found = {leaf: of.column for (_, leaf), of in fields}
    return dict(reversed(found.items()))


def leaf_of(text: str, table: FormTable) -> str | None:
    """Which of a group's columns a word names, and nothing else."""
    found = _index(table).named(text)
    return list(_leaves(table))[found[0]] if len(found) == 1 else None


@cache
def _index(table: FormTable) -> ColumnIndex:
    return ColumnIndex(_leaves(table).values())


def is_whole_name(table: FormTable, text: str) -> bool:
    """Whether a header is a group's name or, to the letter, that of one of its columns."""
    labels = (label for c in _leaves(table).values() for label in (c.label, *c.variants))
    return group_of(text) is not None or key(text) in map(key, labels)


@lru_cache(maxsize=4096)
def told(text: str, table: FormTable) -> tuple[str | None, str | None]:
    """The group and the column of it that one cell names; both where it joins their words."""
    leaf, group = leaf_of(text, table), group_of(text)
    if leaf is not None:
        return None, leaf
    return _joined(text, table) or (group, None)


def _joined(text: str, table: FormTable) -> tuple[str, str] | None:
    """The words of a header that names its group and its column in one: 行政复议-结果维持."""
    name = key(text)
    if len(name) > _LONGEST_JOINED:
        return None
    found: dict[int, set[tuple[str, str]]] = {}
    for leaf, column in _leaves(table).items():
        for word in {key(label) for label in (column.label, *column.variants)}:
            for rest in (name.removesuffix(word), name.removeprefix(word)):
                if rest != name and (group := group_of(rest)):
                    found.setdefault(len(word), set()).add((group, leaf))
    longest = found[max(found)] if found else set()
    return longest.pop() if len(longest) == 1 else None


def said(cells: Sequence[Cell], table: FormTable) -> Case:
    """What the words of one column or row say together, the outermost first."""
    words = [told(cell.text, table) for cell in cells]
    leaves = {leaf for _, leaf in words if leaf is not None}
    found = {group for group, _ in words if group is not None}
    lowest = found - {LITIGATION} or found
    if {CASE_GROUPS[0], LITIGATION} <= found or len(lowest) > 1:
        lowest = set()
    group = next(iter(lowest), None)
    leaf = next(iter(leaves)) if len(leaves) == 1 else None
    return Case(group, leaf, tuple(cells))


def field_of(case: Case, table: FormTable) -> Field | None:
    """The form's figure; None unless group and leaf are known."""
    return case_fields(table).get((case.group or "", case.leaf or ""))


def columns_of(heads: Sequence[StatutoryRow], table: FormTable, found: list[Case]) -> list[Case]:
    """The printed columns, left to right; empty where the headers do not tell their order.

    `found` are those that are `placed`.
    """
    if not found or (heads[0].block < heads[-1].block and any(c.group is None for c in found)):
        return _by_order(heads, table) or found
    return found


def placed(heads: Sequence[StatutoryRow], table: FormTable) -> list[Case]:
    """The printed columns of a grid, each at the place of its lowest cell; empty without one.

    A caption above the table holds for the columns that name no group themselves.
    """
    last = [row for row in heads if row.block == heads[-1].block]
    found = _by_place(last, table)
    if len(last) < len(heads) and all(c.leaf is not None and c.group is None for c in found):
        above = said([c for s in heads[: -len(last)] for c in s.cells if c.text.strip()], table)
        if above.group and above.leaf is None:
            return [Case(above.group, c.leaf, (*above.cells, *c.cells)) for c in found]
    return found


def _by_place(heads: Sequence[StatutoryRow], table: FormTable) -> list[Case]:
    def is_group(text: str) -> bool:
        group, leaf = told(text, table)
        return group is not None and leaf is None

    found = paths(heads, is_group)
    lowest = {id(path[-1]) for path in found}
    cells = [cell for row in heads for cell in row.cells]
    is_stacked = any(id(c) not in lowest and told(c.text, table)[1] is not None for c in cells)
    cases = [said(path, table) for path in found if not is_corner(path[-1].text)]
    is_told = any(case.is_said for case in cases) and not _is_double(cases)
    if is_stacked and not all(field_of(case, table) for case in cases):
        return []
    return cases if is_told and not any(map(_contradicts, cases)) else []


def _contradicts(case: Case) -> bool:
    """Whether words of two groups stand over one column, as where a span is too wide."""
    return case.group is None and any(group_of(cell.text) for cell in case.cells)


def _is_double(cases: Sequence[Case]) -> bool:
    names = [(case.group, case.leaf) for case in cases if case.is_said]
    return len(set(names)) < len(names)


def _by_order(heads: Sequence[StatutoryRow], table: FormTable) -> list[Case]:
    """The columns in the order that their words are read in, level by level or group by group.

    A caption above a grid says nothing of the order where the grid's headers name groups.
    """
    grids = [row for row in heads if not row.is_line]
    if any(told(cell.text, table)[0] for row in grids for cell in row.cells):
        heads = grids
    words = [
        (*told(text, table), cells)
        for text, cells in tokens(heads, lambda t: told(t, table) != (None, None))
    ]
    words = [entry for entry in words if entry[:2] != (None, None)]
    if any(group is not None and leaf is not None for group, leaf, _ in words):
        found = [Case(*entry) for entry in words]
        return [] if _is_double(found) or any(None in entry[:2] for entry in words) else found
    leaves = [(leaf, cells) for _, leaf, cells in words if leaf is not None]
    groups = [(group, cells) for group, _, cells in words if group is not None]
    order = _left_to_right(groups)
    if not leaves:
        found = [Case(group, None, cells) for group, cells in order]
    elif not order:
        found = [Case(None, leaf, cells) for leaf, cells in leaves]
    else:
        found = _group_by_group(words) or _level_by_level(order, leaves, table)
    return [] if _is_double(found) else found


_Groups = list[tuple[str, tuple[Cell, ...]]]
_Leaves = list[tuple[str, tuple[Cell, ...]]]


def _left_to_right(groups: _Groups) -> _Groups:
    """The lowest groups from left to right: those of litigation stand where it stands itself."""
    first = dict(reversed(groups))
    names = list(dict.fromkeys(group for group, _ in groups))
    inner = [name for name in names if name in CASE_GROUPS[1:]]
    if LITIGATION in names and inner:
        outer = [name for name in names if name not in inner]
        at = outer.index(LITIGATION)
        names = [*outer[:at], *inner, *outer[at + 1 :]]
    return [(name, first[name]) for name in names]


def _group_by_group(
    words: list[tuple[str | None, str | None, tuple[Cell, ...]]],
) -> list[Case]:
    """The columns where the words of each group stand right behind its name."""
    found: list[Case] = []
    open_group: tuple[str, tuple[Cell, ...]] | None = None
    is_used = True
    for group, leaf, cells in words:
        if leaf is not None:
            if open_group is None:
                return []
            found.append(Case(open_group[0], leaf, (*open_group[1], *cells)))
            is_used = True
        elif group:
            if not is_used and open_group and open_group[0] != LITIGATION:
                return []
            open_group, is_used = (group, cells), False
    return found if is_used else []


def _level_by_level(order: _Groups, leaves: _Leaves, table: FormTable) -> list[Case]:
    """The columns where all groups are named first: as many runs of the same words follow.

    Or as many as the form has in each of them.
    """
    runs: list[_Leaves] = []
    for leaf, cells in leaves:
        if not runs or leaf in [known for known, _ in runs[-1]]:
            runs.append([])
        runs[-1].append((leaf, cells))
    names = [[leaf for leaf, _ in run] for run in runs]
    whole = [[leaf for of, leaf in case_fields(table) if of == group] for group, _ in order]
    if names != whole and names != names[:1] * len(order):
        return []
    return [
        Case(group, leaf, (*above, *cells))
        for (group, above), run in zip(order, runs, strict=True)
        for leaf, cells in run
    ]
