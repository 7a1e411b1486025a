"""What should be said, worked out from the records one by one, without frames.

The figures are named as the forms of 2019 and 2021 print them; the form of 2014 has its own
rows. Minimums are written out here: five reports, five agencies in both years, ten refusals.
"""

from __future__ import annotations

from collections import Counter
from statistics import median

RECEIVED = {"2014": ["stats.requests.received"], "": ["requests.received.total"]}
CLOSED = {"2014": ["stats.replies.total"], "": ["outcomes.total.total"]}
GRANTED = {
    "2014": ["stats.replies.granted_full", "stats.replies.granted_partial"],
    "": ["outcomes.granted.total", "outcomes.partly_granted.total"],
}
REVIEWS = {"2014": ["stats.review.total"], "": ["review.total"]}
LAWSUITS = {
    "2014": ["stats.litigation.total"],
    "": ["litigation.direct.total", "litigation.after_review.total"],
}
CORRECTED = {"2014": ["stats.review.corrected"], "": ["review.corrected"]}
LOST = {
    "2014": ["stats.litigation.corrected"],
    "": ["litigation.direct.corrected", "litigation.after_review.corrected"],
}
NATURAL = {"2014": [], "": ["requests.received.natural_person"]}
OPEN = {"2014": [], "": ["requests.carried_over.total"]}
DUE = {"2014": [], "": ["requests.received.total", "requests.carried_in.total"]}
DENIED = (
    "state_secret prohibited_by_law security_stability third_party_rights internal_affairs "
    "deliberative_process enforcement_files special_access_regime"
)
UNABLE = "not_held creation_required still_unclear"
UNPROCESSED = "petition_complaint repeat_request public_publication excessive confirm_or_reissue"


def rows(group: str, names: str) -> dict[str, list[str]]:
    return {"2014": [], "": [f"outcomes.{group}.{name}.total" for name in names.split()]}


NOT_GIVEN = {
    "denied": rows("denied", DENIED),
    "unable": rows("unable", UNABLE),
    "not_processed": rows("not_processed", UNPROCESSED),
}
NOT_GIVEN["denied"]["2014"] = ["stats.replies.denied"]
REFUSALS = [name for group in NOT_GIVEN.values() for name in group[""]]
OLD = "state_secret trade_secret personal_privacy security_stability not_gov_info other_law"
OLD_REFUSALS = [f"stats.replies.denied_{name}" for name in OLD.split()]
SHARES = {
    "asked.share_natural": (NATURAL, RECEIVED),
    "outcomes.share_granted": (GRANTED, CLOSED),
    **{f"outcomes.share_{name}": (fields, CLOSED) for name, fields in NOT_GIVEN.items()},
    "outcomes.share_open": (OPEN, DUE),
    "remedies.share_reviewed": (REVIEWS, CLOSED),
}
ACROSS_2014 = (RECEIVED, REVIEWS, LAWSUITS)
"""What means the same before and after 2019; all else only from 2019 on."""


def value(record, fields):
    """The sum of figures; None where one of them is no number, or the form has no such row."""
    names = fields.get(record.form, fields[""]) if record.form else []
    numbers = [record.value(name) for name in names]
    return None if not names or None in numbers else sum(numbers)


def expected(before, now, statuses, failed, answered=()):
    """{id: (number, n, direction)} of a place; lists of own records of two years by agency.

    `statuses` are those of the agencies that should have reported, `failed` the checks that
    do not hold in each report of the place.
    """
    found = dict(who(statuses))
    if len(now) < 5:
        return found
    found |= asked(now)
    found |= changed("asked.change", RECEIVED, before, now)
    for name, parts in SHARES.items():
        found |= share(name, *parts, before, now)
    found |= none_granted(now)
    found |= why(now)
    found |= moves(before, now)
    for name, total, corrected in (
        ("reviews", REVIEWS, CORRECTED),
        ("lawsuits", LAWSUITS, LOST),
    ):
        found |= remedy(name, total, corrected, before, now)
    found |= questions(failed, answered)
    return found


def who(statuses):
    n = len(statuses)
    if n < 5:
        return
    here = sum(status in {"published", "late"} for status in statuses)
    yield "who.published", (here, n, "all" if here == n else "" if here else "none")
    for status in ("missing", "not_collected"):
        if status in statuses:
            yield f"who.{status}", (statuses.count(status), n, "")


def known(records, *counts):
    """The values of counts in the reports that print all of them, by agency."""
    found = {name: [value(one, count) for count in counts] for name, one in records.items()}
    return {name: values for name, values in found.items() if None not in values}


def both(before, now, *counts):
    """The agencies that print the counts in both years, where they mean the same."""
    last, this = known(before, *counts), known(now, *counts)
    shared = []
    for name in this.keys() & last.keys():
        old = {before[name].form == "2014", now[name].form == "2014"}
        if len(old) == 1 or all(count in ACROSS_2014 for count in counts):
            shared.append(name)
    return {name: (last[name], this[name]) for name in shared}


