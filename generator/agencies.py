"""The registry of agencies and regions: `data/agencies.csv` and `data/regions.csv`.

Regions carry GB/T 2260 codes. An agency's id is opaque: given once, never reused,
never changed when the agency is renamed. List columns are separated by semicolons.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from generator.errors import BadDataError
from generator.spreadsheet import original

T = TypeVar("T")

Level = Literal["national", "province", "prefecture", "county", "township"]
RegionStatus = Literal["current", "former", "statistical"]
AgencyKind = Literal["government", "office", "department", "township", "institution"]


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A province, city or county; `parent` is the code one level up (None at the top).

    `status` is "former" for a code that the newest list no longer holds, "statistical"
    for a development zone, whose code is one of convenience. `aliases` are former names.
    """

    code: str
    name: str
    level: Level
    parent: str | None = None
    status: RegionStatus = "current"
    aliases: tuple[str, ...] = ()


class Agency(msgspec.Struct, frozen=True, kw_only=True):
    """An agency that publishes reports; dates are ISO dates or years as registered.

    `function` names the agency's field of work (`generator/departments.toml`), alike at
    every level, so that agencies can be compared with their peers.
    """

    id: str
    name: str
    region: str
    level: Level
    kind: AgencyKind = "department"
    function: str | None = None
    short_name: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    website: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means this agency, the registered one first."""
        short = (self.short_name,) if self.short_name else ()
        return (self.name, *short, *self.aliases)


_LISTS = ("aliases", "predecessors", "successors")
AGENCY_COLUMNS = tuple(field.name for field in msgspec.structs.fields(Agency))
REGION_COLUMNS = tuple(field.name for field in msgspec.structs.fields(Region))


class Registry:
    """Agencies and regions by id, in the order of their files."""

    def __init__(self, agencies: Iterable[Agency], regions: Iterable[Region]) -> None:
        self.agencies = {agency.id: agency for agency in agencies}
        self.regions = {region.code: region for region in regions}

    @cached_property
    def by_name(self) -> dict[str, tuple[Agency, ...]]:
        """Agencies by each of their names (a name may belong to several)."""
        found: dict[str, list[Agency]] = defaultdict(list)
        for agency in self.agencies.values():
            for name in agency.names:
                found[name].append(agency)
        return {name: tuple(agencies) for name, agencies in found.items()}

    @cached_property
    def by_region(self) -> dict[str, tuple[Agency, ...]]:
        """Agencies by the code of their own region."""
        found: dict[str, list[Agency]] = defaultdict(list)
        for agency in self.agencies.values():
            found[agency.region].append(agency)
        return {code: tuple(agencies) for code, agencies in found.items()}

    @cached_property
    def children(self) -> dict[str | None, tuple[Region, ...]]:
        """Regions by the code of the region above; None holds the provinces."""
        found: dict[str | None, list[Region]] = defaultdict(list)
        for region in self.regions.values():
            found[region.parent].append(region)
        return {code: tuple(regions) for code, regions in found.items()}

    def path(self, code: str) -> tuple[Region, ...]:
        """The region with its ancestors, province first; empty for an unknown code."""
        region = self.regions.get(code)
        if region is None:
            return ()
        above = self.path(region.parent) if region.parent else ()
        return (*above, region)

    def full_region_name(self, code: str) -> str:
        """宁夏回族自治区 银川市 西夏区, joined without spaces."""
        return "".join(region.name for region in self.path(code))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            for row in reader:
                yield reader.line_num, row
    except FileNotFoundError:
        return
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadDataError("data.unreadable", file=str(path), reason=error) from error


def _read_regions(path: Path) -> Iterator[Region]:
    for line, row in _rows(path):
        yield _convert(Region, _filled(row), path, line)


def _read_agencies(path: Path) -> Iterator[Agency]:
    for line, row in _rows(path):
        yield _convert(Agency, _filled(row), path, line)


def _filled(row: dict[str, str]) -> dict[str, object]:
    """The cells that hold something, the lists taken apart."""
    return {
        name: tuple(part for part in value.split(";") if part) if name in _LISTS else value
        for name, value in ((name, original(cell)) for name, cell in row.items() if cell)
    }


def _convert(kind: type[T], data: dict[str, object], path: Path, line: int) -> T:
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise BadDataError("data.unreadable", file=str(path), line=line, reason=error) from error


def load_registry(data: Path) -> Registry:
    """The registry of a data folder; BadDataError with file and line when a row is wrong."""
    return Registry(_read_agencies(data / "agencies.csv"), _read_regions(data / "regions.csv"))
