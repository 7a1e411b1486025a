"""Which region a name means; where cities share a district's name, other evidence decides."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from weakref import WeakKeyDictionary

from generator.agencies import Region, Registry
from generator.parsing.data import load, words

_SHORTEST_SHORT = 2


@dataclass(slots=True)
class RegionIndex:
    """Regions of a registry by their full names and by names without 省, 市, 县 …"""

    registry: Registry
    names: dict[str, list[Region]] = field(default_factory=lambda: defaultdict(list))
    shorts: dict[str, list[Region]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for region in self.registry.regions.values():
            colloquial = colloquial_name(region.name)
            for name in (region.name, *region.aliases, *([colloquial] if colloquial else [])):
                self.names[name].append(region)
                short = short_name(name)
                if len(short) >= _SHORTEST_SHORT and short != name:
                    self.shorts[short].append(region)

    def leading(self, text: str) -> tuple[list[Region], str]:
        """The regions that the names at the start of a text may mean, and the rest of it.

        银川市西夏区民政局 -> [西夏区 of 银川市], 民政局. Without a region: [], the text.
        """
        rest, found = text, list[Region]()
        while rest:
            regions, name = self._next(rest, found)
            if not regions:
                return found, rest
            found, rest = regions, rest[len(name) :]
        return found, rest

    def _next(self, text: str, above: list[Region]) -> tuple[list[Region], str]:
        for length in range(min(len(text), 15), 1, -1):
            name = text[:length]
            regions = self.names.get(name) or self._short(name, text[length:], above)
            if regions and above:
                regions = [r for r in regions if self._is_under(r, above)]
            if regions:
                return _current(regions), name
        return [], ""

    def _short(self, name: str, rest: str, above: list[Region]) -> list[Region]:
        """Short names: a province's anywhere, others only before a department's name."""
        regions = self.shorts.get(name, [])
        if above or not rest or rest[0] in load("identity")["region_letters"]:
            return []
        return [region for region in regions if region.level != "county"] or regions

    def _is_under(self, region: Region, above: list[Region]) -> bool:
        codes = {r.code for r in above}
        return any(step.code in codes for step in self.registry.path(region.code)[:-1])

    def mentioned(self, region: Region, text: str) -> int:
        """How often the text names the regions above a region."""
        above = self.registry.path(region.code)[:-1]
        return sum(text.count(step.name) for step in above)


def _current(regions: list[Region]) -> list[Region]:
    """Regions of today when there are any: former codes only stand in for them."""
    current = [region for region in regions if region.status == "current"]
    return current or regions


def short_name(name: str) -> str:
    """The name of a region without its kind: 银川市 -> 银川, 宁夏回族自治区 -> 宁夏."""
    for ending in words("identity", "region_endings"):
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def colloquial_name(name: str) -> str | None:
    """An autonomous prefecture or county as people call it: 延边朝鲜族自治州 -> 延边州."""
    kind = next((k for k in words("identity", "autonomous") if name.endswith(k)), None)
    if kind is None:
        return None
    rest = name.removesuffix(kind)
    peoples = words("identity", "peoples")
    while found := next((people for people in peoples if rest.endswith(people)), None):
        rest = rest.removesuffix(found)
    return rest + kind[-1] if len(rest) >= _SHORTEST_SHORT else None


_INDEXES: WeakKeyDictionary[Registry, RegionIndex] = WeakKeyDictionary()


def region_index(registry: Registry) -> RegionIndex:
    """The index of a registry, made once."""
    found = _INDEXES.get(registry)
    if found is None:
        found = _INDEXES[registry] = RegionIndex(registry)
    return found


@cache
def area_codes() -> dict[str, tuple[str, ...]]:
    """Regions (GB/T 2260) by telephone area code."""
    text = (resources.files(__package__) / "area_codes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["area_code"]: tuple(row["regions"].split(";")) for row in rows}


def by_phones(phones: tuple[str, ...]) -> set[str]:
    """Codes of the regions that the area codes of telephone numbers serve."""
    codes = {phone.partition("-")[0] for phone in phones if phone.startswith("0")}
    return {region for code in codes for region in area_codes().get(code, ())}


def by_sites(addresses: list[str]) -> set[str]:
    """First two digits of the provinces that web addresses name (…nx.gov.cn)."""
    provinces: dict[str, str] = load("identity")["site_provinces"]
    found = set()
    for address in addresses:
        host = re.sub(r"^.*?//|[/:?].*$", "", address.lower())
        labels = host.removesuffix(".gov.cn").split(".") if host.endswith(".gov.cn") else []
        found |= {provinces[label] for label in labels if label in provinces}
    return found


def choose(
    candidates: list[Region],
    index: RegionIndex,
    text: str,
    phones: tuple[str, ...],
    sites: list[str],
) -> list[Region]:
    """The candidates that evidence leaves: address and text, area code, site."""
    if len(candidates) < 2:
        return candidates
    served = by_phones(phones)
    near = [r for r in candidates if any(s.code in served for s in index.registry.path(r.code))]
    if near:
        candidates = near
    if len(candidates) > 1:
        counts = {r.code: index.mentioned(r, text) for r in candidates}
        most = max(counts.values())
        if most:
            candidates = [r for r in candidates if counts[r.code] == most]
    if len(candidates) > 1:
        provinces = by_sites(sites)
        candidates = [r for r in candidates if r.code[:2] in provinces] or candidates
    return candidates
