"""The agencies as the browser needs them: names, places, pinyin, in compact columns.

It is split so that no file passes 150 KB compressed, in order of regions: at the first
keystroke the browser loads the parts with the places that are typed, or one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.agencies import Agency, Registry
from generator.departments import departments
from generator.extras import Extras
from generator.forms import forms
from generator.messages import LANGUAGES, message
from generator.pages.finder.pinyin import kept_pack
from generator.pages.parts.script_data import AgencyOrder, write_script
from generator.pages.parts.strips import NO_STRIPS, Strips
from generator.pages.search.folding import table
from generator.pages.search.topics import topics

CHUNK = 4000
STRIPS = 250
"""Agencies in one file of strips (`strips/0.js` …): a row made in the browser needs one file."""

PLACE, NAME = "\t", "\n"
"""Stand for the region's name in a name, and for the name in another one: no name has them."""

LEVEL_CODES = {"national": "n", "province": "p", "prefecture": "c", "county": "d", "township": "t"}


def parts_of(order: AgencyOrder) -> int:
    """In how many files the index lies (`agencies-0.js` …)."""
    return -(-len(order) // CHUNK)


def write_agency_index(
    registry: Registry, order: AgencyOrder, years: Mapping[str, Iterable[int]], target: Extras,
    strips: Strips = NO_STRIPS, readings_at: Path | None = None,
) -> None:  # fmt: skip
    """Writes `static/apps/agencies.js` and its parts; `years` lists each agency's reports.

    Beside them lie the words that lead to an agency, the traditional characters, and the
    strips of years. The file `readings_at` keeps how names are read, from build to build.
    """
    names = {name for agency in order.agencies for name in agency.names}
    readings, wrong = kept_pack(sorted(names), readings_at)
    regions = _regions(registry, order.agencies)
    functions = _functions(order.agencies)
    first_year = min((year for found in years.values() for year in found), default=0)
    chunks = [order.agencies[at : at + CHUNK] for at in range(0, len(order), CHUNK)]
    head = {
        "count": len(order),
        "parts": len(chunks),
        "size": CHUNK,
        "spans": [[chunk[0].region, chunk[-1].region] for chunk in chunks],
        "firstYear": first_year,
        "regions": [regions[code] for code in regions],
        "functions": [[name, label] for name, label in functions.items()],
        "readings": _by_reading(readings.single),
        "pairs": readings.pairs,
        "strips": STRIPS if strips else 0,
    }
    write_script(target, "agencies", head)
    write_script(target, "topics", topics())
    write_script(target, "fold", table())
    codes = {code: number for number, code in enumerate(regions)}
    places = {name: number for number, name in enumerate(functions)}
    for number, chunk in enumerate(chunks):
        part = _columns(chunk, codes, places, wrong, registry)
        part["years"] = [_mask(years.get(agency.id, ()), first_year) for agency in chunk]
        write_script(target, f"agencies-{number}", part)
    for number, start in enumerate(range(0, len(order), STRIPS) if strips else ()):
        drawn = [strips.code(agency.id) for agency in order.agencies[start : start + STRIPS]]
        write_script(target, f"strips/{number}", drawn)


def write_names(lang: str, target: Extras) -> None:
    """Writes `static/apps/names-<lang>.js`: what the index names in Chinese, in a language.

    Fields of work, levels, kinds of records and forms: {"教育": "Education", …}.
    """
    codes = [f"pages.level.{level}" for level in LEVEL_CODES]
    codes += ["pages.kind.report", "pages.kind.plan"]
    found = {one.zh: one.en for one in departments().values()}
    found |= {message(code, {}, LANGUAGES[0]): message(code, {}, lang) for code in codes}
    found |= {one.name: one.name_en for one in forms()}
    write_script(target, f"names-{lang}", found)


def _regions(registry: Registry, agencies: Iterable[Agency]) -> dict[str, list[Any]]:
    """[code, name, position of the region above or -1] for every region in use, top first."""
    wanted = {region.code for one in agencies for region in registry.path(one.region)}
    wanted |= {one.region for one in agencies}
    codes = sorted(wanted, key=lambda code: (len(registry.path(code)), code))
    position = {code: number for number, code in enumerate(codes)}
    rows: dict[str, list[Any]] = {}
    for code in codes:
        region = registry.regions.get(code)
        parent = region.parent if region and region.parent else ""
        rows[code] = [code, region.name if region else code, position.get(parent, -1)]
    return rows


def _functions(agencies: Iterable[Agency]) -> dict[str, str]:
    """The functions in use with their names, in the order in which people look for them."""
    used = {one.function for one in agencies if one.function}
    known = departments()
    order = [name for name in known if name in used]
    order += sorted(used - set(order))
    return {name: known[name].zh if name in known else name for name in order}


def _by_reading(single: dict[str, str]) -> dict[str, str]:
    """{"min": "民闽", …}: shorter than a reading for each character."""
    found: dict[str, str] = {}
    for character, reading in single.items():
        found[reading] = found.get(reading, "") + character
    return dict(sorted(found.items()))


def _columns(
    agencies: list[Agency],
    regions: dict[str, int],
    functions: dict[str, int],
    wrong: dict[str, list[str]],
    registry: Registry,
) -> dict[str, Any]:
    regions_of = [registry.regions.get(agency.region) for agency in agencies]
    others = [
        [_short(other, agency.name, NAME) for other in agency.names[1:]] for agency in agencies
    ]
    return {
        "ids": [_short_id(agency) for agency in agencies],
        "names": [
            _short(agency.name, place.name if place else "", PLACE)
            for agency, place in zip(agencies, regions_of, strict=True)
        ],
        "region": [regions[agency.region] for agency in agencies],
        "level": "".join(LEVEL_CODES[agency.level] for agency in agencies),
        "function": [functions.get(agency.function or "", -1) for agency in agencies],
        "other": {number: found for number, found in enumerate(others) if found},
        "until": {
            number: agency.valid_to for number, agency in enumerate(agencies) if agency.valid_to
        },
        "exact": {
            name: wrong[name] for agency in agencies for name in agency.names if name in wrong
        },
    }


def _short(name: str, known: str, sign: str) -> str:
    """A name with a sign for the known words in it, which the browser puts back."""
    return name.replace(known, sign, 1) if known else name


def _short_id(agency: Agency) -> str:
    """The id without its region's code, which the browser puts back."""
    return agency.id.removeprefix(agency.region) if agency.id[6:7] == "-" else agency.id


def _mask(years: Iterable[int], first: int) -> int:
    """A bit for each year with a report, the first year lowest."""
    return sum(1 << (year - first) for year in years)
