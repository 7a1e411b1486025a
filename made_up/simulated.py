"""One agency's work through the years: figures that add up within a year and across years.

Numbers are held as integers, money in hundredths of the form's unit, so that sums over
a region stay exact; `made_up.figures` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random

from generator.agencies import Agency, Level
from generator.forms import asks, form
from made_up import chance as of
from made_up.places import OFFICE, MadeUpDepartment, departments, part_of

Numbers = dict[str, int]

APPLICANTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_org",
    "legal_service_org",
    "other_org",
)
_APPLICANT_WEIGHTS = (80, 11, 0.6, 0.6, 5, 2.8)
_SCALE: dict[Level, float] = {
    "national": 60,
    "province": 30,
    "prefecture": 7,
    "county": 1,
    "township": 0.3,
}
_IDLE: dict[Level, float] = {"province": 0.1, "prefecture": 0.3, "county": 0.55, "township": 0.8}
_OUTCOMES = {
    "granted": 34,
    "partly_granted": 6,
    "denied.state_secret": 0.3,
    "denied.prohibited_by_law": 0.8,
    "denied.security_stability": 0.2,
    "denied.third_party_rights": 1.5,
    "denied.internal_affairs": 2,
    "denied.deliberative_process": 1.6,
    "denied.enforcement_files": 1.5,
    "denied.special_access_regime": 3,
    "unable.not_held": 26,
    "unable.creation_required": 4,
    "unable.still_unclear": 2,
    "not_processed.petition_complaint": 3,
    "not_processed.repeat_request": 2,
    "not_processed.public_publication": 0.4,
    "not_processed.excessive": 0.5,
    "not_processed.confirm_or_reissue": 0.6,
    "other.undivided": 8,
    "other.abandoned_no_clarification": 3,
    "other.abandoned_fee_unpaid": 0.4,
    "other.residual": 5,
}


@cache
def outcome_rows(form_id: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The outcome rows of a form without their total, and how often each happens."""
    rows = [
        row.id for table in form(form_id).tables if table.id == "requests" for row in table.rows
    ]
    outcomes = [row for row in rows if row.startswith("outcomes.") and row != "outcomes.total"]
    return tuple(outcomes), tuple(_OUTCOMES.get(row.partition(".")[2], 1) for row in outcomes)


@dataclass(slots=True)
class SimulatedAgency:
    """What an agency carries from one year to the next."""

    agency: Agency
    chance: Random
    applications: float
    department: MadeUpDepartment | None
    can_regulate: bool = False
    carried: list[int] = field(default_factory=lambda: [0] * 6)
    stocks: dict[str, int] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    levels: dict[str, float] = field(default_factory=dict)


def simulate(agency: Agency, seed: int) -> SimulatedAgency:
    """The agency on its first day; its own stream of chance depends on seed and id alone."""
    chance = of.stream("desk", seed, agency.id)
    department = departments().get(part_of(agency))
    scale = _SCALE[agency.level]
    if part_of(agency) == OFFICE:
        applications = chance.uniform(9, 60) * scale
    else:
        weight = department.requests if department else 0.4
        applications = 0.04 if chance.random() < _IDLE[agency.level] else 0.0
        applications = applications or chance.lognormvariate(0.6, 0.7) * weight * scale
    simulated = SimulatedAgency(agency, chance, applications, department)
    _equip(simulated, scale)
    return simulated


def _equip(simulated: SimulatedAgency, scale: float) -> None:
    chance, department = simulated.chance, simulated.department
    simulated.levels["licences"] = _level(chance, department.licences if department else 0, scale)
    simulated.levels["penalties"] = _level(chance, department.penalties if department else 0, scale)
    simulated.levels["fees"] = _level(chance, department.fees if department else 0, scale) * 100
    simulated.levels["measures"] = simulated.levels["penalties"] * 0.05
    lasting = department is None or (department.until is None and department.since != 2021)
    simulated.stocks["normative_docs"] = int(chance.random() ** 2 * 14) if lasting else 0
    for name in ("licences", "other_public_services", "penalties", "coercive_measures"):
        simulated.items[name] = 0 if department is None else int(chance.random() * 90)
    simulated.items["admin_fees"] = int(chance.random() * 8) if simulated.levels["fees"] else 0


def _level(chance: Random, usual: float, scale: float) -> float:
    """A yearly amount for this agency; a good part of the agencies have none."""
    if not usual or chance.random() < 0.25:
        return 0.0
    return usual * float(scale**0.8) * chance.lognormvariate(0, 0.4)


def year_numbers(simulated: SimulatedAgency, form_id: str) -> Numbers:
    """The figures of one year by a form with a table of requests; moves the agency on by a year."""
    numbers = _requests(simulated, form_id)
    _cases(simulated, numbers)
    if asks(form_id, "proactive.normative_docs.disclosed_stock"):
        _proactive_2019(simulated, numbers)
    else:
        _proactive_2021(simulated, numbers)
    simulated.applications *= simulated.chance.uniform(0.92, 1.1)
    return numbers


