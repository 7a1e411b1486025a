"""The regions, departments and agencies that made-up records speak of."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice
from math import isqrt

import msgspec

from generator import departments as offices
from generator.agencies import Agency, AgencyKind, Level, Region, Registry

GOVERNMENT, OFFICE = "zhengfu", "zhengfuban"


@dataclass(frozen=True, slots=True)
class Locality:
    """A region with what its agencies' contact details need."""

    region: Region
    area_code: str
    postcode_prefix: str


@dataclass(frozen=True, slots=True)
class MadeUpDepartment:
    """A kind of department; weights and years as explained in departments.toml."""

    id: str
    province: str
    local: str
    theme: str
    requests: float
    licences: float
    penalties: float
    fees: float
    since: int | None = None
    until: int | None = None
    successor: str | None = None

    def name(self, level: Level) -> str:
        """What it is called at a level of government."""
        return self.province if level == "province" else self.local

    def exists(self, year: int) -> bool:
        """Whether it reported for that year."""
        return (self.since or 0) <= year <= (self.until or 9999)


@cache
def localities() -> dict[str, Locality]:
    """The regions of this package by code; a province stands before what lies in it."""
    file = resources.files(__package__) / "regions.csv"
    found = {}
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        region = Region(
            code=row["code"],
            name=row["name"],
            level=row["level"],  # type: ignore[arg-type] # the file holds levels only
            parent=row["parent"] or None,
        )
        found[region.code] = Locality(region, row["area_code"], row["postcode_prefix"])
    return found


@cache
def departments() -> dict[str, MadeUpDepartment]:
    """The departments of this package by id."""
    file = resources.files(__package__) / "departments.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {entry["id"]: MadeUpDepartment(**entry) for entry in data["departments"]}


def part_of(agency: Agency) -> str:
    """The part of an id that names the department: `minzheng` of `640500-minzheng`."""
    return agency.id.partition("-")[2]


def registry(agencies: int, first_year: int, last_year: int) -> Registry:
    """A registry of exactly that many agencies which report in some of these years."""
    per_region = min(max(isqrt(agencies), 6), len(departments()) + 2)
    found = list(islice(_all_agencies(per_region, first_year, last_year), agencies))
    known = {agency.id for agency in found}
    linked = [_with_links(agency, known) for agency in found]
    used = {code for agency in found for code in _ancestry(agency.region)}
    return Registry(linked, (place.region for code, place in localities().items() if code in used))


def _ancestry(code: str) -> Iterator[str]:
    above: str | None = code
    while above:
        yield above
        above = localities()[above].region.parent


def _all_agencies(per_region: int, first: int, last: int) -> Iterator[Agency]:
    regions = [place.region for place in localities().values()]
    for region in regions:
        yield from islice(_region_agencies(region, first, last), per_region)
    for region in regions:
        yield from islice(_region_agencies(region, first, last), per_region, None)
    for number in range(1, 1000):
        for region in regions:
            if region.level == "county":
                yield _township(region, number)


def _region_agencies(region: Region, first: int, last: int) -> Iterator[Agency]:
    office = "人民政府办公厅" if region.level == "province" else "人民政府办公室"
    yield _agency(region, GOVERNMENT, "人民政府", "government")
    yield _agency(region, OFFICE, office, "office")
    for entry in departments().values():
        if (entry.since or 0) <= last and (entry.until or 9999) >= first:
            yield _agency(region, entry.id, entry.name(region.level), "department", entry)


def _agency(
    region: Region,
    part: str,
    suffix: str,
    kind: AgencyKind,
    department: MadeUpDepartment | None = None,
) -> Agency:
    above = localities()[region.parent].region.name if region.parent else ""
    name = f"{region.name}{suffix}"
    return Agency(
        id=f"{region.code}-{part}",
        name=name,
        region=region.code,
        level=region.level,
        kind=kind,
        function=_function(part),
        aliases=(f"{above}{name}",) if region.level == "county" else (),
        valid_from=_first_day(department),
        valid_to=_last_day(department),
        website=f"https://www.example.org/{region.code}/{part}/",
    )


@cache
def _function(part: str) -> str | None:
    """The field of work of agencies whose ids end so."""
    return next(
        (entry.id for entry in offices.departments().values() if entry.pinyin == part), None
    )


def _township(region: Region, number: int) -> Agency:
    return Agency(
        id=f"{region.code}-xuni{number}",
        name=f"{region.name}虚构{number}镇人民政府",
        region=region.code,
        level="township",
        kind="township",
    )


def _first_day(department: MadeUpDepartment | None) -> str | None:
    return f"{department.since}-01-01" if department and department.since else None


def _last_day(department: MadeUpDepartment | None) -> str | None:
    return f"{department.until}-12-31" if department and department.until else None


def _with_links(agency: Agency, known: set[str]) -> Agency:
    """Names predecessors and successors, as far as they are in the registry."""
    part = part_of(agency)
    after = departments()[part].successor if part in departments() else None
    before = [entry.id for entry in departments().values() if entry.successor == part]
    changes = {
        "successors": _present(agency.region, [after] if after else [], known),
        "predecessors": _present(agency.region, before, known),
    }
    return msgspec.structs.replace(agency, **changes)


def _present(region: str, parts: list[str], known: set[str]) -> tuple[str, ...]:
    return tuple(f"{region}-{part}" for part in parts if f"{region}-{part}" in known)
