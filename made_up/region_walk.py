"""Walks the regions of a registry, towns before provinces, so that governments can sum."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.agencies import Agency, Registry
from generator.forms import form, form_in_force
from made_up.places import departments, localities, part_of
from made_up.simulated import Numbers, SimulatedAgency, simulate, year_numbers
from made_up.simulated_2014 import year_numbers_2014

YearlyNumbers = dict[int, Numbers]


def walk(registry: Registry, years: range, seed: int) -> Iterator[tuple[Agency, YearlyNumbers]]:
    """Each agency with its numbers by year; a government's are the sums of its region."""
    sums: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    order = sorted(registry.by_region, key=lambda code: (-_depth(code), code))
    for code in order:
        below = sums.pop(code, {year: Counter() for year in years})
        yield from _region(registry.by_region[code], years, seed, below)
        for above in _above(code)[:1]:
            for year in years:
                sums[above][year].update(below[year])


def _depth(code: str) -> int:
    return len(_above(code))


def _above(code: str) -> list[str]:
    found = []
    parent = localities()[code].region.parent
    while parent:
        found.append(parent)
        parent = localities()[parent].region.parent
    return found


def _region(
    agencies: tuple[Agency, ...], years: range, seed: int, total: dict[int, Counter[str]]
) -> Iterator[tuple[Agency, YearlyNumbers]]:
    own = [agency for agency in agencies if agency.kind != "government"]
    for agency, numbers in _departments(own, years, seed):
        for year, found in numbers.items():
            total[year].update(found)
        yield agency, numbers
    for agency in agencies:
        if agency.kind == "government":
            for year, rules in _rules_of_government(agency, years, seed).items():
                total[year].update(rules)
            yield agency, {year: dict(total[year]) for year in years}


def _departments(
    agencies: list[Agency], years: range, seed: int
) -> Iterator[tuple[Agency, YearlyNumbers]]:
    all_simulated = {part_of(agency): simulate(agency, seed) for agency in agencies}
    found: dict[str, YearlyNumbers] = {part: {} for part in all_simulated}
    for year in years:
        for part, simulated in all_simulated.items():
            department = departments().get(part)
            if department is None or department.exists(year):
                found[part][year] = _year(simulated, year)
        for part, simulated in all_simulated.items():
            _hand_over(part, simulated, all_simulated, year)
    for part, simulated in all_simulated.items():
        yield simulated.agency, found[part]


def _year(simulated: SimulatedAgency, year: int) -> Numbers:
    form_id = form_in_force(year)
    if _has_requests(form_id):
        return year_numbers(simulated, form_id)
    return year_numbers_2014(simulated)


def _has_requests(form_id: str) -> bool:
    return form(form_id).table("requests") is not None


def _hand_over(
    part: str, simulated: SimulatedAgency, all_simulated: dict[str, SimulatedAgency], year: int
) -> None:
    """In its last year a department leaves its pending applications to its successor."""
    department = departments().get(part)
    if department is None or department.until != year:
        return
    heir = all_simulated.get(department.successor or "")
    if heir is not None:
        heir.carried = [a + b for a, b in zip(heir.carried, simulated.carried, strict=True)]


def _rules_of_government(agency: Agency, years: range, seed: int) -> YearlyNumbers:
    """What a government adds to its departments' sums: the regulations it makes itself."""
    if agency.level not in ("province", "prefecture"):
        return {}
    simulated = simulate(agency, seed)
    simulated.applications = 0.0
    simulated.can_regulate = True
    simulated.levels = dict.fromkeys(simulated.levels, 0.0) | {"procurement": 0.0}
    simulated.stocks = {
        "regulations": 20 + int(simulated.chance.random() * 60),
        "normative_docs": 0,
    }
    simulated.items = dict.fromkeys(simulated.items, 0)
    forms = {year: form_in_force(year) for year in years}
    return {
        year: year_numbers(simulated, form_id)
        for year, form_id in forms.items()
        if _has_requests(form_id)
    }
