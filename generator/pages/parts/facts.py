"""The few numbers of every report that other pages need: agency, years, home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.agencies import Registry
from generator.records import Number

if TYPE_CHECKING:
    from generator.checks.run import Outcomes
    from generator.frames.build import Frames


@dataclass(frozen=True, slots=True)
class Facts:
    """One report in a line; None where the report printed no number.

    `first_read` is the day on which its document was first read.
    `granted` counts requests granted wholly or partly; `closed` those with an outcome;
    `failed` the checks that do not hold.
    """

    agency: str
    year: int
    form: str | None
    scope: str
    published: str | None
    received: Number | None
    closed: Number | None
    granted: Number | None
    carried_over: Number | None
    review: Number | None
    litigation: Number | None
    failed: int
    first_read: str | None = None
    denied: Number | None = None

    @property
    def dated(self) -> str | None:
        """The day of publication, else that of the first reading."""
        return self.published or self.first_read

    @property
    def granted_share(self) -> float | None:
        """Granted wholly or partly as a share of the outcomes."""
        return self.granted / self.closed if self.granted is not None and self.closed else None


def facts_of(
    frames: Frames, outcomes: Outcomes, first_seen: Mapping[str, str] | None = None
) -> dict[str, list[Facts]]:
    """The facts of every report by agency, oldest year first."""
    from generator.frames.cells import exact
    from generator.frames.summaries import COUNTS

    names = ["source_sha256", "agency", "year", "form", "scope", "published"]
    reports = frames.reports[names].astype(object)
    counts = (exact(frames.indicators[count]) for count in (*COUNTS.values(), "denied"))
    found: dict[str, list[Facts]] = {}
    rows = reports.where(reports.notna(), None).itertuples(index=False, name=None)
    for (checksum, agency, year, *others), *numbers, denied in zip(rows, *counts, strict=True):
        failed = len(outcomes[agency, year].failed)
        first_read = (first_seen or {}).get(str(checksum))
        fact = Facts(agency, year, *others, *numbers, failed, first_read, denied)  # type: ignore[call-arg]
        found.setdefault(agency, []).append(fact)
    return found


def agency_name(registry: Registry, agency: str, fallback: str | None = None) -> str:
    """The registered name; else what the report calls itself; else the id."""
    entry = registry.agencies.get(agency)
    return entry.name if entry is not None else fallback or agency
