"""Agencies that documents name and the registry does not know: proposed, never invented."""

from __future__ import annotations

import errno
import io
import os
import re
from pathlib import Path

import msgspec

from generator.agencies import AGENCY_COLUMNS, Agency, AgencyKind, Level, Registry, load_registry
from generator.departments import department_of
from generator.errors import naming
from generator.parsing.regions import region_index
from generator.spreadsheet import Writer
from generator.store import write_atomically

_KINDS: dict[str, AgencyKind] = {
    "government": "government",
    "government_office": "office",
    "subdistrict": "township",
}
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
        key = (region_index(self._registry).leading(name)[1] or name, region)
        known = self._by_rest.get(key)
        if known is None:
            known = self._describe(self._without_ancestors(name, region), region)
            self._by_rest[key] = self.agencies[known.id] = known
        return known

    def _without_ancestors(self, name: str, region: str) -> str:
        """The name from its own region on, where the regions above stand before that."""
        *above, own = self._registry.path(region)
        rest = name
        for ancestor in above:
            rest = rest.removeprefix(ancestor.name)
        return rest if rest.startswith(own.name) else name

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
        is_usual = found is not None and not is_township and self._rest(name, region) in found[1:]
        short = found[0].pinyin if found and is_usual else self._pinyin(name, region)
        return Agency(
            id=self._free_id(f"{region}-{short}", name, region),
            name=name,
            region=region,
            level=level,
            kind=kind,
            function=function,
        )

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
