"""Agencies that documents name and the registry does not know: proposed, never invented."""

from __future__ import annotations

import errno
import io
import os
import re
from pathlib import Path

import msgspec

from generator.agencies import AGENCY_COLUMNS, Agency, AgencyKind, Level, Registry, load_registry
from generator.agency_names import agency_key, usual_name, without_level
from generator.departments import Department, department_of, departments
from generator.errors import naming
from generator.ingest.outcome import Problem
from generator.parsing.regions import region_index
from generator.spreadsheet import Writer
from generator.store import write_atomically

_KINDS: dict[str, AgencyKind] = {
    "government": "government",
    "government_office": "office",
    "subdistrict": "township",
}
_TAX_PREFIX = "国家税务总局"  # 国家税务总局虚构县税务局: the place stands behind it
_TOWNSHIP = re.compile(r"[镇乡]人民政府$|[镇乡]$|街道办事处$|街道$|苏木")


class Proposals:
    """Proposed agencies of a run, by id; ids already given are never given again."""

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
            known = self._describe(self._written_out(name, rest, region), region)
            self._by_rest[key] = self.agencies[known.id] = known
        return known

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

    def _written_out(self, name: str, rest: str, region: str) -> str:
        """The same name for every way of writing it: its own region, and the words in full."""
        full = usual_name(rest)
        found = department_of(full)
        is_department = found is not None and found[1] == full
        if rest == name and not is_department:
            return name  # it bears no place of its own
        return self._registry.regions[region].name + full

    def _describe(self, name: str, region: str) -> Agency:
        found = department_of(name)
        is_township = _TOWNSHIP.search(name) is not None
        function = found[0].id if found else None
        kind: AgencyKind = "department"
        if is_township:
            kind, function = "township", "subdistrict" if name.endswith("街道办事处") else None
        elif function:
            kind = _KINDS.get(function, "department")
        level: Level = "township" if is_township else self._registry.regions[region].level
        short = self._pinyin(name, region)
        if found is not None and not is_township and self._is_usual(found[0], name, region):
            short = found[0].pinyin
        elif any(short == entry.pinyin for entry in departments().values()):
            # 水务局 sounds like 税务局 and is another agency.
            short = f"{found[0].pinyin if found else 'jigou'}-{short}"
        return Agency(
            id=self._free_id(f"{region}-{short}", name, region),
            name=name,
            region=region,
            level=level,
            kind=kind,
            function=function,
        )

    def _is_usual(self, department: Department, name: str, region: str) -> bool:
        """Whether a department is called as most are at its level, so that its id is the custom."""
        place = self._registry.regions[region]
        endings = department.endings(place.level) or department.endings()
        is_city = place.level == "province" and place.name.endswith("市")
        ending = "局" if is_city and "局" in endings and endings[0] == "厅" else endings[0]
        return agency_key(self._rest(name, region)) == agency_key(department.stems[0] + ending)

    def _rest(self, name: str, region: str) -> str:
        """The name without its place."""
        rest = name
        for above in self._registry.path(region):
            rest = rest.removeprefix(above.name)
        return rest

    def _pinyin(self, name: str, region: str) -> str:
        """The pinyin of the name without its place."""
        from pypinyin import lazy_pinyin

        rest = self._rest(name, region)
        rest = re.sub(r"(人民政府|办事处|管理委员会|委员会|局|厅)$", "", rest) or name
        letters = "".join(lazy_pinyin(rest, errors="ignore")).lower().replace("ü", "v")
        return re.sub(r"[^a-z0-9]", "", letters) or "jigou"

    def _free_id(self, wanted: str, name: str, region: str) -> str:
        taken = self._registry.agencies.keys() | self.agencies.keys()
        if wanted not in taken:
            return wanted
        longer = f"{region}-{self._pinyin(name, region)}"
        number, free = 2, longer
        while free in taken:
            free, number = f"{longer}-{number}", number + 1
        return free


def as_csv(agencies: list[Agency], *, has_header: bool = True) -> str:
    """Agencies as rows of agencies.csv."""
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
