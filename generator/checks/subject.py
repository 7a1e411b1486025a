"""What a check looks at: one report among the agency's other reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from generator.agencies import Agency, Registry
from generator.checks.texts import plain, prose
from generator.corrections.apply import AppliedCorrection
from generator.forms.mixed import printed_figures
from generator.records import Record

Values = dict[str, int | float]


def values_of(record: Record) -> Values:
    """The printed numbers by field id, with rows of other forms; without what is no number."""
    figures = printed_figures(record)
    return {key: figure.value for key, figure in figures.items() if figure.value is not None}


class Report:
    """A record with its numbers at hand."""

    def __init__(self, record: Record, corrections: tuple[AppliedCorrection, ...] = ()) -> None:
        self.record = record
        self.corrections = corrections

    @cached_property
    def values(self) -> Values:
        """The numbers of the report by field id."""
        return values_of(self.record)

    @cached_property
    def words(self) -> str:
        """The running text without numbers, marks and the report's own name."""
        names = (self.record.agency_name,) if self.record.agency_name else ()
        return plain(prose(self.record) or "", names)


Reports = dict[int, Report]


@dataclass(frozen=True)
class Subject:
    """One report, the agency's other reports by year, and those of its predecessors."""

    report: Report
    year: int
    agency: Agency | None
    registry: Registry
    history: Reports = field(default_factory=dict)
    predecessors: dict[str, Reports] = field(default_factory=dict)

    @property
    def record(self) -> Record:
        """The report's record, corrections applied."""
        return self.report.record

    @property
    def values(self) -> Values:
        """The numbers of the report by field id."""
        return self.report.values

    @property
    def previous(self) -> Report | None:
        """The agency's own report of the year before."""
        return self.history.get(self.year - 1)
