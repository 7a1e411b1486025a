"""What the checks of an agency found, kept until something that they looked at changes.

One sealed file an agency in a folder of its own, which may be deleted at any time. Its key
is a hash of all that the checks are given: the bytes of the agency's records and of those
of the agencies it took over, their corrections, the registry, the exceptions from masking,
and the program with its forms and libraries.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from pathlib import Path

import msgspec

from generator import sealed
from generator.checks.digest import Digest
from generator.checks.finding import CheckOutcome
from generator.checks.report_source import ReportSource
from generator.code_version import all_rooms, code_version
from generator.errors import BadDataError
from generator.kept import Kept
from generator.stamps import Stamps

_SEAL = "gongkai-checked 2"


class Checked(msgspec.Struct, frozen=True, array_like=True):
    """One report after its own checks, with what the checks across agencies need."""

    agency: str
    year: int
    outcome: CheckOutcome
    digest: Digest


class KeptChecks:
    """The results of a data folder's agencies in a folder; `stamps` knows hashes of files."""

    def __init__(self, folder: Path, source: ReportSource, stamps: Stamps) -> None:
        self._kept = Kept(folder, _SEAL, list[Checked])
        self._stamps = stamps
        self._source = source
        self._own: dict[str, str] = {}

    def find(self, agency: str) -> list[Checked] | None:
        """What was found before from the same; None when there is nothing of that kind."""
        return self._kept.find(agency, self._key(agency))

    def put(self, checked: list[Checked]) -> None:
        """Keeps what was found in all reports of some agencies."""
        for agency, own in groupby(checked, key=lambda one: one.agency):
            if self._is_as_before(agency):
                self._kept.put(agency, self._key(agency), list(own))

    def remove_others(self) -> None:
        """Removes what is kept of agencies that have no report any more."""
        self._kept.remove_others(self._source.years)

    def _key(self, agency: str) -> str:
        parts = [self._common, *map(self._records, self._looked_at(agency))]
        return sealed.digest_of("\n".join(parts).encode())

    def _is_as_before(self, agency: str) -> bool:
        """Whether nobody wrote in the records between their hash and their check."""
        before = self._key(agency)
        for name in self._looked_at(agency):
            self._own.pop(name, None)
        return self._key(agency) == before

    def _looked_at(self, agency: str) -> tuple[str, ...]:
        """The agencies whose records the checks of one look at."""
        return (agency, *self._source.registry.taken_over.get(agency, ()))

    @cached_property
    def _common(self) -> str:
        return sealed.digest_of(given(self._source).encode())

    def _records(self, agency: str) -> str:
        """The agency's own part of a key: its records and their corrections."""
        if agency not in self._own:
            years = sorted(self._source.years.get(agency, []))
            parts = [part for year in years for part in self._of(agency, year)]
            self._own[agency] = sealed.digest_of("\n".join([agency, *parts]).encode())
        return self._own[agency]

    def _of(self, agency: str, year: int) -> Iterator[str]:
        path = self._source.data.path("annual_report", agency, year)
        try:
            yield f"{year} {self._stamps.digest(path)}"
        except OSError as error:
            raise BadDataError("data.unreadable", file=str(path), reason=error) from error
        yield repr(self._source.corrections.get((agency, year), ()))


def given(source: ReportSource) -> str:
    """What the work on every agency is given: program, registry, exceptions from masking."""
    registry, exceptions = source.registry, source.exceptions
    return repr(
        (
            code_version(all_rooms()),
            registry.told(),
            [(name, sorted(found)) for name, found in sorted(exceptions.by_agency.items())],
        )
    )
