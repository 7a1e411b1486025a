"""The few numbers of every report that other pages need: peers, places, years, home."""

from __future__ import annotations

from dataclasses import dataclass

from generator.agencies import Registry
from generator.checks.dossier import Dossier
from generator.pages.indicators import indicators, share, total_of
from generator.records import Record

Number = int | float


@dataclass(frozen=True, slots=True)
class Facts:
    """One report in a line; None where the report printed no number.

    `granted` counts requests granted wholly or partly; `closed` those with an outcome.
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
    holds: int

    @property
    def granted_share(self) -> float | None:
        """Granted wholly or partly as a share of the outcomes."""
        return share(self.granted, self.closed)


def facts_of(dossier: Dossier) -> Facts:
    """The line of one report."""
    record = dossier.record
    granted, closed, carried = _requests(record)
    review, litigation = _cases(record)
    received = record.value(indicators(record.form).received) if record.form else None
    return Facts(
        agency=record.agency or "",
        year=record.year or 0,
        form=record.form,
        scope=record.scope,
        published=record.source.published,
        received=received,
        closed=closed,
        granted=granted,
        carried_over=carried,
        review=review,
        litigation=litigation,
        failed=len(dossier.outcome.failed),
        holds=dossier.outcome.holds,
    )


def _requests(record: Record) -> tuple[Number | None, Number | None, Number | None]:
    if record.form is None:
        return None, None, None
    of = indicators(record.form)
    granted = total_of(record, (of.granted, of.partly))
    carried = record.value(of.carried_over) if of.carried_over else None
    return granted, record.value(of.outcomes_total), carried


def _cases(record: Record) -> tuple[Number | None, Number | None]:
    if record.form is None:
        return None, None
    review, *litigation = indicators(record.form).cases
    return record.value(review.total), total_of(record, [kind.total for kind in litigation])


def agency_name(registry: Registry, agency: str, fallback: str | None = None) -> str:
    """The registered name; else what the report calls itself; else the id."""
    entry = registry.agencies.get(agency)
    return entry.name if entry is not None else fallback or agency
