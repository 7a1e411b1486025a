"""Sums, coverage and peers are what one gets by adding up report by report."""

from __future__ import annotations

from random import Random
from statistics import median

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.agencies import Agency, Region, Registry
from generator.case_file.register import Status
from generator.frames.summaries import (
    COUNTS,
    MINIMUM_BASE,
    MINIMUM_PEERS,
    PUBLISHED,
    peers_of,
    place_summaries,
)

REGIONS = {"990000": None, "990100": "990000", "990101": "990100", "990102": "990100"}
LEVELS = {"990000": "province", "990100": "prefecture", "990101": "county", "990102": "county"}
REGISTRY = Registry(
    [
        Agency(id=f"{code}-{n}", name=f"机关{n}", region=code, level=LEVELS[code],
               function=("education", None, "health")[n % 3])
        for code in REGIONS
        for n in range(24)
    ],
    [Region(code=code, name=code, level=LEVELS[code], parent=up) for code, up in REGIONS.items()],
)  # fmt: skip
AGENCIES = (*REGISTRY.agencies, "nobody-knows")
YEARS = (2021, 2022)


def corpus(seed: int) -> list[dict]:
    """Most agencies with a report for each year, many of them alike, some without numbers."""
    dice = Random(seed)
    numbers = (None, 0, 1, 4, 5, 6, 12, 37, 0.5)
    return [
        {
            "agency": agency, "year": year, "scope": dice.choice(["own"] * 6 + ["aggregate"]),
            "form": dice.choice(["2021"] * 6 + ["2019", "2014", None]),
            **{name: dice.choice(numbers) for name in COUNTS},
        }
        for agency in AGENCIES
        for year in YEARS
        if dice.random() < dice.choice([0.3, 0.95])
    ]  # fmt: skip


REPORTS = st.integers(0, 10**6).map(corpus)
STATUSES = ("published", "late", "missing", "not_required", "dissolved", "not_collected")
REGISTER = st.dictionaries(
    st.tuples(st.sampled_from(tuple(REGISTRY.agencies)), st.sampled_from(YEARS)),
    st.sampled_from(STATUSES),
)
SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def measures(reports: list[dict]) -> pd.DataFrame:
    """The frame of these reports, typed as `measures_of` types it."""
    columns = ["agency", "year", "scope", "form", *COUNTS]
    found = pd.DataFrame([[one[name] for name in columns] for one in reports], columns=columns)
    kinds = {"agency": "category", "scope": "category", "form": "category", "year": "int16"}
    return found.astype(kinds | dict.fromkeys(COUNTS, "float64"))


def region(agency: str) -> str:
    entry = REGISTRY.agencies.get(agency)
    return entry.region if entry else ""


def lies_in(agency: str, place: str) -> bool:
    """Whether the agency is in a region or below it; "" is the whole country."""
    code = region(agency)
    return not place or place in [step.code for step in REGISTRY.path(code)]


def added(reports: list[dict]):
    """Reports, and by measure the sum and how many printed the figure."""
    sums = {}
    for measure in COUNTS:
        known = [one[measure] for one in reports if one[measure] is not None]
        if known:
            sums[measure] = (sum(known), len(known))
    return len(reports), sums


def said(summary):
    return summary.reports, {name: (one.value, one.known) for name, one in summary.totals.items()}


@SOME
@given(REPORTS, REGISTER)
def test_places_hold_what_lies_in_them(reports, register: dict[tuple[str, int], Status]):
    found = place_summaries(measures(reports), register, REGISTRY)
    assert found.years == sorted({one["year"] for one in reports})
    for place in ("", *REGIONS):
        for year in YEARS:
            here = [one for one in reports if one["year"] == year]
            own = [o for o in here if o["scope"] == "own" and lies_in(o["agency"], place)]
            sums = [o for o in here if o["scope"] == "aggregate" and region(o["agency"]) == place]
            for of_scope, kept in ((own, found.own), (sums, found.aggregate)):
                assert ((place, year) in kept) is bool(of_scope)
                if of_scope:
                    assert said(kept[place, year]) == added(of_scope)
            statuses = [
                status for (agency, of), status in register.items()
                if of == year and lies_in(agency, place)
                and status not in ("not_required", "dissolved")
            ]  # fmt: skip
            coverage = found.coverage.get((place, year))
            assert (coverage.expected if coverage else 0) == len(statuses)
            if coverage:
                assert coverage.published == sum(status in PUBLISHED for status in statuses)
    for (code, year, status), names in found.absent.items():
        expected = [a for (a, y), s in register.items() if (y, s) == (year, status)]
        assert names == [agency for agency in expected if region(agency) == code]
    missing = [s for s in register.values() if s in ("missing", "not_collected")]
    assert sum(map(len, found.absent.values())) == len(missing)


@SOME
@given(REPORTS)
def test_peers_are_own_reports_that_compare(reports):
    found = peers_of(measures(reports), REGISTRY)
    groups: dict[tuple, list[dict]] = {}
    for one in reports:
        entry = REGISTRY.agencies.get(one["agency"])
        if entry and one["scope"] == "own" and one["form"] in ("2019", "2021"):
            groups.setdefault((one["year"], entry.region), []).append(one)
            if entry.function:
                key = (one["year"], entry.level, entry.function)
                groups.setdefault(key, []).append(one)
    spreads = {**found.alike, **found.nearby}
    assert len(spreads) == len(found.alike) + len(found.nearby)
    for key, members in groups.items():
        known = [one["received"] for one in members if one["received"] is not None]
        spread = spreads.get(key, {}).get("received")
        assert (spread is not None) is (len(known) >= MINIMUM_PEERS)
        if spread:
            low, high = min(known), max(known)
            expected = (median(known), low, high, len(known))
            assert (spread.median, spread.low, spread.high, spread.count) == expected
        shares = [
            one["granted"] / one["closed"] for one in members
            if one["granted"] is not None and (one["closed"] or 0) >= MINIMUM_BASE
        ]  # fmt: skip
        share = spreads.get(key, {}).get("granted_share")
        assert (share.count if share else 0) == (len(shares) if len(shares) >= MINIMUM_PEERS else 0)
        if share:
            assert share.median == median(shares)
    assert set(spreads) <= set(groups)
