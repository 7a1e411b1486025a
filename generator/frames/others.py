"""The frames of what is no record: the registry, the findings, who should have reported."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from generator.agencies import AGENCY_COLUMNS, Registry
from generator.case_file.register import Register
from generator.checks.finding import Finding
from generator.frames.packed import joined
from generator.frames.schema import tables

_FINDING = ("agency", "year", "check", "scope", "kind", "severity", "result")


def agencies_frame(registry: Registry) -> pd.DataFrame:
    """The registry's agencies, in its order."""
    rows = [
        [joined(getattr(agency, name)) or None for name in AGENCY_COLUMNS]
        for agency in registry.agencies.values()
    ]
    return tables()["agencies"].rows(rows)


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """What fails, what is explained, and what cannot be judged."""
    rows = [
        (
            *(getattr(found, name) for name in _FINDING),
            *(side.value if side else None for side in (found.left, found.right)),
            found.difference,
        )
        for found in findings
    ]
    return tables()["findings"].rows(rows)


def coverage_frame(register: Register) -> pd.DataFrame:
    """The status of every agency and year."""
    return tables()["coverage"].rows([(*key, status) for key, status in register.items()])
