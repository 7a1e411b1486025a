"""`/explore/`: every indicator by agency and year, loaded one indicator and year at a time.

`static/apps/explore/<indicator>-<year>.js` holds a value for each report of the year, in
the order of `static/apps/explore/reports-<year>.js`, which says which agency (runs of
places in the agency index), whether the report sums a region, and by which form it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.forms import form, forms
from generator.frames.counts import Count, Rate, catalogue, state_of
from generator.pages.explorer.page import body_of, formula_words, note_of
from generator.pages.finder.agency_index import parts_of
from generator.pages.kinds import Kind, Material
from generator.pages.observations.minimums import at_least
from generator.pages.parts.content_file import Page, area_page
from generator.pages.parts.script_data import write_script
from generator.pages.parts.words import named, printed, saying

DEFAULT = "received"
_NO_FORM = "0"
_say = saying("apps.explore")


def explorer_page(material: Material) -> Page:
    """Writes the data of every year; the page."""
    frames, order = material.frames, material.order
    known = material.once(_write_years)
    newest = frames.indicators[frames.indicators["year"] == max(frames.years, default=0)]
    names = {agency.id: agency.name for agency in order.agencies}
    app = indicator_settings(frames.years)
    for count in app["counts"]:
        count["years"] = known[count["id"]]
    lines = body_of(newest, names, DEFAULT, material.strips)
    head = {"Intro": [_say("intro")], "App": {**app, "parts": parts_of(order)}}
    return area_page(_say, "explore/", lines, "explore", head=head)


def _write_years(material: Material) -> dict[str, list[int]]:
    """The years in which each count has a number, their data being written."""
    known: dict[str, list[int]] = {count.id: [] for count in catalogue().counts}
    for year, reports in material.frames.indicators.groupby("year"):
        positions = [material.order.position[agency] for agency in reports["agency"]]
        forms = reports["form"].astype(object)
        letters = [form(name).letter if isinstance(name, str) else _NO_FORM for name in forms]
        index = {
            "i": runs(positions),
            "s": "".join(reports["scope"].str[0]),
            "f": "".join(letters),
        }
        write_script(material.extras, f"explore/reports-{year}", index)
        values = material.counts.loc[reports.index]
        for name, years in known.items():
            if (reports[state_of(name)] == "number").any():
                years.append(int(str(year)))
                write_script(material.extras, f"explore/{name}-{year}", values[name].tolist())
    return known


def runs(positions: Iterable[int]) -> list[int]:
    """Positions as start, length, start, length …: 4, 5, 6, 9 is 4, 3, 9, 1."""
    found: list[int] = []
    for position in positions:
        if found and position == found[-2] + found[-1]:
            found[-1] += 1
        else:
            found += [position, 1]
    return found


def indicator_settings(years: list[int]) -> dict[str, Any]:
    """What the page's controls offer: the years and every indicator with its formula in words."""
    counts = []
    for count in catalogue().counts:
        entry = _common(count)
        entry["unit"] = printed(count.unit)
        entry["formula"] = {name: formula_words(count, name) for name in count.forms()}
        counts.append(entry)
    rates = []
    for rate in catalogue().rates:
        entry = _common(rate)
        entry |= {
            "numerator": rate.numerator,
            "denominator": rate.denominator,
            "minimum": rate.minimum,
        }
        rates.append(entry)
    letters = {of.letter: of.id for of in forms()}
    few = int(at_least("interval"))
    return {"years": years, "forms": letters, "counts": counts, "rates": rates, "few": few}


def _common(indicator: Count | Rate) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "zh": named(indicator),
        "group": printed(indicator.group),
        "comparable": indicator.comparable,
        "note": note_of(indicator),
    }


def _pages(material: Material) -> Iterator[Page]:
    yield explorer_page(material)


PAGE_KINDS = (Kind("explore", "explore", ("explore/",), "explore", pages=_pages),)
