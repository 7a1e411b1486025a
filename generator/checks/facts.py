"""The thresholds and facts of `plausibility.toml`, which says what each is for."""

from __future__ import annotations

from functools import cache

from generator.toml_file import Facts, toml_as


class Misfill(Facts, frozen=True):
    """Decisions that are last year's items plus or minus their change."""

    rows: list[str]
    least_decisions: int


class Regulations(Facts, frozen=True):
    """Who makes regulations: kinds of agency by level."""

    fields: list[str]
    makers: dict[str, list[str]]
    open_kinds: list[str]


class Dates(Facts, frozen=True):
    """A pattern whose group is a year in a title."""

    title_year: str


class Units(Facts, frozen=True):
    """Money in the wrong unit; factors and spread are ratios to other years."""

    fields: list[str]
    least_factor: float
    greatest_factor: float
    greatest_spread: float
    least_years: int


class Jumps(Facts, frozen=True):
    """A count far from the agency's own other years."""

    fields: list[str]
    least_years: int
    least_count: int
    least_factor: float
    deviations: float


class Peers(Facts, frozen=True):
    """A count far from those of similar agencies."""

    fields: list[str]
    least_group: int
    least_count: int
    least_factor: float


class Hierarchy(Facts, frozen=True):
    """Figures that a government sums, and the functions of bodies that it does not."""

    fields: list[str]
    not_summed: list[str]


class Neighbours(Facts, frozen=True):
    """How texts of other agencies are looked for; numbers of hashes and of reports."""

    least_shared: int
    greatest_bucket: int
    candidates: int


class Plausibility(Facts, frozen=True):
    """The file `plausibility.toml`, table by table."""

    misfill: Misfill
    regulations: Regulations
    dates: Dates
    units: Units
    jumps: Jumps
    peers: Peers
    hierarchy: Hierarchy
    neighbours: Neighbours


@cache
def facts() -> Plausibility:
    """The whole file; BadDataError names a member that is wrong."""
    return toml_as("generator.checks", "plausibility.toml", Plausibility)
