"""A department's figures against the aggregate report of its government."""

from __future__ import annotations

from collections.abc import Iterator

from generator.agencies import Registry
from generator.checks.catalogue import check_across
from generator.checks.digest import Digest, Digests
from generator.checks.facts import facts
from generator.checks.finding import Side
from generator.checks.judgement import HOLDS, Judgement, fails, not_judged
from generator.checks.wording import figure_label, figures_side
from generator.forms import form
from generator.messages import message
from generator.records import Number

Key = tuple[str, int]
Aggregates = dict[tuple[str, int], Key]


@check_across("HIERARCHY", kind="implied", severity="warning", fields=("*.total", "*.decisions"))
def within_the_aggregate(digests: Digests, registry: Registry) -> Iterator[tuple[Key, Judgement]]:
    """Each figure of a department <= the same figure of its government's aggregate."""
    governments = _aggregates(digests, registry)
    for key, own in digests.items():
        government = _government_of(key, own, governments, registry)
        if government is not None and own.form and digests[government].form == own.form:
            for judged in _compare(own, government, digests[government], registry):
                yield key, judged


def _aggregates(digests: Digests, registry: Registry) -> Aggregates:
    """The one aggregate report of each region and year; regions with two are left out."""
    found: Aggregates = {}
    doubled = set()
    for (agency, year), digest in digests.items():
        entry = registry.agencies.get(agency)
        if digest.scope == "aggregate" and entry is not None:
            place = (entry.region, year)
            if place in found:
                doubled.add(place)
            found[place] = (agency, year)
    return {place: key for place, key in found.items() if place not in doubled}


def _government_of(
    key: Key, own: Digest, governments: Aggregates, registry: Registry
) -> Key | None:
    entry = registry.agencies.get(key[0])
    if entry is None or own.scope != "own" or entry.function in facts().hierarchy.not_summed:
        return None
    found = governments.get((entry.region, key[1]))
    if found is None or registry.agencies[found[0]].level != entry.level:
        return None
    return found


def _compare(
    own: Digest, government: Key, above: Digest, registry: Registry
) -> Iterator[Judgement]:
    assert own.form is not None
    for field in facts().hierarchy.fields:
        if field not in form(own.form).fields:
            continue
        part, whole = own.values.get(field), above.values.get(field)
        if part is None and whole is None:
            continue  # the checks of both reports say so themselves
        if part is not None and whole is not None and part <= whole:
            yield HOLDS
            continue
        left = figures_side(own.form, (field,), part)
        right = _above(field, own.form, government, whole, registry)
        if part is None or whole is None:
            code = "this_report" if part is None else "other_report"
            states = message(f"checks.words.{code}", {})
            yield not_judged("checks.reason.not_a_number", field, left, right, states=states)
        else:
            yield fails(left, right, field)


def _above(
    field: str, form_id: str, government: Key, whole: Number | None, registry: Registry
) -> Side:
    report = f"{registry.agencies[government[0]].name} {government[1]}"
    params = {"figure": figure_label(form_id, field), "report": report}
    other = (f"{government[0]}/{government[1]}#{field}",)
    return Side(label=message("checks.side.of_report", params), value=whole, other=other)
