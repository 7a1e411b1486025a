"""Which printed label means which row or column of the statutory forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from rapidfuzz import fuzz

from generator.forms import KINDS, Form, FormRow, form, forms
from generator.parsing.data import pattern, words
from generator.parsing.normalise import bare, compact, key

EXACT = 1.0
JOINED = 0.98
CUT = 0.9
TAIL = 0.85
KNOWN = 0.85
LONGEST_CELL = 90
_LEAST_RATIO = 78.0
_SHORTEST_CUT = 4
_SHORTEST_MARK = 4
_REMEMBERED = 16384
_DIGITS = re.compile(r"\d+")
_BRACKETS = re.compile(r"\([^()]*\)?")


@dataclass(frozen=True, slots=True)
class Match:
    """A row or column that a label may mean: its position in the index and how surely."""

    position: int
    score: float

    @property
    def is_guess(self) -> bool:
        """Whether the label only resembles the printed one."""
        return self.score < TAIL


class LabelIndex:
    """Labels by position; several labels may mean one position, one label several positions.

    `match` gives what a label may mean, the surest first, empty when it resembles nothing;
    `best` the score of the surest match, 0.0 without one. Both remember what they were asked.
    """

    def __init__(self, labels: tuple[tuple[str, ...], ...]) -> None:
        exact: dict[str, list[int]] = defaultdict(list)
        plain: list[tuple[int, str]] = []
        for position, labels_of_one in enumerate(labels):
            names = ((key(label), bare(label)) for label in labels_of_one)
            for name in dict.fromkeys(chain.from_iterable(names)):
                exact[name].append(position)
            bares = dict.fromkeys(map(bare, labels_of_one))
            plain.extend((position, name) for name in bares)
        self._exact = dict(exact)
        self._bare = tuple(plain)
        self.match: Callable[[str], tuple[Match, ...]] = lru_cache(_REMEMBERED)(self._match)
        self.best: Callable[[str], float] = lru_cache(_REMEMBERED)(self._best)

    def _best(self, text: str) -> float:
        found = self.match(text)
        return found[0].score if found else 0.0

    def _match(self, printed: str) -> tuple[Match, ...]:
        text = compact(printed)
        for name in (key(text), bare(text)):
            if name in self._exact:
                return tuple(Match(position, EXACT) for position in self._exact[name])
        if not bare(text) or len(text) > 160:
            return ()
        scores: dict[int, float] = {}
        for start in self._starts(text):
            name = bare(text[start:])
            for position in self._exact.get(name, ()):
                scores[position] = max(scores.get(position, 0.0), JOINED)
            for position, label in self._bare:
                score = _similarity(name, label)
                if score > scores.get(position, 0.0):
                    scores[position] = score
        found = [Match(position, score) for position, score in scores.items()]
        return tuple(sorted(found, key=lambda match: (-match.score, match.position)))

    @staticmethod
    def _starts(text: str) -> list[int]:
        """Where a label may begin: at its own start and at each number inside it."""
        inside = pattern("labels", "enumerator_inside").finditer(text)
        return [0, *(found.start() for found in inside if found.start() > 0)]


def _similarity(name: str, label: str) -> float:
    shorter = min(len(name), len(label))
    if shorter < _SHORTEST_CUT:
        return 0.0
    if label.startswith(name) or name.startswith(label):
        return CUT
    if label.endswith(name) or name.endswith(label):
        return TAIL
    ratio = fuzz.ratio(name, label, score_cutoff=_LEAST_RATIO)
    return min(ratio / 100 * 0.88, TAIL - 0.01)


@dataclass(frozen=True, slots=True, eq=False)
class RowSpec:
    """A row of a statutory table as any form prints it; ids are the same across forms.

    Each is equal to itself alone, for what is remembered of a row is asked for very often.
    """

    id: str
    labels: tuple[str, ...]
    is_heading: bool


PARTS = KINDS


def part_of(table_id: str) -> str:
    """The part of the report that a table belongs to: all of article 20 is one part."""
    return table_id.partition("-")[0]


def anchor(text: str) -> str | None:
    """The part whose table begins with such a cell."""
    return None if len(text) > 4 * LONGEST_CELL else _anchor_of(text)


@lru_cache(maxsize=8192)
def _anchor_of(text: str) -> str | None:
    name = compact(text)
    if not name or len(name) > LONGEST_CELL or name[-1:] in "。;":
        return None
    for part in PARTS:
        if pattern("labels", "anchors", part).search(name):
            return part
    return None


@cache
def row_specs(part: str) -> tuple[RowSpec, ...]:
    """The rows of a part, those of all forms merged in printed order."""
    ordered: list[FormRow] = []
    for statutory in forms():
        for table in statutory.tables:
            if part_of(table.id) == part:
                _merge(ordered, table.rows)
    labels: dict[str, list[str]] = defaultdict(list)
    for row in ordered:
        labels[row.id] += [row.label, *row.variants]
    unique = {row.id: row for row in ordered}
    return tuple(
        RowSpec(row.id, tuple(dict.fromkeys(labels[row.id])), row.is_heading)
        for row in unique.values()
    )


def _merge(ordered: list[FormRow], rows: Iterable[FormRow]) -> None:
    """Puts rows that are new behind the row that precedes them on their own form."""
    at = len(ordered)
    for row in rows:
        same = [index for index, known in enumerate(ordered) if known.id == row.id]
        if same:
            at = same[-1] + 1
            ordered.insert(at, row)
        else:
            ordered.insert(at, row)
        at += 1


@cache
def row_index(part: str) -> LabelIndex:
    """The labels of a part's rows."""
    return LabelIndex(tuple(spec.labels for spec in row_specs(part)))


