"""Agencies that documents name and the registry does not know: proposed, never invented."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
from functools import cache
from pathlib import Path

import msgspec

from generator.agencies import AGENCY_COLUMNS, Agency, AgencyKind, Level, Registry, load_registry
from generator.agency_names import agency_key, usual_name, without_level
from generator.departments import department_of, departments
from generator.errors import naming
from generator.ingest.outcome import Problem
from generator.parsing.identity.regions import region_index, short_name
from generator.spreadsheet import Writer
from generator.store import write_atomically

_KINDS: dict[str, AgencyKind] = {
    "government": "government",
    "government_office": "office",
    "subdistrict": "township",
}
_TAX_PREFIX = "国家税务总局"  # 国家税务总局虚构县税务局: the place stands behind it
_ENDING = re.compile(r"(人民政府|办事处|管理委员会|委员会|局|厅)$")
_MOST_LETTERS = 120  # of pinyin in an id, which file names and addresses hold
_TOWNSHIP = re.compile(r"[镇乡]人民政府$|[镇乡]$|街道办事处$|街道$|苏木")


class Proposals:
    """Proposed agencies of a run, by id; what a name is given does not depend on the others."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.agencies: dict[str, Agency] = {}
        self.accepted: set[str] = set()
        self._by_rest: dict[tuple[str, str], Agency] = {}

    def propose(self, name: str | None, region: str | None) -> Agency | None:
        """The agency of that name there, newly described; None when too little is known."""
        if not name or not region or region not in self._registry.regions:
            return None
        # 中卫市民政局 and 宁夏回族自治区中卫市民政局 are one, as they are once it is registered.
        rest = self._without_place(name, region)
        key = (agency_key(rest), region)
        known = self._by_rest.get(key)
        if known is None:
            known = self._by_rest[key] = self._describe(*key)
            self.agencies.setdefault(known.id, known)
        return known

    def holder(self, agency: Agency) -> Agency | None:
        """Another agency that has the id of a proposed one already; None for nearly all."""
        found = self._registry.agencies.get(agency.id) or self.agencies.get(agency.id)
        return found if found != agency else None

    def ground(self, agency: Agency, printed: str) -> Problem | None:
        """Why a printed name was taken for an agency, None when it is the registered name.

        A proposed agency beside another one of its field of work says so: a person decides.
        """
        params = {"printed": printed, "name": agency.name, "id": agency.id}
        if agency.id in self.agencies and (other := self._beside(agency)):
            params |= {"other": other.id, "other_name": other.name}
            return Problem(code="ingest.beside", params=params)
        if not printed or printed in agency.names:
            return None
        rest = self._without_place(printed, agency.region)
        rests = {self._without_place(name, agency.region) for name in agency.names}
        return Problem(code=f"ingest.joined_{'place' if rest in rests else 'words'}", params=params)

    def _beside(self, agency: Agency) -> Agency | None:
        """Another agency of that region and field of work: it may be the same, renamed."""
        if agency.function is None:
            return None
        others = (*self._registry.by_region.get(agency.region, ()), *self.agencies.values())
        same = [
            other
            for other in others
            if (other.region, other.function) == (agency.region, agency.function)
            and other.id != agency.id
        ]
        return min(same, key=lambda other: other.id, default=None)

    def _without_place(self, name: str, region: str) -> str:
        rest = region_index(self._registry).leading(name.removeprefix(_TAX_PREFIX))[1]
        return without_level(rest, self._registry.regions[region].name)

    def _written_out(self, key: str, region: str) -> str:
        """One name for every way of writing it: its own region, and the words in full.

        So that it does not matter which document comes first.
        """
        own = self._registry.regions[region].name
        if short_name(own) in key:
            return key  # 国家统计局虚构调查队 bears its place inside
        return own + _written(key)

    def _describe(self, key: str, region: str) -> Agency:
        name = self._written_out(key, region)
        found = department_of(name)
        is_township = _TOWNSHIP.search(name) is not None
        function = found[0].id if found else None
        kind: AgencyKind = "department"
        if is_township:
            kind, function = "township", "subdistrict" if name.endswith("街道办事处") else None
        elif function:
            kind = _KINDS.get(function, "department")
        level: Level = "township" if is_township else self._registry.regions[region].level
        return Agency(
            id=self._id(key, region),
            name=name,
            region=region,
            level=level,
            kind=kind,
            function=function,
        )

    def _id(self, key: str, region: str) -> str:
        """The id of an agency, from its name alone: what came before it says nothing.

        A department has the custom's id, or its pinyin where no other one sounds like it.
        What no list names could sound like anything, so its id ends in a mark of its own.
        """
        place = self._registry.regions[region]
        is_city = place.level == "province" and place.name.endswith("市")
        known = f"{region}-{_listed_ids(place.level, is_city).get(key, '')}"
        if not known.endswith("-") and known not in self._registry.agencies:
            return known
        return f"{region}-{_pinyin(key)}-{_mark(key)}"