def asked(now):
    numbers = {name: values[0] for name, values in known(now, RECEIVED).items()}
    n, total = len(numbers), sum(numbers.values())
    if n < 5:
        return {}
    found = {"asked.total": (total, n, "")}
    if n < len(now):
        found["asked.unknown"] = (len(now) - n, len(now), "")
    zeros = list(numbers.values()).count(0)
    if zeros:
        found["asked.zero"] = (zeros, n, "")
    if total:
        found["asked.median"] = (median(numbers.values()), n, "")
    most = max(numbers.values())
    if most >= 10 and list(numbers.values()).count(most) == 1:
        found["asked.most"] = (most, n, "")
    return found


def changed(name, count, before, now):
    pairs = both(before, now, count)
    first, last = (sum(pair[at][0] for pair in pairs.values()) for at in (0, 1))
    if len(pairs) < 5 or not first:
        return {}
    change = last - first
    direction = "same" if abs(change / first) < 0.01 else "up" if change > 0 else "down"
    return {name: (change, len(pairs), direction)}


def share(name, part, whole, before, now):
    values = known(now, part, whole).values()
    parts, wholes = sum(one[0] for one in values), sum(one[1] for one in values)
    if len(values) < 5 or wholes < 10 or parts > wholes:
        return {}
    found = {name: (parts / wholes, len(values), "")}
    pairs = both(before, now, part, whole).values()
    sums = [[sum(pair[at][i] for pair in pairs) for i in (0, 1)] for at in (0, 1)]
    if len(pairs) >= 5 and min(total for _, total in sums) >= 10:
        points = sums[1][0] / sums[1][1] - sums[0][0] / sums[0][1]
        if abs(points) >= 0.005:
            found[f"{name}.moved"] = (points, len(pairs), "up" if points > 0 else "down")
    return found


def none_granted(now):
    enough = [(part, whole) for part, whole in known(now, GRANTED, CLOSED).values() if whole >= 10]
    none = sum(part == 0 for part, _ in enough)
    if len(enough) < 5 or not none:
        return {}
    return {"outcomes.none_granted": (none, len(enough), "")}


def why(now):
    year = next(iter(now.values())).year
    names = OLD_REFUSALS if year < 2019 else REFUSALS
    alike = [one for one in now.values() if one.form and (one.form == "2014") == (year < 2019)]
    stated = [one for one in alike if all(one.value(name) is not None for name in names)]
    if len(stated) < 5:
        return {}
    sums = Counter({name: sum(one.value(name) for one in stated) for name in names})
    total = sum(sums.values())
    found = {"why.total": (total, len(stated), "" if total else "none")}
    if total < 10:
        return found
    numbers = sorted(sums.values(), reverse=True)[:3]
    for rank, number in zip(("first", "second", "third"), numbers, strict=True):
        if not number or list(sums.values()).count(number) > 1:
            break
        found[f"why.{rank}"] = (number, len(stated), "")
    return found


def moves(before, now):
    pairs = both(before, now, RECEIVED)
    steps = [last[0] - first[0] for first, last in pairs.values()]
    if len(steps) < 5:
        return {}
    more = sum(step > 0 for step in steps)
    found = {"changes.count": (more, len(steps), "" if any(steps) else "none")}
    for way, furthest in (("up", max(steps)), ("down", min(steps))):
        is_so = furthest >= 5 if way == "up" else furthest <= -5
        if is_so and steps.count(furthest) == 1:
            found[f"changes.most.{way}"] = (furthest, len(steps), way)
    return found


def remedy(name, count, corrected, before, now):
    numbers = [values[0] for values in known(now, count).values()]
    if len(numbers) < 5:
        return {}
    total = sum(numbers)
    found = {f"remedies.{name}": (total, len(numbers), "" if total else "none")}
    if not total:
        return found
    found |= changed(f"remedies.{name}.change", count, before, now)
    both_known = known(now, count, corrected).values()
    number = sum(values[1] for values in both_known)
    if len(both_known) >= 5 and sum(values[0] for values in both_known):
        found[f"remedies.{name}_corrected"] = (
            number, len(both_known), "" if number else "none"
        )  # fmt: skip
    return found


def questions(failed, answered):
    n, places = len(failed), [one for checks in failed for one in checks]
    if n < 5:
        return {}
    wrong = sum(bool(checks) for checks in failed)
    found = {"arithmetic.reports": (wrong, n, "" if places else "none")}
    counts = Counter(one.check for one in places)
    top = counts.most_common(1)
    if len(places) > 1 and list(counts.values()).count(top[0][1]) == 1:
        found["arithmetic.check"] = (top[0][1], n, "all" if len(counts) == 1 else "")
    replied = sum(one.id in answered for one in places)
    if replied:
        found["arithmetic.answered"] = (replied, n, "")
    return found
