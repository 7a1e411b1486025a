"""What the checks of an agency found, kept until something that they looked at changes.

One sealed file an agency in a folder of its own, which may be deleted at any time, under the
agency's key (`AgencyKeys`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from generator.checks.digest import Digest
from generator.checks.finding import CheckOutcome
from generator.checks.report_source import ReportSource, SourceReport
from generator.code_version import all_rooms, code_version
from generator.errors import BadDataError
from generator.kept import Kept
from generator.sealed import digest_of
from generator.stamps import Stamps

_SEAL = "gongkai-checked 2"

Beside = Callable[[str, str, Iterable[SourceReport]], None]
"""Given an agency, its key and its reports as they were read, keeps what is made of them."""


class Checked(msgspec.Struct, frozen=True, array_like=True):
    """One report after its own checks, with what the checks across agencies need."""

    agency: str
    year: int
    outcome: CheckOutcome
    digest: Digest


class AgencyKeys:
    """For each agency a hash of all that it is read and checked with; `stamps` knows files.

    It holds the bytes of the agency's reports, plans and versions and of those of the agencies
    it took over, their corrections, the registry, the exceptions from masking, and the program
    with its forms and libraries. What the checks across agencies found is not in it, nor are
    answers.
    """

    def __init__(self, source: ReportSource, stamps: Stamps) -> None:
        self.source = source
        self._stamps = stamps
        self._known: dict[str, str] = {}

    def __getstate__(self) -> dict[str, object]:
        """A worker is told of no file: it looks at those of its agencies."""
        return {"source": self.source, "_common": self._common}

    @cached_property
    def _common(self) -> str:
        return digest_of(given(self.source).encode())

    def of(self, agency: str) -> str:
        """The key, its files being looked at once; BadDataError when one cannot be read."""
        if agency not in self._known:
            self._known[agency] = self.now(agency, self._stamps)
        return self._known[agency]

    def now(self, agency: str, stamps: Stamps) -> str:
        """The key of the files as they are by now; BadDataError as `of`."""
        names = (agency, *self.source.registry.taken_over.get(agency, ()))
        parts = [part for name in names for part in self._parts(name, stamps)]
        return digest_of("\n".join((self._common, *parts)).encode())

    def is_as_before(self, agency: str) -> bool:
        """Whether nobody wrote in the files since they were looked at."""
        return self.now(agency, self._stamps) == self.of(agency)

    def _parts(self, agency: str, stamps: Stamps) -> Iterator[str]:
        root = str(self.source.data.root)
        yield agency
        for path in _files_of(root, agency):
            try:
                yield f"{path.removeprefix(root)} {stamps.digest(path)}"
            except OSError as error:
                raise BadDataError("data.unreadable", file=path, reason=error) from error
        for year in sorted(self.source.years.get(agency, ())):
            yield repr(self.source.corrections.get((agency, year), ()))


def _files_of(root: str, agency: str) -> Iterator[str]:
    """The paths of all stored documents of an agency (reports, plans, versions), in order."""
    for folder in ("reports", "plans"):
        for inner, _, names in sorted(os.walk(f"{root}/{folder}/{agency}")):
            yield from (f"{inner}/{name}" for name in sorted(names) if name.endswith(".json"))


@dataclass(frozen=True)
class Keeping:
    """Where what is found in each agency is kept under its key, and what is kept beside it."""

    folder: Path
    keys: AgencyKeys
    beside: Beside | None = None

    @property
    def _kept(self) -> Kept[list[Checked]]:
        return Kept(self.folder, _SEAL, list[Checked])

    def find(self, agency: str) -> list[Checked] | None:
        """What was found before from the same; None when there is nothing of that kind."""
        return self._kept.find(agency, self.keys.of(agency))

    def put(
        self, agency: str, key: str, checked: list[Checked], reads: Iterable[SourceReport]
    ) -> None:
        """Keeps it, unless somebody wrote in the agency's files since they had that key."""
        if self.keys.now(agency, Stamps()) == key:
            self._kept.put(agency, key, checked)
            if self.beside is not None:
                self.beside(agency, key, reads)

    def remove_others(self) -> None:
        """Removes what is kept of agencies that have no report any more."""
        self._kept.remove_others(self.keys.source.years)


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
