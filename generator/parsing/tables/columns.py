"""Which column of a form a printed header names; what it does not name is no column of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz

from generator.forms import CASE_GROUPS, FormColumn, FormTable, forms
from generator.parsing.data import pattern, words
from generator.parsing.normalise import bare, compact, key

_SHORTEST_CUT = 3
_SHORTEST_GUESS = 5
_LEAST_RATIO = 86.0
_LONGEST_GROUP = 24
# The head over the last two groups of table four.
LITIGATION = "litigation"
_BRACKETS = re.compile(r"\([^()]*\)?")


@lru_cache(maxsize=4096)
def is_corner(text: str) -> bool:
    """Whether a header stands over labels, not over figures."""
    name = key(text)
    if name in _corner_keys() or pattern("labels", "heads", "corner").search(name):
        return True
    return len(name) > _SHORTEST_CUT and any(name in known for known in _corner_keys())


@cache
def _corner_keys() -> frozenset[str]:
    return frozenset(key(word) for word in words("labels", "corner"))


class ColumnIndex:
    """The columns of a table; what each header means of them is worked out once.

    `groups` are the keys of what is printed above the names of columns, `inner` those of them
    that stand below others; `outer` are the columns that stand beside all groups. `named` gives
    the columns that a header may name: several where it was cut, none where it is no header.
    """

    def __init__(self, columns: Iterable[FormColumn]) -> None:
        kept = tuple(columns)
        depth = max(len(column.header) for column in kept)
        self.count = len(kept)
        self.groups = frozenset(key(part) for column in kept for part in column.header[:-1])
        self.inner = self.groups - {key(column.header[0]) for column in kept}
        self.outer = {n for n, column in enumerate(kept) if len(column.header) < depth}
        self._keys = [
            {k for name in (column.label, *column.variants) for k in _keys(name)} for column in kept
        ]
        self._with_groups = [_with_groups(column) for column in kept]
        self.named: Callable[[str], tuple[int, ...]] = lru_cache(maxsize=4096)(self._named)

    def _named(self, text: str) -> tuple[int, ...]:
        """A word about another year, a sum of years or a code makes another column of a header.

        Unless the form prints that word itself.
        """
        plain = compact(text)
        forms = {key(plain), bare(plain), key(_BRACKETS.sub("", plain))} - {""}
        keys = self._keys
        exact = [n for n, own in enumerate(keys) if key(plain) in own | self._with_groups[n]]
        if exact or not forms:
            return tuple(exact)
        strange = set(pattern("labels", "heads", "other_columns").findall(plain))
        printed = ["\n".join(own) for own in keys]
        open_to = [n for n, own in enumerate(printed) if all(word in own for word in strange)]
        cut = {name for name in forms if len(name) >= _SHORTEST_CUT}
        found = [n for n in open_to if keys[n] & forms]
        found = found or [n for n in open_to if any(k.startswith(c) for k in keys[n] for c in cut)]
        if found:
            return tuple(found)
        scores = {n: max(_ratio(k, name) for k in keys[n] for name in forms) for n in open_to}
        best = max(scores.values(), default=0.0)
        return tuple(n for n, score in scores.items() if score == best) if best else ()


@cache
def column_index(table: FormTable) -> ColumnIndex:
    """The columns of a table of a form."""
    return ColumnIndex(table.columns)


def _keys(label: str) -> set[str]:
    plain = compact(label)
    return {key(plain), key(_BRACKETS.sub("", plain))}


def _with_groups(column: FormColumn) -> set[str]:
    """What a header says that names its groups and its column in one: 法人或其他组织-商业企业.

    In table four the group decides whose figure it is, so its headers are not told here.
    """
    above = column.header[:-1]
    groups = {"".join(above[start:]) for start in range(len(above))}
    groups = {group for group in groups if group_of(group) is None}
    return {key(group + name) for group in groups for name in (column.label, *column.variants)}


def _ratio(label: str, name: str) -> float:
    if min(len(label), len(name)) < _SHORTEST_GUESS:
        return 0.0
    return fuzz.ratio(label, name, score_cutoff=_LEAST_RATIO)


def decided(candidates: Sequence[tuple[int, ...]], count: int) -> list[int | None]:
    """One of the form's `count` columns for each header; None for a column of its own.

    Headers that were cut alike name the form's columns in its order, or what is left of them.
    """
    if len(candidates) == count and all(n in c for n, c in enumerate(candidates)):
        return list(range(count))
    found = [c[0] if len(c) == 1 else None for c in candidates]
    for n, some in enumerate(candidates):
        free = [c for c in some if c not in found]
        if found[n] is None and len(free) == 1:
            found[n] = free[0]
    return found


@lru_cache(maxsize=2048)
def group_of(text: str) -> str | None:
    """The group that a header, a label or a caption names; None when it names two."""
    name = compact(text)
    if len(name) > _LONGEST_GROUP or name[-1:] in "。;":
        return None
    for group in ("direct", "after_review"):
        if pattern("labels", "case_groups", group).search(name):
            return group
    is_review, is_suit = (
        bool(pattern("labels", "case_groups", group).search(name))
        for group in (CASE_GROUPS[0], LITIGATION)
    )
    if is_review == is_suit:
        return None
    return CASE_GROUPS[0] if is_review else LITIGATION


@lru_cache(maxsize=8192)
def names_anything(text: str) -> bool:
    """Whether a header stands in the head of any table of any form."""
    if key(text) in _all_columns().groups or _all_columns().named(text):
        return True
    return group_of(text) is not None or bool(pattern("labels", "heads", "figure").match(key(text)))


def is_header(text: str) -> bool:
    """Whether a text is just what stands over a column of some form."""
    return key(text) in _header_keys()


@cache
def _header_keys() -> frozenset[str]:
    every = (column for form in forms() for table in form.tables for column in table.columns)
    return frozenset(key(name) for c in every for name in (c.label, *c.variants))


@cache
def _all_columns() -> ColumnIndex:
    return ColumnIndex(c for form in forms() for table in form.tables for c in table.columns)
