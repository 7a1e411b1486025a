"""Sentences that state a part, or another sum than the table's row: true, and what is expected.

A report that says 全年收到…申请 may say it in other ways that are as true: of one body, of some
months, by one way in, or with those carried in. `expected` says what a check of the text must
find, from the words and figures that are printed.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Any, Literal

import msgspec

from generator.records import Metric, Place, Record, replace
from made_up import chance as of
from made_up.prose import say, sentences

Expected = Literal["holds", "explained", "not_judged", "fails"]
STATED = "requests.received"
_RECEIVED = ("requests.received.total", "stats.requests.received")
_SUMS = (
    ("requests.received.total", "requests.carried_in.total"),
    ("outcomes.total.total", "requests.carried_over.total"),
)


def with_claims(
    stated: tuple[Metric, ...], numbers: dict[str, Any], words: dict[str, str], *seed: object
) -> tuple[Metric, ...]:
    """The stated numbers with the one of the applications said in another true way, or as it was.

    `seed` names the report, so that its other chances stay as they are.
    """
    lot = of.stream("claims", *seed)
    entry: dict[str, str] = of.pick(lot, sentences()["claims"])
    whole = next((metric for metric in stated if metric.id == STATED), None)
    fill = _numbers(int(whole.value), numbers, lot.random()) if whole else None
    if whole is None or fill is None or (entry["way"] == "carried" and not fill["carried"]):
        return stated
    text = say(lot, entry["text"], words | {name: str(n) for name, n in fill.items()})
    said = [
        Metric(
            id=STATED, value=fill[name], unit="件", is_partial=name != entry["whole"], quote=text
        )
        for name in entry["says"]
    ]
    first = [msgspec.structs.replace(metric, at=whole.at) for metric in said[:1]]
    rest = [msgspec.structs.replace(metric, at=_beside(whole)) for metric in said[1:]]
    at = stated.index(whole)
    return (*stated[:at], *first, *rest, *stated[at + 1 :])


def _beside(whole: Metric) -> Place | None:
    """The place of a number that the sentence of another one holds."""
    return whole.at and msgspec.structs.replace(whole.at, cell=1)


def _numbers(total: int, numbers: dict[str, Any], share: float) -> dict[str, int] | None:
    """The numbers that a sentence may name; None where there is nothing to divide."""
    if total < 4:
        return None
    part = 1 + int(share * (total - 2))
    carried = int(numbers.get("requests.carried_in.total", 0))
    names = {"total": total, "part": part, "rest": total - part, "carried": carried}
    return names | {"sum": total + carried, "own": total + part}


def contradicted(record: Record) -> Record | None:
    """The report with another number of applications in its text; None where it states none.

    The number is at least two more, and no other sum of the tables.
    """
    stated = [m for m in record.metrics if m.id == STATED and not m.is_partial]
    if not stated or stated[0].quote is None:
        return None
    for value in count(int(stated[0].value) + 2):
        changed = restated(record, stated[0], value)
        if expected(changed) != "explained":
            return changed
    return None


def restated(record: Record, metric: Metric, value: int) -> Record:
    """The report with another value of a number that its text states."""
    old = metric.quote or ""
    quote = re.sub(rf"(?<!\d){metric.value}(?!\d)", str(value), old, count=1)
    metrics = tuple(
        msgspec.structs.replace(m, value=value if m is metric else m.value, quote=quote)
        if m.quote == old
        else m
        for m in record.metrics
    )
    sections = tuple(
        msgspec.structs.replace(s, text=s.text and s.text.replace(old, quote))
        for s in record.sections
    )
    return replace(record, metrics=metrics, sections=sections)


def expected(record: Record) -> Expected | None:
    """What the check of the applications in the text must say; None when none are stated."""
    stated = [m for m in record.metrics if m.id == STATED and not m.is_cumulative]
    names = [name for name in _RECEIVED if name in record.figures]
    if not stated or not names:
        return None
    table = record.value(names[0])
    wholes = [metric.value for metric in stated if not metric.is_partial]
    parts = [metric.value for metric in stated if metric.is_partial]
    if table is None or not wholes:
        return "holds" if table is not None and table in parts else "not_judged"
    if table in wholes:
        return "holds"
    pairs = [[record.value(name) for name in names] for names in _SUMS]
    sums = [sum(value or 0 for value in pair) for pair in pairs if None not in pair]
    own = [sum(parts)] if len(parts) > 1 and table in parts else []
    return "explained" if max(wholes) in (*sums, *own) else "fails"
