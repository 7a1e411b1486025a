"""What must be true of a form, alone and beside the others; a form that is wrong is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from unicodedata import normalize

from generator.forms.model import CASE_GROUPS, KINDS, Explanation, Form, matching
from generator.forms.source import FormFile
from generator.records import SECTION_KEYS


def table(
    file: FormFile,
    ids: Sequence[str],
    totals: Mapping[str, Sequence[str]],
    stands_alone: Sequence[str],
) -> None:
    """Every row (or column) of a table with sums is part of one, or marked as standing alone."""
    known = set()
    for total, parts in totals.items():
        if total not in ids or not parts:
            file.fail("bad_sum", total, id=total)
        known |= {total, *parts}
    known |= {name for pattern in stands_alone for name in matching(pattern, ids)}
    for name in ids:
        if known and name not in known:
            file.fail("row_in_no_sum", name, id=name)


def alone(found: Form, file: FormFile, common: Mapping[str, Explanation]) -> None:
    """Tables, explanations, marks and charts of one form."""
    _readable(found, file)
    explained = common.keys() | found.explanations.keys()
    for key in _keys(found):
        if key not in explained:
            file.fail("unexplained", key.removeprefix("column."), id=key)
    rows = {row.id for table in found.tables for row in table.rows}
    for row in found.mark_rows:
        if row not in rows:
            file.fail("unknown_part", row, id=row)
    _not_circular(found, file)
    printed = _printed(found)
    if not found.mark_rows and not any(mark in printed for mark in found.marks):
        file.fail("no_mark", "marks")
    _charts(found, file)


def _readable(found: Form, file: FormFile) -> None:
    """Tables, the columns of table four and chapters are such as the parser can read."""
    for table in found.tables:
        if table.id.partition("-")[0] not in KINDS:
            file.fail("unknown_kind", table.id, id=table.id, kinds="、".join(KINDS))
    cases = found.table("cases")
    for column in cases.columns if cases else ():
        if not set(column.id.split(".")[-2:-1]) & set(CASE_GROUPS):
            file.fail("unknown_group", column.id, id=column.id, known="、".join(CASE_GROUPS))
    for key in found.sections:
        if key not in SECTION_KEYS:
            file.fail("unknown_section", key, id=key, known="、".join(SECTION_KEYS))


def _not_circular(found: Form, file: FormFile) -> None:
    """No total counts itself through its parts."""
    order: TopologicalSorter[str] = TopologicalSorter()
    for one in found.sums:
        order.add(one.total, *one.parts)
    try:
        order.prepare()
    except CycleError as error:
        row = found.fields[error.args[1][0]].row.id
        file.fail("circular_sum", row, id=row)


def _printed(of: Form) -> str:
    """All that a form prints in tables, compact as its marks are."""
    rows = (text for t in of.tables for r in t.rows for text in (r.label, *r.variants, *r.groups))
    heads = (text for t in of.tables for c in t.columns for text in (*c.header, *c.variants))
    return "\n".join("".join(normalize("NFKC", text).split()) for text in (*rows, *heads))


def _keys(found: Form) -> Iterator[str]:
    """What needs an explanation: rows, columns, and what charts name."""
    for table in found.tables:
        yield from (row.id for row in table.rows if row.id and not row.is_heading)
        yield from (f"column.{column.id}" for column in table.columns if column.id)
    yield from (bar.id for bar in found.shown.outcomes)


def _charts(found: Form, file: FormFile) -> None:
    """Bars and remedies are figures of the form, and no outcome is missing among the bars."""
    bars = {name for bar in found.shown.outcomes for name in found.summands(bar.of)}
    for bar in found.shown.outcomes:
        if not found.summands(bar.of):
            file.fail("unknown_part", bar.of, id=bar.of)
    for name in (*(remedy.total for remedy in found.shown.remedies), *found.shown.proactive):
        if name not in found.fields:
            file.fail("unknown_part", name, id=name)

    def is_shown(name: str) -> bool:
        parts = found.parts(name)
        return name in bars or (bool(parts) and all(map(is_shown, parts)))

    for one in found.sums:
        lost = [part for part in one.parts if not is_shown(part)]
        if not one.is_along_row and 0 < len(lost) < len(one.parts):
            row = found.fields[lost[0]].row.id
            file.fail("not_in_chart", row, id=row)


def together(found: Sequence[Form], files: Mapping[str, FormFile]) -> None:
    """Forms are told apart, and compare with earlier ones that are there."""
    for number, one in enumerate(found):
        file, earlier = files[one.id], found[:number]
        if len(one.letter) != 1:
            file.fail("bad_entry", "letter", reason="letter: 1")
        for other in earlier:
            _apart(one, other, file)
        for comparison in one.compares:
            if comparison.form not in [other.id for other in earlier]:
                file.fail("not_earlier", comparison.form, form=comparison.form)
            for pattern in comparison.figures:
                if not matching(pattern, one.fields):
                    file.fail("unknown_part", pattern, id=pattern)


def _apart(one: Form, earlier: Form, file: FormFile) -> None:
    """Year, letter and marks are no earlier form's; one that extends another prints its marks."""
    if one.first_year == earlier.first_year:
        file.fail("same_year", "first_year", year=one.first_year, other=earlier.file)
    printed = _printed(earlier)
    same = [mark for mark in one.marks if mark in printed or mark in earlier.marks]
    same += [row for row in one.mark_rows if row in earlier.mark_rows]
    same += [one.letter] * (one.letter == earlier.letter)
    if same:
        file.fail("same_mark", same[0], mark=same[0], other=earlier.file)
