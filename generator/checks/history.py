"""A report's figures against the agency's own other years: unit slips and jumps.

Both compare logarithms with the median of the other years, so that one odd year among
them does not decide; the least number of years is in `plausibility.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log10
from statistics import median

from generator.checks.catalogue import check
from generator.checks.facts import facts
from generator.checks.finding import Side
from generator.checks.judgement import HOLDS, Judgement, fails, not_judged
from generator.checks.subject import Subject
from generator.checks.wording import figures_side
from generator.messages import message
from generator.records import Number

_MAD_TO_DEVIATION = 1.4826  # of a normal distribution


def other_years(subject: Subject, field: str) -> dict[int, Number]:
    """The same figure in the agency's other reports of the same scope."""
    return {
        year: report.values[field]
        for year, report in subject.history.items()
        if year != subject.year
        and field in report.values
        and report.record.scope == subject.record.scope
    }


def _usual(subject: Subject, field: str, others: dict[int, Number]) -> Side:
    years = "、".join(str(year) for year in sorted(others))
    return Side(
        label=message("checks.side.median", {"years": years}),
        value=median(others.values()),
        other=tuple(f"{subject.record.agency}/{year}#{field}" for year in sorted(others)),
    )


@check("UNITS", kind="reasonableness", severity="warning", fields=("*.amount", "stats.fees.*"))
def unit_slip(subject: Subject) -> Iterator[Judgement]:
    """Money does not differ from other years by a factor of about 10,000 (元 and 万元)."""
    rules = facts().units
    for field in rules.fields:
        value = subject.values.get(field)
        if value:
            others = {y: v for y, v in other_years(subject, field).items() if v}
            yield _unit_slip(subject, field, value, others)


def _unit_slip(subject: Subject, field: str, value: Number, others: dict[int, Number]) -> Judgement:
    rules = facts().units
    left = figures_side(subject.record.form, (field,), value)
    if len(others) < rules.least_years:
        return not_judged(
            "checks.reason.few_years", field, left, least=rules.least_years, count=len(others)
        )
    if max(others.values()) / min(others.values()) > rules.greatest_spread:
        return not_judged("checks.reason.years_differ", field, left)
    usual = median(others.values())
    factor = max(value / usual, usual / value)
    if not rules.least_factor <= factor <= rules.greatest_factor:
        return HOLDS
    return fails(left, _usual(subject, field, others), field, factor=round(factor))


@check("JUMP", kind="reasonableness", severity="notice", fields=("requests.*", "*.decisions"))
def jump(subject: Subject) -> Iterator[Judgement]:
    """A count is not far out of the agency's own other years."""
    least = facts().jumps.least_years
    fields = [field for field in facts().jumps.fields if field in subject.values]
    others = {field: other_years(subject, field) for field in fields}
    enough = [field for field in fields if len(others[field]) >= least]
    for field in enough:
        yield _jump(subject, field, subject.values[field], others[field])
    if fields and not enough:
        count = max(len(found) for found in others.values())
        yield not_judged("checks.reason.few_years", least=least, count=count)


def _jump(subject: Subject, field: str, value: Number, others: dict[int, Number]) -> Judgement:
    rules = facts().jumps
    left = figures_side(subject.record.form, (field,), value)
    logs = [log10(other + 1) for other in others.values()]
    centre = median(logs)
    spread = _MAD_TO_DEVIATION * median(abs(log - centre) for log in logs)
    distance = abs(log10(value + 1) - centre)
    is_large = max(value, 10**centre - 1) >= rules.least_count
    limit = max(log10(rules.least_factor), rules.deviations * spread)
    if not is_large or distance < limit:
        return HOLDS
    return fails(left, _usual(subject, field, others), field, factor=f"{10**distance:.0f}")
