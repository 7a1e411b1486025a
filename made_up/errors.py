"""Errors in every other agency of a made-up corpus, and which check must find which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from generator.records import Record
from made_up.planting import KINDS, Planted, plant

# Which check must find which kind of error.
FOUND_BY = {
    "flow": "FLOW",
    "row": "ROW",
    "column": "COLUMN",
    "cases": "CASES",
    "stats": "STATS",
    "carry": "CARRY",
    "stock": "STOCK",
    "stock_within": "STOCK_WITHIN",
    "items": "ITEMS",
    "text": "TEXT",
    "text_parts": "TEXT_PARTS",
    "unit_slip": "UNITS",
    "misfilled_decisions": "MISFILL",
    "regulations_by_bureau": "REGULATIONS",
    "all_blank": "BLANKS",
    "wrong_form": "FORM_YEAR",
    "period_vs_title": "PERIOD",
    "copied_text": "SIMILAR_LAST",
    "missing_section": "SECTIONS",
    "no_table": "TABLES",
    "late": "LATE",
    "outlier": "JUMP",
    "out_of_group": "PEERS",
    "above_government": "HIERARCHY",
    "copied_neighbour": "SIMILAR_OTHER",
}
# What an error of a kind truly breaks besides its own check.
ALSO = {
    "wrong_form": {"ITEMS"},  # the old form asks for last year's items, which are not there
    "outlier": {"HIERARCHY", "PEERS"},
    "unit_slip": {"HIERARCHY", "PEERS"},
    "above_government": {"PEERS"},
    "misfilled_decisions": {"HIERARCHY", "JUMP", "PEERS"},
}
# Kinds that are errors only beside other agencies.
ACROSS = ("out_of_group", "above_government", "copied_neighbour")
LEAST_DECISIONS = 5  # fewer cannot be told from a coincidence
Group = Sequence[Record]


def is_an_error(planted: Planted, reports: Group) -> bool:
    """Whether the law and the numbers make the planted change one."""
    record = next(report for report in reports if report.year == planted.year)
    if planted.kind == "late":  # until 2018 every agency had time to 31 March
        return planted.year >= 2019 or record.scope == "aggregate"
    if planted.kind == "misfilled_decisions":  # in a sum, one such row may be chance
        enough = (record.value(planted.fields[0]) or 0) >= LEAST_DECISIONS
        return enough and record.scope == "own"
    return True


def with_errors(
    groups: Sequence[Group], chance: Random
) -> tuple[list[list[Record]], list[Planted]]:
    """Every other agency gets one error, the kinds in turn; the last one gets none.

    A kind that does not fit an agency is tried first at the next.
    """
    waiting = [kind for kind in KINDS if kind not in ACROSS]
    changed: list[list[Record]] = []
    errors: list[Planted] = []
    for number, reports in enumerate(groups):
        changed.append(list(reports))
        for kind in tuple(waiting) if number % 2 and number < len(groups) - 1 else ():
            result = plant(reports, kind, chance)
            if result and is_an_error(result[1], result[0]):
                changed[-1] = result[0]
                errors.append(result[1])
                waiting.remove(kind)
                waiting.append(kind)
                break
    return changed, errors


def with_copies(
    groups: Sequence[list[Record]], chance: Random, most: int
) -> tuple[list[list[Record]], list[Planted]]:
    """Up to `most` agencies have another one's chapters; the source is named as well as the copy.

    Only every fourth agency takes part, in pairs that follow each other.
    """
    changed = list(groups)
    errors: list[Planted] = []
    parts = range(0, len(groups), 4)
    for source, copy in zip(parts[::2], parts[1::2], strict=False):
        donor = groups[source][-1]
        result = plant(groups[copy], "copied_neighbour", chance, donor)
        if result is None or len(errors) >= 2 * most:
            continue
        changed[copy] = result[0]
        errors += [result[1], Planted("copied_neighbour", donor.agency or "", donor.year or 0)]
    return changed, errors


def expected_keys(errors: Iterable[Planted]) -> set[tuple[str, int, str]]:
    """Agency, year and check of what must be found."""
    return {(error.agency, error.year, FOUND_BY[error.kind]) for error in errors}


def allowed_keys(errors: Iterable[Planted]) -> set[tuple[str, int, str]]:
    """Agency, year and check of what must be found, and of what follows from it."""
    listed = list(errors)
    return expected_keys(listed) | {
        (error.agency, error.year, check)
        for error in listed
        for check in {*error.also, *ALSO.get(error.kind, ())}
    }
