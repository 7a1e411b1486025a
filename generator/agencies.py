"""The registry of agencies and regions: `data/agencies.csv` and `data/regions.csv`.

Regions carry GB/T 2260 codes. An agency's id is opaque: given once, never reused,
never changed when the agency is renamed. List columns are separated by semicolons.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Generic, Literal, TypeVar

import msgspec

from generator.hand_csv import Row, rows_of
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


# An id is part of addresses and of file names, which do not tell upper case from lower and hold
# 255 bytes at most, with what the program adds to them.
_AGENCY_ID = re.compile(r"(?!.{201})[a-z0-9]+(?:[-_][a-z0-9]+)*")
_REGION_CODE = re.compile(r"\d{6}(?:\d{3}){0,2}", re.ASCII)  # GB/T 2260; below it towns, villages
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_WEBSITE = re.compile(r"https?://[^\s/]")
_LISTS = ("aliases", "predecessors", "successors")
AGENCY_COLUMNS = tuple(field.name for field in msgspec.structs.fields(Agency))
REGION_COLUMNS = tuple(field.name for field in msgspec.structs.fields(Region))


class Registry:
    """Agencies and regions by id, in the order of their files.

    A registry that grows by what documents propose tells nothing by what it does not hold
    yet: `is_growing`.
    """

    def __init__(
        self, agencies: Iterable[Agency], regions: Iterable[Region], *, is_growing: bool = False
    ) -> None:
        self.agencies = {agency.id: agency for agency in agencies}
        self.regions = {region.code: region for region in regions}
        self.is_growing = is_growing

    def growing(self, *more: Agency) -> Registry:
        """The registry with further agencies, marked as growing."""
        agencies = (*self.agencies.values(), *more)
        return Registry(agencies, self.regions.values(), is_growing=True)

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

    def path_of(self, agency: str) -> tuple[Region, ...]:
        """The path of an agency's region; empty for one that is not registered."""
        entry = self.agencies.get(agency)
        return self.path(entry.region) if entry is not None else ()

    @cached_property
    def taken_over(self) -> dict[str, tuple[str, ...]]:
        """The agencies that each one took over, whichever of the two says so."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for agency in self.agencies.values():
            found[agency.id] |= dict.fromkeys(agency.predecessors)
            for name in agency.successors:
                found[name][agency.id] = None
        return {name: tuple(ids) for name, ids in found.items() if ids}

    @cached_property
    def named_after(self) -> dict[str, tuple[str, ...]]:
        """The agencies that name each one as a predecessor."""
        found: dict[str, list[str]] = defaultdict(list)
        for agency in self.agencies.values():
            for name in agency.predecessors:
                found[name].append(agency.id)
        return {name: tuple(ids) for name, ids in found.items()}

    def told(self) -> bytes:
        """The registry as bytes, for keys of work that depends on it."""
        return msgspec.json.encode((list(self.agencies.values()), list(self.regions.values())))

    def full_region_name(self, code: str) -> str:
        """宁夏回族自治区 银川市 西夏区, joined without spaces."""
        return "".join(region.name for region in self.path(code))


def load_registry(data: Path) -> Registry:
    """The registry of a data folder; BadDataError with file and line when a row is wrong.

    A folder without the two files has an empty registry.
    """
    regions = _Rows(data / "regions.csv", REGION_COLUMNS, Region, "code")
    agencies = _Rows(data / "agencies.csv", AGENCY_COLUMNS, Agency, "id")
    registry = Registry(agencies.entries.values(), regions.entries.values())
    for code, region in regions.entries.items():
        _require_region(region, regions, regions.rows[code])
    _require_ends(registry, regions)
    for key, agency in agencies.entries.items():
        _require_agency(agency, registry, agencies.rows[key])
    return registry


class _Rows(Generic[T]):
    """The entries of one file by their id, and the row of each."""

    def __init__(self, path: Path, columns: tuple[str, ...], kind: type[T], key: str) -> None:
        self.entries: dict[str, T] = {}
        self.rows: dict[str, Row] = {}
        for row in rows_of(path, columns):
            try:
                entry = msgspec.convert(_filled(row), kind)
            except msgspec.ValidationError as error:
                raise row.bad("data.unreadable", reason=error) from error
            if row[key] in self.entries:
                raise row.bad("registry.twice", name=row[key], other=self.rows[row[key]].line)
            self.entries[row[key]] = entry
            self.rows[row[key]] = row


def _filled(row: dict[str, str]) -> dict[str, object]:
    """The cells that are not empty, list columns as tuples."""
    return {
        name: tuple(part for part in value.split(";") if part) if name in _LISTS else value
        for name, value in ((name, original(cell)) for name, cell in row.items() if cell)
    }


def _require_region(region: Region, rows: _Rows[Region], row: Row) -> None:
    if _REGION_CODE.fullmatch(region.code) is None:
        raise row.bad("registry.region_code", region=region.code)
    if region.parent is not None and region.parent not in rows.entries:
        raise row.bad("registry.unknown_region", region=region.parent)


def _require_ends(registry: Registry, rows: _Rows[Region]) -> None:
    """BadDataError when a region is its own ancestor."""
    known: set[str | None] = {None}
    for code in registry.regions:
        way: list[str] = []
        above: str | None = code
        while above not in known:
            if above in way:
                raise rows.rows[str(above)].bad("registry.circle", region=above)
            way.append(str(above))
            above = registry.regions[str(above)].parent
        known.update(way)


def _require_agency(agency: Agency, registry: Registry, row: Row) -> None:
    if _AGENCY_ID.fullmatch(agency.id) is None:
        raise row.bad("registry.agency_id", id=agency.id)
    if agency.region not in registry.regions:
        raise row.bad("registry.unknown_region", region=agency.region)
    for other in (*agency.predecessors, *agency.successors):
        if other not in registry.agencies:
            raise row.bad("data.unknown_agency", agency=other)
    for day in (agency.valid_from, agency.valid_to):
        if day is not None and _DAY.fullmatch(day) is None:
            raise row.bad("registry.date", date=day)
    if agency.website is not None and _WEBSITE.match(agency.website) is None:
        raise row.bad("registry.website", website=agency.website)
