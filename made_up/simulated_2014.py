"""The figures of the 2014 form for one agency and year; every sum of the form holds."""

from __future__ import annotations

from made_up import chance as of
from made_up.simulated import Numbers, SimulatedAgency

_CHANNELS = ("gazette", "website", "weibo", "wechat", "other")
_REPLIES = (
    "already_public",
    "granted_full",
    "granted_partial",
    "denied",
    "not_our_agency",
    "not_exist",
    "clarification_asked",
    "other_channel",
)
_DENIED = (
    "state_secret",
    "trade_secret",
    "personal_privacy",
    "security_stability",
    "not_gov_info",
    "other_law",
)


def year_numbers_2014(simulated: SimulatedAgency) -> Numbers:
    """All 58 figures of a year; money in hundredths of 10,000 yuan."""
    numbers: Numbers = {}
    _published(simulated, numbers)
    _responses(simulated, numbers)
    _requests(simulated, numbers)
    _cases(simulated, numbers)
    _capacity(simulated, numbers)
    simulated.applications *= simulated.chance.uniform(0.92, 1.1)
    return numbers


def _published(simulated: SimulatedAgency, numbers: Numbers) -> None:
    chance = simulated.chance
    mean = simulated.levels.setdefault("published", chance.lognormvariate(5.6, 0.5))
    simulated.levels["published"] = mean * chance.uniform(0.95, 1.12)
    items = round(mean)
    website = round(items * chance.uniform(0.55, 0.8))
    rest = items - website + round(items * 0.08)
    others = of.split(chance, rest, (2, 30, 50, 18))
    docs = simulated.stocks["normative_docs"] and of.poisson(chance, 1.5)
    numbers["stats.proactive.items"] = items
    numbers["stats.proactive.normative_docs"] = min(docs, items)
    numbers["stats.proactive.normative_docs_issued"] = docs + of.poisson(chance, 0.3)
    for name, value in zip(_CHANNELS, (others[0], website, *others[1:]), strict=True):
        numbers[f"stats.channel.{name}"] = value


def _responses(simulated: SimulatedAgency, numbers: Numbers) -> None:
    chance = simulated.chance
    press, interviews = of.poisson(chance, 1), of.poisson(chance, 1)
    values = {
        "press_conferences": press,
        "press_conferences_head": of.thin(chance, press, 0.5),
        "online_interviews": interviews,
        "online_interviews_head": of.thin(chance, interviews, 0.6),
        "policy_explainers": 2 + of.poisson(chance, 8),
        "social_media": 3 + of.poisson(chance, 10),
        "other": of.poisson(chance, 3),
    }
    whole = press + interviews + values["policy_explainers"] + values["social_media"]
    numbers["stats.response.issues"] = max(1, whole // 2)
    for name, value in values.items():
        numbers[f"stats.response.{name}"] = value


def _requests(simulated: SimulatedAgency, numbers: Numbers) -> None:
    chance = simulated.chance
    received = of.poisson(chance, simulated.applications)
    late = of.thin(chance, received, 0.06)
    numbers["stats.requests.received"] = received
    ways = of.split(chance, received, (20, 1, 60, 19))
    for name, value in zip(("in_person", "fax", "online", "letter"), ways, strict=True):
        numbers[f"stats.requests.{name}"] = value
    numbers["stats.requests.closed"] = received
    numbers["stats.requests.closed_on_time"] = received - late
    numbers["stats.requests.closed_extended"] = late
    replies = of.split(chance, received, (25, 34, 5, 8, 12, 9, 4, 3))
    numbers["stats.replies.total"] = received
    for name, value in zip(_REPLIES, replies, strict=True):
        numbers[f"stats.replies.{name}"] = value
    reasons = of.split(chance, numbers["stats.replies.denied"], (8, 12, 20, 10, 35, 15))
    for name, value in zip(_DENIED, reasons, strict=True):
        numbers[f"stats.replies.denied_{name}"] = value


def _cases(simulated: SimulatedAgency, numbers: Numbers) -> None:
    received = numbers["stats.requests.received"]
    for group, share in (("review", 0.04), ("litigation", 0.015)):
        count = of.thin(simulated.chance, received, share)
        numbers[f"stats.{group}.total"] = count
        results = of.split(simulated.chance, count, (65, 15, 20))
        for name, value in zip(("upheld", "corrected", "other"), results, strict=True):
            numbers[f"stats.{group}.{name}"] = value
    numbers["stats.complaints.total"] = of.thin(simulated.chance, received, 0.01)
    numbers["stats.fees.collected"] = 0


def _capacity(simulated: SimulatedAgency, numbers: Numbers) -> None:
    levels, chance = simulated.levels, simulated.chance
    full = int(levels.setdefault("full_time", float(int(chance.random() * 3))))
    part = int(levels.setdefault("part_time", 1.0 + int(chance.random() * 4)))
    budget = levels.setdefault("budget", float(of.pick(chance, (0, 0, 0, 200, 350, 500, 1250))))
    meetings, courses = 1 + of.poisson(chance, 2), of.poisson(chance, 1.5)
    values = {
        "capacity.units": 1,
        "capacity.access_points": int(levels.setdefault("points", 1.0 + int(chance.random() * 2))),
        "capacity.staff": full + part,
        "capacity.staff_full_time": full,
        "capacity.staff_part_time": part,
        "capacity.budget": round(budget),
        "training.meetings": meetings,
        "training.courses": courses,
        "training.attendees": courses * (20 + of.poisson(chance, 15)),
    }
    for name, value in values.items():
        numbers[f"stats.{name}"] = value
