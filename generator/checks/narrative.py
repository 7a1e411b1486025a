"""What the running text says against the tables, and against itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace as replace_metric

from generator.checks.catalogue import check
from generator.checks.describe import number_text
from generator.checks.expression import bounds, total
from generator.checks.finding import Side
from generator.checks.judgement import (
    HOLDS,
    Judgement,
    difference,
    explained,
    fails,
    not_judged,
)
from generator.checks.precision import PartsRule, narrative, stated_range
from generator.checks.subject import Subject
from generator.checks.wording import figures_side
from generator.forms import Formula, form, formula
from generator.messages import message
from generator.records import Metric, Number

Mentions = dict[str, list[Metric]]
_FEWEST_PARTS = 2


@cache
def _formulas(form_id: str, table: str) -> dict[str, tuple[Formula, ...]]:
    """What the metrics may mean on a form; those that it does not ask for are left out."""
    entries: dict[str, list[str]] = getattr(narrative(), table)
    found = {
        name: tuple(one for text in texts if (one := formula(text, form(form_id))).terms)
        for name, texts in entries.items()
    }
    return {name: meant for name, meant in found.items() if meant}


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
    for metric_id, meant in _formulas(record.form, "fields").items():
        if metric_id in mentions:
            said = _in_unit_of(record.form, meant[0], mentions[metric_id])
            found = [_against_table(subject, metric_id, said, each) for each in meant]
            yield min(found, key=lambda judged: _ORDER[judged.result])


_ORDER = {
    "holds": 0,
    "explained": 1,
    "not_judged": 2,
    "fails": 3,
}  # of several meanings, the kindest


def _in_unit_of(form_id: str, meant: Formula, mentions: list[Metric]) -> list[Metric]:
    """The mentions with money in the unit of the form's figure."""
    words = narrative().words
    field = form(form_id).fields[meant.fields[0]]
    if field.unit != words.ten_thousand_yuan:
        return mentions
    return [
        replace_metric(metric, value=metric.value / 10_000, unit=field.unit)
        if metric.unit == words.yuan
        else metric
        for metric in mentions
    ]


def _against_table(
    subject: Subject, metric_id: str, mentions: list[Metric], meant: Formula
) -> Judgement:
    """One figure: holds when any mention of the whole agrees; a part is compared with nothing."""
    table = bounds(meant, subject.values, {}, frozenset())
    right = figures_side(subject.record.form, meant.fields, table.value)
    current = [metric for metric in mentions if not metric.is_cumulative]
    wholes = [metric for metric in current if not metric.is_partial]
    if any(_states(metric, table.value) for metric in wholes or current):
        return HOLDS
    if not wholes:
        reason = "partial" if current else "cumulative"
        said = _said((current or mentions)[0])
        return not_judged(f"checks.reason.{reason}", metric_id, said, right)
    if table.value is None:
        states = ", ".join(sorted({subject.record.figure(name).state for name in table.unknown}))
        said = _said(wholes[0])
        return not_judged("checks.reason.not_a_number", metric_id, said, right, states=states)
    whole = max(wholes, key=lambda metric: metric.value)
    judged = fails(_said(whole), right, metric_id)
    by = _other_sum(subject, whole) or _own_parts(whole, current, table.value)
    return explained(judged, by) if by is not None else judged


def _states(metric: Metric, value: Number | None) -> bool:
    return value is not None and stated_range(metric).allows(value)


def _other_sum(subject: Subject, whole: Metric) -> Side | None:
    """The other sum of the tables that the text states, if it states one."""
    form_id = subject.record.form or ""
    for formula_of in _formulas(form_id, "explained").get(whole.id, ()):
        value = total(formula_of, subject.values, {})
        if value is not None and _states(whole, value):
            return figures_side(form_id, formula_of.fields, value)
    return None


def _own_parts(whole: Metric, mentions: list[Metric], value: Number) -> Side | None:
    """The parts that the text itself adds up to its whole, when the table has one of them."""
    parts = [metric for metric in mentions if metric.is_partial]
    values = [metric.value for metric in parts]
    if len(values) < _FEWEST_PARTS or value not in values:
        return None
    if not _states(whole, sum(values)):
        return None
    label = message("checks.side.own_parts", {"parts": " + ".join(map(number_text, values))})
    quotes = " | ".join(dict.fromkeys(metric.quote for metric in parts if metric.quote))
    return Side(label=label, value=sum(values), quote=quotes or None)


def _said(metric: Metric) -> Side:
    label = message("checks.side.text", {})
    return Side(label=label, value=metric.value, quote=metric.quote)


@check("TEXT_PARTS", kind="reasonableness", severity="notice", fields=("metrics",))
def parts_of_text(subject: Subject) -> Iterator[Judgement]:
    """The channels named in the text do not exceed the total stated there.

    Parts below the total are a partial list and no contradiction. Where the form asks for the
    total itself, the table is checked instead.
    """
    if subject.record.form is None:
        return
    asked = form(subject.record.form).fields
    mentions = _mentions(subject)
    for rule in narrative().parts:
        if rule.unless not in asked and rule.whole in mentions:
            yield from _parts(mentions, rule)


def _named_parts(mentions: Mentions, rule: PartsRule) -> list[Metric]:
    """One mention of each channel, the smallest; a channel that sums others counts once."""
    parts = {
        name: min(found, key=lambda metric: metric.value)
        for name, found in mentions.items()
        if name.startswith(rule.parts)
        and name != rule.whole
        and not any(metric.is_cumulative for metric in found)
    }
    for above, below in rule.together.items():
        inner = [name for name in below if name in parts]
        if above in parts and inner:
            is_above = parts[above].value >= sum(parts[name].value for name in inner)
            for name in inner if is_above else [above]:
                del parts[name]
    return list(parts.values())


def _parts(mentions: Mentions, rule: PartsRule) -> Iterator[Judgement]:
    whole_id = rule.whole
    wholes = [m for m in mentions[whole_id] if not m.is_cumulative and not m.is_partial]
    parts = _named_parts(mentions, rule)
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
    listed = " + ".join(number_text(metric.value) for metric in parts)
    label = message("checks.side.text_parts", {"count": str(len(parts))})
    right = Side(label=label, value=sum(m.value for m in parts), quote=quotes or None)
    excess = number_text(difference(right.value, whole.value))
    yield fails(_said(whole), right, whole_id, parts=listed, excess=excess)
