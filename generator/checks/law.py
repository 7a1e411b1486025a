"""When a report must be out and who must make one, read from `law.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.agencies import Agency
from generator.records import Scope
from generator.toml_file import Facts, toml_as


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which a report may be published, and where that is laid down."""

    day: date
    basis: str


class _Rule(Facts, frozen=True):
    from_year: int
    month: int
    day: int
    basis: str
    kinds: tuple[str, ...] = ()
    scope: Scope | None = None


class _Law(Facts, frozen=True):
    first_report_year: int
    not_required_kinds: tuple[str, ...]
    deadline: tuple[_Rule, ...]


@cache
def _law() -> _Law:
    return toml_as("generator.checks", "law.toml", _Law)


def first_report_year() -> int:
    """The first year for which annual reports were required."""
    return _law().first_report_year


def is_required_kind(agency: Agency) -> bool:
    """Whether bodies of this kind must publish an annual report."""
    return agency.kind not in _law().not_required_kinds


def deadline(agency: Agency, year: int, scope: Scope) -> Deadline | None:
    """The deadline for the report on that year; None before there was one."""
    for rule in _law().deadline:
        fits_kind = agency.kind in (rule.kinds or (agency.kind,))
        if year >= rule.from_year and fits_kind and scope == (rule.scope or scope):
            return Deadline(date(year + 1, rule.month, rule.day), rule.basis)
    return None