@cache
def _known_words() -> tuple[frozenset[str], str]:
    """Keys of all that a statutory table prints beside its rows, and all of it in one string."""
    known: set[str] = {key(word) for word in words("labels", "furniture")}
    for statutory in forms():
        for table in statutory.tables:
            known.add(key(table.label))
            for column in table.columns:
                known.update(key(part) for part in (*column.header, *column.variants))
            for row in table.rows:
                known.update(key(part) for part in (row.label, *row.groups, *row.variants))
    known.discard("")
    return frozenset(known), "\n".join(sorted(known))


@cache
def _bare_words() -> frozenset[str]:
    return frozenset(bare(word) for word in _known_words()[0]) | {
        bare(group) for form in forms() for t in form.tables for r in t.rows for group in r.groups
    }


@lru_cache(maxsize=8192)
def is_known_word(text: str) -> bool:
    """Whether a cell holds a header, a group or a row label of a statutory table."""
    name = key(text)
    return name in _known_words()[0] or (len(name) > 1 and bare(text) in _bare_words())


@lru_cache(maxsize=8192)
def is_fragment(text: str) -> bool:
    """Whether a cell holds a piece of something that the statutory tables print."""
    name = key(text)
    return bool(name) and (name in _known_words()[1] or bare(text) in _known_words()[1])


@lru_cache(maxsize=8192)
def is_known_extra(text: str) -> bool:
    """Whether a cell belongs to a row that some provinces added to a form."""
    return bool(pattern("labels", "known_extras").search(compact(text)))


@lru_cache(maxsize=8192)
def is_unit(text: str) -> bool:
    """Whether a cell holds the unit of a row and nothing else (件, 万元, a dash)."""
    return bool(pattern("labels", "units", "column").match(compact(text)))


@lru_cache(maxsize=8192)
def has_stray_number(text: str, spec: RowSpec) -> bool:
    """Whether a label holds digits that neither the form prints there nor number the row."""
    plain = pattern("labels", "digits_of_labels").sub("", compact(text))
    return not _own_numbers(spec).issuperset(_DIGITS.findall(plain))


@cache
def _own_numbers(spec: RowSpec) -> frozenset[str]:
    """The numbers that the forms print in the label of a row."""
    return frozenset(run for label in spec.labels for run in _DIGITS.findall(compact(label)))


@lru_cache(maxsize=8192)
def says_more(text: str, spec: RowSpec) -> bool:
    """Whether a label goes on behind the form's own words, brackets and units put aside."""
    name = key(_BRACKETS.sub("", compact(text)))
    labels = [key(_BRACKETS.sub("", compact(label))) for label in spec.labels]
    if any(label.endswith(name) or label.startswith(name) for label in labels):
        return False
    return all(bare(label) not in name or not name.endswith(bare(label)) for label in labels)


@lru_cache(maxsize=8192)
def is_caption(text: str) -> bool:
    """Whether a cell is a caption of the table or the unit of its figures."""
    return bool(pattern("labels", "captions").search(compact(text)))


@lru_cache(maxsize=8192)
def form_marks(text: str) -> tuple[str, ...]:
    """The forms that print such a label and say that it marks them; empty for a common one."""
    name = key(text)
    if len(name) < _SHORTEST_MARK:
        return ()
    return tuple(of.id for of in forms() if any(mark in name for mark in _marks(of)))


@cache
def _marks(of: Form) -> frozenset[str]:
    """A form's own marks, and those of the forms it extends that it still prints."""
    if of.extends is None:
        return frozenset(of.marks)
    labels = [label for t in of.tables for r in t.rows for label in (r.label, *r.variants)]
    labels += [label for t in of.tables for c in t.columns for label in (c.label, *c.variants)]
    printed = "\n".join(key(label) for label in labels)
    inherited = (mark for mark in _marks(form(of.extends)) if mark in printed)
    return frozenset((*of.marks, *inherited))


@lru_cache(maxsize=8192)
def article_table(text: str) -> str | None:
    """The table that 第二十条第（五）项 heads."""
    found = pattern("labels", "article").search(compact(text))
    return _article_tables().get(found.group(1)) if found else None


@cache
def _article_tables() -> dict[str, str]:
    """The tables of all forms by the number of the paragraph in their label."""
    labels = {table.id: compact(table.label) for of in forms() for table in of.tables}
    found = ((pattern("labels", "article").search(label), name) for name, label in labels.items())
    return {match.group(1): name for match, name in found if match}