def _pinyin(key: str) -> str:
    from pypinyin import lazy_pinyin

    name = _written(key)
    rest = _ENDING.sub("", name) or name
    letters = "".join(lazy_pinyin(rest, errors="ignore")).lower().replace("ü", "v")
    return re.sub(r"[^a-z0-9]", "", letters)[:_MOST_LETTERS] or "jigou"


def _mark(key: str) -> str:
    """Four letters and digits that tell agencies apart whose names sound alike."""
    return hashlib.blake2b(key.encode(), digest_size=2).hexdigest()


@cache
def _listed() -> dict[str, str]:
    """The names on the list of departments by their keys, written out."""
    names = (name for entry in departments().values() for name in entry.names())
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(agency_key(name), usual_name(name))
    return found


def _written(key: str) -> str:
    return _listed().get(key) or usual_name(key)


@cache
def _listed_ids(level: Level, is_city: bool) -> dict[str, str]:
    """Ids by key, without the region: of the names on the list of departments that a level uses.

    The usual name has the custom's id, another one its pinyin if none there sounds like it.
    """
    usual: dict[str, str] = {}
    others: dict[str, list[str]] = {entry.pinyin: [] for entry in departments().values()}
    for entry in departments().values():
        endings = entry.endings(level) or entry.endings()
        ending = "局" if is_city and "局" in endings and endings[0] == "厅" else endings[0]
        stem = entry.zh if entry.zh in entry.stems else entry.stems[0]
        first, *rest = dict.fromkeys(agency_key(one + ending) for one in (stem, *entry.stems))
        usual[first] = entry.pinyin
        others[entry.pinyin].append(first)
        for key in rest:
            others.setdefault(_pinyin(key), []).append(key)
    sounds = {keys[0]: sound for sound, keys in others.items() if len(keys) == 1}
    return sounds | usual


def as_csv(agencies: list[Agency], *, has_header: bool = True) -> str:
    """Agencies as lines in the columns of agencies.csv."""
    stream = io.StringIO()
    writer = Writer(stream, lineterminator="\n")
    if has_header:
        writer.writerow(AGENCY_COLUMNS)
    for agency in agencies:
        values = msgspec.structs.asdict(agency)
        cells = (values[name] for name in AGENCY_COLUMNS)
        writer.writerow(";".join(v) if isinstance(v, tuple) else v or "" for v in cells)
    return stream.getvalue()


def accept(data: Path, agency: Agency) -> None:
    """Adds an agency at the end of the registry: one write, so that no half row can stay."""
    path = data / "agencies.csv"
    try:
        is_ended = path.read_bytes()[-1:] in (b"\n", b"")
    except FileNotFoundError:
        write_atomically(path, as_csv([]).encode(), is_durable=True)
        is_ended = True
    row = as_csv([agency], has_header=False).encode()
    if not is_ended:
        row = b"\n" + row
    handle = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        with naming(path):
            before = os.fstat(handle).st_size
            if os.write(handle, row) < len(row):  # the disk took a part, and has no room for more
                os.ftruncate(handle, before)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
    finally:
        os.close(handle)


def put_in_order(data: Path) -> None:
    """Writes the registry anew, ordered by id."""
    agencies = load_registry(data).agencies
    ordered = [agencies[key] for key in sorted(agencies)]
    write_atomically(data / "agencies.csv", as_csv(ordered).encode(), is_durable=True)
