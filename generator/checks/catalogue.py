"""The list of all checks; adding one is writing one function with `@check` above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TypeVar

import msgspec

from generator.checks.finding import Finding, Kind, Severity
from generator.checks.judgement import Judgement
from generator.checks.subject import Subject
from generator.messages import message

CheckFunction = Callable[[Subject], Iterable[Judgement]]
F = TypeVar("F", bound=Callable[..., object])

_MODULES = (
    "identities",
    "continuity",
    "hierarchy",
    "narrative",
    "plausibility",
    "history",
    "similarity",
    "completeness",
    "neighbours",
    "peers",
)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its id, kind, how much a failure weighs, and what it looks at.

    `fields` names the figures it uses in words of the field ids ("{row}", "{column}" and
    "*" stand for each row, each column, any). `run` is None for a check that needs more
    than one agency's reports at once (`generator.checks.run`).
    """

    id: str
    kind: Kind
    severity: Severity
    fields: tuple[str, ...]
    run: CheckFunction | None

    def title(self, lang: str | None = None) -> str:
        """The title in plain words, in a language (that of the page by default)."""
        return message(f"checks.title.{self.id}", {}, lang)

    def explanation(self, lang: str | None = None) -> str:
        """How the check is made and what its limits are."""
        return message(f"checks.about.{self.id}", {}, lang)


_CHECKS: dict[str, Check] = {}
_MODULE_OF: dict[str, str] = {}


def check(
    check_id: str, *, kind: Kind, severity: Severity, fields: tuple[str, ...] = ()
) -> Callable[[CheckFunction], CheckFunction]:
    """Registers a function that judges one report among its agency's own reports."""

    def register(function: CheckFunction) -> CheckFunction:
        _add(Check(check_id, kind, severity, fields, function), function.__module__)
        return function

    return register


def check_across(
    check_id: str, *, kind: Kind, severity: Severity, fields: tuple[str, ...] = ()
) -> Callable[[F], F]:
    """Registers a check that compares agencies; `generator.checks.run` calls it."""

    def register(function: F) -> F:
        _add(Check(check_id, kind, severity, fields, None), function.__module__)
        return function

    return register


def _add(entry: Check, module: str) -> None:
    if entry.id in _CHECKS:
        raise ValueError(f"check {entry.id} is registered twice")
    _CHECKS[entry.id] = entry
    _MODULE_OF[entry.id] = module.rpartition(".")[2]


@cache
def all_checks() -> dict[str, Check]:
    """Every check by id, in the order of the modules that hold them."""
    for module in _MODULES:
        import_module(f"generator.checks.{module}")
    # Whoever was imported first: the order is that of the list, and within a module its own.
    names = sorted(_CHECKS, key=lambda name: _MODULES.index(_MODULE_OF[name]))
    return {name: _CHECKS[name] for name in names}


def finding_id(agency: str, year: int, check_id: str, scope: str) -> str:
    """The id of a finding, stable between runs: agency/year/check[/scope]."""
    return "/".join(part for part in (agency, str(year), check_id, scope) if part)


def file_finding(entry: Check, judgement: Judgement, agency: str, year: int) -> Finding:
    """A judgement as a finding about that report."""
    own = {
        "id": finding_id(agency, year, entry.id, judgement.scope),
        "check": entry.id,
        "kind": judgement.kind or entry.kind,
        "severity": judgement.severity or entry.severity,
    }
    return Finding(**msgspec.structs.asdict(judgement) | own, agency=agency, year=year)
