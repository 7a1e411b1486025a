"""When a report must be out and who must make one, read from `law.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.agencies import Agency
from generator.records import Scope
from generator.toml_file import toml_file


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which a report may be published, and where that is laid down."""

    day: date
    basis: str


def _law() -> dict[str, Any]:
    return toml_file("generator.checks", "law.toml")


def first_report_year() -> int:
    """The first year for which annual reports were required."""
    year: int = _law()["first_report_year"]
    return year


def is_required_kind(agency: Agency) -> bool:
    """Whether bodies of this kind must publish an annual report."""
    return agency.kind not in _law()["not_required_kinds"]


def deadline(agency: Agency, year: int, scope: Scope) -> Deadline | None:
    """The deadline for the report on that year; None before there was one."""
    for rule in _law()["deadline"]:
        fits_kind = agency.kind in rule.get("kinds", (agency.kind,))
        if year >= rule["from_year"] and fits_kind and scope == rule.get("scope", scope):
            return Deadline(date(year + 1, rule["month"], rule["day"]), rule["basis"])
    return None
