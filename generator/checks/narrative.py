"""What the running text says against the tables, and against itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from generator.checks.catalogue import check
from generator.checks.expression import Expression, parse
from generator.checks.finding import Side
from generator.checks.judgement import HOLDS, Judgement, Number, fails, not_judged
from generator.checks.precision import narrative_data, stated_range
from generator.checks.subject import Subject
from generator.checks.wording import figures_side
from generator.messages import message
from generator.records import Metric

Mentions = dict[str, list[Metric]]


@cache
def _expressions(form_id: str) -> dict[str, Expression]:
    return {name: parse(text) for name, text in narrative_data()["fields"].get(form_id, {}).items()}


def _mentions(subject: Subject) -> Mentions:
    found: Mentions = defaultdict(list)
    for metric in subject.record.metrics:
        found[metric.id].append(metric)
    return found


@check("TEXT", kind="implied", severity="warning", fields=("metrics", "*"))
def text_and_table(subject: Subject) -> Iterator[Judgement]:
    """A figure in the text = the figure in the table."""
    record = subject.record
    if record.form is None or not record.metrics:
        return
    mentions = _mentions(subject)
    for metric_id, expression in _expressions(record.form).items():
        if metric_id in mentions:
            yield _against_table(subject, metric_id, mentions[metric_id], expression)


def _against_table(
    subject: Subject, metric_id: str, mentions: list[Metric], expression: Expression
) -> Judgement:
    """One figure: holds when any mention agrees; only what claims to be the whole can differ."""
    table = expression.bounds(subject.values, {}, frozenset())
    right = figures_side(subject.record.form, expression.fields, table.value)
    current = [metric for metric in mentions if not metric.is_cumulative]
    if not current:
        return not_judged("checks.reason.cumulative", metric_id, _said(mentions[0]), right)
    if table.value is None:
        states = sorted({subject.record.figure(name).state for name in table.unknown})
        return not_judged(
            "checks.reason.not_a_number",
            metric_id,
            _said(current[0]),
            right,
            states=", ".join(states),
        )
    if any(_agrees(metric, table.value) for metric in current):
        return HOLDS
    wholes = [metric for metric in current if not metric.is_partial] or current
    return fails(_said(max(wholes, key=lambda metric: metric.value)), right, metric_id)


def _agrees(metric: Metric, value: Number) -> bool:
    """A part agrees with any whole that is not below it."""
    stated = stated_range(metric)
    return stated.low <= value if metric.is_partial else stated.allows(value)


def _said(metric: Metric, count: int = 1) -> Side:
    label = message(f"checks.side.text{'_parts' if count > 1 else ''}", {"count": str(count)})
    return Side(label=label, value=metric.value, quote=metric.quote)


@check("TEXT_PARTS", kind="reasonableness", severity="notice", fields=("metrics",))
def parts_of_text(subject: Subject) -> Iterator[Judgement]:
    """The channels named in the text do not exceed the total stated there.

    Parts below the total are a partial list and no contradiction. On the 2014 form one item
    counts once however many channels carry it, so there the table is checked instead.
    """
    mentions = _mentions(subject)
    for rule in narrative_data()["parts"]:
        if subject.record.form in rule["forms"] and rule["whole"] in mentions:
            yield from _parts(mentions, rule["whole"], rule["parts"])


def _parts(mentions: Mentions, whole_id: str, prefix: str) -> Iterator[Judgement]:
    wholes = [m for m in mentions[whole_id] if not m.is_cumulative and not m.is_partial]
    parts = [
        min(found, key=lambda metric: metric.value)
        for name, found in mentions.items()
        if name.startswith(prefix) and name != whole_id and not any(m.is_cumulative for m in found)
    ]
    if not wholes:
        yield not_judged("checks.reason.cumulative", whole_id, _said(mentions[whole_id][0]))
        return
    if not parts:
        return
    whole = max(wholes, key=lambda metric: metric.value)
    least = sum(stated_range(metric).low for metric in parts)
    if least <= stated_range(whole).high:
        yield HOLDS
        return
    quotes = " | ".join(dict.fromkeys(metric.quote for metric in parts if metric.quote))
    listed = " + ".join(_plain(metric.value) for metric in parts)
    label = message("checks.side.text_parts", {"count": str(len(parts))})
    right = Side(label=label, value=sum(m.value for m in parts), quote=quotes or None)
    yield fails(_said(whole), right, whole_id, parts=listed)


def _plain(value: Number) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