def _requests(simulated: SimulatedAgency, form_id: str) -> Numbers:
    chance = simulated.chance
    received = of.split(chance, of.poisson(chance, simulated.applications), _APPLICANT_WEIGHTS)
    pending = [a + b for a, b in zip(received, simulated.carried, strict=True)]
    later = [of.thin(chance, count, 0.04) for count in pending]
    rows, weights = outcome_rows(form_id)
    numbers: Numbers = {}
    _put(numbers, "requests.received", received)
    _put(numbers, "requests.carried_in", simulated.carried)
    closed = [a - b for a, b in zip(pending, later, strict=True)]
    parts = [of.split(chance, count, weights) for count in closed]
    for position, row in enumerate(rows):
        _put(numbers, row, [column[position] for column in parts])
    _put(numbers, "outcomes.total", closed)
    _put(numbers, "requests.carried_over", later)
    simulated.carried = later
    return numbers


def _put(numbers: Numbers, row: str, counts: list[int]) -> None:
    for applicant, count in zip(APPLICANTS, counts, strict=True):
        numbers[f"{row}.{applicant}"] = count
    numbers[f"{row}.total"] = sum(counts)


def _cases(simulated: SimulatedAgency, numbers: Numbers) -> None:
    asked = numbers["requests.received.total"]
    for group, share in (
        ("review", 0.05),
        ("litigation.direct", 0.012),
        ("litigation.after_review", 0.01),
    ):
        count = of.thin(simulated.chance, asked, share)
        results = of.split(simulated.chance, count, (55, 15, 20, 10))
        for name, value in zip(("upheld", "corrected", "other", "pending"), results, strict=True):
            numbers[f"{group}.{name}"] = value
        numbers[f"{group}.total"] = count


def _steady(simulated: SimulatedAgency, name: str) -> int:
    """This year's amount of something that changes little from year to year."""
    simulated.levels[name] *= simulated.chance.uniform(0.94, 1.06)
    return round(simulated.levels[name])


def _proactive_2021(simulated: SimulatedAgency, numbers: Numbers) -> None:
    for row in ("regulations", "normative_docs"):
        made, repealed = _rules(simulated, row)
        stock = simulated.stocks.get(row, 0) + made - repealed
        simulated.stocks[row] = stock
        numbers[f"proactive.{row}.made"] = made
        numbers[f"proactive.{row}.repealed"] = repealed
        numbers[f"proactive.{row}.in_force"] = stock
    numbers["proactive.licences.decisions"] = _steady(simulated, "licences")
    numbers["proactive.penalties.decisions"] = _steady(simulated, "penalties")
    numbers["proactive.coercive_measures.decisions"] = _steady(simulated, "measures")
    numbers["proactive.admin_fees.amount"] = _steady(simulated, "fees")


def _rules(simulated: SimulatedAgency, row: str) -> tuple[int, int]:
    """How many rules are made and repealed in a year."""
    if row == "regulations" and not simulated.can_regulate:
        return 0, 0
    if not simulated.stocks.get(row, 0) and row != "regulations":
        return 0, 0
    made = of.poisson(simulated.chance, 1.2)
    held = simulated.stocks.get(row, 0)
    return made, min(of.poisson(simulated.chance, 0.6), max(held - 1, 0))


def _proactive_2019(simulated: SimulatedAgency, numbers: Numbers) -> None:
    for row in ("regulations", "normative_docs"):
        made, _ = _rules(simulated, row)
        simulated.stocks[row] = simulated.stocks.get(row, 0) + made
        numbers[f"proactive.{row}.made"] = made
        numbers[f"proactive.{row}.newly_disclosed"] = made
        numbers[f"proactive.{row}.disclosed_stock"] = simulated.stocks[row]
    amounts = {
        "licences": _steady(simulated, "licences"),
        "other_public_services": round(simulated.levels["licences"] * 0.6),
        "penalties": _steady(simulated, "penalties"),
        "coercive_measures": _steady(simulated, "measures"),
    }
    for row, before in list(simulated.items.items()):
        change = of.pick(simulated.chance, (0, 0, 0, 1, 3, -1, -2)) if before > 2 else 0
        numbers[f"proactive.{row}.items_prev_year"] = before
        numbers[f"proactive.{row}.items_change"] = change
        simulated.items[row] = before + change
        if row in amounts:
            numbers[f"proactive.{row}.decisions"] = _unlike(amounts[row], before, change)
    _procurement(simulated, numbers)


def _unlike(decisions: int, before: int, change: int) -> int:
    """Keeps a true count of decisions apart from what a misfilled one would be."""
    while decisions and decisions in (before + change, before - change):
        decisions += 1
    return decisions


def _procurement(simulated: SimulatedAgency, numbers: Numbers) -> None:
    scale = _SCALE[simulated.agency.level]
    mean = simulated.levels.setdefault("procurement", simulated.chance.uniform(0, 12) * scale**0.5)
    count = round(mean * simulated.chance.uniform(0.95, 1.05))
    price = simulated.levels.setdefault("price", simulated.chance.uniform(4e6, 4e7))
    amount = round(count * price * simulated.chance.uniform(0.97, 1.03))
    numbers["proactive.central_procurement.projects"] = count
    numbers["proactive.central_procurement.amount"] = amount
