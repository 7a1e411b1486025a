"""A count against bodies of the same work, level, year and form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import quantiles

from generator.agencies import Registry
from generator.checks.catalogue import check_across
from generator.checks.digest import Digests
from generator.checks.facts import facts
from generator.checks.finding import Side
from generator.checks.judgement import HOLDS, Judgement, fails, not_judged
from generator.checks.wording import figures_side
from generator.messages import message
from generator.records import Number

Key = tuple[str, int]
Group = tuple[str, str, int, str, str]


@check_across(
    "PEERS", kind="reasonableness", severity="notice", fields=("requests.received.total",)
)
def out_of_the_group(digests: Digests, registry: Registry) -> Iterator[tuple[Key, Judgement]]:
    """A count is not a hundred times the upper quartile of its group.

    In a group below the least size a count that would be looked at cannot be judged.
    """
    rules = facts().peers
    for (_, _, _, _, field), members in _groups(digests, registry).items():
        if len(members) >= rules.least_group:
            yield from _judge(field, members, digests)
            continue
        for key, value in members.items():
            if value >= rules.least_count:
                yield key, _too_few(field, value, len(members), digests[key].form)


def _too_few(field: str, value: Number, count: int, form_id: str | None) -> Judgement:
    left = figures_side(form_id, (field,), value)
    least = facts().peers.least_group
    return not_judged("checks.reason.few_peers", field, left, least=least, count=count)


def _groups(digests: Digests, registry: Registry) -> dict[Group, dict[Key, Number]]:
    found: dict[Group, dict[Key, Number]] = defaultdict(dict)
    for key, digest in digests.items():
        entry = registry.agencies.get(key[0])
        if entry is None or entry.function is None:
            continue
        for field in facts().peers.fields:
            value = digest.values.get(field)
            if value is not None:
                group = (entry.function, entry.level, key[1], digest.scope, field)
                found[group][key] = value
    return found


def _judge(
    field: str, members: dict[Key, Number], digests: Digests
) -> Iterator[tuple[Key, Judgement]]:
    rules = facts().peers
    upper = quantiles(members.values(), n=4)[2]
    limit = max(rules.least_count, rules.least_factor * max(upper, 1))
    label = message("checks.side.upper_quartile", {"count": str(len(members))})
    for key, value in members.items():
        if value < limit:
            yield key, HOLDS
            continue
        left = figures_side(digests[key].form, (field,), value)
        yield key, fails(left, Side(label=label, value=upper), field)
